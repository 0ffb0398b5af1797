using System.Net;
using System.Text.RegularExpressions;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus;

/// <summary>Names that stand in addresses, contracts and records of the bus, and networks that callers come from.</summary>
internal static partial class BusCode
{
    public const string Rule = "Gunakan huruf kecil, angka, titik, dan tanda hubung, paling banyak 64, diawali dan diakhiri huruf atau angka; misalnya “dinas-sosial”.";

    /// <summary>Segments that addresses have where the code of a service stands: a service of that name would hide them, or be hidden.</summary>
    private static readonly HashSet<string> reserved = new(StringComparer.Ordinal) { Developer.Sandbox.KeySegment };

    public static bool IsReserved(string code) => reserved.Contains(code);

    public static string ReservedRule(string code) => $"Kode “{code}” sudah dipakai di alamat penghubung sendiri. Pilih kode lain, misalnya “data-{code}”.";

    public static bool Is(string? text) => text is not null && Shape().IsMatch(text);

    /// <summary>What is wrong with lines of addresses and CIDR ranges, at a field.</summary>
    public static IEnumerable<Refusal> Networks(IEnumerable<string> lines, string field) => lines.Where(line => !IPNetwork.TryParse(line, out _) && !IPAddress.TryParse(line, out _))
        .Select(line => Refusal.At(field, $"“{line}” bukan alamat IP atau rentang CIDR. Contoh: 203.0.113.7 atau 10.20.0.0/16."));

    /// <summary>As a CIDR range, which is how the gateway reads it. One of IPv4 that is written as IPv6 (<c>::ffff:10.1.2.3</c>) becomes what it is: by that the gateway sees callers.</summary>
    public static string Range(string line)
    {
        var (address, length) = IPNetwork.TryParse(line, out var network) ? (network.BaseAddress, network.PrefixLength) : (IPAddress.Parse(line), -1);
        if (length < 0)
        {
            length = address.GetAddressBytes().Length * 8;
        }
        return address.IsIPv4MappedToIPv6 && length >= 96 ? $"{address.MapToIPv4()}/{length - 96}" : $"{address}/{length}";
    }

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?\z")]
    private static partial Regex Shape();
}
