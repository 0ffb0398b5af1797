using System.Globalization;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Architecture.Pictures;

/// <summary>The four pictures of the architecture. The same records draw the same picture: nothing is placed by chance.</summary>
internal static class Drawings
{
    public const int MostNodes = 90;
    public const int MostApplications = 60;
    public const int MostAgencies = 16;

    private static readonly ArchitectureDomain[] layers =
        [ArchitectureDomain.Service, ArchitectureDomain.Process, ArchitectureDomain.Data, ArchitectureDomain.Application, ArchitectureDomain.Infrastructure, ArchitectureDomain.Security];

    /// <summary>One service and everything below it, a row a domain.</summary>
    public static Svg ServiceMap(ArchitectureModel model, ItemFacts service, IReadOnlyList<(ItemFacts Item, int Steps)> below)
    {
        const int left = 130, width = 170, height = 40, across = 190, down = 56, columns = 5;
        var shown = below.Take(MostNodes).Select(one => one.Item).ToList();
        var places = new Dictionary<Guid, (double X, double Y)>();
        var top = 20;
        var bands = new List<(ArchitectureDomain Domain, int Top)>();
        foreach (var domain in layers)
        {
            var row = shown.Where(item => item.Domain == domain).ToList();
            if (row.Count == 0)
            {
                continue;
            }
            bands.Add((domain, top));
            for (var at = 0; at < row.Count; at++)
            {
                places[row[at].Id] = (left + at % columns * across, top + at / columns * down);
            }
            top += (row.Count + columns - 1) / columns * down + 30;
        }
        var svg = new Svg($"Peta layanan {service.Name}", left + columns * across, top);
        foreach (var item in shown)
        {
            foreach (var relation in model.NeedsOf(item.Id).Where(relation => relation.Kind is not (RelationKind.Exchanges or RelationKind.Replaces) && places.ContainsKey(relation.To)))
            {
                var (from, to) = (places[relation.From], places[relation.To]);
                var below1 = to.Y > from.Y;
                svg.Line(from.X + width / 2.0, below1 ? from.Y + height : from.Y, to.X + width / 2.0, below1 ? to.Y : to.Y + height);
            }
        }
        foreach (var (domain, y) in bands)
        {
            svg.Words(0, y + 24, domain.Word(), 20, bold: true);
        }
        foreach (var item in shown)
        {
            var (x, y) = places[item.Id];
            svg.Plate(x, y, width, height).Box(x, y, width, height, Svg.Colour(item.Domain), dashed: item.State == ItemState.ToBe).Words(x + 8, y + 24, item.Name, 26);
        }
        return svg;
    }

    /// <summary>How many applications of which agency serve each process; agencies with few of them share the last column.</summary>
    public static Svg HeatMap(IReadOnlyList<ProcessRow> rows, IReadOnlyList<(Guid? Id, string Name)> agencies)
    {
        const int left = 300, cell = 46, head = 120, line = 30;
        var shown = agencies.Take(MostAgencies).ToList();
        var rest = agencies.Skip(MostAgencies).Select(agency => agency.Id).ToHashSet();
        if (rest.Count > 0)
        {
            shown.Add((Guid.Empty, $"{rest.Count} lainnya"));
        }
        var svg = new Svg("Aplikasi menurut proses bisnis dan perangkat daerah", left + shown.Count * cell + 150, head + rows.Count * line + 10);
        for (var at = 0; at < shown.Count; at++)
        {
            // Names stand in steps, so that neighbours do not run into each other.
            svg.Words(left + at * cell + 4, 18 + at % 5 * 20, shown[at].Name, 22, size: 11).Line(left + at * cell + cell / 2.0, 24 + at % 5 * 20, left + at * cell + cell / 2.0, head - 4, 0.25);
        }
        for (var row = 0; row < rows.Count; row++)
        {
            var (one, y) = (rows[row], head + row * line);
            svg.Words(0, y + 19, one.Process.Name, 46);
            for (var at = 0; at < shown.Count; at++)
            {
                var count = one.Applications.Count(application => at == MostAgencies ? rest.Contains(application.AgencyId) : application.AgencyId == shown[at].Id);
                svg.Box(left + at * cell, y + 2, cell - 4, line - 4, "#0072b2", count == 0 ? 0 : Math.Min(0.75, 0.2 * count));
                if (count > 0)
                {
                    svg.Words(left + at * cell + cell / 2.0 - 2, y + 19, count.ToString(CultureInfo.InvariantCulture), 4, "middle", bold: true);
                }
            }
            svg.Words(left + shown.Count * cell + 8, y + 19, one.Finding.Word(), 24, bold: one.Finding != Coverage.Served);
        }
        return svg;
    }

