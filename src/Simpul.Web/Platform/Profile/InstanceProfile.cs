using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Profile;

/// <summary>
/// The profile that this instance runs by, with the readings that it chose. Held in memory, because every page and every check asks it;
/// <see cref="Load"/> brings it to what the database says, at start and after a reading was chosen.
/// </summary>
public sealed class InstanceProfile(ProfileSet profiles)
{
    private EffectiveProfile? current;

    /// <summary>Whether the instance was set up.</summary>
    public bool IsSet => current is not null;

    /// <exception cref="InvalidOperationException">The instance was not set up.</exception>
    public EffectiveProfile Current => current ?? throw new InvalidOperationException("This instance has no regulation yet: run setup --regulation ID.");

    /// <summary>Reads the instance's choice; does nothing while there is none.</summary>
    /// <exception cref="InvalidDataException">The chosen profile is broken; the message holds every error.</exception>
    public async Task Load(PlatformDb db, CancellationToken cancel)
    {
        if (await db.Set<Instance>().AsNoTracking().SingleOrDefaultAsync(cancel) is not { RegulationId.Length: > 0 } instance)
        {
            return;
        }
        var stated = current is { } held && held.Id == instance.RegulationId ? held.Stated : Read(instance.RegulationId);
        current = stated.Effective(instance.Readings.Select(choice => choice.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
    }

    private RegulationProfile Read(string id)
    {
        var result = profiles.Find(id);
        return result.Profile ?? throw new InvalidDataException(string.Join('\n', result.Errors));
    }
}
