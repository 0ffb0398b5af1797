using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Telemetry;

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

    private static async Task<IResult> Go(HttpContext context, OpenId openId, OpenIdOptions options, string? kembali, CancellationToken cancel)
    {
        if (!options.IsOn)
        {
            return Results.LocalRedirect("/masuk");
        }
        try
        {
            return Results.Redirect(await openId.Begin(context, null, kembali, cancel));
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
            return Refused("gagal");
        }
        if (found.LinkTo is { } id)
        {
            if (id != acting.Actor.AccountId)
            {
                return Refused("gagal");
            }
            var own = await db.Users.SingleAsync(account => account.Id == id, cancel);
            return Results.LocalRedirect((await accounts.Link(own, found.Subject, cancel)).Succeeded ? "/kerja/akun#openid" : RefusedPath + "?alasan=dipakai");
        }
        return await accounts.LinkedTo(found.Subject, cancel) is { } account
            ? Results.LocalRedirect(await entrance.Begin(context, account, found.Back, cancel))
            : Refused("belum");
    }

    private static IResult Refused(string why)
    {
        Signals.SignInFailed("openid");
        return Results.LocalRedirect($"{RefusedPath}?alasan={why}");
    }
}
