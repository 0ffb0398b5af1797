using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;

namespace Simpul.Bus;

/// <summary>Strings and numbers as RFC 8785 section 3.2.2 writes them.</summary>
static class CanonicalText
{
    const long ExactIntegers = 1L << 53;

    static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    internal static void String(ReadOnlySpan<char> text, IBufferWriter<byte> to)
    {
        to.Write("\""u8);
        while (!text.IsEmpty)
        {
            var run = text.IndexOfAny(Escaped);
            if (run < 0) run = text.Length;
            Plain(text[..run], to);
            if (run < text.Length) Escape(text[run++], to);
            text = text[run..];
        }
        to.Write("\""u8);
    }

    static void Plain(ReadOnlySpan<char> text, IBufferWriter<byte> to)
    {
        if (text.IsEmpty) return;
        var status = Utf8.FromUtf16(text, to.GetSpan(text.Length * 3), out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done) throw new CanonicalJsonException("A string contains a lone surrogate.");
        to.Advance(written);
    }

    static void Escape(char c, IBufferWriter<byte> to)
    {
        switch (c)
        {
            case '"': to.Write("\\\""u8); break;
            case '\\': to.Write("\\\\"u8); break;
            case '\b': to.Write("\\b"u8); break;
            case '\t': to.Write("\\t"u8); break;
            case '\n': to.Write("\\n"u8); break;
            case '\f': to.Write("\\f"u8); break;
            case '\r': to.Write("\\r"u8); break;
            default: to.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)(c < 0x10 ? '0' : '1'), "0123456789abcdef"u8[c & 0xf]]); break;
        }
    }

    /// <summary>A number by its JSON literal, so that an integer which a double would change is noticed.</summary>
    internal static void Number(ReadOnlySpan<byte> literal, IBufferWriter<byte> to)
    {
        var integer = literal.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        Span<byte> text = stackalloc byte[32];
        if (integer && Utf8Parser.TryParse(literal, out long whole, out var used) && used == literal.Length && whole is >= -ExactIntegers and <= ExactIntegers)
        {
            whole.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
            to.Write(text[..length]);
            return;
        }
        if (!double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            throw new CanonicalJsonException("A number is beyond what a double can hold.");
        var written = text[..Format(value, text)];
        if (integer && !written.SequenceEqual(literal))
            throw new CanonicalJsonException("An integer beyond 2^53 would change its value; write it as a string.");
        to.Write(written);
    }

    internal static void Number(double value, IBufferWriter<byte> to)
    {
        if (!double.IsFinite(value)) throw new CanonicalJsonException("JSON has no NaN and no infinity.");
        Span<byte> text = stackalloc byte[32];
        to.Write(text[..Format(value, text)]);
    }

    /// <summary>ECMAScript's Number::toString, radix 10. The framework finds the shortest digits; only their layout differs.</summary>
    static int Format(double value, Span<byte> to)
    {
        if (value == 0)
        {
            to[0] = (byte)'0';
            return 1;
        }
        Span<byte> buffer = stackalloc byte[48];
        var point = Shortest(Math.Abs(value), buffer, out var digits);
        var length = 0;
        if (value < 0) to[length++] = (byte)'-';
        if (point is > 21 or <= -6)
        {
            to[length++] = digits[0];
            if (digits.Length > 1) to[length++] = (byte)'.';
            length += Copy(digits[1..], to[length..]);
            to[length++] = (byte)'e';
            to[length++] = (byte)(point > 0 ? '+' : '-');
            Math.Abs(point - 1).TryFormat(to[length..], out var exponent, default, CultureInfo.InvariantCulture);
            return length + exponent;
        }
        if (point <= 0)
        {
            length += Copy("0."u8, to[length..]);
            length += Zeros(-point, to[length..]);
            return length + Copy(digits, to[length..]);
        }
        if (digits.Length <= point)
        {
            length += Copy(digits, to[length..]);
            return length + Zeros(point - digits.Length, to[length..]);
        }
        length += Copy(digits[..point], to[length..]);
        to[length++] = (byte)'.';
        return length + Copy(digits[point..], to[length..]);
    }

    /// <summary>The value is 0.<c>digits</c> × 10^point, the digits without zeros at either end. Returns the point.</summary>
    static int Shortest(double value, Span<byte> buffer, out ReadOnlySpan<byte> digits)
    {
        Span<byte> text = stackalloc byte[48];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        int count = 0, point = 0, exponent = 0;
        var fraction = false;
        for (var i = 0; i < length; i++)
        {
            if (text[i] == 'E')
            {
                exponent = int.Parse(text[(i + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            if (text[i] == '.') fraction = true;
            else
            {
                buffer[count++] = text[i];
                if (!fraction) point++;
            }
        }
        var shown = buffer[..count].TrimEnd((byte)'0');
        digits = shown.TrimStart((byte)'0');
        return point + exponent - (shown.Length - digits.Length);
    }

    static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }

    static int Zeros(int count, Span<byte> to)
    {
        to[..count].Fill((byte)'0');
        return count;
    }
}
