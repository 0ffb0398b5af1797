using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Simpul.Bus;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Registers a key of a member: one that the member brings, or one that the instance holds for it.</summary>
[Permission(ServiceBusPermissions.Members)]
public sealed class AddKeyModel(PlatformDb db, Acting acting, IServiceProvider services) : MemberPage(db, acting, ServiceBusPermissions.Members)
{
    private const int Year = 365;

    [BindProperty]
    public KeyInput Input { get; set; } = new() { Uses = [KeyUse.Contract, KeyUse.Client], Days = Year };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostBringAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var outcome = await services.GetRequiredService<MemberWork>().AddKey(Member, Input.Csr, Input.Uses, Input.Days ?? 0, cancel);
        return Answer(outcome.Refusals, "Kunci terdaftar.");
    }

    public async Task<IActionResult> OnPostMakeAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        ModelState.Clear();
        var outcome = await services.GetRequiredService<MemberWork>().MakeKey(Member, Year, cancel);
        return Answer(outcome.Refusals, "Kunci dibuat dan disimpan tersandi.");
    }

    /// <summary>What the form asks.</summary>
    public sealed class KeyInput
    {
        [Display(Name = "Permintaan (CSR)"), StringLength(BroughtKey.MaxLength)]
        public string? Csr { get; set; }

        [Display(Name = "Dipakai untuk")]
        public List<string> Uses { get; set; } = [];

        [Display(Name = "Masa berlaku"), Range(1, MemberWork.LongestDays)]
        public int? Days { get; set; }
    }
}
