using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Cases;

/// <summary>A list of cases with its filters, for <c>_CaseList</c>.</summary>
public sealed record CaseListModel(CasePage List, IReadOnlyList<Procedure> Procedures, bool MayOpen, string EmptyTitle, string EmptyText)
{
    public static readonly IReadOnlyList<(CaseState State, string Value, string Title)> States =
    [
        (CaseState.Running, "berjalan", "Berjalan"),
        (CaseState.Done, "selesai", "Selesai"),
        (CaseState.Refused, "ditolak", "Ditolak"),
        (CaseState.Withdrawn, "ditarik", "Ditarik"),
    ];

    public bool IsNarrowed => List.Query.Search is not null || List.Query.Procedure is not null || List.Query.State is not null;

    public static CaseQuery Query(HttpRequest request, CaseView view) => new(
        view,
        request.Query[ListAddress.Search] is [{ Length: > 0 and <= 200 } search] ? search : null,
        request.Query["prosedur"] is [{ Length: > 0 and <= 80 } procedure] ? procedure : null,
        States.FirstOrDefault(item => item.Value == request.Query["keadaan"]) is { Value: not null } state ? state.State : null,
        ListAddress.NumberOf(request));

    public static (string Code, string Word) Shown(CaseRow row) => row.State switch
    {
        CaseState.Done => (State.Met.Code(), "Selesai"),
        CaseState.Refused => (State.Missing.Code(), "Ditolak"),
        CaseState.Withdrawn => (State.NotApplicable.Code(), "Ditarik"),
        _ when row.Left < 0 => (State.Overdue.Code(), DetailsModel.Clock(row.Left.Value).TrimEnd('.')),
        _ => (State.Due.Code(), row.Left is { } left ? DetailsModel.Clock(left).TrimEnd('.') : "Berjalan"),
    };
}
