using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Lifecycle;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Tests.Modules.Planning.Processes;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Releases;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>Bangka Tengah: a place and a name are asked for, given and recorded, by two offices over HTTP.</summary>
public sealed class HostingCaseTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_application_gets_its_placement_with_what_was_asked_for(string database)
    {
        await using var town = await Town.Open(Town.BangkaTengah, database);
        var application = await town.App.Application("Antrean", town.Agency);
        var host = (await town.App.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        (await town.Owner.Open("/kerja/hosting")).Html.QuerySelector("a[href='/kerja/urusan/baru/infrastructure-request']").ShouldNotBeNull();

        (await Town.Open(town.Owner, "infrastructure-request", "Tempat Antrean", ("application", application.ToString()))).Text.ShouldContain("Pilih lingkungan yang diminta untuk aplikasi ini.");
        var href = (await Town.Open(town.Owner, "infrastructure-request", "Tempat Antrean", ("application", application.ToString()), ("hostingAskedEnvironment", "Production"), ("hostingAskedCpu", "4"), ("hostingAskedStorage", "100"))).Href;
        await Town.Decide(town.Owner, href, "Ajukan permintaan", ["Uraian kebutuhan"]);
        (await Town.Decide(town.Opinion, href, "Terima permintaan", [])).Text.ShouldContain("Penyimpanan (GB) yang diminta");
        await town.Keep(new ApplicationVersion { ApplicationId = application, Number = "2.4.0", ReleasedOn = new DateOnly(2026, 9, 1), Changes = "Rilis pertama." });
        await town.Keep(new ApplicationVersion { ApplicationId = application, Number = "2.4.1", ReleasedOn = new DateOnly(2026, 10, 1), Changes = "Perbaikan." });
        (await town.Room.Open(href)).Html.QuerySelector("a[href='/kerja/hosting/kapasitas']").ShouldNotBeNull();
        (await Town.Decide(town.Room, href, "Nyatakan tersedia", [], ("hostingHost", host.ToString()))).Text.ShouldContain("Pilih fasilitas penempatan aplikasi ini.");
        (await town.All<Placement>()).ShouldBeEmpty();
        (await Town.Decide(town.Room, href, "Nyatakan tersedia", [], ("hostingFacility", "ServerRoom"), ("hostingHost", host.ToString()), ("hostingCpu", "8"))).Text.ShouldContain("Selesai");

        var placement = (await town.All<Placement>()).ShouldHaveSingleItem();
        (placement.ApplicationId, placement.AgencyId, placement.State, placement.Environment, placement.HostId, placement.CaseNumber).ShouldBe((application, (Guid?)town.Agency, RequestState.Active, HostingEnvironment.Production, (Guid?)host, "K-2026-000001"));
        (placement.CpuAsked, placement.CpuGiven, placement.MemoryGiven, placement.StorageAsked, placement.StorageGiven).ShouldBe((4, 8, (int?)null, 100, 100));
        (await town.Owner.Open($"/kerja/aplikasi/{application}")).Text.ShouldContain("Berjalan tanpa batas waktu");
        // Nobody said which version: the newest that is recorded stands there.
        var release = (await town.All<Deployment>()).ShouldHaveSingleItem();
        (release.Number, release.Environment, release.ReleasedOn, release.AgencyId).ShouldBe(("2.4.1", HostingEnvironment.Production, HostingKit.Today, (Guid?)town.Agency));
        (await town.Owner.Open($"/kerja/penempatan/{placement.Id}")).Text.ShouldContain("Versi 2.4.1");

        // More for what stands there is the same placement; another place is asked about.
        (await Town.Decide(town.Room, await Again(), "Nyatakan tersedia", [], ("hostingFacility", "ServerRoom"), ("hostingHost", host.ToString()), ("hostingExpires", "2028-01-31"), ("hostingVersion", "v2.4.1"))).Text.ShouldContain("Selesai");
        (await town.All<Deployment>()).ShouldHaveSingleItem().Number.ShouldBe("2.4.1", "With the letter of its tag it is the same version.");
        var renewed = (await town.All<Placement>()).ShouldHaveSingleItem();
        (renewed.Id, renewed.CpuAsked, renewed.CpuGiven, renewed.StorageGiven, renewed.ExpiresOn, renewed.CaseNumber).ShouldBe((placement.Id, 16, 16, 100, new DateOnly(2028, 1, 31), "K-2026-000002"));
        // A second one at the same place, as the register took them: both leave it.
        await town.App.Keep(new Placement { ApplicationId = application, AgencyId = town.Agency, State = RequestState.Active, HostId = host, StartsOn = HostingKit.Today });
        var other = (await town.App.Items((ArchitectureDomain.Infrastructure, "Server dua")))[0];
        var moving = await Again();
        (string, string)[] there = [("hostingFacility", "ServerRoom"), ("hostingHost", other.ToString())];
        (await Town.Decide(town.Room, moving, "Nyatakan tersedia", [], there)).Text.ShouldContain("Aplikasi ini sudah ditempatkan di Server satu untuk lingkungan produksi.");
        (await Town.Decide(town.Room, moving, "Nyatakan tersedia", [], [.. there, ("hostingStanding", "Moves")])).Text.ShouldContain("Selesai");
        var all = await town.All<Placement>();
        all.Where(one => one.HostId == host).Select(one => (one.State, one.EndReason)).ShouldBe(Enumerable.Repeat((RequestState.Ended, (string?)"Pindah menurut urusan K-2026-000003"), 2));
        all.Single(one => one.State == RequestState.Active).HostId.ShouldBe(other);
        var runsOn = await town.App.Do(services => services.GetRequiredService<PlatformDb>().Set<ArchitectureRelation>().AsNoTracking().Where(one => one.FromId == application && one.Kind == RelationKind.RunsOn).ToListAsync());
        runsOn.Select(one => (one.ToId, one.Until is null)).ShouldBe([(host, false), (other, true)], ignoreOrder: true);

        async Task<string> Again()
        {
            var again = (await Town.Open(town.Owner, "infrastructure-request", "Tempat Antrean", ("application", application.ToString()), ("hostingAskedEnvironment", "Production"), ("hostingAskedCpu", "16"))).Href;
            await Town.Decide(town.Owner, again, "Ajukan permintaan", ["Uraian kebutuhan"]);
            await Town.Decide(town.Opinion, again, "Terima permintaan", []);
            return again;
        }
    }

    [Fact]
    public async Task A_name_that_another_agency_had_comes_without_what_stood_under_it()
    {
        await using var town = await Town.Open(Town.BangkaTengah);
        var former = await town.App.Agency("Dinas Pariwisata");
        var person = (await town.App.Staff("Operator Dinas Pariwisata", former, [], [Role.Operator])).PersonId;
        var name = HostingKit.Name("pesona.bangkatengahkab.go.id", former, person);
        (name.Ttl, name.Watched, name.Further) = (86400, false, ["TXT google-site-verification=abc", "MX 10 surel.contoh.id"]);
        var stopped = HostingKit.Name("lama.bangkatengahkab.go.id", former, person, DomainPurpose.Application);
        stopped.ApplicationId = await town.App.Application("Lama", former, ApplicationStage.Retired);
        await town.App.Keep(name, stopped);
        foreach (var one in new[] { name, stopped })
        {
            await town.Room.Submit(await town.Room.Open($"/kerja/nama-domain/{one.Id}/tindakan"), "Akhiri nama domain", ("Input.Reason", "Tidak dipakai."));
        }
        (await town.Room.Submit(await town.Room.Open($"/kerja/nama-domain/{stopped.Id}/tindakan"), "Tetapkan nama domain")).Text.ShouldContain("Aplikasi yang memakai nama ini sudah dihentikan.");
        (await town.App.One<DomainName>(stopped.Id)).State.ShouldBe(RequestState.Ended);

        var href = (await Town.Open(town.Owner, "subdomain", "Situs dinas", ("domainName", name.Name), ("domainPurpose", "AgencySite"), ("domainContentOwner", town.Operator.PersonId.ToString()), ("domainTarget", "surel.bangkatengahkab.go.id"))).Href;
        await Town.Decide(town.Owner, href, "Ajukan permohonan", []);
        (await Town.Decide(town.Room, href, "Tetapkan", [])).Text.ShouldContain("Selesai", customMessage: "A CNAME stands alone, so the former records would be in its way.");
        var taken = await town.App.One<DomainName>(name.Id);
        (taken.AgencyId, taken.State, taken.Type, taken.Ttl, taken.Watched).ShouldBe(((Guid?)town.Agency, RequestState.Active, DnsType.Cname, 3600, true));
        taken.Further.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_no_longer_runs_goes_to_another_agency_without_what_the_former_kept_under_it()
    {
        await using var town = await Town.Open(Town.BangkaTengah);
        var former = await town.App.Agency("Dinas Pariwisata");
        var person = (await town.App.Staff("Operator Dinas Pariwisata", former, [], [Role.Operator])).PersonId;
        var (name, other, moving) = (HostingKit.Name("pesona.bangkatengahkab.go.id", former, person), HostingKit.Name("wisata.bangkatengahkab.go.id", former, person), HostingKit.Name("tiket.bangkatengahkab.go.id", former, person, DomainPurpose.Application));
        var application = await town.App.Application("Tiket", former);
        moving.ApplicationId = application;
        foreach (var one in new[] { name, other, moving })
        {
            (one.Ttl, one.Watched, one.Further, one.AskedAnswer) = (86400, false, ["MX 10 surel.contoh.id"], "Sudah diubah.");
            await town.App.Keep(one);
            await town.Room.Submit(await town.Room.Open($"/kerja/nama-domain/{one.Id}/tindakan"), "Akhiri nama domain", ("Input.Reason", "Tidak dipakai."));
        }
        (string, string?)[] owner = [("Form.Input[agency]", town.Agency.ToString()), ("Form.Input[contentOwner]", town.Operator.PersonId.ToString())];
        await town.Room.Submit(await town.Room.Open($"/kerja/nama-domain/{name.Id}/ubah"), "Simpan perubahan", owner);
        await town.Room.Submit(await town.Room.Open($"/kerja/nama-domain/{name.Id}/tindakan"), "Tetapkan nama domain");
        var taken = await town.App.One<DomainName>(name.Id);
        (taken.AgencyId, taken.State, taken.Ttl, taken.Watched, taken.AskedAnswer).ShouldBe(((Guid?)town.Agency, RequestState.Active, 3600, true, (string?)null));
        taken.Further.ShouldBeEmpty();

        // What is typed with the new owner is the new owner's.
        await town.Room.Submit(await town.Room.Open($"/kerja/nama-domain/{other.Id}/ubah"), "Simpan perubahan", [.. owner, ("Form.Input[further]", "TXT v=spf1 -all")]);
        (await town.App.One<DomainName>(other.Id)).Further.ShouldBe(["TXT v=spf1 -all"]);
        // It is the application that has another owner: its name is still its own.
        await town.Room.Submit(await town.Room.Open($"/kerja/aplikasi/{application}/ubah"), "Simpan perubahan", ("Form.Input[agency]", town.Agency.ToString()));
        var gone = await town.App.One<DomainName>(moving.Id);
        (gone.AgencyId, gone.Ttl).ShouldBe(((Guid?)town.Agency, 86400));
        gone.Further.ShouldBe(["MX 10 surel.contoh.id"]);
    }

    [Fact]
    public async Task A_document_that_the_reader_is_not_cleared_for_is_not_asked_for_again()
    {
        await using var town = await Town.Open(Town.BangkaTengah);
        using var head = await town.App.As(await town.App.Staff("Kepala Dinas Kesehatan", town.Agency, [], [Role.Operator], Classification.Secret));
        var href = (await Town.Open(town.Owner, "infrastructure-request", "Penyimpanan arsip foto")).Href;
        (await town.Owner.Open(href)).Text.ShouldContain("Lengkapi dokumen");
        await head.Submit(await head.Open(href), "Unggah Uraian kebutuhan", [("File", "kebutuhan-rahasia.pdf", CityHall.Pdf)], ("Classification", nameof(Classification.Secret)));
        var page = await town.Owner.Open(href);
        page.Text.ShouldNotContain("Lengkapi dokumen");
        page.Text.ShouldContain("Sudah ada dan rahasia");
        page.Text.ShouldNotContain("kebutuhan-rahasia");
        (await Town.Decide(town.Owner, href, "Ajukan permintaan", [])).Text.ShouldContain("Keputusan tersimpan");
    }

    [Fact]
    public async Task A_facility_that_is_no_applications_place_is_asked_for_without_one_and_places_nothing()
    {
        await using var town = await Town.Open(Town.BangkaTengah);
        var host = (await town.App.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        var href = (await Town.Open(town.Owner, "infrastructure-request", "Penyimpanan arsip foto")).Href;
        await Town.Decide(town.Owner, href, "Ajukan permintaan", ["Uraian kebutuhan"]);
        await Town.Decide(town.Opinion, href, "Terima permintaan", []);
        (await Town.Decide(town.Room, href, "Nyatakan tersedia", [], ("hostingFacility", "ServerRoom"), ("hostingHost", host.ToString()))).Text.ShouldContain("belum menyebut aplikasinya");
        (await Town.Decide(town.Room, href, "Nyatakan tersedia", [], ("hostingFacility", ""), ("hostingHost", ""))).Text.ShouldContain("Selesai");
        (await town.All<Placement>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agency_gets_a_name_for_its_own_site_without_an_application()
    {
        await using var town = await Town.Open(Town.BangkaTengah);
        (string, string)[] asked = [("domainName", "dinkes.bangkatengahkab.go.id"), ("domainContentOwner", town.Operator.PersonId.ToString()), ("domainTarget", "2001:db8::10")];
        (await Town.Open(town.Owner, "subdomain", "Situs dinas", [.. asked, ("domainPurpose", "Application")])).Text.ShouldContain("Pilih aplikasi yang memakai nama ini.");
        var href = (await Town.Open(town.Owner, "subdomain", "Situs dinas", [.. asked, ("domainPurpose", "AgencySite")])).Href;
        await Town.Decide(town.Owner, href, "Ajukan permohonan", []);
        (await Town.Decide(town.Room, href, "Tetapkan", [])).Text.ShouldContain("Selesai");
        var name = (await town.All<DomainName>()).ShouldHaveSingleItem();
        (name.Name, name.Purpose, name.AgencyId, name.ApplicationId, name.State, name.Type).ShouldBe(("dinkes.bangkatengahkab.go.id", DomainPurpose.AgencySite, (Guid?)town.Agency, (Guid?)null, RequestState.Active, DnsType.Aaaa));
        (await town.App.Ask("domains-registered", "BTG-27-2")).Agencies.Single(agency => agency.Agency == town.Agency).Status.ShouldBe(State.Met);

        // The owner's own name is not asked for again: its page is where it is prolonged.
        (await Town.Open(town.Owner, "subdomain", "Situs dinas", [.. asked, ("domainPurpose", "AgencySite")])).Text.ShouldContain("Minta perpanjangan atau perubahannya dari halaman nama itu");
        (await town.App.Do(services => services.GetRequiredService<PlatformDb>().Set<Web.Platform.Cases.Case>().CountAsync())).ShouldBe(1);
    }
}
