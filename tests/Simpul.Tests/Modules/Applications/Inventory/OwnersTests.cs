using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Hosting;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Inventory;

/// <summary>Whoever owns an application owns what is recorded about it, whatever register holds it, and no longer once the application is another's.</summary>
public sealed class OwnersTests
{
    /// <summary>A record of every register that somebody can add to, beside its application; what is about a retirement comes after it.</summary>
    private static readonly IReadOnlyList<(string Slug, (string Key, string Value)[] Fields)> forms =
    [
        ("versi-aplikasi", [("number", "1.0"), ("releasedOn", "2026-10-01"), ("changes", "Rilis pertama.")]),
        ("kontrak-aplikasi", [("number", "K-1"), ("vendor", "PT Contoh"), ("subject", "Pemeliharaan"), ("signedOn", "2026-01-05"), ("endsOn", "2027-01-05")]),
        ("biaya-aplikasi", [("year", "2026"), ("kind", "Upkeep"), ("amount", "1000000")]),
        ("pemakaian-luar-aplikasi", [("by", "Kota Lain"), ("from", "2026-09-01")]),
        ("bukti-aplikasi-sejenis", [("condition", "cost-benefit-study"), ("what", "Kajian"), ("on", "2026-06-01")]),
        ("rencana-aplikasi", [("builder", "OwnStaff"), ("platform", "Web")]),
        ("tahap-aplikasi", [("round", "1"), ("phase", "desain"), ("startedOn", "2026-10-05")]),
        ("konsultasi-aplikasi", [("with", "ict-agency"), ("heldOn", "2026-10-05"), ("result", "Disepakati.")]),
        ("pengetahuan", [("title", "Pelajaran antrean"), ("summary", "Isi."), ("writtenOn", "2026-10-05")]),
        ("evaluasi-aplikasi", [("dueOn", "2027-01-05"), ("result", "Pending")]),
        ("penghentian-aplikasi", [("why", "Diganti."), ("endsOn", "2027-03-31")]),
        ("nasib-data-aplikasi", [("kind", "Archived"), ("place", "Depo arsip")]),
        ("riwayat-rilis", [("environment", "Production"), ("number", "1.0"), ("releasedOn", "2026-10-05")]),
        ("insiden-aplikasi", [("title", "Antrean terhenti"), ("environment", "Production"), ("happenedOn", "2026-10-06")]),
        ("penempatan", [("environment", "Staging"), ("state", "Requested"), ("facility", "ServerRoom")]),
    ];

    /// <summary>What no form adds.</summary>
    private static readonly IReadOnlyList<Type> others = [typeof(Finding), typeof(DomainName)];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_recorded_about_an_application_is_its_owners_and_goes_with_it(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var (own, other, ict) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Pendidikan"), await app.Agency("Dinas Kominfo", "ict-agency"));
        var owner = await app.Staff("Operator Kesehatan", own, [], [Role.Operator]);
        using var clerk = await app.As(owner);
        using var stranger = await app.As(await app.Staff("Operator Pendidikan", other, [], [Role.Operator]));
        using var keeper = await app.As(await app.Staff("Kepala Bidang Aptika", ict, [], [Role.IctAgency]));
        using var auditor = await app.SignInAs(Role.Auditor);
        var application = await app.Application("Antrean", own);
        var data = (await app.Items((ArchitectureDomain.Data, "Data antrean")))[0];
        var registers = app.Services.GetServices<Register>().ToDictionary(register => register.Slug);
        Guid? retirement = null;
        foreach (var (slug, fields) in forms)
        {
            (string, string?)[] typed = [.. fields.Select(field => ($"Form.Input[{field.Key}]", (string?)field.Value)), .. slug == "nasib-data-aplikasi"
                ? [("Form.Input[retirement]", retirement.ToString()), ("Form.Input[data]", data.ToString())] : new[] { ("Form.Input[application]", (string?)application.ToString()) }];
            var button = $"Simpan {registers[slug].One}";
            // Their own agency is filled in for them, and stays so.
            (await stranger.Submit(await stranger.Open($"/kerja/{slug}/baru"), button, typed)).Text.ShouldContain("milik perangkat daerah lain", customMessage: slug);
            var form = await clerk.Open($"/kerja/{slug}/baru");
            var emptied = slug != "penempatan" && form.Html.QuerySelector("[name='Form.Input[agency]']") is not null;
            var saved = await clerk.Submit(form, button, emptied ? [.. typed, ("Form.Input[agency]", "")] : typed);
            saved.Href.ShouldStartWith($"/kerja/{slug}/", customMessage: $"{slug}: {saved.Text}");
            saved.Href.ShouldNotEndWith("/baru", customMessage: $"{slug}: {saved.Text}");
            retirement = slug == "penghentian-aplikasi" ? Guid.Parse(saved.Href.Split('/')[3].Split('?')[0]) : retirement;
        }
        var finding = new Finding { ApplicationId = application, Title = "Sesi tidak berakhir", Description = "Kuki lama masih diterima.", FoundOn = new DateOnly(2026, 11, 1), DueOn = new DateOnly(2026, 12, 1), Severity = Severity.High };
        var name = HostingKit.Name("antrean.palembang.go.id", own, owner.PersonId, DomainPurpose.Application);
        name.ApplicationId = application;
        // The ICT agency asked for this one itself.
        var lent = new Placement { ApplicationId = application, AgencyId = ict, Environment = HostingEnvironment.Development };
        await app.Keep(finding);
        await app.Keep(name);
        await app.Keep(lent);
        (await Held(app, lent.Id)).ShouldAllBe(record => record.AgencyId == own, "One of each, and of its owner.");
        (await Held(app, lent.Id)).Count.ShouldBe(forms.Count + others.Count);

        // A name that was set leads to no other application by its owner's hand.
        var second = await app.Application("Rujukan", own);
        (await clerk.Submit(await clerk.Open($"/kerja/nama-domain/{name.Id}/ubah"), "Simpan perubahan", ("Form.Input[application]", second.ToString()))).Text.ShouldContain("Hanya pengelola nama domain yang mengubahnya");

        await Sees(clerk, application, finding, sees: true);
        await Sees(stranger, application, finding, sees: false);
        await Sees(auditor, application, finding, sees: true);

        (await keeper.Submit(await keeper.Open($"/kerja/aplikasi/{application}/ubah"), "Simpan perubahan", ("Form.Input[agency]", other.ToString()))).Status.ShouldBe(HttpStatusCode.OK);
        (await Held(app, lent.Id)).ShouldAllBe(record => record.AgencyId == other, "All of it went with the application.");
        (await app.One<Placement>(lent.Id)).AgencyId.ShouldBe(ict);
        await Sees(clerk, application, finding, sees: false);
        await Sees(stranger, application, finding, sees: true);
        (await stranger.Submit(await stranger.Open($"/kerja/temuan-aplikasi/{finding.Id}/ubah"), "Simpan perubahan", ("Form.Input[answer]", "Sesi kini berakhir."))).Status.ShouldBe(HttpStatusCode.OK);
        (await app.One<Finding>(finding.Id)).State.ShouldBe(FindingState.Mended);
        var plan = (await Held(app, lent.Id)).Single(record => record is Simpul.Web.Modules.Applications.Lifecycle.BuildPlan).Id;
        (await stranger.Open($"/kerja/rencana-aplikasi/{plan}")).Html.QuerySelector($"a[href='/kerja/rencana-aplikasi/{plan}/ubah']").ShouldNotBeNull();
        (await clerk.Open($"/kerja/rencana-aplikasi/{plan}")).Html.QuerySelector($"a[href='/kerja/rencana-aplikasi/{plan}/ubah']").ShouldBeNull();
        (await stranger.Submit(await stranger.Open($"/kerja/rencana-aplikasi/{plan}/ubah"), "Simpan perubahan", ("Form.Input[platform]", "Both"))).Href.ShouldStartWith($"/kerja/rencana-aplikasi/{plan}");

        // The application is one record with its item of the architecture: changed there, it has another owner too.
        await keeper.Submit(await keeper.Open($"/kerja/butir-arsitektur/{application}/ubah"), "Simpan perubahan", ("Form.Input[agency]", own.ToString()));
        (await Held(app, lent.Id)).ShouldAllBe(record => record.AgencyId == own, "All of it came back with the item.");
        await Sees(clerk, application, finding, sees: true);
        await Sees(stranger, application, finding, sees: false);
    }

