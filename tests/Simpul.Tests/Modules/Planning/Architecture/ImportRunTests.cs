using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Platform.Profile.Text;
using Simpul.Tests.Platform.Registers;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Planning.Architecture.Exchange;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Jobs;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Architecture;

/// <summary>A model that is sent on the page: tried, kept sealed, saved when its sender says so.</summary>
public sealed class ImportRunTests
{
    private static readonly byte[] foreign = File.ReadAllBytes(Path.Combine(Texts.Repository, "tests", "Simpul.Tests", "Modules", "Planning", "Architecture", "foreign.xml"));

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_model_is_sent_once_tried_and_saved_by_who_sent_it(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var operatorOfOne = await app.SignInAs(Role.Operator);
        (await operatorOfOne.Open("/kerja/arsitektur/pertukaran")).Body.ShouldNotContain("Periksa berkas");
        using var admin = await app.SignInAs(Role.Administrator);
        var page = await admin.Open("/kerja/arsitektur/pertukaran");
        (await admin.Submit(page, "Periksa berkas")).Text.ShouldContain("Pilih berkas model yang akan diimpor");
        var bad = await Send(admin, "<a>"u8.ToArray());
        bad.Text.ShouldContain("Berkas ditolak, tidak ada yang tersimpan");
        bad.Text.ShouldContain("bukan XML yang utuh");
        bad.Html.QuerySelector("main button").ShouldBeNull();

        var tried = await Send(admin, foreign);
        tried.Text.ShouldContain("Berkas dapat diimpor. Belum ada yang tersimpan.");
        (await Count<ArchitectureItem>(app)).ShouldBe(0);
        // What waits cannot be read in the database, and by nobody else on the page.
        Encoding.Latin1.GetString((await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ExchangeUpload>().OrderBy(file => file.RunId).LastAsync())).Content).ShouldNotContain("archimate");
        using var other = await app.SignInAs(Role.Administrator);
        (await other.Open(tried.Href)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await operatorOfOne.Open(tried.Href)).Status.ShouldBe(HttpStatusCode.NotFound);

        var saved = await admin.Until(await admin.Submit(tried, "Impor model"), "Halaman ini menyegarkan diri");
        saved.Text.ShouldContain("Model diimpor.");
        (await Count<ArchitectureItem>(app)).ShouldBe(4);
        var run = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ExchangeRun>().OrderBy(item => item.Id).LastAsync());
        (run.Done, run.Total).ShouldBe((7, 7));
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ExchangeUpload>().CountAsync(file => file.RunId == run.Id))).ShouldBe(0);
        (await Send(admin, foreign)).Text.ShouldContain("tidak mengubah apa pun");
        (await admin.Open("/kerja/arsitektur/mutu?masalah=kode")).Text.ShouldContain("Claim handling");
    }

    [Fact]
    public async Task What_came_between_trial_and_saving_refuses_the_whole_and_may_be_tried_again()
    {
        byte[] file;
        await using (var other = await App.StartWith(Make.Palembang))
        {
            await other.Items((ArchitectureDomain.Data, "K-1"), (ArchitectureDomain.Data, "K-2"));
            using var sender = await other.SignInAs(Role.Administrator);
            file = await sender.Client.GetByteArrayAsync("/kerja/arsitektur/pertukaran?handler=File");
        }
        await using var app = await App.StartWith(Make.Palembang);
        using var admin = await app.SignInAs(Role.Administrator);
        var tried = await Send(admin, file);
        // Somebody registers another item under one of the codes meanwhile.
        var id = (await app.Items((ArchitectureDomain.Data, "K-2")))[0];
        var refused = await admin.Until(await admin.Submit(tried, "Impor model"), "Halaman ini menyegarkan diri");
        refused.Text.ShouldContain("Kode sendiri “K-2” sudah dipakai butir lain");
        (await Count<ArchitectureItem>(app)).ShouldBe(1);

        await app.Alter<ArchitectureItem>(id, item => item.Code = "K-3");
        (await admin.Until(await admin.Submit(refused, "Impor model"), "Halaman ini menyegarkan diri")).Text.ShouldContain("Model diimpor.");
        (await Count<ArchitectureItem>(app)).ShouldBe(3);
    }

    [Fact]
    public async Task A_model_does_not_move_the_last_day_that_a_retirement_set()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (agency, last) = (await app.Agency("Dinas Kesehatan"), new DateOnly(2026, 11, 30));
        var application = await app.Application("Buku Tamu", item => (item.Item.AgencyId, item.Item.Until) = (agency, last));
        await app.Do(async services =>
        {
            var agreed = new Retirement { ApplicationId = application, AgencyId = agency, Why = "Diganti.", EndsOn = last, State = RetirementState.Approved, DecidedOn = new DateOnly(2026, 11, 1) };
            services.GetRequiredService<PlatformDb>().Add(agreed);
            await RetirementRegisters.Retirements.Keep(services, agreed, isNew: true, CancellationToken.None);
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });
        using var admin = await app.SignInAs(Role.Administrator);
        var file = await admin.Client.GetStringAsync("/kerja/arsitektur/pertukaran?handler=File");
        var refused = await Send(admin, Encoding.UTF8.GetBytes(file.Replace("2026-11-30", "2027-11-30", StringComparison.Ordinal)));
        refused.Text.ShouldContain("Berkas ditolak, tidak ada yang tersimpan");
        refused.Text.ShouldContain("“Buku Tamu”: Hari terakhir aplikasi ini ditetapkan oleh penghentian yang sudah disetujui.");
        (await Send(admin, Encoding.UTF8.GetBytes(file))).Text.ShouldContain("tidak mengubah apa pun");
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ArchitectureItem>().AsNoTracking().SingleAsync())).Until.ShouldBe(last);
    }

    [Fact]
    public async Task A_model_that_nobody_said_yes_to_is_taken_away_after_a_week()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var admin = await app.SignInAs(Role.Administrator);
        var tried = await Send(admin, foreign);
        app.Clock.Advance(TimeSpan.FromDays(8));
        await app.Do(services => services.GetServices<ScheduledJob>().Single(job => job.Name == "planning.exchange").Run(services, CancellationToken.None));
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ExchangeUpload>().CountAsync())).ShouldBe(0);
        using var again = await app.SignInAs(Role.Administrator);
        (await again.Open(tried.Href)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<Page> Send(Browse who, byte[] file) =>
        await who.Until(await who.Submit(await who.Open("/kerja/arsitektur/pertukaran"), "Periksa berkas", [("Upload", "model.xml", file)]), "Halaman ini menyegarkan diri");

    private static Task<int> Count<T>(App app)
        where T : class => app.Do(services => services.GetRequiredService<PlatformDb>().Set<T>().CountAsync());
}
