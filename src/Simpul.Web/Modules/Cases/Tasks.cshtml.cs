using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;

namespace Simpul.Web.Modules.Cases;

/// <summary>The whole inbox: what waits for the actor's office, or what the actor's office waits for.</summary>
[Permission(CaseRules.Work)]
public sealed class TasksModel(CaseInbox inbox, Procedures procedures) : PageModel
{
    public CaseView View { get; private set; }

    public CasePage List { get; private set; } = null!;

    public CaseListModel Shown => View == CaseView.Mine
        ? new(List, procedures.All, true, "Tidak ada yang menunggu Anda", "Tugas baru akan muncul di sini dan dalam pemberitahuan.")
        : new(List, procedures.All, true, "Tidak ada yang Anda tunggu", "Urusan yang Anda ajukan akan muncul di sini selama dikerjakan pihak lain.");

    public async Task OnGetAsync(CancellationToken cancel)
    {
        View = Request.Query["lihat"] == "menunggu" ? CaseView.Waiting : CaseView.Mine;
        List = await inbox.List(CaseListModel.Query(Request, View), cancel);
    }
}
