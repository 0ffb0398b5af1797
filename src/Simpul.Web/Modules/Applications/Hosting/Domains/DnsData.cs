using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>What stands behind a name, by the record's type: what is wrong with what was typed, and how a zone file writes it.</summary>
internal static class DnsData
{
    public const int MostLength = 1000;

    /// <summary>Of one character string (RFC 1035, 3.3).</summary>
    private const int MostString = 255;

    public static readonly IReadOnlyList<(DnsType Value, string Title)> Types =
    [
        (DnsType.A, "A (alamat IPv4)"),
        (DnsType.Aaaa, "AAAA (alamat IPv6)"),
        (DnsType.Cname, "CNAME (nama lain)"),
        (DnsType.Mx, "MX (server surel)"),
        (DnsType.Txt, "TXT (teks)"),
        (DnsType.Ns, "NS (server nama bagi subdomain)"),
        (DnsType.Caa, "CAA (penerbit sertifikat)"),
        (DnsType.Srv, "SRV (layanan)"),
    ];

    /// <summary>As zone files spell it.</summary>
    public static string Word(this DnsType type) => type.ToString().ToUpperInvariant();

    /// <summary>The type of a record that leads there, for who knows only where: an address, or the name of a server. Nothing is an address that is still to come.</summary>
    public static DnsType TypeOf(string target) => IPAddress.TryParse(target, out var address) ? address.AddressFamily == AddressFamily.InterNetworkV6 ? DnsType.Aaaa : DnsType.A
        : target.Any(char.IsAsciiLetter) ? DnsType.Cname : DnsType.A;

    /// <summary>A line of further records: type, blank, target. Null where it begins with no type.</summary>
    public static (DnsType Type, string Data)? Line(string line)
    {
        var at = line.IndexOf(' ', StringComparison.Ordinal);
        return at > 0 && Enum.TryParse<DnsType>(line[..at], ignoreCase: true, out var type) && char.IsAsciiLetter(line[0]) && Enum.IsDefined(type) ? (type, line[(at + 1)..].Trim()) : null;
    }

    /// <summary>What is wrong with the target of a record of this name; null where nothing is.</summary>
    public static string? Fault(DnsType type, string data, string name, string zone) => type switch
    {
        DnsType.A => Address(data, AddressFamily.InterNetwork) ? null : "Isi alamat IPv4 lengkap, misalnya 203.0.113.10.",
        DnsType.Aaaa => Address(data, AddressFamily.InterNetworkV6) ? null : "Isi alamat IPv6, misalnya 2001:db8::10.",
        DnsType.Cname when name == zone => "Nama utama tidak boleh CNAME. Pakai A atau AAAA.",
        DnsType.Cname when DomainSyntax.Clean(data) == name => "Nama tidak boleh menunjuk dirinya sendiri.",
        DnsType.Cname => Host(data, underscores: true),
        DnsType.Ns when name == zone => "Server nama dari nama utama diisi pada zonanya.",
        DnsType.Ns => Host(data),
        DnsType.Mx => Numbers(data, 1) is [_, var host] ? Host(host) : "Isi prioritas dan server surel, misalnya 10 surel.contohkab.go.id.",
        DnsType.Srv => Numbers(data, 3) is [_, _, _, var host] ? Host(host) : "Isi prioritas, bobot, porta, dan server, misalnya 10 5 5060 sip.contohkab.go.id.",
        DnsType.Caa => Caa(data) is null ? "Isi tanda, jenis, dan penerbit, misalnya 0 issue \"letsencrypt.org\"." : null,
        _ => data.Length is > 0 and <= MostLength && data.All(letter => letter is >= ' ' and <= '~') ? null : "Isi teks dengan huruf, angka, dan tanda baca ASCII.",
    };

    /// <summary>As a zone file writes it: names with their last dot, addresses as short as they go, texts in quotes. Of data without fault.</summary>
    public static string Written(DnsType type, string data) => type switch
    {
        DnsType.A or DnsType.Aaaa => IPAddress.Parse(data).ToString(),
        DnsType.Cname or DnsType.Ns => DomainSyntax.Clean(data) + ".",
        DnsType.Mx when Numbers(data, 1) is { } parts => $"{parts[0]} {DomainSyntax.Clean(parts[1])}.",
        DnsType.Srv when Numbers(data, 3) is { } parts => $"{parts[0]} {parts[1]} {parts[2]} {DomainSyntax.Clean(parts[3])}.",
        DnsType.Caa when Caa(data) is { } caa => $"{caa.Flags.ToString(CultureInfo.InvariantCulture)} {caa.Tag} {Quoted(caa.Value)}",
        _ => string.Join(' ', data.Chunk(MostString).Select(part => Quoted(new string(part)))),
    };

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool Address(string data, AddressFamily family) => IPAddress.TryParse(data, out var address) && address.AddressFamily == family
        // 10.1 and 0x7f.1 are addresses to a computer, and no person means them; of a scope nobody else knows.
        && (family == AddressFamily.InterNetwork ? address.ToString() == data : !data.Contains('%', StringComparison.Ordinal) && !data.Contains('[', StringComparison.Ordinal));

    private static string? Host(string data, bool underscores = false) => DomainSyntax.Fault(DomainSyntax.Clean(data), underscores) is { } fault ? $"Tujuan: {fault}" : null;

    /// <summary>So many numbers of 16 bits and a name; null where it is something else.</summary>
    private static string[]? Numbers(string data, int count)
    {
        var parts = data.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == count + 1 && parts[..count].All(part => ushort.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? [.. parts[..count].Select(part => ushort.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)), parts[count]] : null;
    }

    private static (byte Flags, string Tag, string Value)? Caa(string data)
    {
        var parts = data.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 3 || !byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var flags) || parts[1] is not ("issue" or "issuewild" or "iodef"))
        {
            return null;
        }
        var value = parts[2].Trim();
        value = value.Length > 1 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : value;
        return value.Length is > 0 and <= MostString && value.All(letter => letter is > ' ' and <= '~' and not '"' and not '\\' || letter == ' ') ? (flags, parts[1], value) : null;
    }
}
