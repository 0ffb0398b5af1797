using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Simpul.Bus.Http;

/// <summary>What a signature can cover of a message. Field values are as they stand in each line, in order.</summary>
public sealed record SignedMessage
{
    public required string Method { get; init; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>Host and, where it is not the scheme's own, port.</summary>
    public required string Authority { get; init; }

    /// <summary>Path as it was sent.</summary>
    public required string Path { get; init; }

    /// <summary>With its question mark; empty where there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>Of a response.</summary>
    public int? Status { get; init; }

    /// <summary>The lines of a field by its lower-case name; empty where the message has none.</summary>
    public required Func<string, IReadOnlyList<string>> Field { get; init; }

    /// <summary>The request that this response answers, for components with <c>req</c>.</summary>
    public SignedMessage? Request { get; init; }
}

/// <summary>One signature of a message as Signature-Input and Signature carry it (RFC 9421).</summary>
/// <param name="Label">Its name in both fields.</param>
/// <param name="Input">The covered components and the parameters.</param>
/// <param name="Value">The signature.</param>
public sealed record HttpSignature(string Label, FieldItem Input, byte[] Value)
{
    static readonly string[] parameterNames = ["sf", "key", "bs", "req", "tr", "name"];

    public string? KeyId => Input["keyid"] as string;

    public string? Algorithm => Input["alg"] as string;

    public DateTimeOffset? Created => Input["created"] is long at and > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(at) : null;

    public DateTimeOffset? Expires => Input["expires"] is long at and > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(at) : null;

    IReadOnlyList<FieldItem> Components => (IReadOnlyList<FieldItem>)Input.Value;

    /// <summary>Whether the signature covers a component of this name without parameters that would make less of it.</summary>
    public bool Covers(string component) => Components.Any(one => one.Value is string name && name == component && one.Parameters.Count == 0);

    /// <summary>Whether the signature covers anything of a component of this name, whatever its parameters.</summary>
    public bool Mentions(string component) => Components.Any(one => one.Value is string name && name == component);

    /// <summary>Reads both fields. A label in one and not in the other makes them unreadable.</summary>
    public static bool TryRead(string signatureInput, string signature, out IReadOnlyList<HttpSignature> signatures)
    {
        var read = new List<HttpSignature>();
        signatures = read;
        if (!StructuredFields.TryDictionary(signatureInput, out var inputs) || !StructuredFields.TryDictionary(signature, out var values) || inputs.Count != values.Count) return false;
        foreach (var (label, input) in inputs)
        {
            if (input.Value is not IReadOnlyList<FieldItem> components || components.Any(one => one.Value is not string) || !values.TryGetValue(label, out var value) || value.Value is not byte[] bytes) return false;
            read.Add(new(label, input, bytes));
        }
        return read.Count > 0;
    }

    /// <summary>How a record of an exchange has it: the parameters as in Signature-Input, a space, the signature in Base64.</summary>
    public string Recorded() => $"{StructuredFields.Write(Input)} {Convert.ToBase64String(Value)}";

    /// <summary>Reads what <see cref="Recorded"/> wrote.</summary>
    public static bool TryReadRecorded(string text, [NotNullWhen(true)] out HttpSignature? signature)
    {
        var space = text.LastIndexOf(' ');
        signature = space > 0 && TryRead($"a={text[..space]}", $"a=:{text[(space + 1)..]}:", out var read) && read.Count == 1 ? read[0] : null;
        return signature is not null;
    }

    /// <summary>The input of a signature to be made.</summary>
    /// <param name="components">Written as in Signature-Input: names, quoted where they have parameters (<c>"@query-param";name="a"</c>).</param>
    public static FieldItem InputOf(IEnumerable<string> components, params IReadOnlyList<KeyValuePair<string, object>> parameters) => new(
        components.Select(one => one.StartsWith('"') && StructuredFields.TryItem(one, out var item) ? item : new FieldItem(one, [])).ToList(), parameters);

