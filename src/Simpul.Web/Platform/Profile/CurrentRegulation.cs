using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Platform.Profile;

/// <summary>
/// The regulation by which this instance runs, with the readings that it chose. Held in memory; every request and command asks the instance's
/// row whether it changed since, so that a reading chosen on one web node holds on all of them.
/// </summary>
public sealed class CurrentRegulation(ServerOptions options, Zone zone)
{
    /// <summary>Files that were read, for all instances of this process: a profile is immutable.</summary>
    private static readonly ConcurrentDictionary<(string Path, DateTime Written, long Length), (RegulationProfile Profile, ProfileLoader Loader)> files = new();

    private static readonly Func<PlatformDb, CancellationToken, Task<Instance?>> row = Prepared.One((PlatformDb db, CancellationToken _) => db.Set<Instance>().AsNoTracking().SingleOrDefault());

    private volatile Held? held;

    /// <summary>Whether somebody has set this instance up.</summary>
    public bool IsSetUp => held is not null;

    /// <exception cref="NotSetUpException">Nobody has set this instance up.</exception>
    public EffectiveProfile Profile => Required.Profile;

    /// <summary>The instance's settings as they were last read. Not tracked: read the row anew to change it.</summary>
    /// <inheritdoc cref="Profile" path="/exception"/>
    public Instance Instance => Required.Instance;

    /// <summary>The catalogue of checks that the profile was read with.</summary>
    /// <inheritdoc cref="Profile" path="/exception"/>
    public CheckCatalogue Checks => Required.Checks;

    /// <summary>Says which profile is held, with which readings: another one, or a file that was changed since, has another stamp.</summary>
    /// <inheritdoc cref="Profile" path="/exception"/>
    public string Stamp => Required.Stamp;

    private Held Required => held ?? throw new NotSetUpException();

    /// <summary>Reads the instance's row and, where it changed, the profile anew.</summary>
    /// <returns>Whether the instance is set up.</returns>
    /// <exception cref="InvalidDataException">The profile is broken; the message holds every error.</exception>
    /// <exception cref="KeyNotFoundException">The instance names a regulation that the folder does not hold.</exception>
    public async Task<bool> Refresh(PlatformDb db, CancellationToken cancel)
    {
        var instance = await row(db, cancel);
        if (instance is null)
        {
            held = null;
            return false;
        }
        if (held is not { } known || known.Instance.Version != instance.Version || known.Instance.RegulationId != instance.RegulationId)
        {
            var file = new FileInfo(Path.Combine(options.Regulations, instance.RegulationId + ".yaml"));
            var stamp = string.Create(CultureInfo.InvariantCulture, $"{instance.RegulationId} {instance.Version} {(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)} {(file.Exists ? file.Length : 0)}");
            var (stated, loader) = Read(options.Regulations, instance.RegulationId);
            held = new Held(instance, stated.Effective(Chosen(instance.Readings)), loader.Checks, stamp);
            zone.Name = stated.Region.Zone;
        }
        return true;
    }

    /// <summary>The readings of an instance's row, by reading.</summary>
    public static Dictionary<string, string> Chosen(IEnumerable<string> readings) =>
        readings.Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).GroupBy(parts => parts[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last()[1], StringComparer.Ordinal);

    /// <summary>A profile of a folder, read once for each version of its file.</summary>
    internal static (RegulationProfile Profile, ProfileLoader Loader) Read(string folder, string id)
    {
        var path = new FileInfo(Path.Combine(folder, id + ".yaml"));
        if (path.Exists && files.TryGetValue((path.FullName, path.LastWriteTimeUtc, path.Length), out var known))
        {
            return known;
        }
        var profiles = ProfileSet.Load(folder);
        var read = (profiles.Find(id).Required(), profiles.Loader);
        files[(path.FullName, path.LastWriteTimeUtc, path.Length)] = read;
        return read;
    }

    private sealed record Held(Instance Instance, EffectiveProfile Profile, CheckCatalogue Checks, string Stamp);
}

/// <summary>Something needs the regulation and nobody has set the instance up.</summary>
public sealed class NotSetUpException() : Exception("This instance is not set up: run ./run setup --regulation ID.");
