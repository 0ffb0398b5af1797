using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations;

/// <summary>One sheet for the head of region: where the government stands, by chapter and by agency, and what is most pressing.</summary>
[Permission(ObligationsModule.View)]
public sealed class SummaryModel(Board board, Today today, Acting acting) : PageModel
{
    /// <summary>Agencies shown, the worst; all of a city's would not fit one sheet.</summary>
    public const int MostAgencies = 10;

    public const int MostPressing = 5;

    public BoardView View { get; private set; } = null!;

    public IReadOnlyList<StateRow> Agencies { get; private set; } = [];

    public int AgencyCount { get; private set; }

    public IReadOnlyList<BoardRow> Pressing { get; private set; } = [];

    /// <summary>The whole in two sentences.</summary>
    public string Said { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        View = await board.On(today.Date, cancel);
        var agencies = acting.Actor.MayEverywhere(ObligationsModule.View) ? View.ByAgency("/kewajiban") : [];
        AgencyCount = agencies.Count;
        Agencies = [.. agencies.Take(MostAgencies)];
        Pressing =
        [
            .. View.Rows.Where(row => row.Status is State.Overdue or State.Due || (row.Status == State.Missing && row.Obligation.Weight == Platform.Profile.ObligationWeight.Breach))
                .OrderBy(row => BoardFilter.Order(row.Status)).ThenBy(row => row.Obligation.Weight).ThenBy(row => row.Answer.Due ?? DateOnly.MaxValue).Take(MostPressing),
        ];
        var counts = View.Counts;
        var applying = counts.Total - counts.NotApplicable;
        Said = $"{counts.Met} dari {applying} kewajiban {View.Profile.Regulation.Name} terpenuhi. "
            + (counts.Overdue + counts.Due + counts.Missing == 0 ? "Tidak ada yang terbuka." : $"{counts.Overdue} terlambat, {counts.Due} segera jatuh tempo, dan {counts.Missing} belum ada.");
    }
}
