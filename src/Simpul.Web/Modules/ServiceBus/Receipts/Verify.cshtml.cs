using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Exchanges;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Developer;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Receipts;

/// <summary>A step of a receipt's verification.</summary>
/// <param name="Holds">Null where it was not taken.</param>
/// <param name="Fault">What is wrong, in the verifier's own words.</param>
public sealed record ReceiptStep(string Title, bool? Holds, string? Detail = null, string? Fault = null);

/// <summary>Verifies a receipt that somebody brings, step by step, against nothing but this instance's own keys. Nothing of it is kept.</summary>
[Public, EnableRateLimiting(SandboxLimit.Name)]
public sealed class VerifyModel(PlatformDb db, IServiceProvider services) : PageModel
{
    private const string GatewayStep = "Log itu milik gerbang instansi ini";

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindNever]
    public ReceiptResult? Result { get; private set; }

    [BindNever]
    public IReadOnlyList<ReceiptStep>? Steps { get; private set; }

    /// <summary>Whether it is known that the log's own gateway made it; not where that rests on the word of one that was retired.</summary>
    public bool IsDecided => Steps?.Any(step => step.Title == GatewayStep && step.Holds is null) == false;

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
        Result = Receipt.Verify(content, null, Authorities());
        Steps = await Explain(Result, content, cancel);
        Text = null;
        ModelState.Remove(nameof(Text));
        return Page();
    }

    private async Task<IReadOnlyList<ReceiptStep>> Explain(ReceiptResult result, byte[] content, CancellationToken cancel)
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
        var gateway = proof.Fingerprint is { } print ? known.Find(one => Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(one.Spki))) == print) : null;
        return
        [
            new("Berkas terbaca", true),
            new("Catatan ada di log pertukaran yang ditandatangani", proofFault is null, proof.Checkpoint?.Time is { } time ? $"Titik periksa {Indonesian.Number(proof.Checkpoint.Size)} catatan, {time.UtcDateTime:yyyy-MM-dd HH:mm} UTC." : null, proofFault),
            OfGateway(gateway, proof.Checkpoint?.Time, result.Stamp),
            new("Kontraknya cocok dengan catatan dan berlaku saat itu", contractFault is null, $"Kontrak {contract.Id[..12]}…, operasi {record["operation"]}.", contractFault),
            new("Kedua pihak menandatangani dan penghubung mengesahkan", signatureFault is null, "Menurut kunci di dalam berkas.", signatureFault),
            await Registered(contract, content, cancel),
            Stamped(result.Stamp, stampFault),
        ];
    }

    private static ReceiptStep Stamped(TimeStampFacts? stamp, string? fault) => (stamp, fault) switch
    {
        (_, not null) => new("Cap waktu", false, null, fault),
        (null, _) => new("Cap waktu", null, "Belum ada di dalam berkas; minta bukti lagi nanti bila diperlukan."),
        ({ IsKnown: true }, _) => new("Cap waktu dari pihak ketiga", true, $"{stamp.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, oleh {stamp.Authority}."),
        _ => new("Cap waktu", null, $"{stamp.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, oleh {stamp.Authority}, yang belum dicocokkan dengan otoritas yang dikenal: siapa pun dapat membuat cap seperti ini."),
    };

    /// <summary>Authorities whose stamps count here; none where the operator names none, or names a file that cannot be read, which the log says.</summary>
    private IReadOnlyList<X509Certificate2>? Authorities()
    {
        if (services.GetRequiredService<BusOptions>().TimeStampAuthorities is not { Length: > 0 } file)
        {
            return null;
        }
        try
        {
            return TimeStamp.ReadAuthorities(System.IO.File.ReadAllText(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            services.GetRequiredService<ILogger<VerifyModel>>().LogError(problem, "The certificates of time-stamping authorities could not be read");
            return null;
        }
    }

    /// <summary>Whose log it is. Whoever has the key of a gateway that was retired writes into a checkpoint what time they like: only a third party's stamp shows that it is from before.</summary>
    private static ReceiptStep OfGateway(BusGateway? gateway, DateTimeOffset? at, TimeStampFacts? stamp)
    {
        const string title = GatewayStep;
        if (gateway is null)
        {
            return new(title, false, "Kuncinya tidak dikenal di sini. Bandingkan sidik jarinya dengan yang diumumkan pemilik gerbang.");
        }
        if (gateway.RetiredAt is not { } retired)
        {
            return new(title, true);
        }
        if (!(at < retired))
        {
            return new(title, false, $"Gerbang ini dipensiunkan {retired.UtcDateTime:yyyy-MM-dd HH:mm} UTC, dan titik periksanya dari sesudah itu. Pakai bukti yang diminta sebelum gerbang dipensiunkan.");
        }
        return stamp is { IsKnown: true } && stamp.Time < retired
            ? new(title, true, $"Gerbang ini dipensiunkan {retired.UtcDateTime:yyyy-MM-dd HH:mm} UTC; cap waktunya dari sebelum itu.")
            : new(title, null, $"Gerbang ini dipensiunkan {retired.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Waktunya hanya menurut gerbang itu sendiri; tanpa cap waktu otoritas yang dikenal tidak terbukti dari sebelum dipensiunkan.");
    }

    /// <summary>Whether the signatures hold by the keys that are registered here, within their time: whoever makes a file can put keys of their own into it.</summary>
    private async Task<ReceiptStep> Registered(Contract contract, byte[] content, CancellationToken cancel)
    {
        const string title = "Tanda tangannya dari kunci yang terdaftar di sini";
        if (contract.Hub != services.GetRequiredService<HubTrust>().Name)
        {
            return new(title, null, $"Kontrak ini dari penghubung lain ({contract.Hub}). Bandingkan kuncinya dengan yang diumumkan para pihak.");
        }
        var strangers = new List<string>();
        var statements = StatementsIn(content);
        foreach (var (kind, by) in new[] { (StatementKind.Accept, contract.Consumer.Member), (StatementKind.Accept, contract.Provider.Member), (StatementKind.Clear, contract.Hub) })
        {
            var keys = by == contract.Hub
                ? [.. (await db.Set<HubKey>().AsNoTracking().Where(key => key.Purpose == HubKeyPurpose.Hub).ToListAsync(cancel)).Select(key => new PartyKey(key.KeyId, Convert.FromBase64String(key.Spki), key.From, key.Until))]
                : (await db.Set<MemberKey>().AsNoTracking().Where(key => db.Set<BusMember>().Any(one => one.Id == key.MemberId && one.Code == by)).ToListAsync(cancel)).ConvertAll(key => new PartyKey(key.KeyId, Convert.FromBase64String(key.Spki), key.From, key.EndsAt));
            if (!statements.Exists(one => one.Kind == kind && one.By == by && one.Contract == contract.Id && one.IsSignedBy(keys)))
            {
                strangers.Add(by);
            }
        }
        return strangers.Count == 0 ? new(title, true) : new(title, false, $"Kunci di dalam berkas untuk {Indonesian.List(strangers)} bukan kunci yang terdaftar di instansi ini pada waktunya. Jangan terima bukti ini sebelum pemilik kuncinya dipastikan.");
    }

    private static List<ContractStatement> StatementsIn(byte[] content)
    {
        // The file was read as a receipt: its statements are there and can be read.
        using var document = JsonDocument.Parse(content);
        return [.. document.RootElement.GetProperty("statements").EnumerateArray().Select(one => ContractStatement.Read(one.GetString()!))];
    }
}
