using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus.Contracts;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>A party for whom the actor may sign.</summary>
/// <param name="Keys">Contract keys that the party holds itself and that are valid now.</param>
/// <param name="HasHeld">Whether the instance holds a valid key for it.</param>
/// <param name="MayHold">Whether the actor may sign with a key that the instance holds for it.</param>
/// <param name="SigningInput">What would be signed now with the first of its keys.</param>
public sealed record SigningParty(BusMember Member, IReadOnlyList<StatementKind> Sayable, IReadOnlyList<MemberKey> Keys, bool HasHeld, bool MayHold, string SigningInput);

/// <summary>Accepts, refuses and revokes a contract for a party; clears, refuses and revokes it for the hub.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class SignModel(PlatformDb db, Acting acting, TimeProvider clock, IServiceProvider services) : PageModel
{
    private readonly ContractWork work = services.GetRequiredService<ContractWork>();

    public BusContract Item { get; private set; } = null!;

    public ContractText Text { get; private set; } = null!;

    public IReadOnlyList<SigningParty> Parties { get; private set; } = [];

    /// <summary>The contract that this one follows, where it is still in force; null otherwise.</summary>
    public BusContract? Former { get; private set; }

    public bool MayClear => acting.Actor.MayEverywhere(ServiceBusPermissions.Clear);

    public string Href => $"{ContractRegister.Href}/{Item.Id}";

    /// <summary>The contract as the person saw it.</summary>
    [BindProperty(Name = "seen")]
    public int Seen { get; set; }

    [BindProperty]
    public SignInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostBringAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        return await Do(id, () => work.Bring(Item, [.. Parties.Select(party => party.Member)], Input.Jws, cancel), "Pernyataan tercatat.", cancel);
    }

    public Task<IActionResult> OnPostHeldAsync(Guid id, string party, CancellationToken cancel) => ForParty(id, party, async signer =>
    {
        if (!signer.MayHold || Input.Statement is not { } kind)
        {
            return Refusal.At("Statement", "Pilih pernyataannya.");
        }
        var account = await db.Users.SingleAsync(one => one.Id == acting.Actor.AccountId, cancel);
        return await services.GetRequiredService<Credentials>().Confirm(account, Input.Password ?? "", cancel) ? await work.SignHeld(Item, signer.Member, kind, Input.Reason, cancel)
            : Refusal.At("Password", "Kata sandi tidak cocok.");
    }, cancel);

    public Task<IActionResult> OnPostClearAsync(Guid id, CancellationToken cancel) => ForHub(id, () => work.Clear(Item, cancel), "Kontrak disahkan.", cancel);

    public Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel) => ForHub(id, () => work.End(Item, Input.HubReason, cancel), "Pernyataan penghubung tercatat.", cancel);

    private async Task<IActionResult> ForParty(Guid id, string party, Func<SigningParty, Task<Outcome>> act, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        return Parties.FirstOrDefault(one => one.Member.Code == party) is not { } signer ? Forbid() : await Do(id, () => act(signer), "Pernyataan tercatat.", cancel);
    }

    private async Task<IActionResult> ForHub(Guid id, Func<Task<Outcome>> act, string done, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        return MayClear ? await Do(id, act, done, cancel, hub: true) : Forbid();
    }

    private async Task<IActionResult> Do(Guid id, Func<Task<Outcome>> act, string done, CancellationToken cancel, bool hub = false)
    {
        if (Seen != Item.Version)
        {
            ModelState.AddModelError("", "Kontrak ini telah berubah sejak Anda membukanya. Periksa keadaannya yang sekarang, lalu putuskan.");
        }
        if (ModelState.IsValid && ModelState.Accepts([.. (await act()).Refusals.Select(refusal => hub && refusal.Field == "Reason" ? refusal with { Field = "HubReason" } : refusal)]))
        {
            return this.Done(Href, done);
        }
        db.Forget();
        await Load(id, cancel);
        Input.Password = null;
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<BusContract>().Include(one => one.Statements).SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } found || !acting.Actor.MayRead(found.HeldAs))
        {
            return NotFound();
        }
        Item = found;
        Text = ContractText.Of(found);
        var now = clock.GetUtcNow();
        Former = found.Replaces is { } former ? await db.Set<BusContract>().AsNoTracking().SingleOrDefaultAsync(one => one.Hash == former && one.State == ContractState.InForce && one.ValidUntil > now, cancel) : null;
        var parties = new List<SigningParty>();
        foreach (var member in await db.Set<BusMember>().AsNoTracking().Where(one => one.Id == found.ConsumerId || one.Id == found.ProviderId).OrderBy(one => one.Id == found.ConsumerId ? 0 : 1).ToListAsync(cancel))
        {
            if (!acting.Actor.May(ServiceBusPermissions.Sign, member.AgencyId))
            {
                continue;
            }
            var sayable = ContractWork.Sayable(found, member.Code);
            var keys = (await work.KeysOf(member, cancel)).Where(key => key.IsValidAt(clock.GetUtcNow())).ToList();
            var own = keys.Where(key => key.Held.IsEmpty).ToList();
            parties.Add(new SigningParty(member, sayable, own, keys.Exists(key => !key.Held.IsEmpty), keys.Exists(key => !key.Held.IsEmpty) && member.AgencyId is { } agency && acting.Actor.Agencies?.Contains(agency) == true,
                own.Count > 0 && sayable.Count > 0 ? work.SigningInput(found, member.Code, sayable[0], own[0].KeyId) : ""));
        }
        Parties = parties;
        return parties.Count == 0 && !MayClear ? Forbid() : null;
    }

    /// <summary>What the forms ask.</summary>
    public sealed class SignInput
    {
        [Display(Name = "Pernyataan")]
        public StatementKind? Statement { get; set; }

        [Display(Name = "Alasan"), StringLength(StatementRow.ReasonLength)]
        public string? Reason { get; set; }

        [Display(Name = "Alasan penghubung"), StringLength(StatementRow.ReasonLength)]
        public string? HubReason { get; set; }

        [Display(Name = "Kata sandi"), DataType(DataType.Password), StringLength(Passwords.Longest)]
        public string? Password { get; set; }

        [Display(Name = "Pernyataan yang ditandatangani (JWS)"), StringLength(StatementRow.JwsLength)]
        public string? Jws { get; set; }
    }
}
