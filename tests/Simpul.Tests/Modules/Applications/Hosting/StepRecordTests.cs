using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>What steps of cases leave behind, wherever the regulation puts them.</summary>
public sealed class StepRecordTests
{
    [Theory]
    [InlineData(Make.Palembang, "hosting-record"), InlineData("bangka-tengah-74-2021", "hosting-record"), InlineData(Make.Palembang, "domain"), InlineData("bangka-tengah-74-2021", "domain")]
    public async Task A_step_of_the_regulation_leaves_the_record_with_the_number_of_its_case(string regulation, string word)
    {
        await using var app = await App.StartWith(regulation);
        var agency = await app.Agency("Dinas Kesehatan");
        var person = (await app.Staff("Operator", agency, [], [Role.Operator])).PersonId;
        var application = await app.Application("Antrean", agency);
        var host = (await app.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        var domain = regulation == Make.Palembang ? "palembang.go.id" : "bangkatengahkab.go.id";
        Dictionary<string, string> good = word == "domain"
            ? new() { ["domainName"] = $"Antrean.{domain}", ["domainPurpose"] = "Application", ["domainContentOwner"] = person.ToString(), ["domainSetTarget"] = "203.0.113.9" }
            : new() { ["hostingEnvironment"] = "Production", ["hostingFacility"] = "ServerRoom", ["hostingHost"] = host.ToString(), ["hostingCpu"] = "8", ["hostingExpires"] = "2028-01-01" };

        (await Against(app, word, application, [])).ShouldNotBeEmpty();
        (await Against(app, word, application, word == "domain" ? new(good) { ["domainSetName"] = "wpad." + domain } : new(good) { ["hostingHost"] = application.ToString() }))
            .ShouldHaveSingleItem().Field.ShouldBe(word == "domain" ? "domainSetName" : "hostingHost");
        (await Against(app, word, application, good, keep: true)).ShouldBeEmpty();

        if (word == "domain")
        {
            var name = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<DomainName>().SingleAsync());
            (name.Name, name.State, name.CaseNumber, name.ApplicationId, name.RenewOn, name.Target).ShouldBe(($"antrean.{domain}", RequestState.Active, "K-2026-000001", (Guid?)application, HostingKit.Today.AddYears(1), "203.0.113.9"));
            (await Against(app, word, application, good)).ShouldHaveSingleItem().Message.ShouldContain("sudah terdaftar");
        }
        else
        {
            var placement = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<Placement>().SingleAsync());
            (placement.State, placement.CaseNumber, placement.CpuGiven, placement.AgencyId, placement.ExpiresOn).ShouldBe((RequestState.Active, "K-2026-000001", 8, agency, new DateOnly(2028, 1, 1)));
            (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ArchitectureRelation>().CountAsync(item => item.FromId == application && item.ToId == host && item.Until == null))).ShouldBe(1);
            (await Against(app, word, null, good)).ShouldHaveSingleItem().Message.ShouldContain("belum menyebut aplikasinya");
        }
    }

    [Fact]
    public async Task A_name_that_had_ended_is_set_again_by_another_case()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var agency = await app.Agency("Dinas Kesehatan");
        var person = (await app.Staff("Operator", agency, [], [Role.Operator])).PersonId;
        var name = HostingKit.Name("dinkes.palembang.go.id", agency, person);
        await app.Keep(name);
        await app.Do(async services =>
        {
            var work = services.GetRequiredService<DomainWork>();
            var item = await services.GetRequiredService<PlatformDb>().Set<DomainName>().SingleAsync();
            (await work.End(item, "Tidak dipakai", CancellationToken.None)).Refusals.ShouldBeEmpty();
        });
        (await Against(app, "domain", null, new() { ["domainName"] = "dinkes.palembang.go.id", ["domainContentOwner"] = person.ToString(), ["domainTarget"] = "203.0.113.11" }, keep: true)).ShouldBeEmpty();
        var again = await app.One<DomainName>(name.Id);
        (again.State, again.Target, again.EndedOn, again.EndReason, again.Purpose).ShouldBe((RequestState.Active, "203.0.113.11", (DateOnly?)null, (string?)null, DomainPurpose.AgencySite));
    }

    [Fact]
    public async Task A_name_that_cannot_be_had_is_refused_where_it_is_asked_for()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (own, other) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Pendidikan"));
        var person = (await app.Staff("Operator", other, [], [Role.Operator])).PersonId;
        await app.Keep(HostingKit.Name("dinkes.palembang.go.id", own, person));
        var pending = HostingKit.Name("sekolah.palembang.go.id", other, person);
        (pending.State, pending.RegisteredOn, pending.RenewOn) = (RequestState.Requested, null, null);
        await app.Keep(pending);
        foreach (var (name, why) in new[] { ("dinkes", "Tulis nama selengkapnya"), ("antrean.contoh.com", "di bawah domain pemerintah daerah"), ("d1nkes.palembang.go.id", "mudah disangka"), ("dinkes.palembang.go.id", "sudah terdaftar"), ("sekolah.palembang.go.id", "sedang diminta perangkat daerah lain") })
        {
            var refusal = (await Opening(app, own, name)).ShouldHaveSingleItem();
            (refusal.Field, refusal.Message.Contains(why, StringComparison.Ordinal)).ShouldBe(("domainName", true), $"{name}: {refusal.Message}");
        }
        (await Opening(app, own, "antrean.palembang.go.id")).ShouldBeEmpty();
        (await Opening(app, other, "sekolah.palembang.go.id")).ShouldBeEmpty("It is the agency's own request.");

        // Nor does the registrar give it away in a case that came before.
        Dictionary<string, string> wanted = new() { ["domainName"] = "sekolah.palembang.go.id", ["domainContentOwner"] = person.ToString(), ["domainTarget"] = "203.0.113.11" };
        (await Against(app, "domain", await app.Application("Antrean", own), wanted)).ShouldContain(refusal => refusal.Field == "domainSetName" && refusal.Message.Contains("sedang diminta perangkat daerah lain"));
    }

    [Fact]
    public async Task Only_infrastructure_is_offered_as_the_place_of_an_application()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var items = await app.Items((ArchitectureDomain.Infrastructure, "Server satu"), (ArchitectureDomain.Data, "Data satu"));
        await app.Do(async services =>
        {
            var (procedure, step) = services.GetRequiredService<CurrentRegulation>().Profile.Procedures.SelectMany(item => item.Steps.Select(one => (item, one))).First(pair => pair.one.Records.Contains("hosting-record"));
            var field = services.GetServices<IStepRecord>().Single(one => one.Record == "hosting-record").Fields(procedure, step).Single(one => one.Key == "hostingHost");
            var form = services.GetRequiredService<CaseForm>();
            (await form.ChoicesOf(field, CancellationToken.None))!.Select(choice => choice.Value).ShouldBe([items[0].ToString()]);
            Dictionary<string, IReadOnlyList<string>> read = [];
            (await form.Read([field], new() { ["hostingHost"] = [items[1].ToString()] }, read, CancellationToken.None)).ShouldHaveSingleItem().Message.ShouldContain("tidak ditemukan");
        });
    }

    [Fact]
    public async Task An_application_is_placed_where_the_regulation_wants_it_and_nowhere_else()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var agency = await app.Agency("Dinas Kesehatan");
        var application = await app.Application("Antrean", agency);
        var host = (await app.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        Dictionary<string, string> At(string facility, string environment = "Production") => new() { ["hostingEnvironment"] = environment, ["hostingFacility"] = facility, ["hostingHost"] = host.ToString(), ["hostingAskedCpu"] = "4" };
        foreach (var facility in new[] { "ThirdParty", "NationalDataCentre" })
        {
            var refusal = (await Against(app, "hosting-record", application, At(facility))).ShouldHaveSingleItem();
            refusal.Field.ShouldBe("hostingFacility");
            refusal.Message.ShouldContain("Ruang Server (Pasal 13 ayat (3) huruf c)");
        }
        (await Against(app, "hosting-record", application, At("ServerRoom", "Staging"))).ShouldHaveSingleItem().Field.ShouldBe("hostingEnvironment");
        await app.Choose("server-room=with-national");
        (await Against(app, "hosting-record", application, At("ThirdParty"))).ShouldHaveSingleItem().Message.ShouldContain("“Pusat data nasional”");
        (await Against(app, "hosting-record", application, At("NationalDataCentre"), keep: true)).ShouldBeEmpty();
        var placement = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<Placement>().SingleAsync());
        (placement.Facility, placement.CpuAsked, placement.CpuGiven).ShouldBe((HostingFacility.NationalDataCentre, 4, 4));
    }

    private static Task<IReadOnlyList<Refusal>> Opening(App app, Guid agency, string name) => app.Do(services =>
        services.GetServices<IStepRecord>().Single(one => one.Record == "domain").Opening(new Simpul.Web.Platform.Cases.Case { Number = "K-2026-000001", AgencyId = agency },
            new CaseData(new() { ["domainName"] = [name], ["domainPurpose"] = ["AgencySite"] }), CancellationToken.None));

    private static Task<IReadOnlyList<Refusal>> Against(App app, string word, Guid? application, Dictionary<string, string> data, bool keep = false) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var (procedure, step) = services.GetRequiredService<CurrentRegulation>().Profile.Procedures.SelectMany(item => item.Steps.Select(one => (item, one))).Single(pair => pair.one.Records.Contains(word));
        var about = application is { } id ? await db.Set<Application>().SingleAsync(item => item.Id == id) : null;
        var item = new Simpul.Web.Platform.Cases.Case { Number = "K-2026-000001", Procedure = procedure.Key, AgencyId = await db.Set<Simpul.Web.Modules.Organisation.Agency>().Select(one => one.Id).FirstAsync() };
        var turn = new CaseTurn(item, new CaseStep { Step = step.Id }, procedure, step, step.Outcomes[0], null, new CaseData(data.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[pair.Value])));
        var record = services.GetServices<IStepRecord>().Single(one => one.Record == word);
        data.Keys.ShouldBeSubsetOf(record.Fields(procedure, step).Concat(record.Asked(procedure)).Select(field => field.Key));
        var refusals = await record.Deciding(turn, about, CancellationToken.None);
        if (keep && refusals.Count == 0)
        {
            await record.Decided(turn, about, CancellationToken.None);
            await db.SaveChangesAsync();
        }
        return refusals;
    });
}
