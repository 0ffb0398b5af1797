using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture;
using Simpul.Web.Modules.Planning.Architecture.Pictures;
using Simpul.Web.Modules.Planning.Architecture.Reports;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Xunit;
using Page = Simpul.Tests.Kit.Page;

namespace Simpul.Tests.Modules.Planning.Architecture;

public sealed class ReportTests
{
    [Fact]
    public void What_is_touched_by_the_end_of_an_item_is_exactly_what_stands_above_it()
    {
        var random = new Random(7);
        for (var round = 0; round < 30; round++)
        {
            var model = Chance(random, 40, 90);
            foreach (var low in model.Items.Keys)
            {
                var above = Impact.Of(model, low).Where(one => one.Kind != RelationKind.Exchanges).Select(one => one.Item.Id).ToHashSet();
                above.ShouldBe(model.Items.Keys.Where(high => high != low && model.Below(high).Any(one => one.Item.Id == low)), ignoreOrder: true);
            }
        }
    }

    [Fact]
    public void Who_only_exchanges_data_with_something_touched_is_told_and_not_followed()
    {
        var (server, first, second, process) = (Item(ArchitectureDomain.Infrastructure), Item(ArchitectureDomain.Application), Item(ArchitectureDomain.Application), Item(ArchitectureDomain.Process));
        var model = new ArchitectureModel([server, first, second, process],
            [new(first.Id, server.Id, RelationKind.RunsOn), new(second.Id, first.Id, RelationKind.Exchanges), new(process.Id, second.Id, RelationKind.ServedBy)]);
        Impact.Of(model, server.Id).Select(one => (one.Item.Id, one.Steps, one.Kind)).ShouldBe([(first.Id, 1, RelationKind.RunsOn), (second.Id, 2, RelationKind.Exchanges)]);
    }

    [Fact]
    public void Gaps_tell_new_from_replaced_and_ended_from_kept()
    {
        var (old, target, fresh, ending) = (Item(ArchitectureDomain.Application), Item(ArchitectureDomain.Application) with { State = ItemState.ToBe }, Item(ArchitectureDomain.Data) with { State = ItemState.ToBe }, Item(ArchitectureDomain.Data) with { Until = new DateOnly(2027, 1, 1) });
        var kept = Item(ArchitectureDomain.Service);
        var gaps = Gaps.Of(new ArchitectureModel([old, target, fresh, ending, kept], [new(target.Id, old.Id, RelationKind.Replaces)]));
        gaps.Select(gap => (gap.Kind, gap.Item.Id)).ShouldBe([(GapKind.New, fresh.Id), (GapKind.Replaced, target.Id), (GapKind.Ended, ending.Id), (GapKind.Kept, kept.Id)]);
        gaps[1].Before.ShouldBe([old]);
    }

