using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Access;

/// <summary>To the OpenID provider and back.</summary>
internal static class OpenIdSignIn
{
    /// <summary>Why somebody who came back was not let in: <c>/masuk/openid/ditolak?alasan=…</c>.</summary>
    internal const string RefusedPath = "/masuk/openid/ditolak";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/masuk/openid", Go).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
        routes.MapGet(OpenId.ReturnPath, Return).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
    }

    private static async Task<IResult> Go(HttpContext context, OpenId openId, OpenIdOptions options, Acting acting, string? kembali, bool? hubungkan, CancellationToken cancel)
    {
        if (!options.IsOn || (hubungkan == true && !acting.Actor.SignedIn))
        {
            return Results.LocalRedirect("/masuk");
        }
        try
        {
            return Results.Redirect(await openId.Begin(context, hubungkan == true ? acting.Actor.AccountId : null, kembali, cancel));
        }
        catch (InvalidOperationException)
        {
            return Results.LocalRedirect(RefusedPath + "?alasan=gagal");
        }
    }

    private static async Task<IResult> Return(
        HttpContext context, OpenId openId, OpenIdOptions options, Accounts accounts, Entrance entrance, Acting acting, PlatformDb db, string? code, string? state, string? iss, CancellationToken cancel)
    {
        if (!options.IsOn || await openId.Finish(context, code, state, iss, cancel) is not { } found)
        {
            return Results.LocalRedirect(RefusedPath + "?alasan=gagal");
        }
        if (found.LinkTo is { } id)
        {
            if (id != acting.Actor.AccountId)
            {
                return Results.LocalRedirect(RefusedPath + "?alasan=gagal");
            }
            var own = await db.Users.SingleAsync(account => account.Id == id, cancel);
            return Results.LocalRedirect((await accounts.Link(own, found.Subject, cancel)).Succeeded ? "/kerja/akun#openid" : RefusedPath + "?alasan=dipakai");
        }
        return await accounts.LinkedTo(found.Subject, cancel) is { } account
            ? Results.LocalRedirect(await entrance.Begin(context, account, found.Back, cancel))
            : Results.LocalRedirect(RefusedPath + "?alasan=belum");
    }
}
