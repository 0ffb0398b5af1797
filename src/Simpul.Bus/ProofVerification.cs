using System.Text.Json;

namespace Simpul.Bus;

/// <summary>The steps of <c>docs/journal.md</c>, in its order; every step that can still be taken is taken.</summary>
sealed class ProofVerification(ProofBundle bundle, IReadOnlyCollection<VerifyingKey>? trusted)
{
    readonly List<ProofFault> faults = [];

    internal ProofResult Result()
    {
        CheckEvent();
        var checkpoint = Signed("checkpoint", bundle.Checkpoint, bundle.PublicKey, out var fingerprint);
        if (checkpoint is not null)
        {
            CheckInclusion(checkpoint);
            if (bundle.Consistency is { } other) CheckConsistency(checkpoint, other);
        }
        return new(bundle, checkpoint, fingerprint, faults);
    }

    void CheckEvent()
    {
        if (!MerkleTree.LeafHash(bundle.Event).AsSpan().SequenceEqual(bundle.LeafHash))
            Fail(ProofFaultCode.LeafHashDiffers, "The event does not hash to the leaf hash in the file: one of them was altered.");
        try
        {
            using var content = JsonDocument.Parse(bundle.Event);
            if (content.RootElement.TryGetProperty("index", out var own) && !(own.ValueKind == JsonValueKind.Number && own.TryGetInt64(out var index) && index == bundle.Index))
                Fail(ProofFaultCode.IndexDiffers, $"The event says that its index is {own}, the file says {bundle.Index}.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            Fail(ProofFaultCode.EventNotCanonical, "The event is not a JSON object.");
        }
    }

    void CheckInclusion(Checkpoint checkpoint)
    {
        if (bundle.TreeSize != checkpoint.Size)
            Fail(ProofFaultCode.SizeDiffers, $"The file says that the tree has {bundle.TreeSize} leaves, the checkpoint says {checkpoint.Size}.");
        if (bundle.Index >= checkpoint.Size)
            Fail(ProofFaultCode.SizeDiffers, $"Index {bundle.Index} lies outside a tree of {checkpoint.Size} leaves.");
        else if (!MerkleTree.VerifyInclusion(bundle.Index, checkpoint.Size, MerkleTree.LeafHash(bundle.Event), bundle.Path, checkpoint.Root))
            Fail(ProofFaultCode.InclusionFails, "The path does not lead from the event to the checkpoint's root: this event is not at this place of the signed log.");
    }

    void CheckConsistency(Checkpoint checkpoint, ConsistencyProof proof)
    {
        if (Signed("other checkpoint", proof.Checkpoint, proof.PublicKey ?? bundle.PublicKey, out _) is not { } other) return;
        if (other.Origin != checkpoint.Origin) Fail(ProofFaultCode.OriginDiffers, $"The checkpoints are of two logs, {checkpoint.Origin} and {other.Origin}.");
        var (first, second) = other.Size <= checkpoint.Size ? (other, checkpoint) : (checkpoint, other);
        if (!MerkleTree.VerifyConsistency(first.Size, second.Size, first.Root, second.Root, proof.Path))
            Fail(ProofFaultCode.ConsistencyFails, $"The log of {second.Size} events does not continue the log of {first.Size} events: its past was changed.");
    }

    Checkpoint? Signed(string what, string note, string pem, out string? fingerprint)
    {
        fingerprint = null;
        if (!SignedCheckpoint.TryParse(note, out var signed, out var problem))
        {
            Fail(ProofFaultCode.CheckpointUnreadable, $"The {what} cannot be read: {problem}");
            return null;
        }
        VerifyingKey key;
        try
        {
            key = VerifyingKey.FromPem(signed.Checkpoint.Origin, pem);
        }
        catch (FormatException e)
        {
            Fail(ProofFaultCode.KeyUnreadable, $"The public key of the {what} cannot be read: {e.Message}");
            return signed.Checkpoint;
        }
        var print = fingerprint = key.Fingerprint;
        if (trusted is not null && !trusted.Any(t => t.Fingerprint == print && t.Name == key.Name))
            Fail(ProofFaultCode.KeyNotTrusted, $"The key of the {what} ({print}) is not one that is trusted for {key.Name}.");
        if (signed.StateOf(key) is var state && state != SignatureState.Valid)
            Fail(state == SignatureState.Absent ? ProofFaultCode.SignatureAbsent : ProofFaultCode.SignatureInvalid,
                state == SignatureState.Absent ? $"The {what} is not signed by the key in the file." : $"The {what} is not what was signed.");
        return signed.Checkpoint;
    }

    void Fail(ProofFaultCode code, string detail) => faults.Add(new(code, detail));
}
