using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>One seat of a team: who holds it, filling it and vacating it.</summary>
[Permission(OrganisationPermissions.Teams)]
public sealed class SeatModel(PlatformDb db, CurrentRegulation regulation, Today today) : PageModel
{
    public SeatState State { get; private set; } = null!;

    [BindProperty]
    public SeatInput Input { get; set; } = new();

    [BindProperty]
    public string? VacantFrom { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The hold whose form came back with a refusal.</summary>
    public Guid? Releasing { get; private set; }

    /// <summary>Null where there are too many to choose from: the name is typed.</summary>
    public IReadOnlyList<SelectListItem>? Offices { get; private set; }

    public IReadOnlyList<SelectListItem>? People { get; private set; }

    public IReadOnlyList<SelectListItem>? Documents { get; private set; }

    public async Task<IActionResult> OnGetAsync(string key, string seat, CancellationToken cancel)
    {
        if (!await Load(key, seat, cancel))
        {
            return NotFound();
        }
        Input.From = VacantFrom = today.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Input.OfficeId = State.Filled ? null : (await Suggested(cancel))?.ToString();
        return Page();
    }

    public async Task<IActionResult> OnPostFillAsync(string key, string seat, CancellationToken cancel)
    {
        if (!await Load(key, seat, cancel))
        {
            return NotFound();
        }
        var typed = new Typed
        {
            ["seat"] = [SeatHolder.SeatOf(key, seat)],
            ["office"] = Values(Input.OfficeId),
            ["person"] = Values(Input.PersonId),
            ["from"] = Values(Input.From),
            ["until"] = Values(Input.Until),
            ["decree"] = Values(Input.DecreeId),
        };
        var outcome = await SeatRegister.Declared.Work(HttpContext.RequestServices).Add(typed, cancel);
        if (outcome.Succeeded)
        {
            return this.Done(TeamModel.HrefOf(key), $"Kursi {State.Seat.Title} terisi.");
        }
        ModelState.Accepts([.. outcome.Refusals.Select(refusal => refusal with { Field = FieldOf(refusal.Field) })], "");
        VacantFrom = today.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        ModelState.Remove(nameof(VacantFrom));
        return Page();
    }

    public async Task<IActionResult> OnPostReleaseAsync(string key, string seat, Guid holder, CancellationToken cancel)
    {
        if (!await Load(key, seat, cancel) || !State.Sittings.Any(sitting => sitting.Id == holder))
        {
            return NotFound();
        }
        var refusals = new List<Refusal>();
        if (!DateOnly.TryParse(VacantFrom, CultureInfo.InvariantCulture, out var from))
        {
            refusals.Add(Refusal.At(nameof(VacantFrom), "Isi tanggal kursi mulai kosong."));
        }
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > 500)
        {
            refusals.Add(Refusal.At(nameof(Reason), "Tulis alasan kursi dikosongkan, paling banyak 500 huruf."));
        }
        if (refusals.Count == 0)
        {
            refusals.AddRange((await Seats.Release(HttpContext.RequestServices, holder, from, Reason!.Trim(), cancel)).Refusals);
        }
        if (ModelState.Accepts(refusals, ""))
        {
            return this.Done(TeamModel.HrefOf(key), $"Kursi {State.Seat.Title} dikosongkan.");
        }
        Releasing = holder;
        return Page();
    }

    private static IReadOnlyList<string> Values(string? typed) => typed is null ? [] : [typed];

    private static string FieldOf(string field) => field switch
    {
        "office" => "Input.OfficeId",
        "person" => "Input.PersonId",
        "from" => "Input.From",
        "until" => "Input.Until",
        "decree" => "Input.DecreeId",
        _ => "",
    };

    private async Task<bool> Load(string key, string seat, CancellationToken cancel)
    {
        if (!regulation.Profile.Teams.TryGet(key, out var team) || team.Seats.All(item => item.Id != seat))
        {
            return false;
        }
        State = (await TeamSeats.Of(db, [team], today.Date, cancel))[key].Single(state => state.Seat.Id == seat);
        Offices = await Items("office", cancel);
        People = await Items("person", cancel);
        Documents = await Items("decree", cancel);
        return true;
    }

    private async Task<IReadOnlyList<SelectListItem>?> Items(string field, CancellationToken cancel)
    {
        var register = SeatRegister.Declared;
        var choices = await register.Work(HttpContext.RequestServices).ChoicesOf(register.Fields.First(item => item.Key == field), cancel);
        return choices.Count >= 300 ? null : [.. choices.Select(choice => new SelectListItem(choice.Title, choice.Value))];
    }

    /// <summary>The office that the regulation means: the position itself, or the head of the agency with the role.</summary>
    private async Task<Guid?> Suggested(CancellationToken cancel)
    {
        if (State.Seat.Office is not { } key)
        {
            return null;
        }
        var found = await (
            from office in db.Set<Office>().AsNoTracking()
            where office.AbolishedOn == null
            join agency in db.Set<Agency>().AsNoTracking() on office.AgencyId equals agency.Id into agencies
            from agency in agencies.DefaultIfEmpty()
            where office.Keys.Contains(key) || (office.HeadsAgency && agency != null && agency.DissolvedOn == null && agency.Holds.Contains(key))
            select (Guid?)office.Id).FirstOrDefaultAsync(cancel);
        return found;
    }
}

/// <summary>What the form asks; dates and ids as typed, so that nothing of it is lost.</summary>
public sealed class SeatInput
{
    public string? OfficeId { get; set; }

    public string? PersonId { get; set; }

    public string? From { get; set; }

    public string? Until { get; set; }

    public string? DecreeId { get; set; }
}
