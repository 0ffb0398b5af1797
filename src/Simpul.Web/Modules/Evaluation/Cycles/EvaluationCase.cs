using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Modules.Organisation.Contract;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>
/// The procedures by which a regulation has evaluations held and reported: each case is about a cycle. What it hands on is the cycle's result, so it goes on
/// once the cycle is that far, and its report stands in the register of reports.
/// </summary>
internal sealed class EvaluationCase(PlatformDb db, NationalData national, CaseReports reports, Today today, string procedure) : ICaseProcedure
{
    public static readonly IReadOnlyList<string> Keys = ["evaluation", "evaluation-report"];

    private const string CycleKind = "evaluation-cycles";
    private const string Kind = "evaluation-result";

    public string Procedure => procedure;

    public string? SubjectKind => CycleKind;

    /// <summary>The cases of a cycle, for its page; nothing where the regulation has no such procedure.</summary>
    public static Section Section { get; } = new("Urusan", "/Modules/Cases/_About.cshtml", async (services, id, cancel) =>
        services.GetRequiredService<CurrentRegulation>().IsSetUp && Of(services.GetRequiredService<Procedures>()) is { } found ? await CaseSections.About(CycleKind, found.Key, $"Buka urusan {found.Title}").Load(services, id, cancel) : null);

    /// <summary>The procedure by which this regulation has evaluations held or reported; null where it has none.</summary>
    public static Procedure? Of(Procedures procedures) => Keys.Select(procedures.Find).FirstOrDefault(found => found is not null);

    public async Task<IReadOnlyList<(string Title, string Href)>> Links(Case item, CancellationToken cancel) =>
        await Cycle(item, cancel) is { } cycle ? [($"Buka {cycle.Title}", cycle.Href), ("Lihat hasil dan laporannya", EvaluationAddress.Result(cycle.Id))] : [];

    public Task<IReadOnlyList<(string Title, string Href)>> Results(Case item, CancellationToken cancel) => reports.Of(item, cancel);

    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        if (await Cycle(item, cancel) is not { } cycle)
        {
            return [Refusal.Whole("Buka urusan ini dari halaman putaran evaluasinya. Bila putarannya belum ada, buka dahulu pada Evaluasi SPBE.")];
        }
        var running = await db.Set<Case>().AsNoTracking().Where(other => other.Procedure == procedure && other.SubjectId == cycle.Id && other.State == CaseState.Running).Select(other => other.Number).FirstOrDefaultAsync(cancel);
        return running is null ? [] : [Refusal.Whole($"{cycle.Title} sedang berjalan dalam urusan {running}.")];
    }

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Forward || await Cycle(turn.Item, cancel) is not { } cycle)
        {
            return [];
        }
        if (CaseReports.Sends(turn.Step) && cycle.State == CycleState.Running)
        {
            return [Refusal.Whole($"Berita acara {cycle.Title} belum ditandatangani, jadi hasilnya belum dapat dilaporkan. Selesaikan dahulu pada halaman hasilnya.")];
        }
        if (turn.Step.By == "internal-assessors" && await db.Set<CycleIndicator>().CountAsync(item => item.CycleId == cycle.Id && item.State != IndicatorState.Assessed && item.State != IndicatorState.Validated, cancel) is > 0 and var open)
        {
            return [Refusal.Whole($"{Indonesian.Number(open)} indikator {cycle.Title} belum dinilai asesor internal. Nilai dahulu semuanya, lalu lanjutkan urusan ini.")];
        }
        return [];
    }

    public async Task Decided(CaseTurn turn, CancellationToken cancel)
    {
        if (await Cycle(turn.Item, cancel) is { } cycle)
        {
            var until = cycle.ClosedOn ?? cycle.SignedOn ?? today.Date;
            await reports.Follow(turn, async () => new ReportDraft(Kind, $"Laporan hasil {cycle.Title}", cycle.OpensOn, until < cycle.OpensOn ? cycle.OpensOn : until, await Says(cycle, until, cancel)), cancel);
        }
    }

    /// <summary>The index, and what the agencies' own monitorings of the cycle's time came to.</summary>
    private async Task<string> Says(EvaluationCycle cycle, DateOnly until, CancellationToken cancel)
    {
        var from = cycle.OpensOn.AddYears(-1);
        var held = await db.Set<AgencyMonitoring>().AsNoTracking().Where(item => item.HeldOn > from && item.HeldOn <= until).Select(item => new { item.AgencyId, item.Result }).ToListAsync(cancel);
        var agencies = held.Count == 0 ? "" : $" {Indonesian.Number(held.DistinctBy(item => item.AgencyId).Count())} perangkat daerah memantau dan mengevaluasi sendiri dalam setahun sebelumnya; {Indonesian.Number(held.Where(item => item.Result == MonitoringResult.Improve).DistinctBy(item => item.AgencyId).Count())} di antaranya menemukan yang perlu diperbaiki.";
        if (national.Instrument(cycle.Instrument) is not { } instrument || (cycle.ExternalIndex ?? cycle.SelfIndex) is not { } index)
        {
            return agencies.Trim();
        }
        var published = instrument.Calculation.Publish(index);
        return $"{instrument.IndexName} {CycleWords.Figure(published)}, predikat {instrument.PredicateOf(published).Name}.{agencies}";
    }

    private async Task<EvaluationCycle?> Cycle(Case item, CancellationToken cancel) => await db.Set<EvaluationCycle>().AsNoTracking().SingleOrDefaultAsync(cycle => cycle.Id == item.SubjectId, cancel);
}
