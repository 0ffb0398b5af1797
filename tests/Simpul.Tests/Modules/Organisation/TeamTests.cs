using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Organisation;

/// <summary>The team's page, its seats, and the check that watches them.</summary>
public sealed class TeamTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Filling_the_last_seat_meets_the_obligation_at_once_and_taking_it_out_turns_it_back(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.Sample();
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var team = await kominfo.Open("/kerja/tim-koordinasi");
        team.Text.ShouldContain("12 dari 13 kursi terisi");
        (await Asked.One(app, "team-appointed")).Status.ShouldBe(State.Missing);
        (await Asked.One(app, "team-appointed")).Why.ShouldContain("Koordinator XI");

        var seat = await kominfo.Follow(team, "Isi kursi Koordinator XI");
        var filled = await kominfo.Submit(seat, "Isi kursi");
        filled.Href.ShouldBe("/kerja/tim-koordinasi");
        filled.Text.ShouldContain("13 dari 13 kursi terisi");
        filled.Text.ShouldContain("Kepala Bagian Hukum Sekretariat Daerah");
        (await Asked.One(app, "team-appointed")).Status.ShouldBe(State.Met);

        var again = await kominfo.Open("/kerja/tim-koordinasi/coordination-team/koordinator-11");
        var refused = await kominfo.Submit(again, "Kosongkan kursi", ("Reason", ""));
        refused.Text.ShouldContain("Tulis alasan kursi dikosongkan");
        var vacated = await kominfo.Submit(again, "Kosongkan kursi", ("Reason", "Salah isi"));
        vacated.Text.ShouldContain("12 dari 13 kursi terisi");
        (await Asked.One(app, "team-appointed")).Status.ShouldBe(State.Missing);
        var bodies = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Where(item => item.Action == "seat-holders.withdrawn").Select(item => item.Body).ToListAsync());
        JsonNode.Parse(bodies.Single())!["reason"]!.GetValue<string>().ShouldBe("Salah isi");
    }

    [Fact]
    public async Task A_seat_that_was_held_for_a_while_keeps_its_history_when_it_is_vacated()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.Sample();
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var page = await kominfo.Open("/kerja/tim-koordinasi/coordination-team/ketua");
        (await kominfo.Submit(page, "Kosongkan kursi", ("VacantFrom", "bukan tanggal"), ("Reason", "Mutasi"))).Text.ShouldContain("Isi tanggal kursi mulai kosong");
        await kominfo.Submit(page, "Kosongkan kursi", ("VacantFrom", "2026-10-01"), ("Reason", "Mutasi"));
        var held = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<SeatHolder>().SingleAsync(item => item.Seat == "coordination-team/ketua"));
        held.Until.ShouldBe(new DateOnly(2026, 9, 30));
        (await kominfo.Open("/kerja/tim-koordinasi")).Text.ShouldContain("11 dari 13 kursi terisi");
    }

    [Fact]
    public async Task A_seat_bound_to_an_office_that_nobody_holds_is_vacant()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.Sample();
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var office = await db.Set<Office>().SingleAsync(item => item.Title == "Inspektur Daerah");
            var appointment = await db.Set<Appointment>().SingleAsync(item => item.OfficeId == office.Id);
            appointment.Until = new DateOnly(2026, 10, 31);
            services.GetRequiredService<Journal>().Record("appointments.changed", appointment);
            await db.SaveChangesAsync();
        });
        using var auditor = await app.SignInAs(Role.Auditor);
        var team = await auditor.Open("/kerja/tim-koordinasi");
        team.Text.ShouldContain("11 dari 13 kursi terisi");
        team.Text.ShouldContain("Inspektur Daerah, sedang tidak ada pejabatnya");
    }

    [Fact]
    public async Task Seats_are_shown_to_all_and_filled_by_who_keeps_teams()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var auditor = await app.SignInAs(Role.Auditor);
        (await auditor.Open("/kerja/tim-koordinasi")).Body.ShouldNotContain("/kerja/tim-koordinasi/coordination-team/ketua");
        (await auditor.Open("/kerja/tim-koordinasi/coordination-team/ketua")).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        (await kominfo.Open("/kerja/tim-koordinasi/tidak-ada")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await kominfo.Open("/kerja/tim-koordinasi/coordination-team/tidak-ada")).Status.ShouldBe(HttpStatusCode.NotFound);
        var seat = await kominfo.Open("/kerja/tim-koordinasi/coordination-team/ketua");
        var refused = await kominfo.Submit(seat, "Isi kursi", ("Input.From", "2026-09-09"));
        refused.Text.ShouldContain("Pilih jabatan atau pegawai yang memegang kursi ini, salah satu.");
        refused.Html.QuerySelector("[name='Input.From']")!.GetAttribute("value").ShouldBe("2026-09-09");
        (await kominfo.Submit(seat, "Isi kursi", ("Input.From", "kemarin"))).Text.ShouldContain("Isi tanggal");
    }

    [Fact]
    public async Task Who_sits_in_a_team_acts_for_it_and_a_body_without_a_desk_acts_through_the_office_that_answers_for_it()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.Sample();
        var offices = await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var holders = await services.GetRequiredService<IOrganisation>().Holders(new DateOnly(2026, 11, 2), CancellationToken.None);
            return holders.ToDictionary(holder => holder.Title, holder => holder.Offices);
        });
        offices["Inspektur Daerah"].ShouldContain("coordination-team");
        offices["Kepala Dinas Pendidikan"].ShouldNotContain("coordination-team");
        offices["Kepala Dinas Komunikasi dan Informatika"].ShouldContain("government");
        offices["Kepala Dinas Pendidikan"].ShouldContain("data-owner");
        offices["Analis Kebijakan Ahli Muda"].ShouldContain("internal-assessors");
    }

    [Fact]
    public async Task Agencies_without_an_ict_officer_come_first_and_lead_to_the_form()
    {
        await using var app = await App.StartWith("palangka-raya-9-2022");
        await app.Sample();
        var before = await Asked.All(app, "officials-appointed");
        before.ShouldAllBe(answer => answer.Status == State.Missing);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var page = await kominfo.Open("/kerja/pejabat-per-perangkat-daerah?jenis=ict-officer");
        page.Html.QuerySelector("tbody tr")!.TextContent.ShouldContain("Belum ada");
        (await kominfo.Open("/kerja/pejabat-per-perangkat-daerah?jenis=apa")).Status.ShouldBe(HttpStatusCode.NotFound);
        var form = await kominfo.Open(page.Html.QuerySelector("tbody a[href*='pejabat-spbe/baru']")!.GetAttribute("href")!);
        form.Html.QuerySelector("[name='Form.Input[kind]'] option[selected]")!.GetAttribute("value").ShouldBe("IctOfficer");
        var operatorOf = await app.Member([Role.Operator]);
        using var browse = await app.SignIn(operatorOf);
        var own = await browse.Open("/kerja/pejabat-per-perangkat-daerah");
        own.Html.QuerySelectorAll("tbody a[href*='pejabat-spbe/baru']").Length.ShouldBe(1);
    }
}
