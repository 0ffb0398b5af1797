using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Access;

/// <summary>An account in the list.</summary>
public sealed record UserRow(Guid Id, string Name, string UserName, string? Agency, bool HasFactor, string State);

/// <summary>Everybody's accounts.</summary>
[Permission(AccessModule.ManageAccounts)]
public sealed class UsersModel(PlatformDb db, IOrganisation organisation) : PageModel
{
    private const int Size = 25;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "keadaan")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "halaman")]
    public int Number { get; set; } = 1;

    public int Total { get; private set; }

    public IReadOnlyList<UserRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var accounts = db.Users.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Search))
        {
            // People are the organisation's, so they are asked for there; more than this many of one name nobody reads through.
            var named = (await organisation.FindPeople(Search, 500, cancel)).Select(person => person.Id).ToList();
            var sought = Accounts.Normal(Search);
            accounts = accounts.Where(account => account.NormalizedUserName!.Contains(sought) || named.Contains(account.PersonId));
        }
        accounts = State switch
        {
            "terbuka" => accounts.Where(account => account.ClosedAt == null),
            "ditutup" => accounts.Where(account => account.ClosedAt != null),
            _ => accounts,
        };
        Total = await accounts.CountAsync(cancel);
        var page = await accounts.OrderBy(account => account.NormalizedUserName).Skip((Number - 1) * Size).Take(Size).ToListAsync(cancel);
        var people = (await organisation.People([.. page.Select(account => account.PersonId)], cancel)).ToDictionary(person => person.Id);
        Rows =
        [
            .. page.Select(account => new UserRow(
                account.Id, people.GetValueOrDefault(account.PersonId)?.Name ?? account.UserName!, account.UserName!, people.GetValueOrDefault(account.PersonId)?.AgencyName, account.TwoFactorEnabled,
                account.ClosedAt is not null ? "Ditutup" : account.PasswordHash is null ? "Menunggu undangan dipakai" : "Terbuka")),
        ];
    }
}
