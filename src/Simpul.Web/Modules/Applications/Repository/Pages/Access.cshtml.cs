using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>Somebody's access, in a line.</summary>
/// <param name="Own">The actor asked for it or it is theirs, so that they do not decide about it.</param>
public sealed record AccessRow(RepositoryGrant Grant, string Name, string? DecidedBy, bool Own);

/// <summary>Who may get in, until when and by whose decision; asking, deciding, taking back.</summary>
[Permission(RepositoryPermissions.View)]
public sealed class AccessModel(RepositoryContexts contexts, RepositoryRights rights, AccessRequests requests, Procedures procedures, CurrentRegulation regulation, PlatformDb db, IOrganisation organisation, Acting acting, Today today) : PageModel
{
    /// <summary>Rows that are shown; older ones are in the journal.</summary>
    public const int Most = 200;

    public RepositoryContext Context { get; private set; } = null!;

    public IReadOnlyList<AccessRow> Rows { get; private set; } = [];

    public DateOnly Day => today.Date;

    public Office? Approver => rights.Approver;

    public string? Cite => rights.ApproverCite?.ToString();

    /// <summary>Where the regulation has a procedure for it: the address that opens a case; null where it has none.</summary>
    public string? CaseHref { get; private set; }

    public bool HasProcedure { get; private set; }

    [BindProperty]
    public Wish Input { get; set; } = new();

    [BindProperty, Display(Name = "Alasan"), StringLength(RepositoryGrant.ReasonLength)]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        Input = new Wish { From = today.Date, Until = today.Date.AddMonths(3), Right = RepositoryRight.Read };
        return await Load(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAskAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        if (!Context.MayAsk || HasProcedure)
        {
            return Forbid();
        }
        if (ModelState.IsValid)
        {
            var outcome = await requests.Ask(Context.Application, Input.Right, Input.Purpose, Input.From, Input.Until, cancel);
            if (ModelState.Accepts(outcome.Refusals))
            {
                return this.Done(Context.HrefOf(RepositoryContext.Access), "Permintaan dikirim. Anda diberi tahu setelah diputuskan.");
            }
        }
        return Page();
    }

    public Task<IActionResult> OnPostApproveAsync(Guid id, Guid grant, CancellationToken cancel) =>
        Change(id, () => requests.Decide(Context.Application, grant, approve: true, null, cancel), "Akses disetujui.", cancel);

    public Task<IActionResult> OnPostRefuseAsync(Guid id, Guid grant, CancellationToken cancel) =>
        Change(id, () => requests.Decide(Context.Application, grant, approve: false, Reason, cancel), "Permintaan ditolak.", cancel);

    public Task<IActionResult> OnPostEndAsync(Guid id, Guid grant, CancellationToken cancel) =>
        Change(id, () => requests.End(Context.Application, grant, Reason, cancel), "Akses diakhiri.", cancel);

    private async Task<IActionResult> Change(Guid id, Func<Task<Outcome>> change, string done, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        if (!Context.MayApprove)
        {
            return Forbid();
        }
        // The form that asks for access is not the one that was sent.
        ModelState.Clear();
        return ModelState.Accepts((await change()).Refusals, "") ? this.Done(Context.HrefOf(RepositoryContext.Access), done) : Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await contexts.Of(id, RepositoryContext.Access, cancel) is not { } context)
        {
            return false;
        }
        Context = context;
        if (regulation.IsSetUp && procedures.Find(RepositoryAccessCase.Key) is { } procedure)
        {
            HasProcedure = true;
            CaseHref = procedures.MayOpen(procedure) ? $"/kerja/urusan/baru/{RepositoryAccessCase.Key}?subject={id}" : null;
        }
        // Whoever decides sees all; everybody else who is in, and what became of their own wishes.
        var person = acting.Actor.PersonId;
        var grants = db.Set<RepositoryGrant>().AsNoTracking().Where(item => item.ApplicationId == id);
        if (!context.MayApprove)
        {
            grants = grants.Where(item => item.PersonId == person || (item.State == GrantState.Approved && item.Until >= today.Date));
        }
        var rows = await grants.OrderBy(item => item.State == GrantState.Asked ? 0 : 1).ThenByDescending(item => item.Id).Take(Most).ToListAsync(cancel);
        var names = (await organisation.People([.. rows.SelectMany(item => new[] { item.PersonId, item.DecidedBy ?? item.PersonId }).Distinct()], cancel)).ToDictionary(item => item.Id);
        Rows = [.. rows.Select(item => new AccessRow(item, names.GetValueOrDefault(item.PersonId)?.Name ?? "Tidak dikenal", item.DecidedBy is { } by ? names.GetValueOrDefault(by)?.Name : null, person is not null && (person == item.AskedBy || person == item.PersonId)))];
        return true;
    }

    /// <summary>A wish for access, as the form asks it.</summary>
    public sealed class Wish
    {
        [Display(Name = "Hak yang diminta")]
        public RepositoryRight Right { get; set; }

        [Display(Name = "Tujuan"), Required(ErrorMessage = "Tulis untuk apa akses itu."), StringLength(RepositoryGrant.PurposeLength)]
        public string? Purpose { get; set; }

        [Display(Name = "Mulai"), Required(ErrorMessage = "Isi tanggal mulai.")]
        public DateOnly? From { get; set; }

        [Display(Name = "Hari terakhir"), Required(ErrorMessage = "Isi hari terakhir.")]
        public DateOnly? Until { get; set; }
    }
}
