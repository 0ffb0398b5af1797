using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Planning.Roadmap;

/// <summary>What an activity serves and waits for, by name where the form has codes.</summary>
/// <param name="FirstEndsOn">When it was first to end; null where that has not moved.</param>
public sealed record ActivityServes(DateOnly? FirstEndsOn, IReadOnlyList<(string Words, string Href, string More)> Closes, IReadOnlyList<string> Indicators, string? Instrument, IReadOnlyList<(string Words, string Href, string More)> After)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (await db.Set<RoadmapActivity>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } activity)
        {
            return null;
        }
        var items = await db.Set<ArchitectureItem>().AsNoTracking().Where(item => activity.Closes.Contains(item.Code)).OrderBy(item => item.Name).Select(item => new { item.Id, item.Name, item.Domain, item.State }).ToListAsync(cancel);
        var before = await db.Set<RoadmapActivity>().AsNoTracking().Where(item => activity.After.Contains(item.Code)).OrderBy(item => item.EndsOn).Select(item => new { item.Id, item.Name, item.Progress }).ToListAsync(cancel);
        var instrument = Roadmap.Indicators.Of(services);
        return new ActivityServes(
            activity.EndsOn > activity.FirstEndsOn ? activity.FirstEndsOn : null,
            [.. items.Select(item => (item.Name, $"{ItemRegister.Href}/{item.Id}", $"{item.Domain.Word()}, {item.State.Word().ToLowerInvariant()}"))],
            [.. activity.Indicators.Select(number => instrument is not null && Roadmap.Indicators.Named(instrument, number) is { } found ? $"{found.Number}. {Roadmap.Indicators.NameOf(found)}" : $"{number} (bukan nomor dalam instrumen yang berlaku)")],
            instrument is null ? null : $"{instrument.Title} ({instrument.Regulation})",
            [.. before.Select(item => (item.Name, $"/kerja/{ActivityRegister.Slug}/{item.Id}", $"{item.Progress ?? 0}% selesai"))]);
    }
}
