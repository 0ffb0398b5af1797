using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Access;

/// <summary>What the government set for its own instance.</summary>
[Permission(AccessModule.ManageSettings)]
public sealed class SettingsModel(PlatformDb db, Journal journal) : PageModel
{
    [BindProperty, Display(Name = "Hubungi kami"), DataType(DataType.MultilineText), StringLength(1000)]
    public string? Contact { get; set; }

    [BindProperty, Display(Name = "Warna utama"), StringLength(7)]
    public string? Colour { get; set; }

    [BindProperty, Display(Name = "Lambang daerah")]
    public IFormFile? Crest { get; set; }

    [BindProperty, Display(Name = "Hapus lambang yang dipakai sekarang")]
    public bool RemoveCrest { get; set; }

    [BindProperty, Display(Name = "Tampilkan keadaan kewajiban kepada publik")]
    public bool ShowsBoardPublicly { get; set; }

    [BindProperty, Display(Name = "Wajibkan verifikasi dua langkah bagi semua orang")]
    public bool RequiresSecondFactor { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var instance = await db.Set<Instance>().AsNoTracking().SingleAsync(cancel);
        (Contact, Colour, ShowsBoardPublicly, RequiresSecondFactor, Version) = (instance.Contact, instance.Colour, instance.ShowsBoardPublicly, instance.RequiresSecondFactor, instance.Version);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var instance = await db.Set<Instance>().SingleAsync(cancel);
        string? refusal = null;
        if (!string.IsNullOrWhiteSpace(Colour) && Palette.StyleSheet(Colour.Trim(), out refusal) is null)
        {
            ModelState.AddModelError(nameof(Colour), refusal!);
        }
        var picture = Crest is null ? null : await Read(Crest, cancel);
        if (instance.Version != Version)
        {
            ModelState.AddModelError("", "Orang lain mengubah pengaturan sesudah Anda membuka halaman ini. Periksa isian Anda, lalu simpan lagi.");
            ModelState.Remove(nameof(Version));
            Version = instance.Version;
            Response.StatusCode = StatusCodes.Status409Conflict;
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        instance.Contact = string.IsNullOrWhiteSpace(Contact) ? null : Contact.ReplaceLineEndings("\n").Trim();
        instance.Colour = string.IsNullOrWhiteSpace(Colour) ? null : Colour.Trim().ToLowerInvariant();
        (instance.ShowsBoardPublicly, instance.RequiresSecondFactor) = (ShowsBoardPublicly, RequiresSecondFactor);
        instance.CrestSha256 = RemoveCrest ? null : instance.CrestSha256;
        if (picture is not null)
        {
            instance.CrestSha256 = Convert.ToHexStringLower(SHA256.HashData(picture));
            if (!await db.Set<Crest>().AnyAsync(crest => crest.Sha256 == instance.CrestSha256, cancel))
            {
                db.Add(new Crest { Sha256 = instance.CrestSha256, Png = picture });
            }
        }
        journal.Record("instance.settings-changed", instance);
        await db.SaveChangesAsync(cancel);
        return this.Done("/kerja/pengaturan", "Pengaturan tersimpan.");
    }

    private async Task<byte[]?> Read(IFormFile file, CancellationToken cancel)
    {
        if (file.Length > PngImage.Longest)
        {
            ModelState.AddModelError(nameof(Crest), "Berkas lebih dari 200 KB. Perkecil gambar, lalu unggah lagi.");
            return null;
        }
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        var clean = PngImage.Clean(content.ToArray(), out var refusal);
        if (refusal is not null)
        {
            ModelState.AddModelError(nameof(Crest), refusal);
        }
        return clean;
    }
}
