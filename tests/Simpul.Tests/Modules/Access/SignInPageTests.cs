using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.Access;

public sealed partial class SignInPageTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task One_who_signs_in_comes_to_the_page_that_was_asked_for(string database)
    {
        await using var app = await Ready(database, factor: false);
        var member = await app.Member([Role.Operator]);
        using var browse = new Browse(app);
        var page = await browse.Open("/kerja/menu");
        page.Title.ShouldBe("Masuk");
        page = await browse.Submit(page, "Masuk", ("UserName", member.UserName.ToUpperInvariant() + " "), ("Password", member.Password));
        page.Href.ShouldBe("/kerja/menu");
        page.Html.QuerySelector(".menu-account summary")!.TextContent.ShouldContain("Pegawai Contoh");

        (await browse.Open("/masuk")).Href.ShouldNotBe("/masuk");
        page = await browse.Submit(await browse.Open("/kerja/menu"), "Keluar");
        page.Title.ShouldBe("Masuk");
        page.Text.ShouldContain("Anda sudah keluar.");
        (await browse.Open("/kerja/menu")).Title.ShouldBe("Masuk");
        (await Actions(app)).ShouldContain("accounts.signed-in");
    }

    [Fact]
    public async Task Whatever_is_wrong_the_answer_is_the_same()
    {
        await using var app = await Ready(factor: false);
        var member = await app.Member([Role.Operator]);
        var closed = await app.Member([Role.Operator]);
        await app.Do(services => services.GetRequiredService<Accounts>().Close(closed.AccountId, "Pindah", CancellationToken.None));
        var locked = await app.Member([Role.Operator]);
        for (var at = 0; at < 5; at++)
        {
            await app.Do(services => services.GetRequiredService<Credentials>().CheckPassword(locked.UserName, "salah sama sekali", CancellationToken.None));
        }
        var answers = new List<string>();
        foreach (var (name, password) in new[] { ("siapa.ini", "salah sama sekali"), (member.UserName, "salah sama sekali"), (closed.UserName, closed.Password), (locked.UserName, locked.Password) })
        {
            using var browse = new Browse(app);
            var page = await browse.Submit(await browse.Open("/masuk"), "Masuk", ("UserName", name), ("Password", password));
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Body.ShouldNotContain(password);
            answers.Add(Token().Replace(page.Body.Replace(name, "NAMA"), ""));
        }
        answers.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_page_elsewhere_is_not_gone_back_to()
    {
        await using var app = await Ready(factor: false);
        var member = await app.Member([Role.Operator]);
        foreach (var elsewhere in new[] { "https://contoh.test/", "//contoh.test/", "/\\contoh.test", "/masuk" })
        {
            using var browse = new Browse(app);
            var page = await browse.Submit(await browse.Open("/masuk?kembali=" + Uri.EscapeDataString(elsewhere)), "Masuk", ("UserName", member.UserName), ("Password", member.Password));
            page.Href.ShouldBe("/kerja");
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Where_a_second_factor_is_required_it_is_set_up_once_and_asked_each_time(string database)
    {
        await using var app = await Ready(database, factor: true);
        var member = await app.Member([Role.Operator]);
        using var browse = new Browse(app);
        var page = await Enter(browse, member);
        page.Title.ShouldBe("Siapkan verifikasi dua langkah");
        page.Html.QuerySelector("img[src^='data:image/png;base64,']").ShouldNotBeNull();
        (await browse.Open("/kerja/menu")).Title.ShouldBe("Masuk");

        page = await browse.Open("/masuk/siapkan");
        var secret = page.Html.QuerySelector("details strong")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var wrong = await browse.Submit(page, "Aktifkan", ("Factor.Code", "000000"));
        wrong.Text.ShouldContain("Kode tidak cocok");
        wrong.Html.QuerySelector("details strong")!.TextContent.Replace(" ", "", StringComparison.Ordinal).ShouldBe(secret);
        page = await browse.Submit(wrong, "Aktifkan", ("Factor.Code", Now(app, secret)));
        page.Title.ShouldBe("Verifikasi dua langkah aktif");
        var codes = page.Html.QuerySelectorAll("ul.mono li").Select(item => item.TextContent).ToList();
        codes.Count.ShouldBe(10);
        page = await browse.Follow(page, "Saya sudah menyimpannya, lanjutkan");
        (await browse.Open("/kerja/menu")).Title.ShouldBe("Menu");

        // Anew: the code just used is refused, the next is taken; then a recovery code, once.
        using var again = new Browse(app);
        page = await Enter(again, member);
        page.Title.ShouldBe("Masukkan kode");
        (await again.Open("/kerja/menu")).Title.ShouldBe("Masuk");
        page = await again.Submit(await again.Open("/masuk/kode"), "Lanjutkan", ("Code", Now(app, secret)));
        page.Text.ShouldContain("Kode tidak cocok atau sudah dipakai");
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        (await again.Submit(page, "Lanjutkan", ("Code", Now(app, secret)))).Href.ShouldBe("/kerja");

        using var third = new Browse(app);
        (await third.Submit(await Enter(third, member), "Lanjutkan", ("Code", codes[0]))).Href.ShouldBe("/kerja");
        using var fourth = new Browse(app);
        (await fourth.Submit(await Enter(fourth, member), "Lanjutkan", ("Code", codes[0]))).Title.ShouldBe("Masukkan kode");
    }

    [Fact]
    public async Task The_right_password_does_not_give_new_tries_at_the_code()
    {
        await using var app = await Ready(factor: false);
        var member = await app.Member([Role.Operator]);
        await TurnOn(app, member);
        for (var at = 0; at < 5; at++)
        {
            using var browse = new Browse(app);
            (await browse.Submit(await Enter(browse, member), "Lanjutkan", ("Code", "000000"))).Title.ShouldBe("Masukkan kode");
        }
        using var last = new Browse(app);
        (await Enter(last, member)).Text.ShouldContain("tidak cocok");
    }

    [Fact]
    public async Task A_sign_in_left_half_way_ends_after_ten_minutes_and_with_the_password()
    {
        await using var app = await Ready(factor: false);
        var member = await app.Member([Role.Operator]);
        var secret = await TurnOn(app, member);
        using var slow = new Browse(app);
        (await Enter(slow, member)).Title.ShouldBe("Masukkan kode");
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        (await slow.Open("/masuk/kode")).Title.ShouldBe("Masuk");

        using var stale = new Browse(app);
        var page = await Enter(stale, member);
        await app.Do(services => services.GetRequiredService<Accounts>().Reset(member.AccountId, "Bocor", CancellationToken.None));
        (await stale.Submit(page, "Lanjutkan", ("Code", Now(app, secret)))).Title.ShouldBe("Masuk");
    }

    [Fact]
    public async Task Every_sign_in_is_a_new_session_and_ends_the_one_that_the_browser_brought()
    {
        await using var app = await Ready(factor: false);
        var member = await app.Member([Role.Operator]);
        using var browse = new Browse(app);
        await Enter(browse, member);
        var first = browse.Cookies.GetCookies(app.Address)["simpul"]!.Value;
        var token = await browse.Open("/keluar");
        // Somebody else signs in in the same browser without the first one leaving.
        var other = await app.Member([Role.Operator]);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/masuk")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["UserName"] = other.UserName,
                ["Password"] = other.Password,
                ["__RequestVerificationToken"] = token.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            }),
        };
        (await browse.Client.SendAsync(post)).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/kerja");
        browse.Cookies.GetCookies(app.Address)["simpul"]!.Value.ShouldNotBe(first);

        using var thief = new Browse(app);
        thief.Cookies.Add(app.Address, new Cookie("simpul", first));
        (await thief.Open("/kerja/menu")).Title.ShouldBe("Masuk");
    }

    [Fact]
    public async Task A_session_ends_when_nobody_uses_it_for_eight_hours_and_after_a_week_in_any_case()
    {
        await using var app = await Ready(factor: false);
        var member = await app.Member([Role.Operator]);
        using var browse = await app.SignIn(member);
        app.Clock.Advance(TimeSpan.FromHours(7));
        (await browse.Open("/kerja/menu")).Title.ShouldBe("Menu");
        app.Clock.Advance(TimeSpan.FromHours(9));
        (await browse.Open("/kerja/menu")).Title.ShouldBe("Masuk");

        using var busy = await app.SignIn(member);
        for (var hours = 0; hours < 7 * 24; hours += 7)
        {
            (await busy.Open("/kerja/menu")).Title.ShouldBe("Menu");
            app.Clock.Advance(TimeSpan.FromHours(7));
        }
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await busy.Open("/kerja/menu")).Title.ShouldBe("Masuk");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_password_that_somebody_else_chose_is_replaced_on_the_way_in(string database)
    {
        await using var app = await Ready(database, factor: false);
        var member = await app.Member([Role.Operator]);
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var account = await db.Users.SingleAsync();
            account.MustChangePassword = true;
            services.GetRequiredService<Journal>().Record("accounts.password-given", account);
            await db.SaveChangesAsync();
        });
        using var browse = new Browse(app);
        var page = await Enter(browse, member);
        page.Title.ShouldBe("Pilih kata sandi Anda");
        page = await browse.Submit(page, "Simpan kata sandi", ("Input.Password", member.Password), ("Input.Repeated", member.Password));
        page.Text.ShouldContain("Ini kata sandi yang lama");
        page = await browse.Submit(page, "Simpan kata sandi", ("Input.Password", "burung camar pulang"), ("Input.Repeated", "burung camar pulan"));
        page.Text.ShouldContain("tidak sama");
        (await browse.Submit(page, "Simpan kata sandi", ("Input.Password", "burung camar pulang"), ("Input.Repeated", "burung camar pulang"))).Href.ShouldBe("/kerja");
        using var again = new Browse(app);
        (await Enter(again, member with { Password = "burung camar pulang" })).Href.ShouldBe("/kerja");
    }

    [Fact]
    public async Task One_address_may_not_try_again_and_again()
    {
        await using var app = await Ready(factor: false);
        using var browse = new Browse(app);
        for (var at = 0; at < 30; at++)
        {
            await browse.Client.PostAsync("/masuk", null);
        }
        using var answer = await browse.Client.PostAsync("/masuk", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Terlalu banyak percobaan");
        (await browse.Open("/masuk")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_network_of_64_bits_counts_as_one_address()
    {
        await using var app = await Ready(factor: false);
        using var client = new HttpClient { BaseAddress = app.Address };
        for (var at = 1; at <= 30; at++)
        {
            (await Post(client, $"2001:db8:1:2::{at:x}")).ShouldBe(HttpStatusCode.BadRequest);
        }
        (await Post(client, "2001:db8:1:2:ffff::1")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await Post(client, "2001:db8:1:3::1")).ShouldBe(HttpStatusCode.BadRequest);
        SignInLimit.Counted(IPAddress.Parse("::ffff:192.0.2.7")).ShouldBe("192.0.2.7");
        SignInLimit.Counted(IPAddress.Parse("192.0.2.8")).ShouldBe("192.0.2.8");

        static async Task<HttpStatusCode> Post(HttpClient client, string from)
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, "/masuk");
            message.Headers.Add("X-Forwarded-For", from);
            using var answer = await client.SendAsync(message);
            return answer.StatusCode;
        }
    }

    private static async Task<App> Ready(string database = Databases.Sqlite, bool factor = false)
    {
        var app = await App.StartWith(Make.Palembang, database);
        await app.Change(instance => instance.RequiresSecondFactor = factor);
        return app;
    }

    private static async Task<Page> Enter(Browse browse, Member member) =>
        await browse.Submit(await browse.Open("/masuk"), "Masuk", ("UserName", member.UserName), ("Password", member.Password));

    private static string Now(App app, string secret) => Totp.Code(secret, Totp.StepOf(app.Clock.GetUtcNow()));

    private static async Task<string> TurnOn(App app, Member member)
    {
        var secret = Totp.NewSecret();
        await app.Do(async services => (await services.GetRequiredService<SecondFactor>().TurnOn(
            await services.GetRequiredService<PlatformDb>().Users.SingleAsync(account => account.Id == member.AccountId), secret, Now(app, secret), CancellationToken.None)).Succeeded.ShouldBeTrue());
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        return secret;
    }

    private static Task<List<string>> Actions(App app) => app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Select(item => item.Action).ToListAsync());

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}
