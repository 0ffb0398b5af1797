using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Documents;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>Gives the whole model out as an exchange file and takes one in, after a try that saves nothing.</summary>
[Permission(PlanningPermissions.View)]
[RequestSizeLimit(RequestBytes), RequestFormLimits(MultipartBodyLengthLimit = RequestBytes)]
public sealed class IndexModel(IServiceProvider services, Acting acting, Today today) : PageModel
{
    private const long RequestBytes = ExchangeFile.MostBytes + 1024 * 1024;

    public const string Href = "/kerja/arsitektur/pertukaran";

    [BindProperty, Display(Name = "Berkas model"), Required(ErrorMessage = "Pilih berkas model yang akan diimpor.")]
    public IFormFile? Upload { get; set; }

    public bool MayImport => acting.Actor.MayEverywhere(PlanningPermissions.Architecture);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancel)
    {
        var content = new MemoryStream();
        await services.GetServices<IDocumentExchange>().OfType<ArchitectureDocument>().Single().Write(content, cancel);
        content.Position = 0;
        return File(content, "application/xml", $"arsitektur-{today.Date:yyyy-MM-dd}.xml");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!MayImport)
        {
            return Forbid();
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        await using var file = Upload!.OpenReadStream();
        return LocalRedirect($"{Href}/{await services.GetRequiredService<ExchangeRuns>().Try(Path.GetFileName(Upload.FileName), file, acting.Actor, cancel)}");
    }
}
