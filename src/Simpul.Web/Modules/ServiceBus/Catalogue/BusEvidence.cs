using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>Services that answer on the bus as evidence of the indicators about it. Secret ones are offered to nobody: evidence is read by more people than the directory.</summary>
internal sealed class BusEvidence(PlatformDb db, Zone zone) : IEvidenceSource
{
    private const int Most = 10;

    /// <summary>States in which a version answers.</summary>
    private static readonly ServiceVersionState[] answering = [ServiceVersionState.Published, ServiceVersionState.Deprecated];

    public async Task<IReadOnlyList<OfferedRecord>> Offer(string indicator, Guid? agency, CancellationToken cancel)
    {
        if (indicator is not ("service-bus" or "application-integration" or "data-interoperability"))
        {
            return [];
        }
        // Those that most others use come first: they say most about the bus.
        return await Read(Answering().OrderByDescending(service => db.Set<BusContract>().Count(contract => contract.State == ContractState.InForce
            && db.Set<BusServiceVersion>().Any(version => version.Id == contract.ServiceVersionId && version.ServiceId == service.Id))).ThenBy(service => service.Title).Take(Most), cancel);
    }

    public async Task<OfferedRecord?> Find(string kind, Guid id, CancellationToken cancel) =>
        kind == ServiceRegister.Kind && await Read(Answering().Where(service => service.Id == id), cancel) is [var found, ..] ? found : null;

    private IQueryable<BusService> Answering() => db.Set<BusService>().AsNoTracking().Where(service => service.Classification != Classification.Secret
        && db.Set<BusServiceVersion>().Any(version => version.ServiceId == service.Id && version.Environment == ServiceEnvironment.Production && answering.Contains(version.State)));

    private async Task<IReadOnlyList<OfferedRecord>> Read(IQueryable<BusService> services, CancellationToken cancel)
    {
        var found = await services.ToListAsync(cancel);
        var (ids, providers) = (found.ConvertAll(service => service.Id), found.ConvertAll(service => service.ProviderId));
        var names = await db.Set<BusMember>().AsNoTracking().Where(member => providers.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.Name, cancel);
        var versions = (await db.Set<BusServiceVersion>().AsNoTracking().Where(version => ids.Contains(version.ServiceId) && version.Environment == ServiceEnvironment.Production && answering.Contains(version.State))
            .Select(version => new { version.ServiceId, version.Label, version.PublishedAt, version.DescriptionSha256 }).ToListAsync(cancel)).ToLookup(version => version.ServiceId);
        var contracts = await (
            from contract in db.Set<BusContract>()
            where contract.State == ContractState.InForce
            join version in db.Set<BusServiceVersion>() on contract.ServiceVersionId equals version.Id
            where ids.Contains(version.ServiceId)
            group contract by version.ServiceId into ofService
            select new { ofService.Key, Count = ofService.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancel);
        return
        [
            .. found.Select(service => new OfferedRecord(ServiceRegister.Kind, service.Id, $"Layanan penghubung {service.Title}", $"{ServiceRegister.Href}/{service.Id}",
                versions[service.Id].Min(version => version.PublishedAt) is { } first ? Indonesian.DateIn(first, zone.Info) : null,
            [
                $"Kode {service.Code}, disediakan {names.GetValueOrDefault(service.ProviderId, "anggota yang sudah dihapus")}",
                $"{Indonesian.Number(contracts.GetValueOrDefault(service.Id))} kontrak pertukaran berlaku",
                .. versions[service.Id].OrderBy(version => version.PublishedAt).Select(version => $"Versi {version.Label}{(version.PublishedAt is { } at ? $", terbit {Indonesian.Date(Indonesian.DateIn(at, zone.Info))}" : "")}, SHA-256 dokumen {version.DescriptionSha256}"),
            ])),
        ];
    }
}
