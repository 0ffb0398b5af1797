using System.Net;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>What is given for a time: its owner asks that it is prolonged or changed, and who runs it answers.</summary>
public sealed class RenewalTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_owner_asks_and_is_answered_by_a_longer_time_or_in_words(string database)
    {
        await using var app = await App.StartWith("palangka-raya-9-2022", database);
        var (agency, other, ict) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Pendidikan"), await app.Agency("Dinas Kominfo", "ict-agency"));
        var staff = await app.Staff("Operator", agency, [], [Role.Operator]);
        using var clerk = await app.As(staff);
        using var stranger = await app.As(await app.Staff("Operator lain", other, [], [Role.Operator]));
        using var officer = await app.As(await app.Staff("Pengelola", ict, ["ict-agency"], [Role.IctAgency]));
        var name = HostingKit.Name("dinkes.palangkaraya.go.id", agency, staff.PersonId);
        name.RenewOn = HostingKit.Today.AddDays(20);
        await app.Keep(name);
        var page = $"/kerja/nama-domain/{name.Id}";
        (await stranger.Open(page)).Html.QuerySelector("a[href^='/kerja/hosting/permintaan/']").ShouldBeNull();
        (await stranger.Open($"/kerja/hosting/permintaan/nama-domain/{name.Id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await officer.Open(page)).Html.QuerySelector("a[href^='/kerja/hosting/permintaan/']").ShouldBeNull("Who decides does not ask.");

        var form = await clerk.Follow(await clerk.Open(page), "Minta perpanjangan atau perubahan");
        (await clerk.Submit(form, "Kirim permintaan")).Text.ShouldContain("Isi hari terakhir yang diminta, atau tulis perubahan yang diminta.");
        (await clerk.Submit(form, "Kirim permintaan", ("Input.Until", "2026-11-10"))).Text.ShouldContain("sesudah masa berlaku sekarang");
        (await clerk.Submit(form, "Kirim permintaan", ("Input.Until", "2027-11-22"), ("Input.Note", "Pindah ke 203.0.113.77."))).Text.ShouldContain("Pindah ke 203.0.113.77.");
        (await app.Notices("domains.asked")).ShouldHaveSingleItem().Office.ShouldBe("ict-agency");

        (await officer.Open("/kerja/hosting")).Text.ShouldContain("Pemiliknya meminta perpanjangan atau perubahan");
        var act = await officer.Follow(await officer.Open(page), "Jawab permintaan");
        act.Text.ShouldContain("Pindah ke 203.0.113.77.");
        (await officer.Submit(act, "Perpanjang nama domain")).Text.ShouldContain("22 November 2027");
        var renewed = await app.One<DomainName>(name.Id);
        (renewed.RenewOn, renewed.AskedOn, renewed.AskedNote).ShouldBe((new DateOnly(2027, 11, 22), (DateOnly?)null, (string?)null));
        var told = (await app.Notices("domains.answered")).ShouldHaveSingleItem();
        (told.Office, told.AgencyId).ShouldBe(("agency", (Guid?)agency));
        told.Title.ShouldContain("diperpanjang sampai 22 November 2027");

        await clerk.Submit(await clerk.Open($"/kerja/hosting/permintaan/nama-domain/{name.Id}"), "Kirim permintaan", ("Input.Note", "Tujuan baru 203.0.113.88."));
        act = await officer.Open($"{page}/tindakan");
        Primary(act).ShouldBe("Jawab permintaan perubahan", "Nobody asked for more time.");
        (await officer.Submit(act, "Jawab permintaan perubahan")).Text.ShouldContain("Tulis jawaban Anda");
        (await officer.Submit(act, "Jawab permintaan perubahan", ("Input.Answer", "Tujuan sudah diganti."))).Text.ShouldContain("Jawaban atas permintaan terakhir: Tujuan sudah diganti.");
        (await app.Notices("domains.answered")).Count.ShouldBe(2);
        (await officer.Open($"{page}/tindakan")).Text.ShouldNotContain("Jawab permintaan");
    }

    private static string Primary(Page page) => page.Html.QuerySelectorAll("main form .btn-primary").ShouldHaveSingleItem().TextContent.Trim();

    [Fact]
    public async Task A_placement_is_prolonged_at_its_owners_wish_and_its_end_answers_too()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (agency, ict) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Kominfo", "ict-agency"));
        using var clerk = await app.As(await app.Staff("Operator", agency, [], [Role.Operator]));
        using var officer = await app.As(await app.Staff("Pengelola", ict, ["ict-agency"], [Role.IctAgency]));
        var host = (await app.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        var placement = new Placement { ApplicationId = await app.Application("Antrean", agency), AgencyId = agency, State = RequestState.Active, HostId = host, StartsOn = HostingKit.Today, ExpiresOn = HostingKit.Today.AddDays(30) };
        await app.Keep(placement);
        var page = $"/kerja/penempatan/{placement.Id}";
        await clerk.Submit(await clerk.Follow(await clerk.Open(page), "Minta perpanjangan atau perubahan"), "Kirim permintaan", ("Input.Until", "2027-12-01"));
        Primary(await officer.Open($"{page}/tindakan")).ShouldBe("Perpanjang penempatan");
        (await officer.Submit(await officer.Open($"{page}/tindakan"), "Perpanjang penempatan")).Text.ShouldContain("Berjalan sampai 1 Desember 2027");
        (await app.One<Placement>(placement.Id)).AskedOn.ShouldBeNull();
        await clerk.Submit(await clerk.Open($"/kerja/hosting/permintaan/penempatan/{placement.Id}"), "Kirim permintaan", ("Input.Note", "Tambah memori."));
        Primary(await officer.Open($"{page}/tindakan")).ShouldBe("Jawab permintaan perubahan");
        // A sooner end is no prolongation: the request waits on, and nobody is told that it was granted.
        await officer.Submit(await officer.Open($"{page}/ubah"), "Simpan perubahan", ("Form.Input[expiresOn]", "2027-11-01"));
        (await app.One<Placement>(placement.Id)).AskedOn.ShouldNotBeNull();
        (await app.Notices("placements.answered")).ShouldHaveSingleItem();
        await officer.Submit(await officer.Open($"{page}/tindakan"), "Akhiri penempatan", ("Input.EndedOn", "2026-11-02"), ("Input.Reason", "Aplikasi diganti."));
        (await app.One<Placement>(placement.Id)).AskedOn.ShouldBeNull();
        (await app.Notices("placements.answered")).Count.ShouldBe(2);
        (await clerk.Open($"/kerja/hosting/permintaan/penempatan/{placement.Id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
