using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Access;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.Access;

public sealed class UserTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Somebody_is_invited_chooses_a_password_and_signs_in(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.Change(instance => instance.RequiresSecondFactor = false);
        await app.Do(async services =>
        {
            var person = new Person { Name = "Orang Baru Sekali" };
            services.GetRequiredService<PlatformDb>().Add(person);
            services.GetRequiredService<Journal>().Record("people.registered", person);
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });
        using var admin = await app.SignInAs(Role.Administrator);
        var page = await admin.Open("/kerja/pengguna/baru?q=baru+sekali");
        var person = page.Html.QuerySelector("input[type=radio][name=PersonId]")!.GetAttribute("value");
        page = await admin.Submit(page, "Buat undangan", ("PersonId", person), ("UserName", "Bukan Nama"));
        page.Text.ShouldContain("Nama pengguna 3 sampai 40 karakter");
        page = await admin.Submit(page, "Buat undangan", ("PersonId", person), ("UserName", "orang.baru"));
        page.Title.ShouldBe("Orang Baru Sekali");
        page.Text.ShouldContain("Menunggu undangan dipakai");
        var link = new Uri(page.Html.QuerySelector("p.mono.words")!.TextContent.Trim()).PathAndQuery;
        (await admin.Open(page.Href)).Text.ShouldNotContain("/masuk/undangan/");
        (await admin.Open("/kerja/pengguna/baru?q=baru+sekali")).Html.QuerySelector("input[name=PersonId]").ShouldBeNull();

        using var browse = new Browse(app);
        page = await browse.Open(link);
        page = await browse.Submit(page, "Simpan kata sandi", ("Input.Password", "qwertyuiop12"), ("Input.Repeated", "qwertyuiop12"));
        page.Text.ShouldContain("mudah ditebak");
        page = await browse.Submit(page, "Simpan kata sandi", ("Input.Password", "burung camar pulang"), ("Input.Repeated", "burung camar pulang"));
        page.Title.ShouldBe("Masuk");
        page = await browse.Submit(page, "Masuk", ("UserName", "orang.baru"), ("Password", "burung camar pulang"));
        page.Href.ShouldBe("/kerja");
        (await browse.Open(link)).Title.ShouldBe("Undangan tidak berlaku");
        (await AccountTests.Events(app)).ShouldAllBe(item => !item.Body.Contains(link.Split('/').Last()));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_account_is_closed_with_a_reason_and_reopened(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.Change(instance => instance.RequiresSecondFactor = false);
        var member = await app.Member([Role.Operator]);
        using var theirs = await app.SignIn(member);
        using var admin = await app.SignInAs(Role.Administrator);
        var page = await admin.Open($"/kerja/pengguna/{member.AccountId}");
        page = await admin.Submit(page, "Tutup akun");
        page.Text.ShouldContain("Alasan belum diisi");
        page = await admin.Submit(page, "Tutup akun", ("Reason", "Pindah tugas"));
        page.Text.ShouldContain("Akun ditutup.");
        (await theirs.Open("/kerja/menu")).Title.ShouldBe("Masuk");
        (await theirs.Submit(await theirs.Open("/masuk"), "Masuk", ("UserName", member.UserName), ("Password", member.Password))).Text.ShouldContain("tidak cocok");
        (await admin.Open("/kerja/pengguna?keadaan=ditutup")).Text.ShouldContain(member.UserName);

        await admin.Submit(await admin.Open($"/kerja/pengguna/{member.AccountId}"), "Buka akun kembali", ("Reason", "Kembali bertugas"));
        (await theirs.Submit(await theirs.Open("/masuk"), "Masuk", ("UserName", member.UserName), ("Password", member.Password))).Href.ShouldBe("/kerja");
        (await AccountTests.Events(app)).Single(item => item.Action == "accounts.closed").Body.ShouldContain("Pindah tugas");
    }

    [Fact]
    public async Task A_lost_phone_is_helped_by_another_and_sessions_end()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var member = await app.Member([Role.Operator]);
        var secret = Totp.NewSecret();
        await app.Do(async services => (await services.GetRequiredService<SecondFactor>().TurnOn(await services.GetRequiredService<PlatformDb>().Users.SingleAsync(), secret,
            Totp.Code(secret, Totp.StepOf(app.Clock.GetUtcNow())), CancellationToken.None)).Succeeded.ShouldBeTrue());
        using var theirs = await app.SignIn(member);
        using var admin = await app.SignInAs(Role.Administrator);
        var page = await admin.Submit(await admin.Open($"/kerja/pengguna/{member.AccountId}"), "Setel ulang verifikasi dua langkah", ("Reason", "Ponsel hilang"));
        page.Text.ShouldContain("disetel ulang");
        (await theirs.Open("/kerja/menu")).Title.ShouldBe("Masuk");
        page = await theirs.Submit(await theirs.Open("/masuk"), "Masuk", ("UserName", member.UserName), ("Password", member.Password));
        page.Title.ShouldBe("Siapkan verifikasi dua langkah");
        page.Body.ShouldNotContain(secret[..8]);
    }

    [Fact]
    public async Task Ones_own_account_is_for_another_administrator()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var member = await app.Member([Role.Administrator]);
        using var admin = await app.SignIn(member);
        var page = await admin.Open($"/kerja/pengguna/{member.AccountId}");
        page.Text.ShouldContain("Ini akun Anda sendiri");
        page.Html.QuerySelector("[name=Reason]").ShouldBeNull();
        foreach (var handler in new[] { "Close", "Reset", "ResetFactor", "Unlock" })
        {
            using var forced = await admin.Client.PostAsync($"/kerja/pengguna/{member.AccountId}?handler={handler}", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Reason"] = "Coba",
                ["__RequestVerificationToken"] = page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            }));
            var text = await forced.Content.ReadAsStringAsync();            (forced.StatusCode == HttpStatusCode.Forbidden || text.Contains("akun Anda sendiri")).ShouldBeTrue();
        }
        (await AccountTests.Events(app)).Select(item => item.Action)
            .Intersect(["accounts.closed", "accounts.password-reset", "accounts.second-factor-reset", "accounts.unlocked"]).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_administrator_sees_somebodys_tokens_without_their_secret_and_ends_one(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var member = await app.Member([Role.Operator]);
        using var theirs = await app.SignIn(member);
        using var admin = await app.SignInAs(Role.Administrator);
        (await admin.Open($"/kerja/pengguna/{member.AccountId}")).Html.QuerySelector("button[name=token]").ShouldBeNull();
        var made = await theirs.Submit(await theirs.Open("/kerja/akun/token"), "Buat token", ("Name", "Laporan bulanan"), ("Password", member.Password));
        var secret = made.Html.QuerySelector("p.mono.words")!.TextContent.Trim();
        var page = await admin.Open($"/kerja/pengguna/{member.AccountId}");
        page.Text.ShouldContain("Laporan bulanan");
        page.Body.ShouldNotContain(secret);
        page = await admin.Submit(page, "Akhiri token Laporan bulanan");
        page.Text.ShouldContain("Token itu tidak berlaku lagi.");
        page.Html.QuerySelector("button[name=token]").ShouldBeNull();
        (await theirs.Open("/kerja/akun")).Text.ShouldNotContain("Laporan bulanan");
        (await AccountTests.Events(app)).ShouldContain(item => item.Action == "access-tokens.ended");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_list_is_searched_by_either_name_and_paged(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var admin = await app.SignInAs(Role.Administrator);
        var member = await app.Member([Role.Operator]);
        (await admin.Open("/kerja/pengguna?q=" + member.UserName)).Html.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        var all = (await admin.Open("/kerja/pengguna?q=pegawai+contoh")).Html.QuerySelectorAll("tbody tr").Length;
        all.ShouldBe(2);
        (await admin.Open("/kerja/pengguna?q=tidak-ada-yang-begini")).Text.ShouldContain("Tidak ada yang cocok");
        (await admin.Open("/kerja/pengguna/" + Guid.NewGuid())).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
