using Simpul.Web.Modules.Organisation.Contract;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The coordination team's regular report to the head: what is handed in becomes a report of the register, which the head's receipt completes.</summary>
internal sealed class TeamReportCase(CaseReports reports) : ICaseProcedure
{
    public const string Key = "team-report";

    private static readonly IReadOnlyList<CaseField> said =
    [
        new("periodFrom", "Masa laporan mulai", FieldKind.Date),
        new("periodUntil", "Masa laporan sampai", FieldKind.Date),
        new("summary", "Ringkasan", FieldKind.LongText) { Required = false, MaxLength = 4000, Help = "Apa yang dikerjakan tim, apa yang belum, dan apa yang diminta dari kepala daerah." },
    ];

    public string Procedure => Key;

    public IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step) => CaseReports.Sends(step) ? said : [];

    public Task<IReadOnlyList<(string Title, string Href)>> Results(Case item, CancellationToken cancel) => reports.Of(item, cancel);

    public Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Refusal>>(
        turn.Forward && CaseReports.Sends(turn.Step) ? [.. PeriodRules.Term(turn.Data.Date("periodFrom")!.Value, turn.Data.Date("periodUntil"), "periodUntil")] : []);

    public Task Decided(CaseTurn turn, CancellationToken cancel) =>
        reports.Follow(turn, () => Task.FromResult(new ReportDraft(Key, turn.Item.Title, turn.Data.Date("periodFrom")!.Value, turn.Data.Date("periodUntil")!.Value, turn.Data.Text("summary"))), cancel);
}
