using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Revokes a key or a certificate of a member, for good.</summary>
[Permission(ServiceBusPermissions.Members)]
public sealed class RevokeCredentialModel(PlatformDb db, Acting acting, IServiceProvider services) : MemberPage(db, acting, ServiceBusPermissions.Members)
{
    public MemberKey? Key { get; private set; }

    public MemberCertificate? Certificate { get; private set; }

    public string Word => Certificate is null ? "kunci" : "sertifikat";

    /// <summary>What else is of the same key, and goes with it.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];

    [BindProperty]
    public RevokeInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, string what, Guid credential, CancellationToken cancel) => await Find(id, what, credential, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, string what, Guid credential, CancellationToken cancel)
    {
        if (await Find(id, what, credential, cancel) is { } refused)
        {
            return refused;
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var (work, word) = (services.GetRequiredService<MemberWork>(), Word);
        var outcome = Certificate is { } certificate ? await work.Revoke(certificate, Input.Reason, cancel) : await work.Revoke(Key!, Input.Reason, cancel);
        return Answer(outcome.Refusals, $"Dicabut: {word} ini tidak lagi diterima{(Others.Count > 0 ? ", begitu juga yang memakai kunci yang sama" : "")}.");
    }

    private async Task<IActionResult?> Find(Guid id, string what, Guid credential, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        if (what == "sertifikat")
        {
            Certificate = await Db.Set<MemberCertificate>().SingleOrDefaultAsync(one => one.Id == credential && one.MemberId == id && one.RevokedAt == null, cancel);
        }
        else if (what == "kunci")
        {
            Key = await Db.Set<MemberKey>().SingleOrDefaultAsync(one => one.Id == credential && one.MemberId == id && one.RevokedAt == null, cancel);
        }
        if (Certificate is null && Key is null)
        {
            return NotFound();
        }
        var work = services.GetRequiredService<MemberWork>();
        var places = Certificate is not null ? await work.Sharing(Certificate, cancel) : await work.Sharing(Key!, cancel);
        Others =
        [
            .. places.Keys.Where(one => one.Id != credential).Select(one => $"kunci {one.KeyId[..Math.Min(12, one.KeyId.Length)]}… untuk {string.Join(", ", BusWords.KeyUses.Where(use => one.Uses.Contains(use.Value)).Select(use => use.Title.ToLowerInvariant()))}"),
            .. places.Certificates.Where(one => one.Id != credential).Select(one => $"sertifikat {one.Sha256[..12]}…"),
        ];
        return null;
    }

    /// <summary>What the form asks.</summary>
    public sealed class RevokeInput
    {
        [Display(Name = "Alasan"), StringLength(MemberKey.ReasonLength)]
        public string? Reason { get; set; }
    }
}
