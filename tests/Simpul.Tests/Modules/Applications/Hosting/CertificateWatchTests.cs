using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Certificates;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>Certificates of registered names, by the daily work and by the button, against a real server.</summary>
public sealed class CertificateWatchTests
{
    private const string Name = "dinkes.palembang.go.id";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_end_is_warned_of_30_14_and_7_days_before_and_a_new_certificate_begins_anew(string database)
    {
        using var authority = new Authority();
        await using var server = TlsServer.With(authority.Issue(Name, new DateTimeOffset(2026, 12, 10, 0, 0, 0, TimeSpan.Zero)));
        var options = new ProbeOptions { Port = server.Port, Networks = "127.0.0.1/32", Roots = authority.Pem() };
        await using var app = await HostingKit.StartProbing(database, options, IPAddress.Loopback);
        var name = await Registered(app);
        foreach (var (days, told) in new[] { (0, 0), (8, 1), (1, 1), (15, 2), (7, 3), (1, 3), (7, 4), (1, 4) })
        {
            app.Clock.Advance(TimeSpan.FromDays(days));
            (await app.Do(services => services.GetRequiredService<CertificateWatch>().All(CancellationToken.None))).ShouldStartWith("1 sertifikat diperiksa");
            (await app.Notices("domains.certificate")).Count(notice => notice.Office == "ict-agency").ShouldBe(told, $"after {days} days");
        }
        var notices = await app.Notices("domains.certificate");
        notices[0].Title.ShouldContain("30 hari lagi");
        notices[^1].Title.ShouldContain("sudah berakhir");
        notices.ShouldAllBe(notice => notice.Href == $"/kerja/nama-domain/{name}");
        using var admin = await app.SignInAs(Role.Administrator);
        (await admin.Open("/kerja/hosting")).Text.ShouldContain("Sertifikat sudah berakhir");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_button_looks_now_shows_what_was_found_and_is_in_the_journal(string database)
    {
        using var authority = new Authority();
        await using var server = TlsServer.With(authority.Issue("lain.palembang.go.id", new DateTimeOffset(2027, 12, 10, 0, 0, 0, TimeSpan.Zero)));
        await using var app = await HostingKit.StartProbing(database, new ProbeOptions { Port = server.Port, Networks = "127.0.0.1/32", Roots = authority.Pem() }, IPAddress.Loopback);
        var name = await Registered(app);
        using var clerk = await app.As(await app.Staff("Operator lain", await app.Agency("Dinas Lain"), [], [Role.Operator]));
        (await clerk.Open($"/kerja/nama-domain/{name}")).Html.QuerySelectorAll("button").ShouldNotContain(button => button.TextContent.Contains("Periksa sekarang"));
        using var admin = await app.SignInAs(Role.Administrator);
        var page = await admin.Open($"/kerja/nama-domain/{name}");
        page.Text.ShouldContain("Belum pernah diperiksa");
        page = await admin.Submit(page, "Periksa sekarang");
        foreach (var words in new[] { "Sertifikat ini bukan untuk nama ini", "Penerbit Uji", "TLS 1." })
        {
            page.Text.ShouldContain(words);
        }
        string Fact(string label) => page.Html.QuerySelectorAll("dt").Single(term => term.TextContent.Trim() == label).NextElementSibling!.TextContent.Trim();
        (Fact("Untuk nama ini"), Fact("Penerbit dipercaya")).ShouldBe(("Tidak", "Ya"));
        (await admin.Submit(page, "Periksa sekarang")).Body.ShouldContain("baru saja diperiksa");
        server.Calls.ShouldBe(1);
        (await app.Notices("domains.certificate")).ShouldNotBeEmpty();
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().CountAsync(item => item.Action == "domain-names.certificate-checked"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_told_once_and_sample_data_is_never_called()
    {
        await using var server = TlsServer.Plain();
        await using var app = await HostingKit.StartProbing(Databases.Sqlite, new ProbeOptions { Port = server.Port }, IPAddress.Loopback);
        var name = await Registered(app);
        for (var day = 0; day < 3; day++)
        {
            app.Clock.Advance(TimeSpan.FromDays(1));
            await app.Do(services => services.GetRequiredService<CertificateWatch>().All(CancellationToken.None));
        }
        (await app.Notices("domains.certificate")).Where(notice => notice.Office == "ict-agency").ShouldHaveSingleItem().Title.ShouldContain("tidak umum");
        server.Calls.ShouldBe(0);
        await app.Change(instance => instance.IsSample = true);
        await app.Do(services => services.GetRequiredService<Simpul.Web.Platform.Profile.CurrentRegulation>().Refresh(services.GetRequiredService<PlatformDb>(), CancellationToken.None));
        (await app.Do(services => services.GetRequiredService<CertificateWatch>().All(CancellationToken.None))).ShouldContain("data contoh");
        using var admin = await app.SignInAs(Role.Administrator);
        (await admin.Submit(await admin.Open($"/kerja/nama-domain/{name}"), "Periksa sekarang")).Body.ShouldContain("data contoh");
    }

    private static async Task<Guid> Registered(App app)
    {
        var agency = await app.Agency("Dinas Kesehatan");
        var person = (await app.Staff("Operator", agency, [], [Role.Operator])).PersonId;
        var name = HostingKit.Name(Name, agency, person);
        await app.Keep(name);
        return name.Id;
    }
}
