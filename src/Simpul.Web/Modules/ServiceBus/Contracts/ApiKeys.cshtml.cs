using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>The API keys of a contract on an open service: made, shown once, revoked.</summary>
[Permission(ServiceBusPermissions.Sign)]
public sealed class ApiKeysModel(PlatformDb db, Acting acting, TimeProvider clock, IServiceProvider services) : PageModel
{
    public BusContract Item { get; private set; } = null!;

    public IReadOnlyList<BusApiKey> Keys { get; private set; } = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public string Href => $"{ContractRegister.Href}/{Item.Id}";

    /// <summary>The key that was just made: this is the one time that it is seen.</summary>
    public string? Made { get; private set; }

    [BindProperty]
    public KeyInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostMakeAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        if (ModelState.IsValid)
        {
            var outcome = await services.GetRequiredService<ApiKeyWork>().Make(Item, Input.Note, Input.Days ?? 0, Input.Networks, cancel);
            if (ModelState.Accepts(outcome.Refusals))
            {
                Made = outcome.Value;
                Response.Headers.CacheControl = "no-store";
                await Load(id, cancel);
                ModelState.Clear();
                Input = new();
            }
        }
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, Guid key, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        ModelState.Clear();
        return ModelState.Accepts((await services.GetRequiredService<ApiKeyWork>().Revoke(id, key, cancel)).Refusals, "") ? this.Done($"{Href}/kunci-api", "Kunci dicabut.") : Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<BusContract>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } found || !acting.Actor.MayRead(found.HeldAs))
        {
            return NotFound();
        }
        Item = found;
        Keys = await db.Set<BusApiKey>().AsNoTracking().Where(key => key.ContractId == id).OrderByDescending(key => key.Id).Take(50).ToListAsync(cancel);
        return acting.Actor.May(ServiceBusPermissions.Sign, found.ConsumerAgencyId) ? null : Forbid();
    }

    /// <summary>What the form asks.</summary>
    public sealed class KeyInput
    {
        [Display(Name = "Untuk"), StringLength(BusApiKey.NoteLength)]
        public string? Note { get; set; }

        [Display(Name = "Berlaku")]
        public int? Days { get; set; } = 90;

        [Display(Name = "Jaringan"), StringLength(2500)]
        public string? Networks { get; set; }
    }
}
