using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Bus;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Trail;

/// <summary>Verifies a proof that somebody brings, and holds today's journal against a checkpoint that somebody kept.</summary>
[Public]
public sealed class VerifyModel(JournalKeys keys, JournalProofs proofs) : PageModel
{
    private static readonly JsonSerializerOptions readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [BindProperty]
    public IFormFile? Proof { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindNever]
    public ProofResult? Result { get; private set; }

    [BindNever]
    public Continuation? Continued { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostProofAsync(CancellationToken cancel)
    {
        if (Proof is null or { Length: 0 })
        {
            ModelState.AddModelError(nameof(Proof), "Pilih berkas bukti, berakhiran .json.");
            return Page();
        }
        if (Proof.Length > ProofBundle.MaxLength)
        {
            ModelState.AddModelError(nameof(Proof), "Berkas lebih dari 1 MB. Berkas bukti hanya beberapa kilobita: periksa apakah ini berkas yang benar.");
            return Page();
        }
        using var content = new MemoryStream();
        await Proof.CopyToAsync(content, cancel);
        Result = ProofBundle.Verify(content.ToArray(), [.. keys.All]);
        return Page();
    }

    public async Task<IActionResult> OnPostCheckpointAsync(CancellationToken cancel)
    {
        // A browser sends line ends of its own, and people lose the last one when they copy.
        var note = (Note ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim() + "\n";
        if (note.Length is 1 or > SignedCheckpoint.MaxLength)
        {
            ModelState.AddModelError(nameof(Note), "Tempelkan titik periksa seluruhnya, dari baris nama sampai baris tanda tangan.");
            return Page();
        }
        Continued = await proofs.Continues(note, cancel);
        return Page();
    }

    /// <summary>The proved event, to be read; the file may say anything else around it.</summary>
    public string Event() => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(Result!.Bundle!.Event), readable);

    /// <summary>The hashes by which a stranger repeats the check of the checkpoint.</summary>
    public IEnumerable<string> Path() => Continued!.Path.Select(Convert.ToBase64String);

    public static string Words(ProofFaultCode code) => code switch
    {
        ProofFaultCode.Unreadable => "Berkas ini bukan bukti jurnal, atau tidak utuh.",
        ProofFaultCode.EventNotCanonical => "Isi peristiwa di dalam berkas tidak tertulis dengan cara yang sah.",
        ProofFaultCode.LeafHashDiffers => "Isi peristiwa tidak cocok dengan sidik jarinya: salah satunya diubah.",
        ProofFaultCode.IndexDiffers => "Nomor peristiwa di dalam isinya berbeda dengan nomor pada berkas.",
        ProofFaultCode.SizeDiffers => "Banyaknya peristiwa pada berkas tidak cocok dengan titik periksanya.",
        ProofFaultCode.InclusionFails => "Peristiwa ini tidak ada pada tempat itu di jurnal yang ditandatangani.",
        ProofFaultCode.CheckpointUnreadable => "Titik periksa di dalam berkas tidak terbaca.",
        ProofFaultCode.KeyUnreadable => "Kunci publik di dalam berkas tidak terbaca.",
        ProofFaultCode.KeyNotTrusted => "Kunci di dalam berkas bukan kunci instansi ini: bukti ini dibuat pihak lain.",
        ProofFaultCode.SignatureAbsent => "Titik periksa tidak ditandatangani dengan kunci di dalam berkas.",
        ProofFaultCode.SignatureInvalid => "Tanda tangan tidak cocok: titik periksa diubah setelah ditandatangani.",
        ProofFaultCode.OriginDiffers => "Kedua titik periksa berasal dari dua jurnal yang berbeda.",
        ProofFaultCode.ConsistencyFails => "Titik periksa yang lebih baru tidak melanjutkan yang lebih lama: catatan di antaranya diubah.",
        _ => code.ToString(),
    };

    public static string Words(ContinuationResult result) => result switch
    {
        ContinuationResult.Holds => "Jurnal hari ini melanjutkan titik periksa Anda. Semua yang tercatat sampai saat itu masih ada, pada tempatnya, tanpa perubahan.",
        ContinuationResult.Unreadable => "Yang ditempelkan bukan titik periksa. Salin seluruhnya: nama jurnal, banyaknya peristiwa, akar, baris kosong, lalu baris tanda tangan.",
        ContinuationResult.OtherJournal => "Titik periksa ini dari jurnal lain, bukan jurnal instansi ini.",
        ContinuationResult.NotSigned => "Titik periksa ini tidak ditandatangani dengan kunci instansi ini, atau diubah setelah ditandatangani.",
        ContinuationResult.Shortened => "Jurnal hari ini lebih pendek daripada titik periksa Anda: ada peristiwa yang dihapus.",
        ContinuationResult.Changed => "Jurnal hari ini tidak melanjutkan titik periksa Anda: ada catatan sebelum itu yang diubah, dihapus, atau disisipi.",
        _ => result.ToString(),
    };
}