    /// <summary>When targets come and end, over years.</summary>
    public static Svg Timeline(IReadOnlyList<ItemFacts> items, DateOnly today)
    {
        const int left = 260, year = 130, line = 28, head = 36;
        var first = Math.Min(today.Year, items.Min(item => (item.From ?? today).Year));
        var last = Math.Min(first + 24, Math.Max(today.Year + 1, items.Max(item => (item.Until ?? item.From ?? today).Year) + 1));
        var width = left + (last - first + 1) * year;
        var svg = new Svg("Linimasa target arsitektur", width, head + items.Count * line + 10);
        for (var at = first; at <= last; at++)
        {
            svg.Words(left + (at - first) * year + 4, 18, at.ToString(CultureInfo.InvariantCulture), 4, bold: true).Line(left + (at - first) * year, 4, left + (at - first) * year, head + items.Count * line, 0.25);
        }
        svg.Line(Place(today), 4, Place(today), head + items.Count * line, 0.9);
        for (var row = 0; row < items.Count; row++)
        {
            var (item, y) = (items[row], head + row * line);
            svg.Words(0, y + 18, item.Name, 40);
            var (from, until) = (Place(item.From ?? today), item.Until is { } end ? Place(end) : width - 4);
            svg.Box(from, y + 4, Math.Max(6, until - from), line - 10, Svg.Colour(item.Domain), 0.5, dashed: item.From is null);
            svg.Words(Math.Min(from + 6, width - 150), y + 18, item.From is { } start ? $"{item.Domain.Word()}, {Indonesian.ShortDate(start)}" : $"{item.Domain.Word()}, tanggal belum ada", 40, size: 11);
        }
        return svg;

        double Place(DateOnly day) => Math.Clamp(left + (day.Year - first) * year + (day.DayOfYear - 1) / 366.0 * year, left, width - 4);
    }

    /// <summary>Applications that exchange data, on a circle in the order of their names; those with most exchanges where there are too many.</summary>
    public static Svg Integrations(IReadOnlyList<ItemFacts> applications, IReadOnlyList<RelationFacts> exchanges)
    {
        var shown = applications.Take(MostApplications).OrderBy(item => item.Name, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Id).ToList();
        var radius = Math.Max(140, shown.Count * 16 / Math.PI);
        var (width, height) = ((int)(2 * radius) + 480, (int)(2 * radius) + 80);
        var (cx, cy) = (width / 2.0, height / 2.0);
        var places = shown.Select((item, at) => (item, Angle: 2 * Math.PI * at / shown.Count - Math.PI / 2)).ToDictionary(one => one.item.Id, one => (X: cx + radius * Math.Cos(one.Angle), Y: cy + radius * Math.Sin(one.Angle), one.Angle));
        var svg = new Svg("Aplikasi yang bertukar data", width, height);
        foreach (var exchange in exchanges.Where(one => places.ContainsKey(one.From) && places.ContainsKey(one.To)))
        {
            var (from, to) = (places[exchange.From], places[exchange.To]);
            svg.Curve(from.X, from.Y, cx, cy, to.X, to.Y);
        }
        foreach (var item in shown)
        {
            var (x, y, angle) = places[item.Id];
            var right = Math.Cos(angle) >= -0.001;
            svg.Dot(x, y, 6, Svg.Colour(ArchitectureDomain.Application)).Words(x + (right ? 12 : -12), y + 4 + (Math.Abs(Math.Cos(angle)) < 0.05 ? Math.Sign(Math.Sin(angle)) * 14 : 0), item.Name, 32, right ? "start" : "end");
        }
        return svg;
    }
}

/// <summary>What the applications of a process come to.</summary>
public enum Coverage
{
    /// <summary>No application: a gap.</summary>
    None,
    Served,

    /// <summary>Applications of two agencies or more.</summary>
    Overlap,
}

/// <summary>A process and the applications that serve it.</summary>
public sealed record ProcessRow(ItemFacts Process, IReadOnlyList<ItemFacts> Applications)
{
    public Coverage Finding => Applications.Count == 0 ? Coverage.None : Applications.Select(application => application.AgencyId).OfType<Guid>().Distinct().Count() > 1 ? Coverage.Overlap : Coverage.Served;

    public static IReadOnlyList<ProcessRow> Of(ArchitectureModel model) =>
        [.. model.Of(ArchitectureDomain.Process).Select(process => new ProcessRow(process, [.. model.Needs(process.Id, RelationKind.ServedBy).DistinctBy(item => item.Id).OrderBy(item => item.Name, StringComparer.OrdinalIgnoreCase)]))];
}

internal static class CoverageWords
{
    public static string Word(this Coverage coverage) => coverage switch
    {
        Coverage.None => "tanpa aplikasi",
        Coverage.Overlap => "tumpang tindih",
        _ => "ada",
    };

    /// <summary>As an address spells it.</summary>
    public static string Key(this Coverage coverage) => coverage switch
    {
        Coverage.None => "kosong",
        Coverage.Overlap => "tumpang-tindih",
        _ => "ada",
    };
}
