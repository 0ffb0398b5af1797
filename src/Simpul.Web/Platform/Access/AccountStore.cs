using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Access;

/// <summary>
/// Accounts as Identity keeps them, with two differences. Nothing is saved here: the operation saves once, with its events. And what an account
/// keeps for its second factor, the secret and the recovery codes, is sealed.
/// </summary>
public sealed class AccountStore : UserOnlyStore<Account, PlatformDb, Guid>
{
    private readonly Sealer sealer;

    public AccountStore(PlatformDb db, Sealer sealer) : base(db)
    {
        this.sealer = sealer;
        AutoSaveChanges = false;
    }

    public override Task SetTokenAsync(Account user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, sealer.Seal(value, Place(user, name)).Cipher, cancellationToken);

    public override async Task<string?> GetTokenAsync(Account user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { Length: > 0 } kept ? sealer.Open(new Sealed(kept), Place(user, name)) : null;

    private static string Place(Account user, string name) => Sealer.Field("access-factors", user.Id, name);
}
