using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>One figure a government, year and instrument: a second one would count it twice in the comparison.</summary>
internal static class PublishedTwice
{
    /// <summary>A government's name as it is compared: capitals, signs and spaces do not make another one.</summary>
    public static string Called(string government) => Folded.Of(government);

    /// <summary>Whether a figure is of another government, year or instrument than the one that is stored; so is one that is not stored yet.</summary>
    public static bool IsElsewhere(PlatformDb db, PublishedFigure item) => IsElsewhere(db.Entry(item));

    /// <summary>Which other figure stands there already, of those stored and of those that the save at hand brings; null where none does.</summary>
    public static async Task<Refusal?> Taken(PlatformDb db, PublishedFigure item, CancellationToken cancel)
    {
        var others = Brought(db).Where(one => one.Id != item.Id && IsSame(one, item)).Concat(await Stored(db, item.Year, item.Instrument, cancel));
        return Against(item, others.ToLookup(one => Called(one.Government)));
    }

    /// <summary>The same of all that the save at hand brings, each year and instrument read once.</summary>
    public static async Task<Refusal?> AnyTaken(PlatformDb db, CancellationToken cancel)
    {
        foreach (var group in Brought(db).GroupBy(one => (one.Year, one.Instrument)).ToList())
        {
            var stored = (await Stored(db, group.Key.Year, group.Key.Instrument, cancel)).ToLookup(one => Called(one.Government));
            if (group.Select(item => Against(item, stored)).FirstOrDefault(refusal => refusal is not null) is { } taken)
            {
                return taken;
            }
        }
        return null;
    }

    private static Refusal? Against(PublishedFigure item, ILookup<string, PublishedFigure> others) => others[Called(item.Government)].FirstOrDefault(one => one.Id != item.Id) is { } other
        ? Refusal.At("government", $"Angka {other.Government} tahun {other.Year} menurut instrumen ini sudah dicatat: {other.Index}. Ubah yang sudah ada itu; jangan mencatatnya sekali lagi.") : null;

    private static Task<List<PublishedFigure>> Stored(PlatformDb db, int year, string instrument, CancellationToken cancel) =>
        db.Set<PublishedFigure>().AsNoTracking().Where(one => one.Year == year && one.Instrument == instrument).ToListAsync(cancel);

    private static IEnumerable<PublishedFigure> Brought(PlatformDb db) =>
        db.ChangeTracker.Entries<PublishedFigure>().Where(entry => entry.State is EntityState.Added or EntityState.Modified && IsElsewhere(entry)).Select(entry => entry.Entity);

    private static bool IsSame(PublishedFigure one, PublishedFigure other) => one.Year == other.Year && one.Instrument == other.Instrument;

    private static bool IsElsewhere(EntityEntry<PublishedFigure> entry) => entry.State is EntityState.Detached or EntityState.Added
        || entry.Property(one => one.Government).IsModified || entry.Property(one => one.Year).IsModified || entry.Property(one => one.Instrument).IsModified;
}
