using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Releases;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>Placements: asked, approved, renewed, ended; and the architecture that follows them.</summary>
public sealed class PlacementTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Where_the_regulation_has_no_procedure_an_agency_asks_by_form_and_the_ict_agency_decides(string database)
    {
        await using var app = await App.StartWith("palangka-raya-9-2022", database);
        var (agency, ict) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Kominfo", "ict-agency"));
        var application = await app.Application("Antrean", agency);
        var hosts = await app.Items((ArchitectureDomain.Infrastructure, "Server satu"), (ArchitectureDomain.Infrastructure, "Server dua"), (ArchitectureDomain.Data, "Data pasien"));
        using var clerk = await app.As(await app.Staff("Operator", agency, [], [Role.Operator]));
        using var officer = await app.As(await app.Staff("Pengelola", ict, ["ict-agency"], [Role.IctAgency]));

        var overview = await clerk.Open("/kerja/hosting");
        overview.Text.ShouldContain("Permintaan yang menunggu");
        var form = await clerk.Follow(overview, "Ajukan penempatan");
        var refused = await clerk.Submit(form, "Simpan penempatan", ("Form.Input[application]", application.ToString()), ("Form.Input[state]", "Active"), ("Form.Input[host]", hosts[0].ToString()), ("Form.Input[startsOn]", "2026-11-02"), ("Form.Input[cpuAsked]", "4"));
        refused.Text.ShouldContain("dicatat oleh pengelola SPBE");
        refused.Text.ShouldContain("Diisi oleh pengelola SPBE");
        var asked = await clerk.Submit(refused, "Simpan penempatan", ("Form.Input[state]", "Requested"), ("Form.Input[host]", ""), ("Form.Input[startsOn]", ""));
        asked.Title.ShouldContain("Antrean");
        asked.Text.ShouldContain("Menunggu keputusan pengelola SPBE");
        asked.Html.QuerySelector("a[href$='/tindakan']").ShouldBeNull();
        var id = Guid.Parse(asked.Href.Split('/')[^1]);
        (await clerk.Open($"/kerja/penempatan/{id}/tindakan")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await officer.Open("/kerja/hosting")).Text.ShouldContain("Antrean, Produksi");

        var act = await officer.Follow(await officer.Open($"/kerja/penempatan/{id}"), "Putuskan permintaan");
        act.Text.ShouldContain("Belum ada tempat yang dipakai.");
        (await officer.Submit(act, "Tolak permintaan")).Text.ShouldContain("Tulis alasan penolakan");
        (await officer.Submit(act, "Setujui penempatan", ("Input.HostId", ""))).Text.ShouldContain("menyebut tempatnya");
        (await Relations(app, application)).ShouldBeEmpty();
        var running = await officer.Submit(act, "Setujui penempatan", ("Input.HostId", hosts[0].ToString()), ("Input.Memory", "16"), ("Input.ExpiresOn", "2027-01-20"));
        running.Text.ShouldContain("Berjalan sampai 20 Januari 2027");
        var placement = await app.One<Placement>(id);
        (placement.CpuGiven, placement.MemoryGiven, placement.StartsOn).ShouldBe((4, 16, HostingKit.Today));
        (await Relations(app, application)).ShouldBe([(hosts[0], null)]);
        (await officer.Open($"/kerja/butir-arsitektur/{application}")).Text.ShouldContain("Server satu");
        (await officer.Open($"/kerja/aplikasi/{application}")).Text.ShouldContain("Berjalan sampai 20 Januari 2027");

        // Whoever approves the next sees what this place has given away, beside what it has.
        await app.Do(async services =>
        {
            var server = await services.GetRequiredService<PlatformDb>().Set<ArchitectureItem>().SingleAsync(item => item.Id == hosts[0]);
            server.Metadata = ["kapasitas-memori=64 GB"];
            (await new RegisterWork<ArchitectureItem>(services.RegisterOf<ArchitectureItem>(), services).Keep([server], CancellationToken.None)).Refusals.ShouldBeEmpty();
        });
        await app.Keep(new Placement { ApplicationId = application, AgencyId = agency, Environment = HostingEnvironment.Recovery, State = RequestState.Active, HostId = hosts[0], StartsOn = HostingKit.Today, CpuGiven = 2, MemoryGiven = 8, StorageGiven = 100 });
        var next = new Placement { ApplicationId = application, AgencyId = agency, Environment = HostingEnvironment.Staging, CpuAsked = 64 };
        await app.Keep(next);
        foreach (var given in new[] { await officer.Open($"/kerja/penempatan/{next.Id}/tindakan"), await clerk.Follow(await clerk.Open("/kerja/hosting"), "Kapasitas per tempat"), await clerk.Open("/kerja/hosting/kapasitas?q=server") })
        {
            given.Html.QuerySelectorAll("main tbody tr").ShouldHaveSingleItem().QuerySelectorAll("td, th").Select(cell => cell.TextContent.Trim()).ShouldBe(["Server satu", "2", "6", "24", "100", "memori 64 GB"]);
        }
        (await clerk.Open("/kerja/hosting/kapasitas?q=tidak-ada")).Text.ShouldContain("Tidak ada tempat dengan nama ini yang dipakai.");
        var recovery = (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<Placement>().SingleAsync(item => item.Environment == HostingEnvironment.Recovery))).Id;
        await officer.Submit(await officer.Open($"/kerja/penempatan/{recovery}/tindakan"), "Akhiri penempatan", ("Input.EndedOn", "2026-11-02"), ("Input.Reason", "Tidak jadi."));

        // The clerk may say who operates it, not where it runs.
        (await clerk.Submit(await clerk.Open($"/kerja/penempatan/{id}/ubah"), "Simpan perubahan", ("Form.Input[host]", hosts[1].ToString()))).Text.ShouldContain("Diisi oleh pengelola SPBE");
        (await clerk.Submit(await clerk.Open($"/kerja/penempatan/{id}/ubah"), "Simpan perubahan", ("Form.Input[facility]", "ThirdParty"))).Text.ShouldContain("Fasilitas penempatan yang berjalan diubah oleh pengelola SPBE");
        (await app.One<Placement>(id)).Facility.ShouldBe(HostingFacility.ServerRoom);
        (await officer.Submit(await officer.Open($"/kerja/penempatan/{id}/ubah"), "Simpan perubahan", ("Form.Input[host]", hosts[2].ToString()))).Text.ShouldContain("domain infrastruktur");
        await officer.Submit(await officer.Open($"/kerja/penempatan/{id}/ubah"), "Simpan perubahan", ("Form.Input[host]", hosts[1].ToString()));
        (await Relations(app, application)).ShouldBe([(hosts[0], HostingKit.Today), (hosts[1], null)], ignoreOrder: true);

        act = await officer.Open($"/kerja/penempatan/{id}/tindakan");
        (await officer.Submit(act, "Perpanjang penempatan", ("Input.ExpiresOn", "2026-12-01"))).Text.ShouldContain("sesudah masa berlaku sekarang");
        (await officer.Submit(act, "Perpanjang penempatan", ("Input.ExpiresOn", "2028-01-20"))).Text.ShouldContain("20 Januari 2028");
        var ended = await officer.Submit(await officer.Open($"/kerja/penempatan/{id}/tindakan"), "Akhiri penempatan", ("Input.EndedOn", "2026-11-01"), ("Input.Reason", "Diganti"));
        ended.Text.ShouldContain("sejak tanggal mulai");
        ended = await officer.Submit(ended, "Akhiri penempatan", ("Input.EndedOn", "2026-11-02"), ("Input.Reason", "Diganti aplikasi lain"));
        ended.Text.ShouldContain("Alasan: Diganti aplikasi lain");
        (await Relations(app, application)).ShouldAllBe(relation => relation.Until == HostingKit.Today);
        (await officer.Open($"/kerja/penempatan/{id}/tindakan")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        await app.Do(async services => (await new RecordCheck(services.GetRequiredService<PlatformDb>()).Run(null, CancellationToken.None)).Faults.ShouldBeEmpty());
    }

    [Fact]
    public async Task Nobody_decides_what_they_asked_for_and_a_regulation_with_a_procedure_sends_there()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (agency, ict) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Kominfo", "ict-agency"));
        var application = await app.Application("Antrean", agency);
        var host = (await app.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        using var clerk = await app.As(await app.Staff("Operator", agency, [], [Role.Operator]));
        using var officer = await app.As(await app.Staff("Pengelola", ict, ["ict-agency"], [Role.IctAgency]));
        var refused = await clerk.Submit(await clerk.Open($"/kerja/penempatan/baru?application={application}"), "Simpan penempatan");
        refused.Text.ShouldContain("Penyerahan dan hosting aplikasi khusus");
        var id = Guid.Parse((await clerk.Submit(refused, "Simpan penempatan", ("Form.Input[environment]", "Staging"))).Href.Split('/')[^1]);

        var own = await officer.Submit(await officer.Open($"/kerja/penempatan/baru?application={application}&agency={ict}"), "Simpan penempatan", ("Form.Input[state]", "Requested"));
        var act = await officer.Open($"{own.Href}/tindakan");
        (await officer.Submit(act, "Setujui penempatan", ("Input.HostId", host.ToString()))).Text.ShouldContain("Anda sendiri yang mengajukan");
        act = await officer.Open($"/kerja/penempatan/{id}/tindakan");
        (await officer.Submit(act, "Tolak permintaan", ("Input.Reason", "Belum diuji"))).Text.ShouldContain("Alasan: Belum diuji");
    }

    [Fact]
    public async Task A_request_for_a_place_that_may_no_longer_be_given_says_where_its_facility_is_changed()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (agency, ict) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Kominfo", "ict-agency"));
        var host = (await app.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        using var officer = await app.As(await app.Staff("Pengelola", ict, ["ict-agency"], [Role.IctAgency]));
        await app.Choose("server-room=with-national");
        var asked = new Placement { ApplicationId = await app.Application("Antrean", agency), AgencyId = agency, Facility = HostingFacility.NationalDataCentre };
        await app.Keep(asked);
        await app.Choose("server-room=same");
        var (page, placed) = ($"/kerja/penempatan/{asked.Id}", ("Input.HostId", (string?)host.ToString()));
        (await officer.Submit(await officer.Open($"{page}/tindakan"), "Setujui penempatan", placed)).Text.ShouldContain("Ubah fasilitasnya dahulu lewat Ubah di halaman penempatan ini, lalu setujui.");
        (await officer.Submit(await officer.Open($"{page}/ubah"), "Simpan perubahan", ("Form.Input[address]", "10.0.0.7"))).Text.ShouldContain("harus ditempatkan di Ruang Server");
        await officer.Submit(await officer.Open($"{page}/ubah"), "Simpan perubahan", ("Form.Input[facility]", nameof(HostingFacility.ServerRoom)));
        await officer.Submit(await officer.Open($"{page}/tindakan"), "Setujui penempatan", placed);
        (await app.One<Placement>(asked.Id)).State.ShouldBe(RequestState.Active);

        // Among more places than a list shows the name is typed, and the one that was asked for stands there.
        var many = await app.Items([.. Enumerable.Range(1, 300).Select(number => (ArchitectureDomain.Infrastructure, $"Server {number:000}")), (ArchitectureDomain.Data, "Server data")]);
        var second = new Placement { ApplicationId = await app.Application("Gizi", agency), AgencyId = agency, HostId = many[299] };
        await app.Keep(second);
        var act = await officer.Open($"/kerja/penempatan/{second.Id}/tindakan");
        act.Html.QuerySelector("input[name='Input.HostId']")!.GetAttribute("value").ShouldBe("Server 300");
        (await officer.Client.GetStringAsync($"/kerja/penempatan/{second.Id}/tindakan?handler=Suggest&q=server%2029")).ShouldContain("Server 299");
        (await officer.Submit(act, "Setujui penempatan", ("Input.HostId", "Server data"))).Text.ShouldContain("Tempat ini tidak ada di arsitektur infrastruktur.");
        (await officer.Submit(act, "Setujui penempatan", ("Input.HostId", "Server 29"))).Text.ShouldContain("Nama ini cocok dengan beberapa tempat:");
        await officer.Submit(act, "Setujui penempatan");
        var found = await app.One<Placement>(second.Id);
        (found.State, found.HostId).ShouldBe((RequestState.Active, (Guid?)many[299]));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_end_is_told_60_30_and_7_days_before_each_once_and_once_more_when_it_is_over(string database)
    {
        await using var app = await App.StartWith("palangka-raya-9-2022", database);
        var agency = await app.Agency("Dinas Kesehatan");
        var person = (await app.Staff("Operator", agency, [], [Role.Operator])).PersonId;
        var application = await app.Application("Antrean", agency);
        var host = (await app.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        var end = HostingKit.Today.AddDays(61);
        await app.Keep(new Placement { ApplicationId = application, AgencyId = agency, State = RequestState.Active, HostId = host, StartsOn = HostingKit.Today, ExpiresOn = end });
        var name = HostingKit.Name("dinkes.palangkaraya.go.id", agency, person);
        name.RenewOn = end;
        await app.Keep(name);
        foreach (var (days, told) in new[] { (0, 0), (1, 1), (1, 1), (28, 1), (1, 2), (23, 3), (7, 3), (1, 4), (30, 4) })
        {
            app.Clock.Advance(TimeSpan.FromDays(days));
            await app.Do(services => HostingNotices.Run(services, CancellationToken.None));
            (await app.Notices("placements.expiring")).Count(notice => notice.Office == "agency").ShouldBe(told);
            (await app.Notices("domains.renewal")).Count(notice => notice.Office == "ict-agency").ShouldBe(told);
        }
        var notices = await app.Notices("placements.expiring");
        notices[0].Title.ShouldContain("60 hari lagi");
        notices[^1].Title.ShouldContain("sudah lewat");
        (await app.Notices("domains.renewal"))[0].Title.ShouldContain("dinkes.palangkaraya.go.id");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Releases_and_incidents_stand_on_the_placement_and_the_application(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var agency = await app.Agency("Dinas Kesehatan");
        var application = await app.Application("Antrean", agency);
        var placement = new Placement { ApplicationId = application, AgencyId = agency, Environment = HostingEnvironment.Staging };
        await app.Keep(placement);
        using var clerk = await app.As(await app.Staff("Operator", agency, [], [Role.Operator]));
        var form = await clerk.Follow(await clerk.Open($"/kerja/penempatan/{placement.Id}"), "Catat rilis");
        var refused = await clerk.Submit(form, "Simpan rilis", ("Form.Input[number]", "2.4.1"), ("Form.Input[releasedOn]", "2026-12-01"), ("Form.Input[rolledBackOn]", "2026-10-01"));
        refused.Text.ShouldContain("sesudah dipasang");
        refused.Text.ShouldContain("antara pemasangan dan hari ini");
        await clerk.Submit(refused, "Simpan rilis", ("Form.Input[releasedOn]", "2026-10-01"), ("Form.Input[rolledBackOn]", "2026-10-02"));
        form = await clerk.Follow(await clerk.Open($"/kerja/penempatan/{placement.Id}"), "Catat insiden");
        await clerk.Submit(form, "Simpan insiden", ("Form.Input[title]", "Layar kosong"), ("Form.Input[happenedOn]", "2026-10-01"));
        foreach (var page in new[] { $"/kerja/penempatan/{placement.Id}", $"/kerja/aplikasi/{application}" })
        {
            var text = (await clerk.Open(page)).Text;
            text.ShouldContain("Versi 2.4.1");
            text.ShouldContain("Uji coba, 1 Okt 2026, ditarik kembali 2 Okt 2026");
            text.ShouldContain("Layar kosong");
            text.ShouldContain("belum pulih");
        }
        (await clerk.Open("/kerja/hosting")).Text.ShouldContain("1 insiden belum pulih");

        // The incident knows where it happened and which version stood then; the release shows it.
        var (incident, release) = await app.Do(async services => (await services.GetRequiredService<PlatformDb>().Set<ApplicationIncident>().SingleAsync(), await services.GetRequiredService<PlatformDb>().Set<Deployment>().SingleAsync()));
        (incident.PlacementId, incident.DeploymentId).ShouldBe(((Guid?)placement.Id, (Guid?)release.Id));
        (await clerk.Open($"/kerja/riwayat-rilis/{release.Id}")).Text.ShouldContain("Layar kosong");
        var other = new Placement { ApplicationId = await app.Application("Gizi", agency), AgencyId = agency, Environment = HostingEnvironment.Staging };
        await app.Keep(other);
        (await clerk.Submit(await clerk.Open($"/kerja/insiden-aplikasi/{incident.Id}/ubah"), "Simpan perubahan", ("Form.Input[placement]", other.Id.ToString()))).Text.ShouldContain("bukan dari aplikasi dan lingkungan yang dipilih");
    }

    private static Task<List<(Guid To, DateOnly? Until)>> Relations(App app, Guid application) => app.Do(async services =>
        (await services.GetRequiredService<PlatformDb>().Set<ArchitectureRelation>().Where(item => item.FromId == application && item.Kind == RelationKind.RunsOn).Select(item => new { item.ToId, item.Until }).ToListAsync())
            .Select(item => (item.ToId, item.Until)).ToList());
}
