using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Applications.Inventory.Components;

/// <summary>How many components an application has, and their licences, on its page.</summary>
/// <param name="Licences">The most frequent, with how many components bear each.</param>
public sealed record ComponentSummary(Guid Application, int Count, int Unlicensed, IReadOnlyList<(string Licence, int Count)> Licences, bool MayEdit)
{
    private const int Most = 5;

    public static string HrefOf(Guid application) => $"{ApplicationRegister.Href}/{application}/komponen";

    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        // An application may have twenty thousand of them.
        var shown = services.GetRequiredService<ShownApplication>();
        var count = !(await shown.Has(id, cancel)).Components ? new ComponentCount(0, 0, []) : await services.GetRequiredService<KeptByJournal<Guid, ComponentCount>>().Of(db, id, () => Read(db, id, cancel), cancel);
        return new ComponentSummary(id, count.Count, count.Unlicensed, count.Licences, await shown.MayEdit(id, cancel));
    }

    private static async Task<ComponentCount> Read(PlatformDb db, Guid id, CancellationToken cancel)
    {
        var licences = await db.Set<ApplicationComponent>().AsNoTracking().Where(item => item.ApplicationId == id).Select(item => item.Licences).ToListAsync(cancel);
        var words = licences.SelectMany(list => list).Select(licence => SbomWriter.Parted(licence).Words).CountBy(word => word).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Most);
        return new ComponentCount(licences.Count, licences.Count(list => list.Count == 0), [.. words.Select(pair => (pair.Key, pair.Value))]);
    }
}

/// <summary>The components of an application, counted.</summary>
internal sealed record ComponentCount(int Count, int Unlicensed, IReadOnlyList<(string Licence, int Count)> Licences);
