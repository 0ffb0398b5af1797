using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Modules.Obligations.Texts;

/// <summary>Brings the regulation's own words in: checks a text first, says what was odd in it, keeps it when asked to.</summary>
[Permission(ObligationsModule.ImportText)]
[RequestSizeLimit(3 * (long)RegulationTextReader.LargestText)]
[RequestFormLimits(ValueLengthLimit = 3 * RegulationTextReader.LargestText)]
public sealed class ImportModel(RegulationWords words, CurrentRegulation regulation) : PageModel
{
    public string Name => regulation.Profile.Regulation.Name;

    public ImportedText? Stored { get; private set; }

    public TextReport? Report { get; private set; }

    [BindProperty]
    public Typed Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Stored = await words.Imported(cancel);
        if (await words.Text(cancel) is { } text)
        {
            Report = new TextReport(text, regulation.Profile.Regulation.Articles, [.. regulation.Profile.Obligations.Where(item => text.Find(item.Cite).Count == 0).Select(item => item.Cite.ToString())]);
        }
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancel)
    {
        await Read(cancel);
        var tried = words.Try(Input.Text);
        if (ModelState.IsValid && ModelState.Accepts(tried.Refusals))
        {
            Report = tried.Value;
        }
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancel)
    {
        await Read(cancel);
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var kept = await words.Import(Input.Text, cancel);
        return ModelState.Accepts(kept.Refusals) ? this.Done("/kewajiban/naskah", $"Naskah {Name} tersimpan: {kept.Value.Text.Articles.Count} pasal.") : Page();
    }

    /// <summary>A chosen file takes the place of what was pasted, and stands in the form from then on.</summary>
    private async Task Read(CancellationToken cancel)
    {
        Stored = await words.Imported(cancel);
        if (Input.File is not { Length: > 0 } file)
        {
            return;
        }
        if (file.Length > RegulationTextReader.LargestText)
        {
            ModelState.AddModelError("Input.File", "Naskah lebih dari 4 MB. Unggah hanya teks peraturan ini, tanpa gambar, dalam berkas teks biasa.");
            return;
        }
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        try
        {
            Input.Text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content.GetBuffer(), 0, (int)content.Length).TrimStart('\uFEFF');
            if (Input.Text.Contains('\0', StringComparison.Ordinal))
            {
                throw new DecoderFallbackException();
            }
            ModelState.Remove("Input.Text");
        }
        catch (DecoderFallbackException)
        {
            Input.Text = null;
            ModelState.AddModelError("Input.File", "Berkas ini bukan teks biasa (UTF-8). Buka dokumennya, simpan sebagai teks, lalu pilih berkas itu.");
        }
    }

    /// <summary>What the form holds.</summary>
    public sealed class Typed
    {
        [Display(Name = "Berkas teks")]
        public IFormFile? File { get; set; }

        [Display(Name = "Naskah peraturan"), DataType(DataType.MultilineText)]
        public string? Text { get; set; }
    }
}
