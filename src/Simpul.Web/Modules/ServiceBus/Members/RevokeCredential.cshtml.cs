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
        return Answer(outcome.Refusals, $"Dicabut: {word} ini tidak lagi diterima.");
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
        return Certificate is null && Key is null ? NotFound() : null;
    }

    /// <summary>What the form asks.</summary>
    public sealed class RevokeInput
    {
        [Display(Name = "Alasan"), StringLength(MemberKey.ReasonLength)]
        public string? Reason { get; set; }
    }
}
