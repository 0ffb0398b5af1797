using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Issues a certificate for a member's request, or accepts one of another authority.</summary>
[Permission(ServiceBusPermissions.Members)]
public sealed class AddCertificateModel(PlatformDb db, Acting acting, IServiceProvider services) : MemberPage(db, acting, ServiceBusPermissions.Members)
{
    private readonly Acting acting = acting;

    /// <summary>Whose a certificate of somebody else's is, the operator of the bus answers for.</summary>
    public bool MayAccept => acting.Actor.MayEverywhere(ServiceBusPermissions.Connect);

    [BindProperty]
    public CertificateInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostIssueAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) is { } refused ? refused : !ModelState.IsValid ? Page()
        : Answer((await services.GetRequiredService<MemberWork>().Issue(Member, Input.Csr, cancel)).Refusals, "Sertifikat terbit. Unduh dari daftar di bawah.");

    public async Task<IActionResult> OnPostAcceptAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        if (!MayAccept)
        {
            return Forbid();
        }
        return !ModelState.IsValid ? Page() : Answer((await services.GetRequiredService<MemberWork>().Accept(Member, Input.Certificate, cancel)).Refusals, "Sertifikat diterima.");
    }

    /// <summary>What the forms ask.</summary>
    public sealed class CertificateInput
    {
        [Display(Name = "Permintaan sertifikat (CSR)"), StringLength(BroughtKey.MaxLength)]
        public string? Csr { get; set; }

        [Display(Name = "Sertifikat (PEM)"), StringLength(BroughtKey.MaxLength)]
        public string? Certificate { get; set; }
    }
}
