using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Coordinations;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>
/// The procedures of audits: the step that records the audit names it and is left once it is finished; the steps that coordinate leave a coordination of that audit,
/// with their letter.
/// </summary>
internal sealed class AuditCase(PlatformDb db, IServiceProvider services, string procedure) : ICaseProcedure
{
    public static readonly IReadOnlyList<string> Keys = ["ict-audit", "security-audit", "security-audit-coordination"];

    /// <summary>What waits, as "office date slot", until the case knows its audit.</summary>
    private const string Waiting = "coordinated";

    private const string Word = "audit";

    private static readonly CaseField field = new("audit", "Audit TIK", FieldKind.Reference) { Refers = AuditRegister.Kind, Help = "Audit yang laporannya disampaikan pada langkah ini. Buat dahulu pada Audit TIK bila belum ada." };

    public string Procedure => procedure;

    public IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step) => step.Records.Contains(Word) ? [field] : [];

    public async Task<IReadOnlyList<(string Title, string Href)>> Links(Case item, CancellationToken cancel)
    {
        var audit = await db.Set<Audit>().AsNoTracking().Where(one => db.Set<Coordination>().Any(coordination => coordination.CaseId == item.Id && coordination.AuditId == one.Id)).Select(one => new { one.Id, one.Title }).FirstOrDefaultAsync(cancel);
        return audit is null ? [("Buka daftar audit TIK", AuditRegister.Href)] : [($"Buka {audit.Title}", Pages.Audit(audit.Id))];
    }

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Forward || !turn.Step.Records.Contains(Word))
        {
            return [];
        }
        var audit = turn.Data.Id(field.Key) is { } id ? await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) : null;
        return audit is null ? [Refusal.At(field.Key, "Pilih auditnya dari daftar Audit TIK.")]
            : audit.State != AuditState.Finished ? [Refusal.At(field.Key, $"Audit ini {audit.State.Word().ToLowerInvariant()}. Selesaikan dahulu dari halamannya, lalu lanjutkan urusan ini.")]
            : procedure.StartsWith("security", StringComparison.Ordinal) && audit.Kind != AuditKind.Security ? [Refusal.At(field.Key, "Urusan ini tentang audit keamanan. Pilih audit keamanan.")]
            : [];
    }

    public async Task Decided(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Forward)
        {
            return;
        }
        foreach (var slot in turn.Step.Needs.Where(need => need.EndsWith("-record", StringComparison.Ordinal) && turn.Procedure.Documents.ContainsKey(need)))
        {
            foreach (var office in Parties(turn.Step, turn.Procedure))
            {
                turn.Data.Put(Waiting, [.. turn.Data.List(Waiting), $"{office} {services.GetRequiredService<Today>().Date:yyyy-MM-dd} {slot}"]);
            }
        }
        if (turn.Data.Id(field.Key) is not { } audit)
        {
            return;
        }
        foreach (var one in turn.Data.List(Waiting))
        {
            if (one.Split(' ') is [var office, var day, var slot] && DateOnly.TryParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var heldOn))
            {
                var coordination = new Coordination { AuditId = audit, With = office, HeldOn = heldOn, Matters = [.. AuditWords.Matters.Select(matter => matter.Value)], Result = $"Menurut urusan {turn.Item.Number}. Isinya pada surat atau notula terlampir.", CaseId = turn.Item.Id };
                db.Add(coordination);
                await CoordinationRegister.Declared.Keep(services, coordination, isNew: true, cancel);
                await services.GetRequiredService<Attachments>().Share("cases", turn.Item.Id, slot, CoordinationRegister.Kind, coordination.Id, $"Koordinasi {turn.Item.Number}", $"{CoordinationRegister.Href}/{coordination.Id}", AuditsPermissions.ViewProgramme, cancel);
            }
        }
        turn.Data.Put(Waiting);
    }

    /// <summary>The office of the step where it lies outside; else those of the regulation that no other step is for.</summary>
    private IEnumerable<string> Parties(Step step, Procedure procedure)
    {
        if (AuditWords.Profile(services) is not { } profile)
        {
            return [];
        }
        if (profile.Offices.TryGet(step.By, out var by) && by.Kind == OfficeKind.External)
        {
            return [step.By];
        }
        var others = procedure.Steps.Select(other => other.By).ToHashSet(StringComparer.Ordinal);
        return (profile.List("audit.external-coordination") ?? []).Where(office => !others.Contains(office));
    }
}
