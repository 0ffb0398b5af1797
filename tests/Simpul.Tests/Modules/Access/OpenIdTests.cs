using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Access;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.Access;

public sealed class OpenIdTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_account_is_linked_by_its_person_and_then_signs_in_by_the_provider(string database)
    {
        await using var provider = await OpenIdProvider.Start();
        await using var app = await Ready(provider, database);
        var member = await app.Member([Role.Operator]);
        using (var unknown = new Browse(app))
        {
            var refused = await unknown.Follow(await unknown.Open("/masuk?kembali=/kerja/menu"), "Masuk dengan akun percobaan");
            refused.Title.ShouldBe("Belum dapat masuk");
            refused.Text.ShouldContain("belum dihubungkan dengan akun Simpul");
        }
        using (var own = await app.SignIn(member))
        {
            (await own.Submit(await own.Open("/kerja/akun"), "Hubungkan", ("Password", "salah sama sekali"))).Text.ShouldContain("Kata sandi tidak cocok.");
            var page = await Link(own, member);
            page.Title.ShouldBe("Akun dan keamanan");
            page.Text.ShouldContain("Terhubung");
        }
        using (var browse = new Browse(app))
        {
            (await browse.Follow(await browse.Open("/masuk?kembali=/kerja/menu"), "Masuk dengan akun percobaan")).Title.ShouldBe("Menu");
            (await browse.Submit(await browse.Open("/kerja/akun"), "Putuskan hubungan")).Text.ShouldContain("Terhubung");
            (await browse.Submit(await browse.Open("/kerja/akun"), "Putuskan hubungan", ("Password", "salah sama sekali"))).Text.ShouldContain("Kata sandi tidak cocok.");
            (await browse.Submit(await browse.Open("/kerja/akun"), "Putuskan hubungan", ("Password", member.Password))).Text.ShouldContain("Hubungan diputuskan.");
        }
        using var again = new Browse(app);
        (await again.Follow(await again.Open("/masuk"), "Masuk dengan akun percobaan")).Title.ShouldBe("Belum dapat masuk");
        (await AccountTests.Events(app)).Count(item => item.Action is "accounts.openid-linked" or "accounts.openid-unlinked").ShouldBe(2);
        (await AccountTests.Events(app)).ShouldAllBe(item => !item.Body.Contains("orang-1"));
    }

    [Fact]
    public async Task Nobody_is_led_into_linking_by_a_link_or_a_form_of_another_page()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var app = await Ready(provider);
        var member = await app.Member([Role.Operator]);
        using var browse = await app.SignIn(member);
        await browse.Open("/masuk/openid?hubungkan=true");
        using var forged = await browse.Client.PostAsync("/kerja/akun?handler=Link", new FormUrlEncodedContent(new Dictionary<string, string> { ["Password"] = member.Password }));
        forged.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await AccountTests.Events(app)).ShouldNotContain(item => item.Action == "accounts.openid-linked");
    }

    [Fact]
    public async Task The_provider_does_not_stand_in_for_the_second_factor()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var app = await Ready(provider);
        await Linked(app, provider);
        await app.Change(instance => instance.RequiresSecondFactor = true);
        using var browse = new Browse(app);
        (await browse.Follow(await browse.Open("/masuk"), "Masuk dengan akun percobaan")).Title.ShouldBe("Siapkan verifikasi dua langkah");
    }

    [Fact]
    public async Task One_subject_belongs_to_one_account_and_a_closed_one_stays_closed()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var app = await Ready(provider);
        var member = await Linked(app, provider);
        var second = await app.Member([Role.Operator]);
        using var other = await app.SignIn(second);
        (await Link(other, second)).Text.ShouldContain("sudah dihubungkan dengan pengguna lain");
        await app.Do(services => services.GetRequiredService<Accounts>().Close(member.AccountId, "Pindah", CancellationToken.None));
        using var browse = new Browse(app);
        (await browse.Follow(await browse.Open("/masuk"), "Masuk dengan akun percobaan")).Title.ShouldBe("Belum dapat masuk");
    }

    public static TheoryData<string> Wrongs => [.. wrongs.Keys];

    private static readonly Dictionary<string, Action<OpenIdProvider>> wrongs = new()
    {
        ["another nonce"] = provider => provider.Claims = claims => claims["nonce"] = "lain",
        ["no nonce"] = provider => provider.Claims = claims => claims.Remove("nonce"),
        ["another audience"] = provider => provider.Claims = claims => claims["aud"] = "bukan-simpul",
        ["two audiences and no azp"] = provider => provider.Claims = claims => claims["aud"] = new System.Text.Json.Nodes.JsonArray("simpul", "lain"),
        ["another issuer"] = provider => provider.Claims = claims => claims["iss"] = "https://lain.contoh.test",
        ["expired"] = provider => provider.Claims = claims => claims["exp"] = claims["iat"]!.GetValue<long>() - 200,
        ["no expiry"] = provider => provider.Claims = claims => claims.Remove("exp"),
        ["not yet valid"] = provider => provider.Claims = claims => claims["nbf"] = claims["iat"]!.GetValue<long>() + 200,
        ["no subject"] = provider => provider.Claims = claims => claims.Remove("sub"),
        ["a key that is not the provider's"] = provider => provider.ForeignKey = true,
        ["a changed claim"] = provider => provider.Token = token => Replace(token, "orang-1", "orang-2"),
        ["alg none"] = provider => provider.Token = token => Part("""{"alg":"none","typ":"JWT"}""") + "." + token.Split('.')[1] + ".",
        ["alg HS256 with the public key"] = provider => provider.Token = token =>
        {
            var signed = Part("""{"alg":"HS256","kid":"satu","typ":"JWT"}""") + "." + token.Split('.')[1];
            return signed + "." + OpenIdProvider.Web(System.Security.Cryptography.HMACSHA256.HashData("satu"u8, Encoding.ASCII.GetBytes(signed)));
        },
        ["no token at all"] = provider => provider.Token = _ => "",
    };

    [Theory, MemberData(nameof(Wrongs))]
    public async Task A_token_that_is_not_as_it_must_be_signs_nobody_in(string wrong)
    {
        await using var provider = await OpenIdProvider.Start();
        await using var app = await Ready(provider);
        await Linked(app, provider);
        wrongs[wrong](provider);
        using var browse = new Browse(app);
        var page = await browse.Follow(await browse.Open("/masuk"), "Masuk dengan akun percobaan");
        page.Title.ShouldBe("Belum dapat masuk");
        page.Text.ShouldContain("tidak berhasil");
        provider.Refused.ShouldBeNull();
        (await browse.Open("/kerja/menu")).Title.ShouldBe("Masuk");
    }

    [Fact]
    public async Task A_return_that_this_browser_did_not_ask_for_is_refused()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var app = await Ready(provider);
        await Linked(app, provider);
        // The attacker stops at their own return address and gives it to somebody else.
        using var attacker = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        var there = (await attacker.GetAsync("/masuk/openid")).Headers.Location!;
        there.Query.ShouldContain("code_challenge_method=S256");
        using var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var back = (await plain.GetAsync(there)).Headers.Location!;
        using var victim = new Browse(app);
        (await victim.Open(back.PathAndQuery)).Title.ShouldBe("Belum dapat masuk");
        // In a browser that asked for one of its own, the other's is no better.
        await victim.Client.GetAsync("/masuk/openid/ditolak");
        using var asked = new Browse(app);
        var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = asked.Cookies };
        using var client = new HttpClient(handler) { BaseAddress = app.Address };
        await client.GetAsync("/masuk/openid");
        (await asked.Open(back.PathAndQuery)).Title.ShouldBe("Belum dapat masuk");
    }

    [Fact]
    public async Task A_provider_that_speaks_for_another_issuer_signs_nobody_in()
    {
        await using var provider = await OpenIdProvider.Start();
        provider.Named = "https://lain.contoh.test";
        await using var app = await Ready(provider);
        await Linked(app, provider);
        using var browse = new Browse(app);
        (await browse.Follow(await browse.Open("/masuk"), "Masuk dengan akun percobaan")).Title.ShouldBe("Belum dapat masuk");
        (await browse.Open("/kerja/menu")).Title.ShouldBe("Masuk");
    }

    [Fact]
    public async Task The_clients_secret_goes_nowhere_that_the_provider_sends_on_to()
    {
        await using var provider = await OpenIdProvider.Start();
        provider.SendsOn = true;
        await using var app = await Ready(provider);
        await Linked(app, provider);
        using var browse = new Browse(app);
        (await browse.Follow(await browse.Open("/masuk"), "Masuk dengan akun percobaan")).Title.ShouldBe("Belum dapat masuk");
        // What it was sent on to would have noted an exchange without the client's own header.
        provider.Refused.ShouldBeNull();
    }

    [Theory]
    [InlineData("http://sso.contoh.test", "a", "b")]
    [InlineData("sso.contoh.test", "a", "b")]
    [InlineData("https://sso.contoh.test", "", "b")]
    [InlineData("https://sso.contoh.test", "a", "")]
    public void Options_that_cannot_work_keep_the_program_from_starting(string authority, string client, string secret)
    {
        var options = new OpenIdOptions { Authority = authority, ClientId = client, ClientSecret = secret };
        options.Validate(new(options)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Without_a_provider_there_is_no_button_and_no_way_round()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var browse = new Browse(app);
        (await browse.Open("/masuk")).Body.ShouldNotContain("/masuk/openid");
        (await browse.Open("/masuk/openid")).Title.ShouldBe("Masuk");
        (await browse.Open("/masuk/openid/kembali?code=a&state=b")).Title.ShouldBe("Belum dapat masuk");
    }

    private static async Task<App> Ready(OpenIdProvider provider, string database = Databases.Sqlite)
    {
        var app = await App.StartWith(Make.Palembang, database, services => services.AddSingleton(Options.Create(new OpenIdOptions
        {
            Authority = provider.Issuer, ClientId = OpenIdProvider.ClientId, ClientSecret = OpenIdProvider.ClientSecret, Title = "akun percobaan",
        })));
        provider.Clock = app.Clock;
        await app.Change(instance => instance.RequiresSecondFactor = false);
        return app;
    }

    /// <summary>Links as a person does: password, then the provider.</summary>
    private static async Task<Page> Link(Browse browse, Member member) =>
        await browse.Follow(await browse.Submit(await browse.Open("/kerja/akun"), "Hubungkan", ("Password", member.Password)), "Lanjutkan ke akun percobaan");

    private static async Task<Member> Linked(App app, OpenIdProvider provider)
    {
        var member = await app.Member([Role.Operator]);
        await app.Do(async services => (await services.GetRequiredService<Accounts>().Link(
            await services.GetRequiredService<PlatformDb>().Users.SingleAsync(account => account.Id == member.AccountId), $"{provider.Named ?? provider.Issuer}|{provider.Subject}", CancellationToken.None)).Succeeded.ShouldBeTrue());
        return member;
    }

    private static string Part(string json) => OpenIdProvider.Web(Encoding.UTF8.GetBytes(json));

    private static string Replace(string token, string old, string fresh)
    {
        var parts = token.Split('.');
        parts[1] = Part(Encoding.UTF8.GetString(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(parts[1])).Replace(old, fresh, StringComparison.Ordinal));
        return string.Join('.', parts);
    }
}