    [Fact]
    public void Two_agencies_for_one_process_overlap_and_none_is_a_gap()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        var processes = Enumerable.Range(0, 3).Select(_ => Item(ArchitectureDomain.Process)).ToList();
        var (mine, theirs, also) = (Item(ArchitectureDomain.Application) with { AgencyId = one }, Item(ArchitectureDomain.Application) with { AgencyId = two }, Item(ArchitectureDomain.Application) with { AgencyId = one });
        var rows = ProcessRow.Of(new ArchitectureModel([.. processes, mine, theirs, also],
            [new(processes[0].Id, mine.Id, RelationKind.ServedBy), new(processes[0].Id, theirs.Id, RelationKind.ServedBy), new(processes[1].Id, mine.Id, RelationKind.ServedBy), new(processes[1].Id, also.Id, RelationKind.ServedBy)]));
        rows.ToDictionary(row => row.Process.Id, row => row.Finding).ShouldBe(new Dictionary<Guid, Coverage> { [processes[0].Id] = Coverage.Overlap, [processes[1].Id] = Coverage.Served, [processes[2].Id] = Coverage.None }, ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_picture_and_report_of_the_sample_says_something_and_pictures_are_had_as_files(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.SampleArchitecture();
        using var auditor = await app.SignInAs(Role.Auditor);
        (await auditor.Open("/kerja/arsitektur")).Text.ShouldContain("Proses Bisnis");
        var services = await auditor.Open("/kerja/arsitektur/peta-layanan?q=rawat");
        await Drawn(auditor, await auditor.Follow(services, "Layanan rawat jalan puskesmas"), "Server rumah sakit");
        await Drawn(auditor, await auditor.Open("/kerja/arsitektur/peta-aplikasi?saring=tumpang-tindih"), "Pelayanan pasien rawat jalan");
        (await auditor.Open("/kerja/arsitektur/peta-aplikasi?saring=kosong")).Text.ShouldContain("Penatakelolaan aplikasi");
        await Drawn(auditor, await auditor.Open("/kerja/arsitektur/linimasa"), "Portal antrean layanan");
        await Drawn(auditor, await auditor.Open("/kerja/arsitektur/integrasi"), "Aplikasi administrasi kependudukan");
        (await auditor.Open("/kerja/arsitektur/kesenjangan?jenis=diganti")).Text.ShouldContain("Portal layanan terpadu");
        var quality = await auditor.Open("/kerja/arsitektur/mutu?masalah=layanan");
        quality.Text.ShouldContain("Layanan pendaftaran sekolah");
        (await auditor.Open("/kerja/arsitektur/mutu?masalah=data")).Text.ShouldContain("Daftar menara telekomunikasi");
        var items = await auditor.Open("/kerja/arsitektur/dampak?q=server+rumah");
        (await auditor.Follow(items, "Server rumah sakit")).Text.ShouldContain("Layanan rawat jalan puskesmas");
        (await auditor.Open($"/kerja/arsitektur/dampak?butir={Guid.NewGuid()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await auditor.Open($"/kerja/arsitektur/peta-layanan?layanan={Guid.NewGuid()}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Five_thousand_items_with_twenty_thousand_relations_are_answered_quickly()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var model = Chance(new Random(3), 5_000, 20_000);
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            db.AddRange(model.Items.Values.Select(item => new ArchitectureItem { Id = item.Id, Domain = item.Domain, Name = item.Name, Code = item.Code, State = item.State }));
            db.AddRange(model.Relations.Select(relation => new ArchitectureRelation { FromId = relation.From, ToId = relation.To, Kind = relation.Kind }));
            // As a restore would: the events of these rows are not what is measured.
            await db.SaveAsGiven(CancellationToken.None);
        });
        using var auditor = await app.SignInAs(Role.Auditor);
        var service = model.Of(ArchitectureDomain.Service).First().Id;
        var server = model.Of(ArchitectureDomain.Infrastructure).First().Id;
        foreach (var href in new[] { $"peta-layanan?layanan={service}", "peta-aplikasi", "linimasa", "integrasi", "kesenjangan", $"dampak?butir={server}", "mutu" })
        {
            await auditor.Open($"/kerja/arsitektur/{href}");
            var best = long.MaxValue;
            for (var round = 0; round < 3; round++)
            {
                var watch = Stopwatch.StartNew();
                (await auditor.Client.GetAsync($"/kerja/arsitektur/{href}")).StatusCode.ShouldBe(HttpStatusCode.OK);
                best = Math.Min(best, watch.ElapsedMilliseconds);
            }
            TestContext.Current.SendDiagnosticMessage("{0}: {1} ms", href, best);
            // The budget is 300 ms on a machine of its own; here others build at the same time.
            best.ShouldBeLessThan(1_000, href);
        }
    }

    private static async Task Drawn(Browse browse, Page page, string words)
    {
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldContain(words);
        page.Html.QuerySelector("figure svg")!.GetAttribute("aria-label").ShouldNotBeNullOrEmpty();
        page.Html.QuerySelector("table")!.TextContent.ShouldContain(words);
        page.Body.ShouldNotContain(" style=\"");
        var file = await browse.Client.GetAsync(page.Html.QuerySelectorAll("a").First(link => link.TextContent.Contains("Unduh gambar", StringComparison.Ordinal)).GetAttribute("href"));
        file.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        System.Xml.Linq.XDocument.Parse(await file.Content.ReadAsStringAsync()).Root!.Name.LocalName.ShouldBe("svg");
        // Script makes a PNG of the same file; without script the button is not there.
        var png = page.Html.QuerySelector("button[data-png]")!;
        (png.GetAttribute("data-png"), png.HasAttribute("hidden")).ShouldBe((page.Html.QuerySelectorAll("a").First(link => link.TextContent.Contains("Unduh gambar", StringComparison.Ordinal)).GetAttribute("href"), true));
    }

    private static ItemFacts Item(ArchitectureDomain domain) => new(Guid.NewGuid(), domain, "Butir", "B", null, null, ItemState.AsIs, null, null);

    /// <summary>A made-up architecture: relations of every kind that the domains at hand allow.</summary>
    private static ArchitectureModel Chance(Random random, int items, int relations)
    {
        var made = Enumerable.Range(0, items).Select(at => new ItemFacts(Guid.CreateVersion7(), (ArchitectureDomain)random.Next(6), $"Butir {at}", $"B-{at}", null, null, (ItemState)random.Next(2), null, null)).ToList();
        var joined = new HashSet<RelationFacts>();
        while (joined.Count < relations)
        {
            var (from, to) = (made[random.Next(items)], made[random.Next(items)]);
            if (from.Id != to.Id && ArchitectureWords.Between(from.Domain, to.Domain).ToList() is { Count: > 0 } kinds)
            {
                joined.Add(new RelationFacts(from.Id, to.Id, kinds[random.Next(kinds.Count)]));
            }
        }
        return new ArchitectureModel(made, joined);
    }
}
