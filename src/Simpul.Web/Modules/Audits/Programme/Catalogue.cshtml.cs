using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Programme;

/// <summary>The criteria of audits, edition by edition, with the sources that they rest on.</summary>
[Permission(AuditsPermissions.ViewProgramme)]
public sealed class CatalogueModel(NationalData national, IServiceProvider services) : PageModel
{
    public IReadOnlyList<AuditCriteria> Editions => national.Audits;

    public AuditCriteria Edition { get; private set; } = null!;

    public void OnGet() => Edition = national.AuditEdition(Request.Query["edisi"]) ?? national.Audits[^1];

    public string SubjectName(string key) => AuditWords.Subject(AuditWords.Profile(services), key);

    public string Serves(CriteriaSet set) => Indonesian.List([.. set.Kinds.Select(kind => AuditWords.Kinds.First(one => one.Value.Key() == kind).Title)]);

    public IReadOnlyList<(string Id, string Title, string Text)> CriteriaOf(CriteriaSet set) =>
        [.. set.Criteria.Select(one => (one.Id, one.Title, one.Text)), .. national.Tests.Sets.Where(tests => set.Tests.Contains(tests.Id)).SelectMany(tests => tests.Controls).Select(one => (one.Id, one.Title, one.Text))];

    public static string KindOf(string kind) => kind switch { "legislation" => "peraturan perundang-undangan", "general-audit-policy" => "kebijakan umum", _ => "standar dan tata cara" };

    public static string TrustOf(string kind) => kind switch { "primary" => "naskah aslinya dibaca", "secondary" => "sumber kedua", "memory" => "menurut ingatan", _ => "susunan sendiri" };
}
