using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Platform;

/// <summary>What every answer carries, whatever came of the request.</summary>
public sealed class HeaderTests
{
    [Theory]
    [InlineData("/", 200)]
    [InlineData("/tidak-ada-di-sini", 404)]
    [InlineData("/kerja/rusak", 500)]
    [InlineData("/api/rusak", 500)]
    [InlineData("/api/v1/agencies", 401)]
    [InlineData("/health/live", 200)]
    public async Task Every_answer_has_the_security_headers(string path, int status)
    {
        await using var app = await App.Start(Databases.Sqlite, services => services.AddTransient<IStartupFilter, Breaking>());
        await app.SetUp();
        using var client = new HttpClient { BaseAddress = app.Address };
        using var staff = status == 500 ? await app.SignInAs(Role.Operator) : null;
        using var answer = await (staff?.Client ?? client).GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(status);
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
        answer.Headers.GetValues("Referrer-Policy").ShouldHaveSingleItem().ShouldBe("same-origin");
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_page_asks_for_more_strictly_stays()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var client = new HttpClient { BaseAddress = app.Address };
        using var answer = await client.GetAsync("/masuk/undangan/x");
        answer.Headers.GetValues("Referrer-Policy").ShouldHaveSingleItem().ShouldBe("no-referrer");
    }

    [Theory]
    [InlineData("/kerja")]
    [InlineData("/api/v1/agencies")]
    [InlineData("/api/v1/obligations")]
    [InlineData("/kewajiban?bentuk=xlsx")]
    [InlineData("/jurnal/0/bukti")]
    [InlineData("/jurnal/checkpoint")]
    [InlineData("/kerja/tidak-ada")]
    [InlineData("/api/v1/tidak-ada")]
    public async Task What_somebody_signed_in_was_told_stays_in_no_cache(string path)
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var browse = await app.SignInAs(Role.Administrator);
        using var answer = await browse.Client.GetAsync(path);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task What_everybody_may_have_is_kept_by_browsers()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.Change(instance => instance.Colour = "#225588");
        using var browse = await app.SignInAs(Role.Administrator);
        using var answer = await browse.Client.GetAsync("/tema.css?warna=225588");
        answer.Headers.CacheControl!.Public.ShouldBeTrue();
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task Cookies_are_kept_from_script_from_other_sites_and_from_plain_connections(string scheme, bool secure)
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.Change(instance => instance.RequiresSecondFactor = false);
        var member = await app.Member([Role.Operator]);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);

        using var form = await client.GetAsync("/masuk");
        var forms = Cookie(form, "simpul-form");
        Attributes(forms, "strict", secure);
        var page = await Page.From(form);

        using var message = new HttpRequestMessage(HttpMethod.Post, "/masuk")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["UserName"] = member.UserName,
                ["Password"] = member.Password,
                ["__RequestVerificationToken"] = page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            }),
        };
        message.Headers.Add("Cookie", forms.Split(';')[0]);
        using var signedIn = await client.SendAsync(message);
        var session = Cookie(signedIn, "simpul");
        Attributes(session, "lax", secure);

        using var leaving = new HttpRequestMessage(HttpMethod.Get, "/kerja/akun");
        leaving.Headers.Add("Cookie", $"{forms.Split(';')[0]}; {session.Split(';')[0]}");
        var own = await Page.From(await client.SendAsync(leaving));
        using var left = new HttpRequestMessage(HttpMethod.Post, "/kerja/akun?handler=EndOthers")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = own.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")! }),
        };
        left.Headers.Add("Cookie", $"{forms.Split(';')[0]}; {session.Split(';')[0]}");
        using var done = await client.SendAsync(left);
        Attributes(Cookie(done, ".AspNetCore.Mvc.CookieTempDataProvider"), "lax", secure);
    }

    private static string Cookie(HttpResponseMessage answer, string name) =>
        answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith(name + "=", StringComparison.Ordinal) && !cookie.StartsWith(name + "=;", StringComparison.Ordinal));

    private static void Attributes(string cookie, string sameSite, bool secure)
    {
        var said = cookie.Split(';', StringSplitOptions.TrimEntries).Select(part => part.ToLowerInvariant()).ToList();
        said.ShouldContain("httponly");
        said.ShouldContain("samesite=" + sameSite);
        said.Contains("secure").ShouldBe(secure);
    }

    /// <summary>Something breaks at the end of the pipeline.</summary>
    private sealed class Breaking : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Run(context => context.Request.Path.Value!.EndsWith("/rusak", StringComparison.Ordinal) ? throw new TimeoutException("kabel putus") : Absent(context));
        };

        private static Task Absent(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
    }
}
