using Simpul.Bus.Http;

namespace Simpul.Gateway.Commands;

/// <summary>The head of a request in a file, as a caller keeps it: <c>POST https://gateway.example/layanan/... HTTP/1.1</c>, and a field on each line up to an empty one.</summary>
static class RequestFile
{
    /// <exception cref="FormatException">No such head.</exception>
    internal static SignedMessage Read(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).TakeWhile(line => line.Length > 0).ToList();
        if (lines.Count == 0 || lines[0].Split(' ') is not [var method, var address, ..] || !(address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("http://", StringComparison.Ordinal)))
            throw new FormatException("The message's first line must be like: POST https://gateway.example/layanan/... HTTP/1.1");
        var fields = new List<(string Name, string Value)>();
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) throw new FormatException($"A line of the message is no field: {line}");
            fields.Add((line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim()));
        }
        // Taken apart as text: whoever signed has signed these characters, and no others that mean the same.
        var authority = address.IndexOf("//", StringComparison.Ordinal) + 2;
        var path = address.IndexOfAny(['/', '?'], authority) is >= 0 and var at ? at : address.Length;
        var query = address.IndexOf('?', path) is >= 0 and var mark ? mark : address.Length;
        return new()
        {
            Method = method,
            Scheme = address[..address.IndexOf(':', StringComparison.Ordinal)],
            Authority = address[authority..path],
            Path = address[path..query],
            Query = address[query..],
            Field = name => [.. fields.Where(one => one.Name == name).Select(one => one.Value)],
        };
    }
}
