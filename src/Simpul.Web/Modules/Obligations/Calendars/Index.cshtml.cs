using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Obligations.Calendars;

/// <summary>The addresses under which calendars subscribe to the due dates of the actor's offices.</summary>
[Permission(ObligationsModule.View)]
public sealed class IndexModel(OfficeCalendars calendars) : PageModel
{
    public IReadOnlyList<OfficeCalendar> Own { get; private set; } = [];

    public string Origin => $"{Request.Scheme}://{Request.Host}";

    public async Task OnGetAsync(CancellationToken cancel) => Own = await calendars.Own(cancel);

    public async Task<IActionResult> OnPostAsync(string office, Guid? agency, CancellationToken cancel)
    {
        var outcome = await calendars.Renew(office, agency, cancel);
        return outcome.Succeeded ? this.Done("/kewajiban/kalender", "Alamat kalender dibuat. Alamat sebelumnya, bila ada, tidak berlaku lagi.") : Forbid();
    }
}