    [Fact]
    public async Task Every_record_that_names_an_application_and_an_agency_is_among_those_that_follow()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.Do(services =>
        {
            var types = services.GetRequiredService<PlatformDb>().Model.GetEntityTypes().Where(type => type.ClrType.Namespace!.StartsWith("Simpul.Web.Modules.Applications.", StringComparison.Ordinal)).ToList();
            var named = types.Where(type => type.FindProperty("ApplicationId") is not null && type.FindProperty("AgencyId") is not null).Select(type => type.ClrType).ToList();
            named.ShouldAllBe(type => typeof(IFollowsApplication).IsAssignableFrom(type));
            var kinds = services.GetServices<Register>().ToDictionary(register => register.Slug, register => register.GetType().GetGenericArguments()[0]);
            forms.Select(form => kinds[form.Slug]).Concat(others).ShouldBe(types.Select(type => type.ClrType).Where(typeof(IFollowsApplication).IsAssignableFrom), ignoreOrder: true);
            return Task.FromResult(true);
        });
    }

    /// <summary>All that follows applications, but for the one that was asked for by somebody else.</summary>
    private static Task<List<IFollowsApplication>> Held(App app, Guid but) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        List<IFollowsApplication> all = [];
        foreach (var type in db.Model.GetEntityTypes().Select(type => type.ClrType).Where(typeof(IFollowsApplication).IsAssignableFrom))
        {
            all.AddRange(await ((IQueryable<IFollowsApplication>)typeof(DbContext).GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!.MakeGenericMethod(type).Invoke(db, null)!).ToListAsync());
        }
        return all.Where(record => record.Id != but).ToList();
    });

    /// <summary>In the register, by its own address, on the application's page, by the search and by the API; or nowhere.</summary>
    private static async Task Sees(Browse who, Guid application, Finding finding, bool sees)
    {
        (await who.Open("/kerja/temuan-aplikasi")).Text.Contains(finding.Title).ShouldBe(sees);
        var own = await who.Open($"/kerja/temuan-aplikasi/{finding.Id}");
        own.Status.ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        own.Text.Contains(finding.Description).ShouldBe(sees);
        (await who.Open($"/kerja/aplikasi/{application}")).Text.Contains(finding.Title).ShouldBe(sees);
        (await who.Open("/kerja/cari?q=sesi")).Text.Contains(finding.Title).ShouldBe(sees);
        JsonNode.Parse(await who.Client.GetStringAsync("/api/v1/application-findings"))!["total"]!.GetValue<int>().ShouldBe(sees ? 1 : 0);
    }
}
