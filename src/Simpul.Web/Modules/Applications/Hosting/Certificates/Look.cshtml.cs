using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Hosting.Certificates;

/// <summary>Looks at a name's certificate now.</summary>
[Permission(ApplicationsPermissions.HostingEdit)]
public sealed class LookModel(PlatformDb db, IServiceProvider services, Acting acting) : PageModel
{
    public IActionResult OnGet(Guid id) => LocalRedirect($"{DomainRegister.Href}/{id}");

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Set<DomainName>().AsNoTracking().SingleOrDefaultAsync(name => name.Id == id, cancel) is not { } name)
        {
            return NotFound();
        }
        if (!acting.Actor.May(ApplicationsPermissions.HostingEdit, name.AgencyId))
        {
            return Forbid();
        }
        var outcome = await services.GetRequiredService<CertificateWatch>().One(name, cancel);
        if (!outcome.Succeeded)
        {
            TempData.Warn(outcome.Refusals[0].Message);
            return LocalRedirect($"{DomainRegister.Href}/{id}");
        }
        return this.Done($"{DomainRegister.Href}/{id}", "Sertifikat diperiksa.");
    }
}
