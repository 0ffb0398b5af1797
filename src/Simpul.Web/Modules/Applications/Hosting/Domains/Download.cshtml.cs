using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>Gives out a zone's file.</summary>
[Permission(ApplicationsPermissions.View)]
public sealed class DownloadModel(IServiceProvider services) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await services.GetRequiredService<ZoneFiles>().Of(id, cancel) is not { } file)
        {
            return NotFound();
        }
        if (file.Faults.Count > 0)
        {
            TempData.Warn(string.Join(' ', file.Faults));
            return LocalRedirect($"{ZoneRegister.Href}/{id}");
        }
        return File(Encoding.ASCII.GetBytes(file.Text), "text/dns", $"{file.Zone}.zone");
    }
}
