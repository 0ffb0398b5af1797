using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Simpul.Bus.Http;

/// <summary>A bare token of RFC 9651, to be told from a string.</summary>
public sealed record Token(string Text);

/// <summary>An item or an inner list with its parameters. A value is string, <see cref="Token"/>, long, decimal, bool, byte[], or a list of items.</summary>
public sealed record FieldItem(object Value, IReadOnlyList<KeyValuePair<string, object>> Parameters)
{
    public object? this[string parameter] => Parameters.LastOrDefault(one => one.Key == parameter).Value;
}

/// <summary>Structured fields (RFC 9651): dictionaries, lists and items, as signatures and digests use them. Dates and display strings are not needed here and not read.</summary>
public static class StructuredFields
{
    const int MaxLength = 16 * 1024;

    public static bool TryDictionary(string text, out IReadOnlyDictionary<string, FieldItem> dictionary)
    {
        var read = new Dictionary<string, FieldItem>(StringComparer.Ordinal);
        dictionary = read;
        if (text.Length > MaxLength) return false;
        var reader = new Reader(text);
        reader.Spaces();
        if (reader.AtEnd) return true;
        do
        {
            reader.Blank();
            if (!reader.Key(out var key)) return false;
            object? value = true;
            IReadOnlyList<KeyValuePair<string, object>> parameters;
            if (reader.Took('='))
            {
                if (!reader.ItemOrList(out var item)) return false;
                (value, parameters) = (item.Value, item.Parameters);
            }
            else if (!reader.Parameters(out parameters)) return false;
            read[key] = new(value, parameters);
            reader.Blank();
        }
        while (reader.Took(','));
        return reader.AtEnd;
    }

    /// <summary>A bare item, with its parameters.</summary>
    public static bool TryItem(string text, [NotNullWhen(true)] out FieldItem? item)
    {
        var reader = new Reader(text);
        reader.Spaces();
        if (text.Length > MaxLength || !reader.Item(out item)) { item = null; return false; }
        reader.Spaces();
        return reader.AtEnd;
    }

    public static bool TryList(string text, out IReadOnlyList<FieldItem> list)
    {
        var read = new List<FieldItem>();
        list = read;
        if (text.Length > MaxLength) return false;
        var reader = new Reader(text);
        reader.Spaces();
        if (reader.AtEnd) return true;
        do
        {
            reader.Blank();
            if (!reader.ItemOrList(out var item)) return false;
            read.Add(item);
            reader.Blank();
        }
        while (reader.Took(','));
        return reader.AtEnd;
    }

    /// <summary>Writes a value and its parameters the one way that there is.</summary>
    public static string Write(FieldItem item)
    {
        var to = new StringBuilder();
        Write(item, to);
        return to.ToString();
    }

    public static string Write(IReadOnlyDictionary<string, FieldItem> dictionary) => string.Join(", ", dictionary.Select(one =>
        one.Value.Value is true ? one.Key + Write(new FieldItem("", one.Value.Parameters))[2..] : $"{one.Key}={Write(one.Value)}"));

    static void Write(FieldItem item, StringBuilder to)
    {
        Value(item.Value, to);
        foreach (var (name, value) in item.Parameters)
        {
            to.Append(';').Append(name);
            if (value is true) continue;
            to.Append('=');
            Value(value, to);
        }
    }

