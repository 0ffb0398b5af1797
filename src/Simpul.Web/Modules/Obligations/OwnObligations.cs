using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations;

/// <summary>What the workspace's first page shows of the obligations of the office at hand.</summary>
/// <param name="Agency">The agency that answers; null for offices above the agencies.</param>
/// <param name="Open">What needs doing, worst first; the first <see cref="MostOpen"/>.</param>
/// <param name="List">The address of the whole list.</param>
public sealed record OwnObligationsView(AgencyFacts? Agency, StateCounts Counts, IReadOnlyList<ShownRow> Open, int OpenCount, string List)
{
    public const int MostOpen = 10;
}

/// <summary>The obligations of the actor's own office and agency: overdue, due and missing first.</summary>
internal sealed class OwnObligations(Board board, Acting acting, Today today) : IHomeSection
{
    public string Title => "Kewajiban jabatan Anda";

    public int Order => 20;

    public string Partial => "/Modules/Obligations/_OwnObligations.cshtml";

    public async Task<object?> Load(CancellationToken cancel)
    {
        if (!acting.Actor.May(ObligationsModule.View))
        {
            return null;
        }
        var view = await board.On(today.Date, cancel);
        var agency = view.AnsweringFor(acting.Actor.AgencyId);
        var own = new BoardFilter { Agency = agency?.Id }.Of(view, acting.Actor).Where(row => row.Own).ToList();
        var open = own.Where(row => row.Status is State.Overdue or State.Due or State.Missing).ToList();
        return new OwnObligationsView(agency, BoardView.Count(own.Select(row => row.Status)), [.. open.Take(OwnObligationsView.MostOpen)], open.Count,
            agency is null ? "/kewajiban" : $"/kewajiban?{BoardFilter.AgencyParameter}={agency.Id}");
    }
}
