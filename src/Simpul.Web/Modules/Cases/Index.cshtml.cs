using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;

namespace Simpul.Web.Modules.Cases;

/// <summary>All cases that the actor sees, newest first.</summary>
[Permission(CaseRules.View)]
public sealed class IndexModel(CaseInbox inbox, Procedures procedures, Acting acting) : PageModel
{
    public CasePage List { get; private set; } = null!;

    public bool MayOpen => acting.Actor.May(CaseRules.Work);

    public CaseListModel Shown => new(List, procedures.All, MayOpen, "Belum ada urusan",
        "Buka urusan untuk meminta pertimbangan, penetapan, atau persetujuan. Setiap langkah, dokumen, dan keputusan tersimpan di sini.");

    public async Task OnGetAsync(CancellationToken cancel) => List = await inbox.List(CaseListModel.Query(Request, CaseView.All), cancel);
}