    static void Value(object value, StringBuilder to)
    {
        switch (value)
        {
            case string text: to.Append('"').Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"'); break;
            case Token token: to.Append(token.Text); break;
            case long number: to.Append(number.ToString(CultureInfo.InvariantCulture)); break;
            case decimal number: to.Append(number.ToString("0.0##", CultureInfo.InvariantCulture)); break;
            case bool truth: to.Append(truth ? "?1" : "?0"); break;
            case byte[] bytes: to.Append(':').Append(Convert.ToBase64String(bytes)).Append(':'); break;
            case IReadOnlyList<FieldItem> list:
                to.Append('(');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0) to.Append(' ');
                    Write(list[i], to);
                }
                to.Append(')');
                break;
            default: throw new ArgumentException($"A structured field has no value of type {value.GetType().Name}.", nameof(value));
        }
    }

    ref struct Reader(string text)
    {
        int at;

        internal readonly bool AtEnd => at == text.Length;

        readonly char Now => at < text.Length ? text[at] : '\0';

        internal bool Took(char mark)
        {
            if (Now != mark || AtEnd) return false;
            at++;
            return true;
        }

        internal void Spaces() { while (Now == ' ') at++; }

        internal void Blank() { while (Now is ' ' or '\t') at++; }

        internal bool Key(out string key)
        {
            var start = at;
            if (Now is >= 'a' and <= 'z' or '*')
                while (Now is >= 'a' and <= 'z' or >= '0' and <= '9' or '_' or '-' or '.' or '*') at++;
            key = text[start..at];
            return key.Length > 0;
        }

        internal bool ItemOrList([NotNullWhen(true)] out FieldItem? item)
        {
            if (Now != '(') return Item(out item);
            item = null;
            at++;
            var items = new List<FieldItem>();
            while (true)
            {
                Spaces();
                if (Took(')')) break;
                if (!Item(out var one) || (Now is not ' ' and not ')')) return false;
                items.Add(one);
            }
            if (!Parameters(out var parameters)) return false;
            item = new(items, parameters);
            return true;
        }

        internal bool Item([NotNullWhen(true)] out FieldItem? item)
        {
            item = null;
            if (!Bare(out var value) || !Parameters(out var parameters)) return false;
            item = new(value, parameters);
            return true;
        }

        internal bool Parameters(out IReadOnlyList<KeyValuePair<string, object>> parameters)
        {
            var read = new List<KeyValuePair<string, object>>();
            parameters = read;
            while (Took(';'))
            {
                Spaces();
                if (!Key(out var key)) return false;
                object? value = true;
                if (Took('=') && !Bare(out value)) return false;
                read.RemoveAll(one => one.Key == key);
                read.Add(new(key, value));
            }
            return true;
        }

        bool Bare([NotNullWhen(true)] out object? value)
        {
            value = null;
            return Now switch
            {
                '"' => Text(out value),
                ':' => Bytes(out value),
                '?' => Truth(out value),
                '-' or (>= '0' and <= '9') => Number(out value),
                (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '*' => Word(out value),
                _ => false,
            };
        }

        bool Text(out object? value)
        {
            var read = new StringBuilder();
            value = null;
            for (at++; at < text.Length; at++)
            {
                var c = text[at];
                if (c == '"')
                {
                    at++;
                    value = read.ToString();
                    return true;
                }
                if (c == '\\')
                {
                    if (++at == text.Length || text[at] is not ('"' or '\\')) return false;
                    c = text[at];
                }
                else if (c is < ' ' or > '~') return false;
                read.Append(c);
            }
            return false;
        }

        bool Bytes(out object? value)
        {
            value = null;
            var end = text.IndexOf(':', at + 1);
            if (end < 0) return false;
            var buffer = new byte[end - at];
            if (!Convert.TryFromBase64String(text[(at + 1)..end], buffer, out var written)) return false;
            at = end + 1;
            value = buffer[..written];
            return true;
        }

        bool Truth(out object? value)
        {
            value = null;
            if (at + 1 >= text.Length || text[at + 1] is not ('0' or '1')) return false;
            value = text[at + 1] == '1';
            at += 2;
            return true;
        }

        bool Number(out object? value)
        {
            value = null;
            var start = at;
            Took('-');
            while (Now is (>= '0' and <= '9') or '.') at++;
            var digits = text.AsSpan(start, at - start);
            if (digits.Contains('.'))
            {
                if (digits[^1] == '.' || digits.Length > 17 || !decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact)) return false;
                value = exact;
                return true;
            }
            if (digits.Length > 16 || !long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return false;
            value = whole;
            return true;
        }

        bool Word(out object? value)
        {
            var start = at;
            while (!AtEnd && (char.IsAsciiLetterOrDigit(Now) || "!#$%&'*+-.^_`|~:/".Contains(Now, StringComparison.Ordinal))) at++;
            value = new Token(text[start..at]);
            return true;
        }
    }
}
