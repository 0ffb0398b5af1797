using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Platform.Access;
using Agreement = Simpul.Bus.Contracts.Contract;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>How a contract stands and what is to be done about it, above its facts.</summary>
/// <param name="SignHref">Where it is signed, cleared or ended; null for who can do none of it.</param>
/// <param name="KeysHref">Where its API keys are; null where it can have none.</param>
/// <param name="FollowHref">Where the contract that follows it is made.</param>
public sealed record ContractActions(BusContract Item, DateTimeOffset Now, string? Blocked, IReadOnlyList<(string Name, bool Signed)> Parties, string? SignHref, bool IsDue, string? KeysHref, string? FollowHref)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, actor) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Acting>().Actor);
        if (await db.Set<BusContract>().AsNoTracking().Include(item => item.Statements).SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } item)
        {
            return null;
        }
        var agreement = ContractWork.Read(item);
        var blocked = await db.Set<BusBlock>().AsNoTracking().Where(block => block.Kind == BlockKind.Contract && block.Target == item.Hash && block.EndedAt == null).Select(block => block.Reason).FirstOrDefaultAsync(cancel);
        bool Signed(string party) => item.Statements.Exists(row => row.By == party && row.Kind == Bus.Contracts.StatementKind.Accept);
        var signs = actor.May(ServiceBusPermissions.Sign, item.ConsumerAgencyId) || actor.May(ServiceBusPermissions.Sign, item.ProviderAgencyId);
        var clears = actor.MayEverywhere(ServiceBusPermissions.Clear);
        var open = item.State is ContractState.Proposed or ContractState.Accepted or ContractState.InForce;
        var due = (item.State == ContractState.Proposed && signs) || (item.State == ContractState.Accepted && clears);
        var version = await db.Set<BusServiceVersion>().AsNoTracking().Where(one => one.Id == item.ServiceVersionId).Select(one => new { one.ServiceId, one.State }).SingleAsync(cancel);
        var isPublic = await db.Set<BusService>().AsNoTracking().AnyAsync(one => one.Id == version.ServiceId && one.Classification == Classification.Public, cancel);
        return new ContractActions(item, services.GetRequiredService<TimeProvider>().GetUtcNow(), blocked,
            [(agreement.Consumer.Name, Signed(agreement.Consumer.Member)), (agreement.Provider.Name, Signed(agreement.Provider.Member))],
            open && (signs || clears) ? $"{ContractRegister.Href}/{id}/tanda-tangan" : null, due,
            isPublic && item.State == ContractState.InForce && actor.May(ServiceBusPermissions.Sign, item.ConsumerAgencyId) ? $"{ContractRegister.Href}/{id}/kunci-api" : null,
            item.State == ContractState.InForce && version.State == ServiceVersionState.Published && actor.May(ServiceBusPermissions.Contracts) ? $"{ContractRegister.Href}/susun?versi={item.ServiceVersionId}&mengganti={item.Hash}" : null);
    }
}

/// <summary>What a contract says, from the signed text itself.</summary>
/// <param name="Names">For each operation the data elements in words.</param>
public sealed record ContractText(Guid Id, Agreement Agreement, IReadOnlyDictionary<string, IReadOnlyList<string>> Names)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel) =>
        await services.GetRequiredService<PlatformDb>().Set<BusContract>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is { } item ? Of(item) : null;

    internal static ContractText Of(BusContract item)
    {
        var agreement = ContractWork.Read(item);
        return new(item.Id, agreement, agreement.Fields.ToDictionary(one => one.Key, one => (IReadOnlyList<string>)[.. one.Value.Select(Named)]));
    }

    /// <summary>A pointer as people read it: <c>alamat › kota</c>.</summary>
    public static string Named(string element)
    {
        if (element.Length == 0)
        {
            return "seluruh jawaban";
        }
        var parts = element[1..].Split('/');
        var names = new List<string>();
        for (var at = 0; at < parts.Length; at++)
        {
            switch (parts[at])
            {
                case "properties" when at + 1 < parts.Length:
                    names.Add(parts[++at].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
                    break;
                case "additionalProperties":
                    names.Add("(nama lain)");
                    break;
                case "allOf" or "anyOf" or "oneOf":
                    at++;
                    break;
            }
        }
        return names.Count == 0 ? "setiap butir" : string.Join(" › ", names);
    }
}

/// <summary>The statements about a contract, oldest first.</summary>
public sealed record StatementsOf(IReadOnlyList<StatementRow> Rows)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel) =>
        new StatementsOf(await services.GetRequiredService<PlatformDb>().Set<StatementRow>().AsNoTracking().Where(row => row.ContractId == id).OrderBy(row => row.RecordedAt).ToListAsync(cancel));
}
