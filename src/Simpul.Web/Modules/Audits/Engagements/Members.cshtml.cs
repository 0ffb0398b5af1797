using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>The team of an audit: who is in it, what the records say against each, and their declarations.</summary>
[Permission(AuditsPermissions.View)]
public sealed class MembersModel(PlatformDb db, RecordTitles titles, RegisterCatalogue registers, IServiceProvider services) : PageModel
{
    public static readonly IReadOnlyList<SelectListItem> Roles = [.. AuditWords.Roles.Select(role => new SelectListItem(role.Title, role.Value.ToString()))];

    public TeamView View { get; private set; } = null!;

    /// <summary>Null where there are too many to choose from: the name is typed.</summary>
    public IReadOnlyList<SelectListItem>? People { get; private set; }

    public string SuggestHref => $"{registers.ByKind("people")!.Href}/pilih";

    [BindProperty]
    public MemberForm Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostJoinAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        Guid? person = null;
        if (!string.IsNullOrWhiteSpace(Input.Person))
        {
            var meant = Guid.TryParse(Input.Person, out var chosen) ? [new FieldChoice(chosen.ToString(), "")] : await titles.Named("people", Input.Person, cancel);
            if (meant.Count != 1)
            {
                ModelState.AddModelError("Input.Person", meant.Count == 0 ? "Nama ini tidak ditemukan di register pegawai." : "Nama ini cocok dengan beberapa orang. Tulis selengkapnya.");
                return Page();
            }
            person = Guid.Parse(meant[0].Value);
        }
        var outcome = await services.GetRequiredService<AuditTeam>().Join(View.Audit, new MemberInput(person, Input.OutsideName, Input.Role, Input.Certificate, Input.CertificateNumber, Input.CertificateUntil), cancel);
        return ModelState.Accepts(outcome.Refusals) ? this.Done(Pages.Team(id), "Anggota ditambahkan. Ia diminta menandatangani pernyataan.") : Page();
    }

    public Task<IActionResult> OnPostLeaveAsync(Guid id, Guid member, CancellationToken cancel) => Do(id, (team, audit) => team.Leave(audit, member, cancel), "Anggota dikeluarkan dari tim.", cancel);

    public Task<IActionResult> OnPostDeclareAsync(Guid id, Guid member, CancellationToken cancel) => Do(id, (team, audit) => team.Declare(audit, member, cancel), "Pernyataan tersimpan.", cancel);

    private async Task<IActionResult> Do(Guid id, Func<AuditTeam, Audit, Task<Outcome>> act, string said, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        var outcome = await act(services.GetRequiredService<AuditTeam>(), View.Audit);
        return ModelState.Accepts(outcome.Refusals) ? this.Done(Pages.Team(id), said) : Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } audit)
        {
            return NotFound();
        }
        if (!services.GetRequiredService<AuditRights>().MayRead)
        {
            return Forbid();
        }
        View = await TeamView.Load(services, audit, cancel);
        var people = View.MayEnlist ? await titles.Some("people", ListQuery.MostChoices + 1, cancel) : [];
        People = people.Count > ListQuery.MostChoices ? null : [.. people.Select(person => new SelectListItem(person.Title, person.Value))];
        return null;
    }
}

/// <summary>What the form asks of somebody who joins.</summary>
public sealed class MemberForm
{
    [Display(Name = "Pegawai")]
    public string? Person { get; set; }

    [Display(Name = "Nama auditor dari luar")]
    public string? OutsideName { get; set; }

    [Display(Name = "Peran")]
    public MemberRole Role { get; set; } = MemberRole.Member;

    [Display(Name = "Sertifikat")]
    public string? Certificate { get; set; }

    [Display(Name = "Nomor sertifikat")]
    public string? CertificateNumber { get; set; }

    [Display(Name = "Sertifikat berlaku sampai")]
    public DateOnly? CertificateUntil { get; set; }
}
