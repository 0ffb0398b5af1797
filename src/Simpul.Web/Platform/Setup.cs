using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Platform;

/// <summary>Makes an instance out of an empty, migrated database: its row, and the name of its journal.</summary>
public static class Setup
{
    /// <summary>Sets the instance up; the first event of its journal says so.</summary>
    /// <param name="services">A scope of the program's services. The journal is asked of it only after it was named.</param>
    /// <exception cref="SetupException">There is no such regulation, its profile is broken, or the instance is set up already.</exception>
    public static async Task<Instance> Run(IServiceProvider services, string regulationId, bool isSample, CancellationToken cancel)
    {
        var options = services.GetRequiredService<ServerOptions>();
        var profile = Find(options.Regulations, regulationId);
        var db = services.GetRequiredService<PlatformDb>();
        if (await db.Set<Instance>().AsNoTracking().SingleOrDefaultAsync(cancel) is { } already)
        {
            throw new SetupException($"this instance is set up already, for {already.RegulationId}; give another folder with --data to set up another");
        }
        JournalKeys.Name(options.Data, profile.Region.Domain + "/simpul");
        var instance = new Instance { RegulationId = profile.Id, IsSample = isSample, RequiresSecondFactor = !isSample };
        db.Add(instance);
        services.GetRequiredService<Journal.Journal>().Record("instance.set-up", instance);
        await db.SaveChangesAsync(cancel);
        await services.GetRequiredService<CurrentRegulation>().Refresh(db, cancel);
        return instance;
    }

    private static RegulationProfile Find(string folder, string id)
    {
        var ids = ProfileSet.Load(folder).Ids;
        if (!ids.Contains(id, StringComparer.Ordinal))
        {
            throw new SetupException($"there is no regulation “{id}”; there are:\n  {string.Join("\n  ", ids)}");
        }
        try
        {
            return CurrentRegulation.Read(folder, id).Profile;
        }
        catch (InvalidDataException broken)
        {
            throw new SetupException(broken.Message);
        }
    }
}

/// <summary>Why an instance was not set up; English, for the command line.</summary>
public sealed class SetupException(string message) : Exception(message);
