using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Access;

/// <summary>Somebody's account, and what an administrator may do with it: everything but learn its password.</summary>
[Permission(AccessModule.ManageAccounts)]
public sealed class OneUserModel(
    PlatformDb db, IOrganisation organisation, IOfficeDirectory directory, Accounts accounts, AccessTokens tokens, Attempts attempts, Acting acting, Today today, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "Alasan"), Required, StringLength(300)]
    public string Reason { get; set; } = "";

    public Account Account { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public IReadOnlyList<HeldOffice> Offices { get; private set; } = [];

    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public IReadOnlyList<AccessToken> Tokens { get; private set; } = [];

    public bool IsLocked { get; private set; }

    public bool IsOwn => Account.Id == acting.Actor.AccountId;

    public string? InvitationLink { get; private set; }

    public string State => Account.ClosedAt is not null ? "Ditutup" : IsLocked ? "Terkunci sementara" : Account.PasswordHash is null ? "Menunggu undangan dipakai" : "Terbuka";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (TempData["Invitation"] is string path)
        {
            InvitationLink = $"{Request.Scheme}://{Request.Host}{path}";
            Response.Headers.CacheControl = "no-store";
        }
        return await Show(id, cancel);
    }

    public async Task<IActionResult> OnPostEndSessionsAsync(Guid id, CancellationToken cancel)
    {
        if (!await db.Users.AnyAsync(account => account.Id == id, cancel))
        {
            return NotFound();
        }
        await accounts.EndSessions(id, null, cancel);
        return this.Done($"/kerja/pengguna/{id}", "Semua sesi dan token diakhiri.");
    }

    public async Task<IActionResult> OnPostEndTokenAsync(Guid id, Guid token, CancellationToken cancel) =>
        await tokens.End(id, token, cancel) ? this.Done($"/kerja/pengguna/{id}", "Token itu tidak berlaku lagi.") : NotFound();

    public async Task<IActionResult> OnPostUnlockAsync(Guid id, CancellationToken cancel)
    {
        if (id == acting.Actor.AccountId)
        {
            return Forbid();
        }
        if (!await db.Users.AnyAsync(account => account.Id == id, cancel))
        {
            return NotFound();
        }
        await accounts.Unlock(id, cancel);
        return this.Done($"/kerja/pengguna/{id}", "Kunci dibuka.");
    }

    public async Task<IActionResult> OnPostResetAsync(Guid id, CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return await Show(id, cancel);
        }
        var outcome = await accounts.Reset(id, Reason, cancel);
        if (!ModelState.Accepts(outcome.Refusals, ""))
        {
            return await Show(id, cancel);
        }
        TempData["Invitation"] = outcome.Value.Path;
        return this.Done($"/kerja/pengguna/{id}", "Kata sandi lama tidak berlaku lagi. Sampaikan undangannya.");
    }

    public Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken cancel) => Do(id, accounts.Close, "Akun ditutup.", cancel);

    public Task<IActionResult> OnPostReopenAsync(Guid id, CancellationToken cancel) => Do(id, accounts.Reopen, "Akun dibuka kembali.", cancel);

    public Task<IActionResult> OnPostResetFactorAsync(Guid id, CancellationToken cancel) => Do(id, accounts.ResetSecondFactor, "Verifikasi dua langkah disetel ulang. Pemiliknya menyiapkan lagi saat masuk.", cancel);

    private async Task<IActionResult> Do(Guid id, Func<Guid, string, CancellationToken, Task<Outcome>> operation, string done, CancellationToken cancel) =>
        ModelState.IsValid && ModelState.Accepts((await operation(id, Reason, cancel)).Refusals, "") ? this.Done($"/kerja/pengguna/{id}", done) : await Show(id, cancel);

    private async Task<IActionResult> Show(Guid id, CancellationToken cancel)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, cancel) is not { } found)
        {
            return NotFound();
        }
        Account = found;
        var people = await organisation.People([found.PersonId], cancel);
        Name = people.Count > 0 ? people[0].Name : found.UserName!;
        Offices = await directory.HeldBy(found.PersonId, today.Date, cancel);
        Sessions = await db.Standing(id, clock.GetUtcNow(), cancel);
        Tokens = await tokens.Standing(id).AsNoTracking().ToListAsync(cancel);
        IsLocked = await attempts.IsLocked(id, cancel);
        return Page();
    }
}