    /// <summary>The text that is signed (section 2.5).</summary>
    /// <exception cref="FormatException">A component is not in the message, occurs twice, or is of a kind that is not known here.</exception>
    public static byte[] Base(SignedMessage message, FieldItem input)
    {
        var text = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var component in (IReadOnlyList<FieldItem>)input.Value)
        {
            var identifier = StructuredFields.Write(component);
            if (!seen.Add(identifier)) throw new FormatException($"The component {identifier} is covered twice.");
            text.Append(identifier).Append(": ").Append(ValueOf(message, component)).Append('\n');
        }
        text.Append("\"@signature-params\": ").Append(StructuredFields.Write(input));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Whether the key signed this message, by an algorithm that both the signature and the key have.</summary>
    public bool IsValid(SignedMessage message, PartyKey key)
    {
        if ((Algorithm ?? key.OnlyAlgorithm) is not { } algorithm) return false;
        return TryBase(message, out var text) && key.Verify(algorithm, text, Value);
    }

    bool TryBase(SignedMessage message, [NotNullWhen(true)] out byte[]? text)
    {
        try { text = Base(message, Input); }
        catch (FormatException) { text = null; }
        return text is not null;
    }

    static string ValueOf(SignedMessage message, FieldItem component)
    {
        var name = (string)component.Value;
        if (component.Parameters.Any(one => !parameterNames.Contains(one.Key)) || component["tr"] is not null) throw new FormatException($"A component's parameter of {name} is not known here.");
        var source = component["req"] is true ? message.Request ?? throw new FormatException("There is no request to take a component from.") : message;
        if (name.StartsWith('@')) return Derived(source, name, component);
        if (name != name.ToLowerInvariant()) throw new FormatException("Field names are written in lower case.");
        var lines = source.Field(name);
        if (lines.Count == 0) throw new FormatException($"The message has no {name}.");
        if (component["bs"] is true) return string.Join(", ", lines.Select(line => $":{Convert.ToBase64String(Encoding.Latin1.GetBytes(line.Trim()))}:"));
        var joined = string.Join(", ", lines.Select(line => line.Trim(' ', '\t')));
        if (component["key"] is string key)
            return StructuredFields.TryDictionary(joined, out var members) && members.TryGetValue(key, out var member) ? StructuredFields.Write(member) : throw new FormatException($"{name} has no member {key}.");
        if (component["sf"] is not true) return joined.Contains('\n', StringComparison.Ordinal) ? throw new FormatException($"{name} has a line feed.") : joined;
        if (StructuredFields.TryDictionary(joined, out var dictionary)) return StructuredFields.Write(dictionary);
        return StructuredFields.TryList(joined, out var list) ? string.Join(", ", list.Select(StructuredFields.Write)) : throw new FormatException($"{name} is not a structured field.");
    }

    static string Derived(SignedMessage message, string name, FieldItem component) => name switch
    {
        "@method" => message.Method,
        "@scheme" => message.Scheme.ToLowerInvariant(),
        "@authority" => Authority(message),
        "@path" => message.Path.Length == 0 ? "/" : message.Path,
        "@query" => message.Query.Length == 0 ? "?" : message.Query,
        "@request-target" => message.Path + message.Query,
        "@target-uri" => $"{message.Scheme.ToLowerInvariant()}://{Authority(message)}{message.Path}{message.Query}",
        "@status" => message.Status is { } status ? status.ToString(CultureInfo.InvariantCulture) : throw new FormatException("A request has no @status."),
        "@query-param" => QueryParameter(message, component["name"] as string ?? throw new FormatException("@query-param needs a name.")),
        _ => throw new FormatException($"The component {name} is not known here."),
    };

    static string Authority(SignedMessage message)
    {
        var authority = message.Authority.ToLowerInvariant();
        var port = message.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        return authority.EndsWith(port, StringComparison.Ordinal) ? authority[..^port.Length] : authority;
    }

    static string QueryParameter(SignedMessage message, string name)
    {
        var found = message.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2))
            .Where(pair => Recoded(pair[0]) == name).Select(pair => pair.Length > 1 ? Recoded(pair[1]) : "").ToList();
        return found.Count == 1 ? found[0] : throw new FormatException($"The query has the parameter {name} {found.Count} times.");
    }

    // Section 2.2.8: decoded as a form, then percent-encoded with the set of application/x-www-form-urlencoded, in which a space is %20.
    static string Recoded(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(text.Replace('+', ' ')));
        var to = new StringBuilder();
        foreach (var b in bytes)
        {
            if (b < 0x80 && (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'*' or (byte)'-' or (byte)'.' or (byte)'_')) to.Append((char)b);
            else to.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }
        return to.ToString();
    }
}
