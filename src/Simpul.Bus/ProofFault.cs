namespace Simpul.Bus;

/// <summary>Why a proof does not hold. The names are stable: pages and scripts translate them.</summary>
public enum ProofFaultCode
{
    /// <summary>Not JSON, too large, of another format, or a member is missing or malformed.</summary>
    Unreadable,

    /// <summary>The event has no canonical form (a member twice, a number out of range).</summary>
    EventNotCanonical,

    /// <summary>The event does not hash to the leaf hash beside it: it was edited, or the hash was.</summary>
    LeafHashDiffers,

    /// <summary>The event says of itself that it stands elsewhere.</summary>
    IndexDiffers,

    /// <summary>The stated tree size is not the checkpoint's, or the index lies outside of it.</summary>
    SizeDiffers,

    /// <summary>The path does not lead from the leaf to the checkpoint's root.</summary>
    InclusionFails,

    /// <summary>The checkpoint cannot be read.</summary>
    CheckpointUnreadable,

    /// <summary>The public key cannot be read, or is not on P-256.</summary>
    KeyUnreadable,

    /// <summary>The public key in the file is none of those that the verifier trusts.</summary>
    KeyNotTrusted,

    /// <summary>The key did not sign the checkpoint.</summary>
    SignatureAbsent,

    /// <summary>The checkpoint was altered after it was signed, or the signature was.</summary>
    SignatureInvalid,

    /// <summary>The two checkpoints are not of one log.</summary>
    OriginDiffers,

    /// <summary>The larger checkpoint does not continue the smaller: the log's past was changed between them.</summary>
    ConsistencyFails,
}

/// <summary>One reason why a proof does not hold.</summary>
/// <param name="Code">For translation.</param>
/// <param name="Detail">A sentence in English.</param>
public sealed record ProofFault(ProofFaultCode Code, string Detail);

/// <summary>The answer to a proof.</summary>
/// <param name="Bundle">What the file says, where it could be read.</param>
/// <param name="Checkpoint">What it was held against, where that could be read.</param>
/// <param name="Fingerprint">SHA-256 of the public key in the file, to be compared with the published one unless trusted keys were given.</param>
/// <param name="Faults">Every reason found; empty when the proof holds.</param>
public sealed record ProofResult(ProofBundle? Bundle, Checkpoint? Checkpoint, string? Fingerprint, IReadOnlyList<ProofFault> Faults)
{
    public bool Holds => Bundle is not null && Faults.Count == 0;
}
