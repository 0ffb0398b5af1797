using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Repository.Releases;

/// <summary>The version of the application that a published release is (decision 0235).</summary>
internal static class ReleasedVersion
{
    /// <summary>
    /// Makes it with the save at hand. Where somebody recorded it before, that record only learns of the release: what people wrote stays.
    /// </summary>
    public static async Task Keep(IServiceProvider services, RepositoryRelease release, DateOnly on, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var (number, note) = (ApplicationVersion.NumberOf(release.Tag), $"Diterbitkan dari tag {release.Tag} di repositori kodenya.");
        var known = await db.Set<ApplicationVersion>().Where(one => one.ApplicationId == release.ApplicationId && (one.Number == number || one.Number == release.Tag)).OrderBy(one => one.Number).FirstOrDefaultAsync(cancel);
        if (known?.Note is not null)
        {
            return;
        }
        var version = known ?? new ApplicationVersion
        {
            ApplicationId = release.ApplicationId, Number = number, ReleasedOn = on, Changes = release.Notes[..Math.Min(release.Notes.Length, ApplicationVersion.ChangesLength)],
        };
        version.Note = note;
        if (known is null)
        {
            await ApplicationParts.Settle(services, version, cancel);
            db.Add(version);
        }
        await services.RegisterOf<ApplicationVersion>().Keep(services, version, known is null, cancel);
    }
}
