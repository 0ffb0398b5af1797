using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Modules.Audits.Tools;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Search;
using Xunit;

namespace Simpul.Tests.Modules.Audits;

/// <summary>The sample's audits, and every page of the module with them.</summary>
public sealed class AuditSampleTests
{
    [Theory]
    [InlineData(Make.Palembang)]
    [InlineData(Court.BangkaTengah)]
    [InlineData(Court.Baubau)]
    [InlineData(Court.PalangkaRaya)]
    public async Task The_sample_has_an_audit_in_each_state_and_every_page_opens(string regulation)
    {
        await using var app = await App.StartWith(regulation);
        await app.Do(async services =>
        {
            foreach (var module in services.GetServices<IModule>())
            {
                await module.AddSample(services, CancellationToken.None);
            }
        });
        var audits = await All<Audit>(app);
        audits.Select(audit => audit.State).ShouldBe([AuditState.Finished, AuditState.Running], ignoreOrder: true);
        (await All<PlannedAudit>(app)).Count.ShouldBe(3);
        (await All<AuditFinding>(app)).Select(finding => finding.State).ShouldBe([FindingState.Closed, FindingState.Open, FindingState.FollowedUp], ignoreOrder: true);
        (await All<WorkingPaper>(app)).ShouldContain(paper => paper.IsSigned);
        (await All<ToolResult>(app)).Count.ShouldBe(2);
        using var auditor = await app.SignInAs(Role.Auditor);
        var running = audits.Single(audit => audit.State == AuditState.Running);
        var paper = (await All<WorkingPaper>(app))[0];
        var run = (await All<ToolRun>(app))[0];
        foreach (var href in new[]
        {
            "/kerja/program-audit", "/kerja/rencana-audit", "/kerja/audit-tik", "/kerja/temuan-audit", "/kerja/koordinasi-audit", "/kerja/lembaga-audit", "/kerja/kriteria-audit", $"/kerja/audit-tik/{running.Id}",
            $"/kerja/audit-tik/{running.Id}/tim", $"/kerja/audit-tik/{running.Id}/tahap", $"/kerja/audit-tik/{running.Id}/kertas-kerja", $"/kerja/audit-tik/{running.Id}/kertas-kerja?hasil=Fails&q=kebijakan&halaman=9", $"/kerja/kertas-kerja-audit/{paper.Id}",
            $"/kerja/audit-tik/{running.Id}/hasil-alat?q=x&keparahan=High", $"/kerja/hasil-alat-audit/{run.Id}",
        }.Concat((await All<AuditFinding>(app)).Select(finding => $"/kerja/temuan-audit/{finding.Id}")).Concat((await All<PlannedAudit>(app)).Select(plan => $"/kerja/rencana-audit/{plan.Id}")))
        {
            var page = await auditor.Open(href);
            page.Status.ShouldBe(System.Net.HttpStatusCode.OK, href);
            page.Title.Length.ShouldBeGreaterThan(0, href);
        }
        (await auditor.Open($"/kerja/audit-tik/{running.Id}/objek")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden, "what runs is its team's");
        foreach (var audit in audits)
        {
            foreach (var file in new[] { "laporan.pdf", "laporan.xlsx", "oscal.json" })
            {
                (await auditor.Client.GetAsync($"/kerja/audit-tik/{audit.Id}/{file}")).EnsureSuccessStatusCode();
            }
        }
        // Like real data: every record of a register is found by the search.
        var found = (await All<SearchEntry>(app)).Select(entry => entry.SubjectId).ToHashSet();
        audits.ShouldAllBe(audit => found.Contains(audit.Id));
    }

    [Theory]
    [InlineData("rencana-audit", "Tambah rencana audit", "Isi nama rencana.")]
    [InlineData("audit-tik", "Tambah audit TIK", "Isi nama audit.")]
    [InlineData("temuan-audit", "Tambah temuan audit", "Isi temuan.")]
    [InlineData("koordinasi-audit", "Tambah koordinasi audit", "Isi dengan.")]
    [InlineData("lembaga-audit", "Tambah lembaga audit", "Isi nama lembaga.")]
    public async Task A_register_refuses_who_may_not_and_names_what_is_wanting(string slug, string title, string wanting)
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var visitor = new Browse(app);
        (await visitor.Client.GetAsync($"/kerja/{slug}")).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/masuk");
        using var head = await app.SignInAs(Role.AgencyHead);
        (await head.Open($"/kerja/{slug}")).Body.ShouldNotContain($"{slug}/baru");
        (await head.Open($"/kerja/{slug}/baru")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        using var auditor = await app.SignInAs(Role.Auditor);
        (await auditor.Open($"/kerja/{slug}/{Guid.NewGuid()}")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        var form = await auditor.Open($"/kerja/{slug}/baru");
        form.Title.ShouldBe(title);
        (await auditor.Submit(form, form.Html.QuerySelector(".actions button")!.TextContent.Trim())).Text.ShouldContain(wanting);
    }

    private static Task<List<T>> All<T>(App app)
        where T : class => app.Do(services => services.GetRequiredService<PlatformDb>().Set<T>().AsNoTracking().ToListAsync());
}
