using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus.Exchanges;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Receipts;

/// <summary>A step of a receipt's verification.</summary>
/// <param name="Holds">Null where it was not taken.</param>
/// <param name="Fault">What is wrong, in the verifier's own words.</param>
public sealed record ReceiptStep(string Title, bool? Holds, string? Detail = null, string? Fault = null);

/// <summary>Verifies a receipt that somebody brings, step by step, against nothing but this instance's own keys. Nothing of it is kept.</summary>
[Public]
public sealed class VerifyModel(PlatformDb db) : PageModel
{
    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindNever]
    public ReceiptResult? Result { get; private set; }

    [BindNever]
    public IReadOnlyList<ReceiptStep>? Steps { get; private set; }

    public bool Holds => Steps?.All(step => step.Holds != false) == true && Result?.Holds == true;

    public DateTimeOffset? Received => Result?.Received;

    public string Of(string member) => Result?.Record?[member]?.ToString() ?? "";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        byte[] content;
        if (Upload is { Length: > 0 and <= Receipt.MaxLength })
        {
            using var copy = new MemoryStream();
            await Upload.CopyToAsync(copy, cancel);
            content = copy.ToArray();
        }
        else if (Upload is { Length: > Receipt.MaxLength } || Text?.Length > Receipt.MaxLength)
        {
            ModelState.AddModelError(nameof(Upload), "Berkas lebih dari 2 MB. Berkas bukti hanya beberapa kilobita: periksa apakah ini berkas yang benar.");
            return Page();
        }
        else if (string.IsNullOrWhiteSpace(Text))
        {
            ModelState.AddModelError(nameof(Upload), "Pilih berkas bukti, atau tempelkan isinya.");
            return Page();
        }
        else
        {
            content = Encoding.UTF8.GetBytes(Text);
        }
        Result = Receipt.Verify(content);
        Steps = await Explain(Result, cancel);
        Text = null;
        ModelState.Remove(nameof(Text));
        return Page();
    }

    private async Task<IReadOnlyList<ReceiptStep>> Explain(ReceiptResult result, CancellationToken cancel)
    {
        if (result.Record is not { } record || result.Contract is not { } contract || result.Proof is not { } proof)
        {
            return [new("Berkas terbaca", false, "Ini bukan berkas bukti, atau tidak utuh.", result.Faults is [var first, ..] ? first : null)];
        }
        var proofFault = proof.Faults.Select(fault => fault.Detail).FirstOrDefault();
        var others = result.Faults.Except(proof.Faults.Select(fault => fault.Detail)).ToList();
        string? Fault(params string[] words) => others.FirstOrDefault(fault => words.Any(word => fault.Contains(word, StringComparison.Ordinal)));
        var contractFault = Fault("The record", "The exchange", "The event");
        var signatureFault = Fault("signature of");
        var stampFault = Fault("time stamp");
        var known = await db.Set<BusGateway>().AsNoTracking().ToListAsync(cancel);
        var ours = proof.Fingerprint is { } print && known.Any(gateway => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Convert.FromBase64String(gateway.Spki))) == print);
        return
        [
            new("Berkas terbaca", true),
            new("Catatan ada di log pertukaran yang ditandatangani", proofFault is null, proof.Checkpoint?.Time is { } time ? $"Titik periksa {Indonesian.Number(proof.Checkpoint.Size)} catatan, {time.UtcDateTime:yyyy-MM-dd HH:mm} UTC." : null, proofFault),
            new("Log itu milik gerbang instansi ini", ours, ours ? null : "Kuncinya tidak dikenal di sini. Bandingkan sidik jarinya dengan yang diumumkan pemilik gerbang."),
            new("Kontraknya cocok dengan catatan dan berlaku saat itu", contractFault is null, $"Kontrak {contract.Id[..12]}…, operasi {record["operation"]}.", contractFault),
            new("Kedua pihak menandatangani dan penghubung mengesahkan", signatureFault is null, "Kunci di dalam berkas dibandingkan dengan yang diumumkan kedua pihak bila perlu bukti kepada pihak ketiga.", signatureFault),
            stampFault is not null ? new("Cap waktu", false, null, stampFault) : result.Stamp is { } stamp ? new("Cap waktu dari pihak ketiga", true, $"{stamp.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.")
                : new("Cap waktu", null, "Belum ada di dalam berkas; minta bukti lagi nanti bila diperlukan."),
        ];
    }
}
