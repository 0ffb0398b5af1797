using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Directory;

/// <summary>Made-up parts of the bus, and three days of made-up calls under the sample's contracts.</summary>
internal static class DirectorySample
{
    private const int Hours = 72;

    public static async Task Add(IServiceProvider services, CancellationToken cancel)
    {
        var (db, today) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date);
        var agency = (await services.GetRequiredService<IOrganisation>().Agencies(today, cancel)).FirstOrDefault(one => one.Holds.Contains("ict-agency"))?.Id;
        if (agency is not null)
        {
            var kept = await new RegisterWork<BusComponent>(services.RegisterOf<BusComponent>(), services).Keep(
            [
                .. BusComponentRegister.Kinds.Select(kind => new BusComponent { Name = $"{kind.Title} Simpul", Kind = kind.Value, OperatorId = agency, Software = "Simpul 0.1", Licence = "Apache-2.0", From = today.AddMonths(-2) }),
            ], cancel);
            if (kept.Refusals.Count > 0) throw new InvalidOperationException($"The sample's components break their rules: {string.Join(' ', kept.Refusals.Select(one => one.Message))}");
        }
        var contracts = await db.Set<BusContract>().AsNoTracking().Where(one => one.State == ContractState.InForce)
            .Join(db.Set<BusServiceVersion>(), contract => contract.ServiceVersionId, version => version.Id, (contract, version) => new { contract.Hash, version.Label, version.ServiceId })
            .Join(db.Set<BusService>(), one => one.ServiceId, service => service.Id, (one, service) => new { one.Hash, Service = $"{service.Code}/{one.Label}" }).OrderBy(one => one.Service).ToListAsync(cancel);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var last = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);
        foreach (var contract in contracts)
        {
            for (var hour = 0; hour < Hours; hour++)
            {
                // Busy while offices are open.
                var start = last.AddHours(hour - Hours + 1);
                var calls = start.AddHours(7).Hour is >= 8 and < 16 ? 60 + (hour * 7 % 25) : 3 + (hour % 4);
                var durations = new long[TrafficCounts.Bounds.Count + 1];
                (durations[6], durations[7], durations[8], durations[10]) = (calls / 2, calls / 4, calls - (calls / 2) - (calls / 4) - (calls / 20), calls / 20);
                var row = new TrafficHour { Contract = contract.Hash, Hour = start, Service = contract.Service };
                row.Add(new TrafficCounts([0, calls - (hour % 36 == 5 ? 1 : 0), 0, 0, hour % 36 == 5 ? 1 : 0], durations, hour % 24 == 9 ? new Dictionary<string, long> { ["purpose-missing"] = 2 } : new Dictionary<string, long>()));
                db.Add(row);
            }
        }
        await db.SaveChangesAsync(cancel);
    }
}
