using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Hosting;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Repository;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Modules.Planning.Contract;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Lifecycle;

/// <summary>How an application ends: proposed, decided by somebody else, put off or taken back, and stopped on its day with all that stands on it.</summary>
public sealed class RetirementTests
{
    [Fact]
    public async Task What_a_case_stops_is_not_stopped_again_on_the_day_that_was_agreed_before()
    {
        await using var town = await Town.Open(Make.Palembang);
        var application = await town.Old("Buku Tamu");
        var agreed = new Retirement { ApplicationId = application, AgencyId = town.Agency, Why = "Diganti.", EndsOn = new DateOnly(2026, 12, 31), State = RetirementState.Approved, DecidedOn = new DateOnly(2026, 11, 1) };
        await town.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            db.Add(agreed);
            await RetirementRegisters.Retirements.Keep(services, agreed, isNew: true, CancellationToken.None);
            await db.SaveChangesAsync();
            var stopped = await db.Set<Application>().SingleAsync(one => one.Id == application);
            await Retirements.Stop(services, stopped, new DateOnly(2026, 11, 2), "K-2026-000001: Hentikan", CancellationToken.None);
            await LifecycleApplications.Keep(services, stopped, isNew: false, null, CancellationToken.None);
            await db.SaveChangesAsync();
        });
        await town.App.Do(async services =>
        {
            (await Retirements.End(services, new DateOnly(2027, 1, 1), CancellationToken.None)).ShouldBe(0);
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });
        var after = await town.Application();
        (after.Stage, after.Item.Until).ShouldBe((ApplicationStage.Retired, new DateOnly(2026, 11, 2)));
        var done = (await town.All<Retirement>()).Single();
        (done.State, done.EndsOn).ShouldBe((RetirementState.Done, new DateOnly(2026, 11, 2)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_application_stops_when_somebody_else_agrees_and_all_its_data_has_a_place(string database)
    {
        await using var town = await Town.Open(Make.Palembang, database);
        var application = await town.Old("Buku Tamu");
        var data = await Dataset(town, application);
        var host = (await town.App.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        var name = HostingKit.Name("tamu.palembang.go.id", town.Agency, town.Operator.PersonId, DomainPurpose.Application);
        name.ApplicationId = application;
        await town.Keep(name);
        await town.Keep(new Placement { ApplicationId = application, AgencyId = town.Agency, State = RequestState.Active, HostId = host, StartsOn = new DateOnly(2026, 1, 5) });
        var form = await town.Owner.Open($"/kerja/penghentian-aplikasi/baru?application={application}");
        (await town.Owner.Submit(form, "Simpan penghentian aplikasi", ("Form.Input[why]", "Sudah ada yang lain."), ("Form.Input[endsOn]", "2001-01-01"))).Text.ShouldContain("Aplikasi ini mulai beroperasi 4 Januari 2016.");
        (await town.Owner.Submit(form, "Simpan penghentian aplikasi", ("Form.Input[why]", "Sudah ada yang lain."), ("Form.Input[endsOn]", "2036-11-03"))).Text.ShouldContain("Isi hari paling lambat 2 November 2036.");
        var saved = await town.Owner.Submit(form, "Simpan penghentian aplikasi", ("Form.Input[why]", "Sudah ada yang lain."), ("Form.Input[endsOn]", "2026-11-30"));
        saved.Text.ShouldContain("Tindakan atas data ini belum ditentukan:");
        saved.Text.ShouldContain("Ikut berakhir pada hari terakhirnya");
        saved.Text.ShouldContain("tamu.palembang.go.id");
        var id = (await town.All<Retirement>()).ShouldHaveSingleItem().Id;
        (await town.Owner.Open($"/kerja/penghentian-aplikasi/{id}/putuskan")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var decide = await town.Opinion.Follow(await town.Opinion.Open($"/kerja/penghentian-aplikasi/{id}"), "Putuskan penghentian");
        decide.Text.ShouldContain("Sudah ada yang lain.");
        decide.Text.ShouldContain("tamu.palembang.go.id");
        (await town.Opinion.Submit(decide, "Setujui penghentian")).Text.ShouldContain("Tentukan dahulu tindakan atas data ini: Data tamu.");

        var place = await town.Owner.Follow(await town.Owner.Open($"/kerja/penghentian-aplikasi/{id}"), "Tentukan tindakan atas Data tamu");
        await town.Owner.Submit(place, "Simpan tindakan atas data", ("Form.Input[kind]", "Destroyed"), ("Form.Input[place]", "BA-7/2026"));
        (await town.All<DataDisposition>()).ShouldHaveSingleItem().DataId.ShouldBe(data);
        // Who read it before the fate of the data was said approves nothing.
        var stale = await town.Opinion.Submit(decide, "Setujui penghentian");
        stale.Text.ShouldContain("telah diubah sejak Anda membukanya");
        stale.Text.ShouldContain("Dimusnahkan dengan berita acara: BA-7/2026");
        (await town.All<Retirement>()).Single().State.ShouldBe(RetirementState.Proposed);
        (await town.Opinion.Submit(await town.Opinion.Open(decide.Href), "Setujui penghentian")).Text.ShouldContain("Penghentian disetujui.");
        var approved = await town.Application();
        (approved.Stage, approved.Item.Until).ShouldBe((ApplicationStage.Running, new DateOnly(2026, 11, 30)));
        (await town.Owner.Submit(await town.Owner.Open($"/kerja/penghentian-aplikasi/{id}/ubah"), "Simpan perubahan", ("Form.Input[endsOn]", "2027-11-30"))).Text.ShouldContain("sudah disetujui, jadi tidak dapat diubah lagi");

        // The fate that was approved stays; that it was done, and the number of its minutes, is written when it is.
        var fate = $"/kerja/nasib-data-aplikasi/{(await town.All<DataDisposition>()).Single().Id}/ubah";
        (await town.Owner.Submit(await town.Owner.Open(fate), "Simpan perubahan", ("Form.Input[kind]", "Archived"))).Text.ShouldContain("Tindakan ini disetujui bersama penghentiannya");
        await town.Owner.Submit(await town.Owner.Open(fate), "Simpan perubahan", ("Form.Input[place]", "BA-9/2026"), ("Form.Input[doneOn]", "2026-11-02"));
        var done = (await town.All<DataDisposition>()).Single();
        (done.Kind, done.Place, done.DoneOn).ShouldBe((DispositionKind.Destroyed, "BA-9/2026", (DateOnly?)new DateOnly(2026, 11, 2)));
        var more = (await town.App.Items((ArchitectureDomain.Data, "Data kunjungan")))[0];
        (await town.Owner.Submit(await town.Owner.Open($"/kerja/nasib-data-aplikasi/baru?retirement={id}&data={more}"), "Simpan tindakan atas data", ("Form.Input[kind]", "Archived"), ("Form.Input[place]", "Depo arsip")))
            .Text.ShouldContain("Tindakan atas data lain dicatat oleh pengelola SPBE");

        await town.App.Do(services => Evaluations.Run(services, CancellationToken.None));
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Running);
        town.App.Clock.Set(new DateTimeOffset(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        (await town.App.Do(services => Evaluations.Run(services, CancellationToken.None))).ShouldContain("1 aplikasi dihentikan");
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Retired);
        var last = new DateOnly(2026, 11, 30);
        var ended = (await town.All<Placement>()).ShouldHaveSingleItem();
        (ended.State, ended.EndedOn).ShouldBe((RequestState.Ended, (DateOnly?)last));
        ended.EndReason.ShouldBe("Aplikasinya dihentikan: Sudah ada yang lain.");
        var gone = (await town.All<DomainName>()).ShouldHaveSingleItem();
        (gone.State, gone.EndedOn).ShouldBe((RequestState.Ended, (DateOnly?)last));
        (await town.All<ArchitectureRelation>()).Single(relation => relation.Kind == RelationKind.RunsOn).Until.ShouldNotBeNull();
        (await town.App.Do(async services => await services.GetRequiredService<RepositoryRights>().Of((await services.GetRequiredService<RepositoryApplications>().Find(application, CancellationToken.None))!, CancellationToken.None)))
            .ShouldBe(RepositoryRight.Read, "An archive: also for the program itself.");
        // A month has gone by: whoever was signed in signs in again.
        using var later = await town.App.As(town.Operator);
        var refused = await Town.Open(later, "subdomain", "Nama", ("application", application.ToString()), ("domainName", "tamu2.palembang.go.id"), ("domainPurpose", "Application"), ("domainContentOwner", town.Operator.PersonId.ToString()));
        refused.Text.ShouldContain("Aplikasi ini sudah dihentikan.");
    }

    [Fact]
    public async Task What_was_approved_to_stop_is_put_off_or_taken_back_before_its_day()
    {
        await using var town = await Town.Open(Make.Palembang);
        var (application, successor) = (await town.Old("Buku Tamu"), await town.Old("Tamu Daring"));
        (string, string?)[] wanted = [("Form.Input[why]", "Diganti."), ("Form.Input[endsOn]", "2026-11-30"), ("Form.Input[successor]", successor.ToString())];
        await town.Owner.Submit(await town.Owner.Open($"/kerja/penghentian-aplikasi/baru?application={application}"), "Simpan penghentian aplikasi", wanted);
        var page = $"/kerja/penghentian-aplikasi/{(await town.All<Retirement>()).Single().Id}";
        (await town.Opinion.Open($"{page}/tunda")).Status.ShouldBe(HttpStatusCode.Forbidden, "Nothing is approved yet.");
        await town.Opinion.Submit(await town.Opinion.Open($"{page}/putuskan"), "Setujui penghentian");
        (await town.Owner.Open($"{page}/tunda")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await town.Room.Submit(await town.Room.Open($"/kerja/aplikasi/{application}/ubah"), "Simpan perubahan", ("Form.Input[until]", "2027-06-30"))).Text.ShouldContain("ditetapkan oleh penghentian yang sudah disetujui");

        var form = await town.Opinion.Follow(await town.Opinion.Open(page), "Tunda atau batalkan");
        var other = await town.Room.Open(form.Href);
        var refused = await town.Opinion.Submit(form, "Tunda penghentian", ("Input.EndsOn", "2026-11-29"));
        refused.Text.ShouldContain("Isi hari terakhir yang baru: sesudah 30 November 2026");
        refused.Text.ShouldContain("Tulis alasannya");
        (await town.Opinion.Submit(refused, "Tunda penghentian", ("Input.EndsOn", "2027-01-31"), ("Input.Reason", "Penggantinya belum siap."))).Text.ShouldContain("Penghentian ditunda.");
        (await Ended(new DateOnly(2026, 12, 1))).ShouldBe(0);
        (await One()).Item.Until.ShouldBe(new DateOnly(2027, 1, 31));
        (await town.Owner.Open("/kerja/pemberitahuan")).Text.ShouldContain("Penghentian Buku Tamu ditunda sampai 31 Januari 2027.");

        var late = await town.Room.Submit(other, "Batalkan penghentian", ("Input.Reason", "Masih dipakai."));
        late.Text.ShouldContain("telah diubah sejak Anda membukanya");
        (await town.Room.Submit(late, "Batalkan penghentian")).Text.ShouldContain("Penghentian dibatalkan.");
        (await Ended(new DateOnly(2027, 2, 1))).ShouldBe(0);
        ((await One()).Stage, (await One()).Item.Until).ShouldBe((ApplicationStage.Running, (DateOnly?)null));
        (await town.All<ArchitectureRelation>()).Single(one => one.Kind == RelationKind.Replaces).Until.ShouldNotBeNull();
        (await town.Owner.Open(page)).Text.ShouldContain("Dibatalkan, diputuskan 2 November 2026. “Masih dipakai.”");
        await town.Owner.Submit(await town.Owner.Follow(await town.Owner.Open($"/kerja/aplikasi/{application}"), "Usulkan penghentian"), "Simpan penghentian aplikasi", wanted);
        (await town.All<Retirement>()).Count(one => one.State == RetirementState.Proposed).ShouldBe(1, "It can be proposed again.");

        async Task<Application> One() => (await town.All<Application>()).Single(one => one.Id == application);

        Task<int> Ended(DateOnly on) => town.App.Do(services => Retirements.End(services, on, CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_proposes_that_an_application_stops_does_not_decide_it()
    {
        await using var town = await Town.Open(Make.Palembang);
        var application = await town.Old("Buku Tamu");
        await town.Opinion.Submit(await town.Opinion.Open($"/kerja/penghentian-aplikasi/baru?application={application}"), "Simpan penghentian aplikasi", ("Form.Input[why]", "Tidak dipakai."), ("Form.Input[endsOn]", "2026-11-01"));
        var id = (await town.All<Retirement>()).Single().Id;
        (await town.Opinion.Open($"/kerja/penghentian-aplikasi/{id}")).Text.ShouldContain("Anda sendiri yang mengusulkannya.");
        (await town.Opinion.Open($"/kerja/penghentian-aplikasi/{id}/putuskan")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var page = await town.Room.Open($"/kerja/penghentian-aplikasi/{id}/putuskan");
        (await town.Room.Submit(page, "Tolak usulan")).Text.ShouldContain("Tulis alasan menolak usulan ini.");
        await town.Room.Submit(page, "Setujui penghentian");
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Retired, "Its last day has passed already.");
    }

    private static async Task<Guid> Dataset(Town town, Guid application)
    {
        var data = new ArchitectureItem { Domain = ArchitectureDomain.Data, Name = "Data tamu", Code = "D-1", Reference = "RAD.01", AgencyId = town.Agency };
        await town.Keep(data);
        await town.Keep(new ArchitectureRelation { FromId = application, Kind = RelationKind.Uses, ToId = data.Id, AgencyId = town.Agency });
        return data.Id;
    }
}
