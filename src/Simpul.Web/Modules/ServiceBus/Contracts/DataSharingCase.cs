using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>
/// Sharing of data (data-sharing), where a step records <c>bus-contract</c>: the access that is opened is a contract of exchange in force, and the case names it. Where a regulation's steps do not say the word,
/// nothing is asked.
/// </summary>
internal sealed class DataSharingCase(PlatformDb db, CurrentRegulation regulation, Acting acting, TimeProvider clock) : ICaseProcedure
{
    private const string Key = "data-sharing";
    private const string Word = "bus-contract";
    private const string Contract = "busContract";

    private static readonly CaseField contractField = new(Contract, "Kontrak pertukaran", FieldKind.Reference)
    {
        Refers = ContractRegister.Kind,
        Among = db => db.Set<BusContract>().Where(one => one.State == ContractState.InForce).Select(one => one.Id),
        Required = false,
        Help = "Kontrak yang berlaku, yang dengannya data diakses melalui penghubung. Kosongkan bila data diberikan dengan cara lain.",
    };

    public string Procedure => Key;

    public IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step) => step.Records.Contains(Word) ? [contractField with { Cite = step.Cite?.ToString() }] : [];

    public async Task<IReadOnlyList<(string Title, string Href)>> Links(Case item, CancellationToken cancel)
    {
        if (new CaseData(CaseForm.Stored(item)).Id(Contract) is { } named)
        {
            return await Readable(named, cancel) is null ? [] : [("Buka kontrak pertukaran", $"{ContractRegister.Href}/{named}")];
        }
        var asks = item.State == CaseState.Running && regulation.Profile.Procedures.FirstOrDefault(one => one.Key == Key)?.Steps.FirstOrDefault(one => one.Id == item.Step)?.Records.Contains(Word) == true;
        return asks && acting.Actor.May(ServiceBusPermissions.Contracts) ? [("Susun kontrak pertukaran", $"{ContractRegister.Href}/susun")] : [];
    }

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Forward || !turn.Step.Records.Contains(Word) || turn.Data.Id(Contract) is not { } named)
        {
            return [];
        }
        if (await Readable(named, cancel) is not { } contract)
        {
            return [Refusal.At(Contract, "Kontrak ini tidak ditemukan. Pilih dari daftar kontrak pertukaran.")];
        }
        var refusals = new List<Refusal>();
        if (!contract.IsInForceAt(clock.GetUtcNow()))
        {
            refusals.Add(Refusal.At(Contract, "Kontrak ini belum atau tidak lagi berlaku. Tunggu sampai kedua pihak menandatangani dan penghubung mengesahkannya, atau pilih kontrak lain."));
        }
        if (turn.Item.AgencyId is { } agency && contract.ConsumerAgencyId is { } consumer && consumer != agency)
        {
            refusals.Add(Refusal.At(Contract, "Pemanggil pada kontrak ini bukan perangkat daerah yang meminta data. Pilih kontrak pemohon."));
        }
        return refusals;
    }

    private async Task<BusContract?> Readable(Guid id, CancellationToken cancel) =>
        await db.Set<BusContract>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is { } found && acting.Actor.MayRead(found.HeldAs) ? found : null;
}
