using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>A contract in force, and what it lets through.</summary>
public sealed record DataRecipient(BusContract Contract, string Consumer, string Provider, string Service, string Label, IReadOnlyList<string> LegalBasis, string? DataSubjects, IReadOnlyList<ReceivedElement> Elements);

/// <param name="Element">Its name, or "seluruh jawaban".</param>
/// <param name="Data">What it is in the architecture; null where nobody said it.</param>
public sealed record ReceivedElement(string Operation, string Element, string At, string? Meaning, Classification? Classification, bool IsPersonal, string? Data);

/// <summary>Who gets which data element of whom for which purpose, from the contracts in force. What is tried in the sandbox gives nobody data.</summary>
public sealed class RecipientBook(PlatformDb db, Acting acting, TimeProvider clock)
{
    /// <param name="words">Each must occur in a party, the service or the purpose.</param>
    /// <param name="number">Page; 0 for all.</param>
    public async Task<(IReadOnlyList<DataRecipient> Rows, int Total)> Read(string? words, int number, int size, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var readable = acting.Actor.Readable();
        var found = from contract in db.Set<BusContract>().AsNoTracking()
                    join version in db.Set<BusServiceVersion>() on contract.ServiceVersionId equals version.Id
                    join service in db.Set<BusService>() on version.ServiceId equals service.Id
                    join consumer in db.Set<BusMember>() on contract.ConsumerId equals consumer.Id
                    join provider in db.Set<BusMember>() on contract.ProviderId equals provider.Id
                    where version.Environment == ServiceEnvironment.Production && contract.State == ContractState.InForce && contract.ValidFrom <= now && contract.ValidUntil > now && readable.Contains(contract.HeldAs) && readable.Contains(service.Classification)
                    select new { contract, version.Label, service, Consumer = consumer.Name, Provider = provider.Name };
        foreach (var word in (words ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            found = found.Where(row => row.Consumer.ToLower().Contains(word) || row.Provider.ToLower().Contains(word) || row.service.Title.ToLower().Contains(word) || row.contract.Purpose.ToLower().Contains(word));
        var total = await found.CountAsync(cancel);
        var ordered = found.OrderBy(row => row.Provider).ThenBy(row => row.service.Title).ThenBy(row => row.Consumer).ThenBy(row => row.contract.Id);
        var rows = await (number == 0 ? ordered : ordered.Skip((number - 1) * size).Take(size)).ToListAsync(cancel);
        var versions = rows.Select(row => row.contract.ServiceVersionId).Distinct().ToList();
        var fields = (await db.Set<ServiceField>().AsNoTracking().Where(one => versions.Contains(one.VersionId)).ToListAsync(cancel)).ToLookup(one => one.VersionId);
        var services = rows.Select(row => row.service.Id).Distinct().ToList();
        var links = await db.Set<ElementLink>().AsNoTracking().Where(one => services.Contains(one.ServiceId)).ToListAsync(cancel);
        var data = links.Select(one => one.DataId).Distinct().ToList();
        var names = await db.Set<ArchitectureItem>().AsNoTracking().Where(one => data.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Name, cancel);
        return ([.. rows.Select(row =>
        {
            var text = ContractReading.Of(row.contract);
            var elements = (text?.Fields ?? new Dictionary<string, IReadOnlyList<string>>()).SelectMany(pair => pair.Value.Select(pointer =>
            {
                var field = fields[row.contract.ServiceVersionId].FirstOrDefault(one => one.Operation == pair.Key && one.Element == pointer);
                var link = field is null ? null : links.Find(one => one.ServiceId == row.service.Id && one.Means(field));
                return new ReceivedElement(pair.Key, pointer.Length == 0 ? "seluruh jawaban" : field?.Name ?? pointer[(pointer.LastIndexOf('/') + 1)..], pointer, field?.Meaning, field?.Classification, field?.IsPersonal == true,
                    link is null ? null : names.GetValueOrDefault(link.DataId));
            })).ToList();
            return new DataRecipient(row.contract, row.Consumer, row.Provider, row.service.Title, row.Label, [.. (text?.LegalBasis ?? []).Select(one => one.Article is null ? one.Title : $"{one.Title}, {one.Article}")], text?.DataSubjects, elements);
        })], total);
    }
}
