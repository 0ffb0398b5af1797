using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Access;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.Access;

public sealed class OwnAccountTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_changed_password_ends_every_other_session(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var member = await app.Member([Role.Operator]);
        using var here = await app.SignIn(member);
        using var there = await app.SignIn(member);
        var page = await here.Open("/kerja/akun/sandi");
        page = await here.Submit(page, "Ganti kata sandi", ("Password", "salah sama sekali"), ("NewPassword", "pendek"), ("Repeated", "pendek"));
        page.Text.ShouldContain("Kata sandi sekarang tidak cocok.");
        page.Text.ShouldContain("paling sedikit 12");
        page = await here.Submit(page, "Ganti kata sandi", ("Password", member.Password), ("NewPassword", "burung camar pulang"), ("Repeated", "burung camar pulang"));
        page.Title.ShouldBe("Akun dan keamanan");
        page.Text.ShouldContain("Kata sandi diganti.");
        (await there.Open("/kerja/akun")).Title.ShouldBe("Masuk");
        (await AccountTests.Events(app)).ShouldContain(item => item.Action == "accounts.password-changed" && !item.Body.Contains("asswordHash"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_second_factor_is_turned_on_renewed_and_turned_off_with_the_password(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.Change(instance => instance.RequiresSecondFactor = false);
        var member = await app.Member([Role.Operator]);
        using var browse = await app.SignIn(member);
        var page = await browse.Open("/kerja/akun/verifikasi");
        var secret = page.Html.QuerySelector("details strong")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var code = Totp.Code(secret, Totp.StepOf(app.Clock.GetUtcNow()));
        page = await browse.Submit(page, "Aktifkan", ("Factor.Code", code), ("Password", "salah sama sekali"));
        page.Text.ShouldContain("Kata sandi tidak cocok.");
        page.Html.QuerySelector("details strong")!.TextContent.Replace(" ", "", StringComparison.Ordinal).ShouldBe(secret);
        page = await browse.Submit(page, "Aktifkan", ("Factor.Code", "000000"), ("Password", member.Password));
        page.Text.ShouldContain("Kode tidak cocok");
        page = await browse.Submit(page, "Aktifkan", ("Factor.Code", code), ("Password", member.Password));
        var first = page.Html.QuerySelectorAll("ul.mono li").Select(item => item.TextContent).ToList();
        first.Count.ShouldBe(10);

        page = await browse.Open("/kerja/akun/verifikasi");
        page.Body.ShouldNotContain(first[0]);
        page = await browse.Submit(page, "Buat kode pemulihan baru", ("Password", "salah sama sekali"));
        page.Text.ShouldContain("Kata sandi tidak cocok.");
        page = await browse.Submit(page, "Buat kode pemulihan baru", ("Password", member.Password));
        page.Html.QuerySelectorAll("ul.mono li").Select(item => item.TextContent).Intersect(first).ShouldBeEmpty();

        page = await browse.Submit(await browse.Open("/kerja/akun/verifikasi"), "Matikan verifikasi dua langkah", ("Password", member.Password));
        page.Text.ShouldContain("dimatikan");
        await app.Change(instance => instance.RequiresSecondFactor = true);
        page = await browse.Open("/kerja/akun/verifikasi");
        secret = page.Html.QuerySelector("details strong")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        await browse.Submit(page, "Aktifkan", ("Factor.Code", Totp.Code(secret, Totp.StepOf(app.Clock.GetUtcNow()))), ("Password", member.Password));
        page = await browse.Open("/kerja/akun/verifikasi");
        page.Html.QuerySelectorAll("button").ShouldNotContain(button => button.TextContent.Contains("Matikan"));
        var forced = await browse.Client.PostAsync("/kerja/akun/verifikasi?handler=TurnOff", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Password"] = member.Password,
            ["__RequestVerificationToken"] = page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        }));
        (await forced.Content.ReadAsStringAsync()).ShouldContain("diwajibkan di instansi ini");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Sessions_are_listed_and_ended_one_by_one_or_all_others(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var member = await app.Member([Role.Operator]);
        using var here = await app.SignIn(member);
        using var second = await app.SignIn(member);
        using var third = await app.SignIn(member);
        using var stranger = await app.SignInAs(Role.Operator);
        var page = await here.Open("/kerja/akun");
        page.Html.QuerySelectorAll("button[name=id]").Length.ShouldBe(2);
        var ended = page.Html.QuerySelector("button[name=id]")!.GetAttribute("value")!;

        // Somebody else's session is not theirs to end.
        var theirs = await stranger.Open("/kerja/akun");
        await stranger.Client.PostAsync("/kerja/akun?handler=End", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["id"] = ended,
            ["__RequestVerificationToken"] = theirs.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        }));
        (await here.Open("/kerja/akun")).Html.QuerySelectorAll("button[name=id]").Length.ShouldBe(2);

        await here.Submit(page, "Akhiri sesi di Perangkat tak dikenal");
        (await here.Open("/kerja/akun")).Html.QuerySelectorAll("button[name=id]").Length.ShouldBe(1);
        await here.Submit(await here.Open("/kerja/akun"), "Akhiri semua yang lain");
        (await second.Open("/kerja/menu")).Title.ShouldBe("Masuk");
        (await third.Open("/kerja/menu")).Title.ShouldBe("Masuk");
        (await here.Open("/kerja/menu")).Title.ShouldBe("Menu");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task One_acts_for_another_office_of_ones_own_and_for_no_other(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var member = await app.Member([Role.Operator]);
        var second = await app.Appoint(member, "Sekretaris Tim Contoh", Role.Administrator);
        var other = await app.Member([Role.Administrator]);
        using var browse = await app.SignIn(member);
        (await browse.Open("/kerja/pengguna")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var page = await browse.Submit(await browse.Open("/kerja/akun"), "Wakili Sekretaris Tim Contoh");
        page = await browse.Open("/kerja/pengguna");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Html.QuerySelector(".menu-office summary")!.TextContent.ShouldContain("Sekretaris Tim Contoh");
        page.Html.QuerySelector(".rail a[href='/kerja/pengguna']")!.GetAttribute("aria-current").ShouldBe("page");

        var token = page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        (await Choose(browse, other.OfficeId, token)).ShouldBe(HttpStatusCode.Forbidden);
        (await Choose(browse, second, "palsu")).ShouldBe(HttpStatusCode.BadRequest);
        // It is remembered for the next session.
        using var again = await app.SignIn(member);
        (await again.Open("/kerja/pengguna")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_token_acts_for_one_office_within_its_scope_until_it_is_ended(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var member = await app.Member([Role.Administrator]);
        using var browse = await app.SignIn(member);
        var page = await browse.Submit(await browse.Open("/kerja/akun/token"), "Buat token", ("Name", "Laporan"), ("Scope", "Read"), ("Days", "30"), ("Password", "salah sama sekali"));
        page.Text.ShouldContain("Kata sandi tidak cocok.");
        page = await browse.Submit(page, "Buat token", ("Password", member.Password));
        var reading = page.Html.QuerySelector("p.mono.words")!.TextContent.Trim();
        reading.ShouldStartWith("simpul_");
        (await browse.Open("/kerja/akun")).Body.ShouldNotContain(reading);
        page = await browse.Submit(await browse.Open("/kerja/akun/token"), "Buat token", ("Name", "Mengisi"), ("Scope", "Write"), ("Days", "366"), ("Password", member.Password));
        page.Text.ShouldContain("antara 1 dan 365");
        page = await browse.Submit(page, "Buat token", ("Days", "365"), ("Password", member.Password));
        var writing = page.Html.QuerySelector("p.mono.words")!.TextContent.Trim();

        (await Api(app, HttpMethod.Get, null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Api(app, HttpMethod.Get, "simpul_bukan-token")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Api(app, HttpMethod.Get, reading)).ShouldBe(HttpStatusCode.OK);
        (await Api(app, HttpMethod.Post, reading)).ShouldBe(HttpStatusCode.Forbidden);
        (await Api(app, HttpMethod.Post, writing)).ShouldBe(HttpStatusCode.Created);
        (await AccountTests.Events(app)).Last().Body.ShouldContain("\"via\":\"api\"");
        (await AccountTests.Events(app)).ShouldAllBe(item => !item.Body.Contains("tokenHash"));
        // Pages take no token.
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", reading);
        (await client.GetAsync("/kerja/akun")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await browse.Submit(await browse.Open("/kerja/akun"), "Akhiri token Laporan");
        (await Api(app, HttpMethod.Get, reading)).ShouldBe(HttpStatusCode.Unauthorized);
        app.Clock.Advance(TimeSpan.FromDays(365));
        (await Api(app, HttpMethod.Get, writing)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("reset")]
    [InlineData("factor")]
    [InlineData("sessions")]
    [InlineData("others")]
    [InlineData("close")]
    public async Task What_ends_sessions_ends_tokens_for_good(string how)
    {
        await using var app = await App.StartWith(Make.Palembang);
        var member = await app.Member([Role.Administrator]);
        using var browse = await app.SignIn(member);
        var page = await browse.Submit(await browse.Open("/kerja/akun/token"), "Buat token", ("Name", "Laporan"), ("Password", member.Password));
        var token = page.Html.QuerySelector("p.mono.words")!.TextContent.Trim();
        (await Api(app, HttpMethod.Get, token)).ShouldBe(HttpStatusCode.OK);
        if (how == "password")
        {
            await browse.Submit(await browse.Open("/kerja/akun/sandi"), "Ganti kata sandi", ("Password", member.Password), ("NewPassword", "burung camar pulang"), ("Repeated", "burung camar pulang"));
        }
        else if (how == "others")
        {
            await browse.Submit(await browse.Open("/kerja/akun"), "Akhiri semua yang lain");
        }
        await app.Do(async services =>
        {
            var accounts = services.GetRequiredService<Accounts>();
            switch (how)
            {
                case "reset":
                    await accounts.Reset(member.AccountId, "Bocor", CancellationToken.None);
                    break;
                case "factor":
                    await accounts.ResetSecondFactor(member.AccountId, "Ponsel hilang", CancellationToken.None);
                    break;
                case "sessions":
                    await accounts.EndSessions(member.AccountId, null, CancellationToken.None);
                    break;
                case "close":
                    await accounts.Close(member.AccountId, "Pindah", CancellationToken.None);
                    await accounts.Reopen(member.AccountId, "Kembali", CancellationToken.None);
                    break;
            }
        });
        (await Api(app, HttpMethod.Get, token)).ShouldBe(HttpStatusCode.Unauthorized);
        (await AccountTests.Events(app)).Count(item => item.Action == "access-tokens.ended").ShouldBe(1);
    }

    private static async Task<HttpStatusCode> Choose(Browse browse, Guid office, string token) => (await browse.Client.PostAsync("/kerja/jabatan",
        new FormUrlEncodedContent(new Dictionary<string, string> { ["jabatan"] = office.ToString(), ["__RequestVerificationToken"] = token }))).StatusCode;

    private static async Task<HttpStatusCode> Api(App app, HttpMethod method, string? token)
    {
        using var client = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(method, "/api/v1/agencies");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        if (method == HttpMethod.Post)
        {
            request.Content = JsonContent.Create(new { code = "7.77", name = "Dinas Lewat API", kind = "department" });
        }
        using var response = await client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
        return response.StatusCode;
    }
}
