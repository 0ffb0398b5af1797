using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Commands;

/// <summary>What a person who tries the program signs in with. Only instances that were set up as samples have these.</summary>
internal static class SampleAccounts
{
    /// <summary>The one password of all sample accounts.</summary>
    public const string Password = "cobalah-simpul-2026";

    public static async Task Print(IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var directory = services.GetRequiredService<IOfficeDirectory>();
        var today = services.GetRequiredService<Today>().Date;
        var accounts = await db.Users.AsNoTracking().Where(account => account.ClosedAt == null).OrderBy(account => account.Id).Take(12).Select(account => new { account.UserName, account.PersonId }).ToListAsync(cancel);
        await output.WriteLineAsync($"\nSample accounts (password {Password}):");
        foreach (var account in accounts)
        {
            var held = await directory.HeldBy(account.PersonId, today, cancel);
            await output.WriteLineAsync($"  {account.UserName,-16}{(held.Count > 0 ? held[0].Title : "")}");
        }
    }
}
