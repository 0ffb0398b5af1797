using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>Publishes a version, announces its end, takes it back: what stands against it, and who decides.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class PublishModel(PlatformDb db, Acting acting, IServiceProvider services) : VersionPage(db, acting)
{
    private readonly PlatformDb db = db;
    private readonly Acting acting = acting;
    private readonly VersionPublication work = services.GetRequiredService<VersionPublication>();

    public IReadOnlyList<Refusal> Against { get; private set; } = [];

    public IReadOnlyList<(string Title, IReadOnlyList<ReviewFinding> Findings)> Reviews { get; private set; } = [];

    public bool MayEdit => acting.Actor.May(ServiceBusPermissions.Services, Item.AgencyId);

    public bool MayPublish => acting.Actor.MayEverywhere(ServiceBusPermissions.Publish);

    public bool IsFree => VersionPublication.IsFree(Item);

    /// <summary>The procedure in which this version is published; null where the operator of the bus decides without one.</summary>
    public Procedure? Procedure { get; private set; }

    /// <summary>Contracts in force on it.</summary>
    public int Contracts { get; private set; }

    [BindProperty]
    public PublishInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Show(id, cancel) ?? Page();

    public Task<IActionResult> OnPostFreeAsync(Guid id, CancellationToken cancel) => Do(id, () => MayEdit, () => work.PublishFree(Item, cancel), "Versi terbit untuk uji coba.", cancel);

    public Task<IActionResult> OnPostProposeAsync(Guid id, CancellationToken cancel) => Do(id, () => MayEdit, () => work.Propose(Item, cancel), "Usulan dikirim kepada pengelola penghubung.", cancel);

    public Task<IActionResult> OnPostApproveAsync(Guid id, CancellationToken cancel) => Do(id, () => MayPublish, () => work.Approve(Item, cancel), "Versi terbit.", cancel);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken cancel) => Do(id, () => MayPublish, () => work.Return(Item, Input.Reason?.Trim(), cancel), "Usulan dikembalikan.", cancel);

    public Task<IActionResult> OnPostDeprecateAsync(Guid id, CancellationToken cancel) => Do(id, () => MayPublish, () => work.Deprecate(Item, Input.SunsetOn, cancel), "Diumumkan akan ditarik.", cancel);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancel) => Do(id, () => MayPublish, () => work.Withdraw(Item, Input.Reason?.Trim(), cancel), "Versi ditarik.", cancel);

    private async Task<IActionResult> Do(Guid id, Func<bool> may, Func<Task<Outcome>> act, string done, CancellationToken cancel)
    {
        if (await Show(id, cancel) is { } refused)
        {
            return refused;
        }
        if (!may())
        {
            return Forbid();
        }
        return !IsSeen() || !ModelState.IsValid ? Page() : Answer((await act()).Refusals, Href, done);
    }

    private async Task<IActionResult?> Show(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        if (!MayEdit && !MayPublish)
        {
            return Forbid();
        }
        if (Item.State is ServiceVersionState.Draft or ServiceVersionState.Proposed)
        {
            Against = await work.Against(Item, cancel);
            Reviews = await work.Review(Item, cancel);
            Procedure = work.ByCase(Item) ? services.GetRequiredService<Procedures>().Find(ConnectionCase.Key) : null;
        }
        Contracts = await db.Set<BusContract>().CountAsync(one => one.ServiceVersionId == id && one.State == ContractState.InForce, cancel);
        return null;
    }

    /// <summary>What the forms ask.</summary>
    public sealed class PublishInput
    {
        [Display(Name = "Alasan"), StringLength(BusServiceVersion.ReasonLength)]
        public string? Reason { get; set; }

        [Display(Name = "Menjawab sampai")]
        public DateOnly? SunsetOn { get; set; }
    }
}
