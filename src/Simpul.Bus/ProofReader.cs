using System.Text.Json;

namespace Simpul.Bus;

/// <summary>Reads a bundle within its limits and names everything that stands in the way, not the first thing only.</summary>
sealed class ProofReader(JsonElement root, string of, List<ProofFault> faults)
{
    static readonly JsonDocumentOptions Strict = new() { MaxDepth = CanonicalJson.MaxDepth, AllowDuplicateProperties = false };

    internal static ProofBundle? Read(ReadOnlyMemory<byte> file, List<ProofFault> faults)
    {
        if (file.Length > ProofBundle.MaxLength)
        {
            faults.Add(new(ProofFaultCode.Unreadable, $"The file is larger than {ProofBundle.MaxLength} bytes."));
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(file, Strict);
            return new ProofReader(document.RootElement, "", faults).Bundle();
        }
        catch (JsonException e)
        {
            faults.Add(new(ProofFaultCode.Unreadable, $"The file is not JSON: {e.Message}"));
            return null;
        }
    }

    ProofBundle? Bundle()
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            Refuse("The file is not a JSON object.");
            return null;
        }
        if (Text("format") is { } format && format != ProofBundle.Format) Refuse($"The format is not {ProofBundle.Format}.");
        var content = Event();
        var bundle = new ProofBundle(content, Whole("index"), Hash("leafHash"), Whole("treeSize"), Path("inclusion"), Text("checkpoint") ?? "", Text("publicKey") ?? "", Consistency());
        return faults.Count == 0 ? bundle : null;
    }

    byte[] Event()
    {
        if (!root.TryGetProperty("event", out var value) || value.ValueKind != JsonValueKind.Object)
        {
            Refuse("\"event\" must be an object.");
            return [];
        }
        try
        {
            return CanonicalJson.Bytes(value);
        }
        catch (CanonicalJsonException e)
        {
            faults.Add(new(ProofFaultCode.EventNotCanonical, $"The event has no canonical form: {e.Message}"));
            return [];
        }
    }

    ConsistencyProof? Consistency()
    {
        if (!root.TryGetProperty("consistency", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            Refuse("\"consistency\" must be an object.");
            return null;
        }
        var part = new ProofReader(value, "consistency.", faults);
        return new(part.Text("checkpoint") ?? "", part.Path("path"), value.TryGetProperty("publicKey", out _) ? part.Text("publicKey") : null);
    }

    string? Text(string name)
    {
        if (root.TryGetProperty(name, out var value) && Decoded(value) is { } text) return text;
        Refuse($"\"{of}{name}\" must be a text.");
        return null;
    }

    long Whole(string name)
    {
        if (root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0) return number;
        Refuse($"\"{of}{name}\" must be a whole number, zero or more.");
        return 0;
    }

    byte[] Hash(string name)
    {
        if (root.TryGetProperty(name, out var value) && NoteText.TryHash(Decoded(value), out var hash)) return hash;
        Refuse($"\"{of}{name}\" must be a SHA-256 hash in Base64.");
        return [];
    }

    byte[][] Path(string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > ProofBundle.MaxPath)
        {
            Refuse($"\"{of}{name}\" must be a list of at most {ProofBundle.MaxPath} hashes.");
            return [];
        }
        var path = new List<byte[]>();
        foreach (var item in value.EnumerateArray())
        {
            if (NoteText.TryHash(Decoded(item), out var hash)) path.Add(hash);
            else Refuse($"\"{of}{name}\"[{path.Count}] must be a SHA-256 hash in Base64.");
        }
        return [.. path];
    }

    static string? Decoded(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try { return value.GetString(); }
        catch (InvalidOperationException) { return null; } // a lone surrogate
    }

    void Refuse(string why) => faults.Add(new(ProofFaultCode.Unreadable, why));
}
