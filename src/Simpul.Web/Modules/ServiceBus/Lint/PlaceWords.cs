namespace Simpul.Web.Modules.ServiceBus.Lint;

/// <summary>Places of an OpenAPI document as its writers know them.</summary>
internal static class PlaceWords
{
    /// <summary><c>GET /penduduk, jawaban 200, nama</c> for a JSON Pointer.</summary>
    public static string Of(string pointer)
    {
        var tokens = Tokens(pointer);
        if (tokens.Count == 0) return "seluruh dokumen";
        if (tokens is not ["paths", var path, ..]) return tokens is ["components", "schemas", var schema, ..] ? Joined($"skema {schema}", tokens.Skip(3)) : string.Join(" › ", tokens);
        if (tokens.Count == 2) return path;
        return tokens[2] is "get" or "put" or "post" or "delete" or "options" or "head" or "patch" ? Joined($"{tokens[2].ToUpperInvariant()} {path}", tokens.Skip(3)) : Joined(path, tokens.Skip(2));
    }

    /// <summary>The path of the operation or path that a pointer leads into; null where it leads elsewhere.</summary>
    public static string? PathOf(string pointer) => Tokens(pointer) is ["paths", var path, ..] ? path : null;

    private static string Joined(string head, IEnumerable<string> rest)
    {
        List<string> words = [head];
        string? before = null;
        foreach (var token in rest)
        {
            switch (before, token)
            {
                case (_, "responses" or "properties" or "content" or "schema" or "allOf" or "oneOf" or "anyOf"): break;
                case ("parameters", _): words.Add($"parameter ke-{(int.TryParse(token, out var index) ? index + 1 : 1)}"); break;
                case (_, "parameters"): break;
                case ("responses", _): words.Add($"jawaban {token}"); break;
                case (_, "requestBody"): words.Add("badan permintaan"); break;
                case (_, "items"): words.Add("tiap butir"); break;
                default: words.Add(token); break;
            }
            before = token;
        }
        return string.Join(", ", words);
    }

    private static List<string> Tokens(string pointer) =>
        pointer.Length == 0 ? [] : [.. pointer[1..].Split('/').Select(token => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
}
