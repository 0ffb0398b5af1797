using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>A page about one version of a service.</summary>
public abstract class VersionPage(PlatformDb db, Acting acting) : PageModel
{
    public BusServiceVersion Item { get; private set; } = null!;

    public BusService Service { get; private set; } = null!;

    public string Title => $"{Service.Title} {Item.Label}";

    public string Href => $"{VersionRegister.Href}/{Item.Id}";

    /// <summary>The version as the person saw it.</summary>
    [BindProperty(Name = "seen")]
    public int Seen { get; set; }

    protected async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<BusServiceVersion>().Include(one => one.Upstreams).Include(one => one.Fields.OrderBy(field => field.Position)).SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } found || !acting.Actor.MayRead(found.HeldAs))
        {
            return false;
        }
        Item = found;
        Service = await db.Set<BusService>().AsNoTracking().SingleAsync(one => one.Id == found.ServiceId, cancel);
        return true;
    }

    /// <summary>Whether the record is still the one that the person saw; says so where it is not.</summary>
    protected bool IsSeen()
    {
        if (Seen == Item.Version)
        {
            return true;
        }
        ModelState.AddModelError("", "Versi ini telah diubah sejak Anda membukanya. Periksa isinya yang sekarang, lalu putuskan.");
        return false;
    }

    protected IActionResult Answer(IReadOnlyList<Refusal> refusals, string href, string done)
    {
        if (ModelState.Accepts(refusals))
        {
            return this.Done(href, done);
        }
        db.Forget();
        return Page();
    }
}

/// <summary>What the form of a version asks.</summary>
public sealed class VersionInput
{
    [Display(Name = "Nama versi"), StringLength(BusServiceVersion.LabelLength)]
    public string? Label { get; set; }

    [Display(Name = "Lingkungan")]
    public ServiceEnvironment Environment { get; set; }

    [Display(Name = "Dokumen OpenAPI")]
    public IFormFile? Document { get; set; }

    [Display(Name = "Atau alamat dokumennya"), StringLength(BusServiceVersion.UrlLength)]
    public string? SourceUrl { get; set; }

    [Display(Name = "Baca ulang dokumen dari alamatnya")]
    public bool IsReadAgain { get; set; }

    [Display(Name = "Alamat penyedia"), StringLength(8000)]
    public string? Upstreams { get; set; }

    [Display(Name = "Perubahan"), StringLength(BusServiceVersion.ChangesLength)]
    public string? Changes { get; set; }

    [Display(Name = "Tolak permintaan yang tidak sesuai dokumen")]
    public bool ValidateRequests { get; set; } = true;

    [Display(Name = "Tolak jawaban yang tidak sesuai dokumen")]
    public bool ValidateResponses { get; set; } = true;

    [Display(Name = "Penyedia mengenali Idempotency-Key")]
    public bool IdempotencyKeys { get; set; }

    [Display(Name = "Batas waktu")]
    public int? Timeout { get; set; } = 30;

    [Display(Name = "Permintaan terbesar")]
    public int? MaxRequestMegabytes { get; set; } = 10;

    [Display(Name = "Jawaban terbesar")]
    public int? MaxResponseMegabytes { get; set; } = 1024;

    internal async Task<VersionDraft> Draft(CancellationToken cancel)
    {
        byte[]? document = null;
        if (Document is { Length: > 0 })
        {
            using var content = new MemoryStream();
            await Document.CopyToAsync(content, cancel);
            document = content.ToArray();
        }
        return new(Label?.Trim(), Environment, document, SourceUrl, Upstreams, Changes, ValidateRequests, ValidateResponses, Timeout ?? 0, MaxRequestMegabytes ?? 0, MaxResponseMegabytes ?? 0, IdempotencyKeys, IsReadAgain);
    }

    internal static VersionInput Of(BusServiceVersion item) => new()
    {
        Label = item.Label, Environment = item.Environment, SourceUrl = item.SourceUrl, Changes = item.Changes, ValidateRequests = item.ValidateRequests, ValidateResponses = item.ValidateResponses,
        IdempotencyKeys = item.IdempotencyKeys, Timeout = item.Timeout, MaxRequestMegabytes = (int)(item.MaxRequestBytes >> 20), MaxResponseMegabytes = (int)(item.MaxResponseBytes >> 20),
        Upstreams = string.Join('\n', item.Upstreams.OrderBy(one => one.Position).Select(one => string.Join(' ', one.Certificates.Prepend(one.Url)))),
    };
}
