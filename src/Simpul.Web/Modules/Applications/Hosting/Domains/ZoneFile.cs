using System.Globalization;
using System.Text;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>One record of a zone.</summary>
/// <param name="Name">Fully qualified, without the last dot.</param>
internal sealed record ZoneLine(string Name, int Ttl, DnsType Type, string Data);

/// <summary>
/// A zone as RFC 1035, section 5, writes it: the same records give the same file, byte for byte. The serial is the zone's first one and how often the zone and its
/// names were changed since: it needs no writing down, and rises with every change, because no record goes away.
/// </summary>
internal static class ZoneFile
{
    public const long MostFormerSerial = 4_000_000_000;

    // RFC 1912, 2.2, for a zone that changes some times a week and whose secondaries are notified.
    private const int Refresh = 7200;
    private const int Retry = 1800;
    private const int Expire = 1_209_600;
    public const int Minimum = 3600;

    /// <param name="changes">Saves of the zone and of all its names, ended ones too.</param>
    public static long Serial(DnsZone zone, long changes) =>
        (zone.FormerSerial is { } former ? long.Parse(former, CultureInfo.InvariantCulture) : ((zone.CreatedOn.Year * 10_000L) + (zone.CreatedOn.Month * 100) + zone.CreatedOn.Day) * 100) + changes;

    /// <summary>Why the file would not load; empty where it would.</summary>
    public static IReadOnlyList<string> Faults(DnsZone zone, IReadOnlyList<ZoneLine> lines)
    {
        var faults = new List<string>();
        if (zone.NameServers.Count == 0)
        {
            faults.Add("Zona ini belum punya server nama.");
        }
        foreach (var server in zone.NameServers.Where(server => DomainSyntax.IsUnder(server, zone.Name) && !lines.Any(line => line.Name == server && line.Type is DnsType.A or DnsType.Aaaa)))
        {
            faults.Add($"Server nama {server} belum terdaftar dengan rekaman A atau AAAA.");
        }
        faults.AddRange(lines.GroupBy(line => line.Name).Where(name => name.Any(line => line.Type == DnsType.Cname) && name.Count() > 1).Select(name => $"{name.Key} memakai CNAME bersama rekaman lain."));
        return faults;
    }

    public static string Written(DnsZone zone, long serial, IEnumerable<ZoneLine> lines)
    {
        var text = new StringBuilder();
        void Add(string name, int ttl, string type, string data) => text.Append(CultureInfo.InvariantCulture, $"{name}\t{ttl}\tIN\t{type}\t{data}\n");
        text.Append(CultureInfo.InvariantCulture, $"$ORIGIN {zone.Name}.\n$TTL {Minimum}\n");
        Add("@", Minimum, "SOA", string.Create(CultureInfo.InvariantCulture, $"{zone.NameServers.FirstOrDefault() ?? zone.Name}. {Mailbox(zone.Mailbox)} ( {serial} {Refresh} {Retry} {Expire} {Minimum} )"));
        foreach (var server in zone.NameServers)
        {
            Add("@", Minimum, "NS", server + ".");
        }
        var ordered = lines.Select(line => (Line: line, Data: DnsData.Written(line.Type, line.Data)))
            .OrderBy(item => Canonical(item.Line.Name), StringComparer.Ordinal).ThenBy(item => item.Line.Type).ThenBy(item => item.Data, StringComparer.Ordinal).ThenBy(item => item.Line.Ttl);
        foreach (var (line, data) in ordered)
        {
            Add(line.Name == zone.Name ? "@" : line.Name[..^(zone.Name.Length + 1)], line.Ttl, line.Type.Word(), data);
        }
        return text.ToString();
    }

    /// <summary>RFC 1035, 8: the part before the @ is a label, and its own dots are escaped.</summary>
    private static string Mailbox(string address)
    {
        var at = address.LastIndexOf('@');
        return $"{address[..at].Replace(".", "\\.", StringComparison.Ordinal)}.{DomainSyntax.Clean(address[(at + 1)..])}.";
    }

    /// <summary>Names below a name stand after it.</summary>
    private static string Canonical(string name) => string.Join('\u0001', name.Split('.').Reverse());
}
