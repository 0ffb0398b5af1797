using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Cases;

/// <summary>Which procedures there are, and which of them the actor's office opens.</summary>
[Permission(CaseRules.Work)]
public sealed class ChooseModel(Procedures procedures) : PageModel
{
    public IReadOnlyList<Procedure> Own { get; private set; } = [];

    /// <summary>With the office that opens it; null for what the actor's office opens from the page of a record.</summary>
    public IReadOnlyList<(Procedure Procedure, string? Opener)> Others { get; private set; } = [];

    public void OnGet()
    {
        // Those about a record begin at the record's page: there it is known which one is meant.
        Own = [.. procedures.All.Where(item => procedures.MayOpen(item) && procedures.Part(item.Key)?.SubjectKind is null)];
        Others = [.. procedures.All.Except(Own).Select(item => (item, procedures.MayOpen(item) ? null : Procedures.NameOf(procedures.Profile, item.First.By)))];
    }
}
