using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Simpul.Bus.Descriptions;

/// <summary>Texts that fit length, pattern and format, and belong to nobody.</summary>
static class SampleText
{
    const int Longest = 100_000;

    static readonly DateOnly Start = new(2026, 1, 1);

    internal static JsonNode Of(SampleShape all, string name, Random chance, int attempt)
    {
        var least = (int)Math.Min(all.Number("minLength") ?? 0, Longest + 1);
        var most = (int)Math.Min(all.Number("maxLength") ?? Longest, Longest);
        if (least > most) throw new NoSampleException();
        if (all.Pattern is { } pattern) return JsonValue.Create(SamplePattern.Of(pattern, least, chance, attempt) ?? throw new NoSampleException());
        return JsonValue.Create(Formatted(all.Format, chance) ?? Words(name, least, most, chance));
    }

    static string? Formatted(string? format, Random chance)
    {
        switch (format)
        {
            case "date": return Day().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case "date-time": return $"{Day():yyyy-MM-dd}T{chance.Next(7, 17):00}:{chance.Next(60):00}:00+07:00";
            case "time": return $"{chance.Next(7, 17):00}:{chance.Next(60):00}:00+07:00";
            case "duration": return $"P{chance.Next(1, 30)}D";
            case "uuid":
                Span<byte> bytes = stackalloc byte[16];
                chance.NextBytes(bytes);
                return new Guid(bytes).ToString("D");
            case "email": return $"contoh{chance.Next(1, 100)}@example.go.id";
            case "hostname" or "idn-hostname": return $"contoh{chance.Next(1, 100)}.example.go.id";
            case "ipv4": return $"192.0.2.{chance.Next(1, 255)}";
            case "ipv6": return $"2001:db8::{chance.Next(1, 9999)}";
            case "uri" or "url": return $"https://contoh.example.go.id/{chance.Next(1, 1000)}";
            case "byte": return "Y29udG9o";
            default: return null;
        }

        DateOnly Day() => Start.AddDays(chance.Next(365));
    }

    static string Words(string name, int least, int most, Random chance)
    {
        var text = new StringBuilder(name.Length == 0 ? "contoh" : $"contoh {name.Replace('_', ' ').ToLowerInvariant()}");
        if (chance.Next(2) == 0) text.Append(' ').Append(chance.Next(1, 100).ToString(CultureInfo.InvariantCulture));
        while (text.Length < least) text.Append(" contoh");
        return text.Length > most ? text.ToString(0, most) : text.ToString();
    }
}
