using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Search;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Inventory.Components;

/// <summary>The components of one application, and where its bill of materials is brought.</summary>
[Permission(ApplicationsPermissions.View)]
[RequestSizeLimit(SbomReader.MostBytes + (1024 * 1024))]
[RequestFormLimits(MultipartBodyLengthLimit = SbomReader.MostBytes + (1024 * 1024))]
public sealed class OfApplicationModel(PlatformDb db, Bills bills, RegisterCatalogue catalogue) : PageModel
{
    private const int Size = 25;

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<ApplicationComponent> Rows { get; private set; } = [];

    /// <summary>Those that the search finds.</summary>
    public int Total { get; private set; }

    public int All { get; private set; }

    public int Number { get; private set; } = 1;

    public bool MayEdit { get; private set; }

    [BindProperty]
    public Sent Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        if (!MayEdit)
        {
            return Forbid();
        }
        if (Input.File is not { Length: > 0 } file)
        {
            ModelState.AddModelError("Input.File", "Pilih berkas CycloneDX yang akan diunggah.");
            return Page();
        }
        if (file.Length > SbomReader.MostBytes)
        {
            ModelState.AddModelError("Input.File", "Berkas lebih dari 20 MB. Bagi menjadi satu berkas untuk setiap bagian aplikasi.");
            return Page();
        }
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        var kept = await bills.Import(id, content.ToArray(), file.FileName, cancel);
        return ModelState.Accepts(kept.Refusals) ? this.Done(ComponentSummary.HrefOf(id), $"{Indonesian.Number(kept.Value)} komponen tersimpan.") : Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await catalogue.ByKind(ApplicationRegister.Kind)!.Work(HttpContext.RequestServices).Find(id, cancel) is not { } found)
        {
            return false;
        }
        (Id, Name) = (id, found.Title);
        MayEdit = await HttpContext.RequestServices.GetRequiredService<ShownApplication>().MayEdit(id, cancel);
        var own = db.Set<ApplicationComponent>().AsNoTracking().Where(item => item.ApplicationId == id);
        All = await own.CountAsync(cancel);
        foreach (var word in Folded.Words(RegisterQuery.Cut(Request.Query[ListAddress.Search].ToString()) ?? "").Take(8))
        {
            own = own.Where(item => item.Words.Contains(word));
        }
        Total = await own.CountAsync(cancel);
        Number = ListAddress.NumberOf(Request);
        Rows = await own.OrderBy(item => item.Name).ThenBy(item => item.Place).Skip((Number - 1) * Size).Take(Size).ToListAsync(cancel);
        return true;
    }

    /// <summary>What was sent.</summary>
    public sealed class Sent
    {
        [Display(Name = "Berkas CycloneDX")]
        public IFormFile? File { get; set; }
    }
}
