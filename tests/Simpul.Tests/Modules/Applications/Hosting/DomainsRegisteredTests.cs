using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Processes;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>The check <c>domains-registered</c>, by the arguments of the two regulations that put it.</summary>
public sealed class DomainsRegisteredTests
{
    private const string Check = "domains-registered";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Sites_of_the_government_and_of_every_agency_stand_on_its_domain(string database)
    {
        await using var app = await App.StartWith("bangka-tengah-74-2021", database);
        var (one, other) = (await app.Agency("Dinas Satu"), await app.Agency("Dinas Dua"));
        var person = (await app.Staff("Operator", one, [], [Role.Operator])).PersonId;
        (await app.Ask(Check, "BTG-27-1")).Status.ShouldBe(State.Missing);
        (await app.Ask(Check, "BTG-27-5")).Status.ShouldBe(State.Missing);
        await app.Keep(HostingKit.Name("bangkatengahkab.go.id", one, person, DomainPurpose.GovernmentSite), HostingKit.Name("satu.bangkatengahkab.go.id", one, person));

        var site = await app.Ask(Check, "BTG-27-1");
        site.Status.ShouldBe(State.Met);
        site.Since.ShouldBe(HostingKit.Today.AddMonths(-6));
        site.Evidence.ShouldHaveSingleItem().Title.ShouldBe("bangkatengahkab.go.id");
        (await app.Ask(Check, "BTG-27-1", HostingKit.Today.AddMonths(-6).AddDays(-1))).Status.ShouldBe(State.Missing);
        (await app.Ask(Check, "BTG-27-1", HostingKit.Today.AddMonths(6).AddDays(-30))).Status.ShouldBe(State.Due);
        (await app.Ask(Check, "BTG-27-1", HostingKit.Today.AddMonths(6))).Status.ShouldBe(State.Due);
        var late = await app.Ask(Check, "BTG-27-1", HostingKit.Today.AddMonths(6).AddDays(1));
        (late.Status, late.Since).ShouldBe((State.Overdue, HostingKit.Today.AddMonths(6).AddDays(1)));

        foreach (var id in new[] { "BTG-27-2", "BTG-27-4" })
        {
            var half = await app.Ask(Check, id);
            half.Status.ShouldBe(State.Missing);
            half.Why.ShouldContain("1 dari 2 perangkat daerah");
            half.Agencies.Single(agency => agency.Agency == other).Why.ShouldContain("Belum ada situs");
        }
        await app.Keep(HostingKit.Name("dua.bangkatengahkab.go.id", other, person));
        (await app.Ask(Check, "BTG-27-2")).Status.ShouldBe(State.Met);
        (await app.Ask(Check, "BTG-27-4")).Status.ShouldBe(State.Met);
        (await app.Ask(Check, "BTG-27-5")).Status.ShouldBe(State.Met);

        // Set by somebody who is not the registrar: the sites stand, the registrar's row does not.
        using var admin = await app.SignInAs(Role.Administrator);
        (await admin.Submit(await admin.Open("/kerja/nama-domain/baru"), "Simpan nama domain", ("Form.Input[name]", "tiga.bangkatengahkab.go.id"), ("Form.Input[purpose]", "AgencySite"), ("Form.Input[state]", "Active"), ("Form.Input[type]", "A"),
            ("Form.Input[target]", "203.0.113.9"), ("Form.Input[agency]", other.ToString()), ("Form.Input[contentOwner]", person.ToString()), ("Form.Input[renewOn]", "2027-10-01"))).Title.ShouldBe("tiga.bangkatengahkab.go.id");
        (await app.Ask(Check, "BTG-27-2")).Agencies.Single(agency => agency.Agency == other).Status.ShouldBe(State.Met);
        var unset = await app.Ask(Check, "BTG-27-5");
        unset.Status.ShouldBe(State.Missing);
        unset.Why.ShouldContain("1 dari 3");
        unset.Why.ShouldContain("tiga.bangkatengahkab.go.id");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_special_application_that_runs_has_its_name(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var agency = await app.Agency("Dinas Kesehatan");
        var person = (await app.Staff("Operator", agency, [], [Role.Operator])).PersonId;
        var none = await app.Ask(Check, "PLG-13-3-b");
        (none.Status, none.Why).ShouldBe((State.NotApplicable, "Belum ada aplikasi khusus yang beroperasi dalam register."));
        var (first, second) = (await app.Application("Antrean", agency), await app.Application("Rekam medis", agency));
        await app.Application("Belum jadi", agency, ApplicationStage.Building);
        DomainName Named(string name, Guid application)
        {
            var made = HostingKit.Name(name, agency, person, DomainPurpose.Application);
            made.ApplicationId = application;
            return made;
        }
        await app.Keep(Named("antrean.palembang.go.id", first));
        var half = await app.Ask(Check, "PLG-13-3-b");
        half.Status.ShouldBe(State.Missing);
        half.Why.ShouldContain("1 dari 2 aplikasi");
        half.Why.ShouldContain("Rekam medis");
        await app.Keep(Named("rekam-medis.palembang.go.id", second));
        (await app.Ask(Check, "PLG-13-3-b")).Status.ShouldBe(State.Met);
        (await app.Ask(Check, "PLG-13-3-b", HostingKit.Today.AddMonths(6).AddDays(1))).Status.ShouldBe(State.Overdue);

        // What ran on that day is asked, though it is retired by now.
        await app.Do(async services =>
        {
            var item = await services.GetRequiredService<PlatformDb>().Set<Application>().SingleAsync(one => one.Item.Name == "Belum jadi");
            (item.Stage, item.Item.From, item.Item.Until) = (ApplicationStage.Retired, new DateOnly(2026, 1, 1), new DateOnly(2026, 10, 1));
            await services.RegisterOf<Application>().Keep(services, item, isNew: false, CancellationToken.None);
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });
        (await app.Ask(Check, "PLG-13-3-b", new DateOnly(2026, 9, 1))).Why.ShouldContain("Belum jadi");
        (await app.Ask(Check, "PLG-13-3-b")).Status.ShouldBe(State.Met);
    }
}
