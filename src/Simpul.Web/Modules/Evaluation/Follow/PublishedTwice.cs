using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>One figure a government, year and instrument: a second one would count it twice in the comparison.</summary>
internal sealed class PublishedTwice
{
    private readonly PlatformDb db;

    /// <summary>What is stored, by year and instrument: a sheet asks for every row. It is another after a save.</summary>
    private readonly Dictionary<(int Year, string Instrument), ILookup<string, Figure>> read = [];

    public PublishedTwice(PlatformDb db)
    {
        this.db = db;
        db.SavedChanges += (_, _) => read.Clear();
    }

    /// <summary>A government's name as it is compared: capitals, signs and spaces do not make another one.</summary>
    public static string Called(string government) => Folded.Of(government);

    /// <summary>Which other figure stands there already, of those stored and of those that the save at hand brings; null where none does, and where the figure stays where it is stored.</summary>
    public async Task<Refusal?> Taken(PublishedFigure item, CancellationToken cancel)
    {
        if (!IsElsewhere(db.Entry(item)))
        {
            return null;
        }
        var called = Called(item.Government);
        if (!read.TryGetValue((item.Year, item.Instrument), out var stored))
        {
            read[(item.Year, item.Instrument)] = stored = await Stored(item.Year, item.Instrument, cancel);
        }
        return Against(item, Brought().Where(one => one.Year == item.Year && one.Instrument == item.Instrument && Called(one.Government) == called).Select(one => new Figure(one.Id, one.Government, one.Index)).Concat(stored[called]));
    }

    /// <summary>The same of all that the save at hand brings, read anew at the moment of the save.</summary>
    public async Task<Refusal?> AnyTaken(CancellationToken cancel)
    {
        foreach (var group in Brought().GroupBy(one => (one.Year, one.Instrument)).ToList())
        {
            var stored = await Stored(group.Key.Year, group.Key.Instrument, cancel);
            if (group.Select(item => Against(item, stored[Called(item.Government)])).FirstOrDefault(refusal => refusal is not null) is { } taken)
            {
                return taken;
            }
        }
        return null;
    }

    private static Refusal? Against(PublishedFigure item, IEnumerable<Figure> others) => others.FirstOrDefault(one => one.Id != item.Id) is { } other
        ? Refusal.At("government", $"Angka {other.Government} tahun {item.Year} menurut instrumen ini sudah dicatat: {other.Index}. Ubah yang sudah ada itu; jangan mencatatnya sekali lagi.") : null;

    private async Task<ILookup<string, Figure>> Stored(int year, string instrument, CancellationToken cancel) =>
        (await db.Set<PublishedFigure>().AsNoTracking().Where(one => one.Year == year && one.Instrument == instrument).Select(one => new Figure(one.Id, one.Government, one.Index)).ToListAsync(cancel)).ToLookup(one => Called(one.Government));

    private IEnumerable<PublishedFigure> Brought() =>
        db.ChangeTracker.Entries<PublishedFigure>().Where(entry => entry.State is EntityState.Added or EntityState.Modified && IsElsewhere(entry)).Select(entry => entry.Entity);

    /// <summary>Whether a figure is of another government, year or instrument than the one that is stored; so is one that is not stored yet.</summary>
    private static bool IsElsewhere(EntityEntry<PublishedFigure> entry) => entry.State is EntityState.Detached or EntityState.Added
        || entry.Property(one => one.Government).IsModified || entry.Property(one => one.Year).IsModified || entry.Property(one => one.Instrument).IsModified;

    private sealed record Figure(Guid Id, string Government, string Index);
}
