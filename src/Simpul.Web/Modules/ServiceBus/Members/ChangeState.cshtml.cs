using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Connects a member where no procedure does, suspends it, takes it back, lets it leave.</summary>
[Permission(ServiceBusPermissions.Connect)]
public sealed class ChangeStateModel(PlatformDb db, Acting acting, IServiceProvider services, Procedures procedures) : MemberPage(db, acting, ServiceBusPermissions.Connect)
{
    [BindProperty]
    public StateInput Input { get; set; } = new();

    /// <summary>The regulation's own way of connecting; null where it has none.</summary>
    public Procedure? Procedure => procedures.Find(ConnectionCase.Key);

    public IReadOnlyList<SelectListItem> Choices => Member.State switch
    {
        MemberState.Suspended => [Member.JoinedOn is null ? Choice(MemberState.Trial, "Pulihkan ke uji coba") : Choice(MemberState.Active, "Pulihkan"), Choice(MemberState.Ended, "Keluarkan dari penghubung")],
        _ => [Choice(MemberState.Suspended, "Tangguhkan"), Choice(MemberState.Ended, "Keluarkan dari penghubung")],
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? (Member.State == MemberState.Ended ? NotFound() : Page());

    public async Task<IActionResult> OnPostConnectAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        ModelState.Clear();
        return Procedure is not null ? NotFound() : Answer((await services.GetRequiredService<MemberWork>().Connect(Member, null, cancel)).Refusals, "Anggota terhubung.");
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        if (Input.State is not { } state)
        {
            ModelState.AddModelError("Input.State", "Pilih keadaan yang baru.");
        }
        else if (ModelState.IsValid)
        {
            return Answer((await services.GetRequiredService<MemberWork>().Change(Member, state, Input.Reason, cancel)).Refusals, $"Keadaan anggota: {state.Word().ToLowerInvariant()}.");
        }
        return Page();
    }

    private static SelectListItem Choice(MemberState state, string title) => new(title, state.ToString());

    /// <summary>What the form asks.</summary>
    public sealed class StateInput
    {
        [Display(Name = "Keadaan baru")]
        public MemberState? State { get; set; }

        [Display(Name = "Alasan"), StringLength(BusMember.ReasonLength)]
        public string? Reason { get; set; }
    }
}
