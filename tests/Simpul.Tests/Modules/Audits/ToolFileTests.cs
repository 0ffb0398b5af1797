using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Tools;
using Xunit;

namespace Simpul.Tests.Modules.Audits;

/// <summary>Files of audit tools: what is read of them, what is refused, and that no file brings the program down.</summary>
public sealed class ToolFileTests
{
    public const string Sarif = """
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{
          "results": [
            {"ruleId": "sqli", "message": {"text": "Injeksi"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.cs"}, "region": {"startLine": 4}}}, {"physicalLocation": {"artifactLocation": {"uri": "z.cs"}}}], "partialFingerprints": {"primaryLocationLineHash/v1": "abc"}},
            {"ruleIndex": 1, "level": "note", "message": {"text": "Nama pendek"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "b.cs"}, "region": {"startLine": 9}}}]},
            {"ruleId": "ok", "kind": "pass", "message": {"text": "Lulus"}},
            {"ruleId": "old", "message": {"text": "Diterima"}, "suppressions": [{"kind": "inSource"}]},
            {"ruleId": "odd", "level": "fatal", "message": {"text": "Aneh"}},
            {"message": {}},
            {"ruleId": "sqli", "message": {"text": "Injeksi lagi"}, "partialFingerprints": {"primaryLocationLineHash/v1": "abc"}}],
          "tool": {"driver": {"name": "Semgrep", "semanticVersion": "1.9", "rules": [{"id": "sqli", "shortDescription": {"text": "Injeksi SQL"}, "properties": {"security-severity": "9.8"}}, {"id": "name", "defaultConfiguration": {"level": "error"}}]}}}]}
        """;

    public const string Gvm = """
        <report id="1"><report id="1"><version>22.7</version><results start="1" max="3">
          <result id="a"><name>OpenSSL usang</name><host>10.0.0.5<asset asset_id="x"/></host><port>443/tcp</port><nvt oid="1.3.6.1.4.1.25623.1.0.1"><name>OpenSSL</name><solution type="VendorFix">Perbarui.</solution><refs><ref type="cve" id="CVE-2024-1"/></refs></nvt><threat>High</threat><severity>7.5</severity><description>Versi lama.</description></result>
          <result id="b"><name>Tanpa peladen</name><host></host><severity>5.0</severity></result>
          <result id="c"><name>Palsu</name><host>10.0.0.5</host><port>general/tcp</port><threat>False Positive</threat><severity>-1.0</severity></result>
        </results></report></report>
        """;

    public const string Nessus = """
        <?xml version="1.0" ?><NessusClientData_v2><Policy><policyName>p</policyName></Policy><Report name="r"><ReportHost name="10.0.0.7"><HostProperties><tag name="os">linux</tag></HostProperties>
          <ReportItem port="22" svc_name="ssh" protocol="tcp" severity="4" pluginID="100" pluginName="SSH lemah"><description>Sandi lemah.</description><solution>Ganti.</solution><cve>CVE-2023-1</cve></ReportItem>
          <ReportItem port="0" protocol="tcp" severity="0" pluginID="200" pluginName="Informasi"/>
          <ReportItem port="80" protocol="tcp" severity="7" pluginID="300" pluginName="Aneh"/>
        </ReportHost></Report></NessusClientData_v2>
        """;

    private static readonly string[] insertions = ["\"", "{", "]", "<", "&", "]]>", "\\ud800", "1e999", "\u0000", "<!--"];

    private static readonly string[] sound = [Sarif, Gvm, Nessus];

    [Fact]
    public async Task Three_formats_say_the_same_things()
    {
        var sarif = await Read(Sarif);
        sarif.Tool.ShouldBe("Semgrep 1.9");
        sarif.Entries.Select(entry => (entry.Rule, entry.Title, entry.Severity, entry.Place)).ShouldBe([("sqli", "Injeksi SQL", Severity.Critical, "a.cs:4"), ("name", "Nama pendek", Severity.Low, "b.cs:9"), ("sqli", "Injeksi SQL", Severity.Critical, "")]);
        sarif.Entries[0].Fingerprint.ShouldBe(sarif.Entries[2].Fingerprint, "the tool's own fingerprint tells them to be one");
        sarif.Passed.ShouldBe(2);
        sarif.Bad.Select(bad => (bad.Number, bad.Why)).ShouldBe([(5, "Keparahan “fatal” tidak dikenal."), (6, "Tidak menyebut tempat maupun pesannya.")]);

        var gvm = await Read(Gvm);
        gvm.Tool.ShouldBe("OpenVAS/GVM 22.7");
        var one = gvm.Entries.ShouldHaveSingleItem();
        (one.Rule, one.Title, one.Severity, one.Place, one.Solution).ShouldBe(("1.3.6.1.4.1.25623.1.0.1", "OpenSSL usang", Severity.High, "10.0.0.5 443/tcp", "Perbarui."));
        one.Text!.ShouldContain("CVE-2024-1");
        gvm.Passed.ShouldBe(1);
        gvm.Bad.ShouldHaveSingleItem().Why.ShouldBe("Tidak menyebut peladennya.");

        var nessus = await Read(Nessus);
        nessus.Entries.Select(entry => (entry.Title, entry.Severity, entry.Place)).ShouldBe([("SSH lemah", Severity.Critical, "10.0.0.7 22/tcp"), ("Informasi", Severity.Note, "10.0.0.7")]);
        nessus.Bad.ShouldHaveSingleItem().Why.ShouldBe("Keparahan “7” tidak dikenal.");
    }

    [Fact]
    public async Task A_suppression_that_was_not_granted_hides_nothing()
    {
        var file = await Read("""
            {"version": "2.1.0", "runs": [{"results": [
              {"ruleId": "a", "message": {"text": "Diterima"}, "suppressions": [{"kind": "external", "status": "accepted"}]},
              {"ruleId": "b", "message": {"text": "Ditolak"}, "suppressions": [{"kind": "external", "status": "rejected"}]},
              {"ruleId": "c", "message": {"text": "Diperiksa"}, "suppressions": [{"status": "underReview", "kind": "inSource"}]}]}]}
            """);
        file.Entries.Select(entry => entry.Rule).ShouldBe(["b", "c"]);
        file.Passed.ShouldBe(1);
    }

    [Fact]
    public async Task Every_bad_result_is_counted_and_the_first_are_told()
    {
        var file = await Read("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[" + string.Join(',', Enumerable.Repeat("{\"message\":{}}", 250)) + "]}]}");
        (file.Bad.Count, file.BadCount).ShouldBe((200, 250));
    }

    [Theory]
    [InlineData("", "Berkas kosong.")]
    [InlineData("PK\u0003\u0004", "bukan hasil alat yang dikenal")]
    [InlineData("{\"a\": 1}", "bukan SARIF")]
    [InlineData("{\"version\": \"2.0.0\", \"runs\": []}", "SARIF 2.0.0")]
    [InlineData("{\"version\": \"2.1.0\", \"runs\": [", "bukan JSON yang utuh")]
    [InlineData("<html><body/></html>", "bukan laporan OpenVAS/GVM")]
    [InlineData("<report><results>", "bukan XML yang utuh")]
    [InlineData("<!DOCTYPE report [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><report>&a;</report>", "memuat DTD")]
    [InlineData("<!DOCTYPE report SYSTEM \"http://127.0.0.1:9/report.dtd\"><report/>", "memuat DTD")]
    [InlineData("<!DOCTYPE report [<!ENTITY % a SYSTEM \"http://127.0.0.1:9/a\"> %a;]><report/>", "memuat DTD")]
    [InlineData("<report><result id=\"a\"><name>&a;</name></result></report>", "bukan XML yang utuh")]
    [InlineData("<!DOCTYPE NessusClientData_v2 [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><NessusClientData_v2>&b;</NessusClientData_v2>", "memuat DTD")]
    public async Task What_is_no_result_is_refused_in_words(string text, string says) =>
        (await Should.ThrowAsync<UnreadableToolFileException>(() => Read(text))).Message.ShouldContain(says);

    [Fact]
    public async Task A_file_costs_no_more_than_the_limits()
    {
        var many = "{\"version\":\"2.1.0\",\"runs\":[{\"results\":[" + string.Join(',', Enumerable.Range(0, 10_001).Select(number => "{\"ruleId\":\"r\",\"message\":{\"text\":\"" + number + "\"}}")) + "]}]}";
        (await Should.ThrowAsync<UnreadableToolFileException>(() => Read(many))).Message.ShouldContain("lebih dari 10.000 hasil");
        (await Should.ThrowAsync<UnreadableToolFileException>(() => Read("{\"version\":\"2.1.0\",\"runs\":[" + new string('[', 100) + new string(']', 100) + "]}"))).Message.ShouldContain("bukan JSON yang utuh");
        (await Should.ThrowAsync<UnreadableToolFileException>(() => Read("{\"runs\":[],\"x\":\"" + new string('a', 2_000_000) + "\"}"))).Message.ShouldContain("lebih dari 1 MB");
        (await Should.ThrowAsync<UnreadableToolFileException>(() => Read("<report>" + string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100)) + "</report>"))).Message.ShouldContain("bukan XML yang utuh");
        var nessus = "<NessusClientData_v2><Report><ReportHost name=\"h\">" + string.Concat(Enumerable.Range(0, 10_001).Select(number => $"<ReportItem port=\"1\" severity=\"1\" pluginID=\"{number}\" pluginName=\"n\"/>")) + "</ReportHost></Report></NessusClientData_v2>";
        (await Should.ThrowAsync<UnreadableToolFileException>(() => Read(nessus))).Message.ShouldContain("lebih dari 10.000 hasil");
        var longText = await Read("<NessusClientData_v2><Report><ReportHost name=\"h\"><ReportItem severity=\"1\" pluginID=\"1\" pluginName=\"n\"><description>" + new string('x', 300_000) + "</description></ReportItem></ReportHost></Report></NessusClientData_v2>");
        longText.Entries.ShouldHaveSingleItem().Text!.Length.ShouldBe(ToolResult.TextLength);
    }

    [Fact]
    public async Task A_stream_that_comes_in_pieces_reads_the_same()
    {
        foreach (var text in sound)
        {
            var whole = await Read(text);
            var pieces = await ToolFiles.Read(new Piecemeal(Encoding.UTF8.GetBytes(text)), CancellationToken.None);
            pieces.Entries.ShouldBe(whole.Entries);
            pieces.Bad.ShouldBe(whole.Bad);
        }
    }

    /// <summary>Sound files with bytes changed, cut out and doubled: each is read, or refused in words.</summary>
    [Fact]
    public async Task No_mutilated_file_brings_the_program_down()
    {
        var chance = new Random(2026);
        var (read, refused) = (new int[3], new int[3]);
        for (var round = 0; round < 1500; round++)
        {
            List<byte> bytes = [.. Encoding.UTF8.GetBytes(sound[round % 3])];
            for (var times = chance.Next(1, 6); times > 0; times--)
            {
                var (at, length) = (chance.Next(bytes.Count), chance.Next(1, 40));
                switch (chance.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)chance.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(length, bytes.Count - at));
                        break;
                    case 2:
                        bytes.InsertRange(at, bytes.GetRange(at, Math.Min(length, bytes.Count - at)));
                        break;
                    default:
                        bytes.InsertRange(at, Encoding.UTF8.GetBytes(insertions[chance.Next(insertions.Length)]));
                        break;
                }
                if (bytes.Count == 0)
                {
                    bytes.Add(0);
                }
            }
            try
            {
                var file = await ToolFiles.Read(new MemoryStream([.. bytes]), CancellationToken.None);
                read[round % 3]++;
                file.Entries.ShouldAllBe(entry => entry.Title.Length > 0 && entry.Title.Length <= ToolResult.TitleLength && entry.Rule.Length <= ToolResult.RuleLength && entry.Place.Length <= ToolResult.PlaceLength && (entry.Text ?? "").Length <= ToolResult.TextLength);
            }
            catch (UnreadableToolFileException)
            {
                refused[round % 3]++;
            }
        }
        // Of each format some are read in spite of it and some are not: every parser met both.
        read.ShouldAllBe(times => times > 10);
        refused.ShouldAllBe(times => times > 50);
    }

    /// <summary>However a file's results are doubled and ordered, the same fingerprints come out, and none twice for what is one.</summary>
    [Fact]
    public void Fingerprints_depend_on_the_results_and_not_on_their_order()
    {
        var results = Gen.Choose(0, 8).ListOf().Where(list => list.Count < 30);
        Prop.ForAll(results.ToArbitrary(), list =>
        {
            string File(IEnumerable<int> numbers) => "<NessusClientData_v2><Report><ReportHost name=\"h\">" + string.Concat(numbers.Select(number => $"<ReportItem port=\"{number}\" protocol=\"tcp\" severity=\"2\" pluginID=\"{number % 3}\" pluginName=\"n{number}\"/>")) + "</ReportHost></Report></NessusClientData_v2>";
            var prints = Read(File(list)).GetAwaiter().GetResult().Entries.Select(entry => entry.Fingerprint).ToHashSet();
            var turned = Read(File(list.Concat(list).Reverse())).GetAwaiter().GetResult().Entries.Select(entry => entry.Fingerprint).ToHashSet();
            return prints.SetEquals(turned) && prints.Count == list.Distinct().Count();
        }).QuickCheckThrowOnFailure();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_file_is_tried_first_and_twice_is_the_same_as_once(string database)
    {
        await using var court = await Court.Open(Court.Baubau, database);
        var id = await court.Running(await court.Application("Antrean"));
        var page = await court.Auditor.Open($"/kerja/audit-tik/{id}/hasil-alat");
        (await court.Auditor.Submit(page, "Periksa berkas", [("Upload", "rusak.sarif", Encoding.UTF8.GetBytes("{\"runs\": ["))])).Text.ShouldContain("bukan JSON yang utuh");
        var run = await court.Auditor.Submit(page, "Periksa berkas", [("Upload", "hasil.sarif", Encoding.UTF8.GetBytes(Sarif))]);
        run.Text.ShouldContain("2 hasil: 2 baru, 0 sudah ada, 1 berulang di berkas ini, 2 dilewati");
        run.Text.ShouldContain("Nomor 5, Aneh: Keparahan “fatal” tidak dikenal.");
        (await court.All<ToolResult>()).ShouldBeEmpty();
        // Whoever looks again does not have it read again.
        var read = await court.App.Do(services => Task.FromResult(services.GetRequiredService<ReadToolFiles>().Read));
        read.ShouldBe(1);
        (await court.Auditor.Open(run.Href)).Text.ShouldContain("2 hasil: 2 baru");
        (await court.Desk.Open(run.Href)).Text.ShouldNotContain("Masukkan 2 hasil");
        page = await court.Auditor.Submit(run, "Masukkan 2 hasil");
        page.Text.ShouldContain("Hasil alat dimasukkan.");
        (await court.Auditor.Open(run.Href)).Text.ShouldContain("3 hasil di berkas, 2 baru ketika dimasukkan.");
        (await court.App.Do(services => Task.FromResult(services.GetRequiredService<ReadToolFiles>().Read))).ShouldBe(read);
        var results = await court.All<ToolResult>();
        results.Count.ShouldBe(2);

        var again = await court.Auditor.Submit(page, "Periksa berkas", [("Upload", "hasil-2.sarif", Encoding.UTF8.GetBytes(Sarif.Replace("\"startLine\": 4", "\"startLine\": 14", StringComparison.Ordinal)))]);
        again.Text.ShouldContain("2 hasil: 0 baru, 2 sudah ada");
        await court.Auditor.Submit(again, "Masukkan 2 hasil");
        var after = await court.All<ToolResult>();
        after.Select(one => one.Id).ShouldBe(results.Select(one => one.Id), ignoreOrder: true);
        after.ShouldAllBe(one => one.LastRunId != one.RunId);
        (await court.Auditor.Submit(again, "Masukkan 2 hasil")).Text.ShouldContain("sudah dimasukkan atau tidak dipakai");
        // The same file from somewhere else is another run of the same content, and changes nothing.
        var third = await court.Auditor.Submit(page, "Periksa berkas", [("Upload", "hasil-3.json", Encoding.UTF8.GetBytes(Sarif))]);
        (await court.Auditor.Submit(third, "Jangan pakai berkas ini")).Text.ShouldContain("Berkas tidak dipakai, dan tetap tersimpan.");
        (await court.All<ToolResult>()).Count.ShouldBe(2);

        var list = await court.Auditor.Open($"/kerja/audit-tik/{id}/hasil-alat?keparahan=Critical");
        list.Text.ShouldContain("Injeksi SQL");
        list.Text.ShouldNotContain("Nama pendek");
        list.Html.QuerySelectorAll("a[href*='fingerprint=']").ShouldAllBe(link => !link.GetAttribute("href")!.Contains("condition=") && !link.GetAttribute("href")!.Contains("title="));
        var form = await court.Auditor.Follow(list, "Jadikan temuan: Injeksi SQL, a.cs:4");
        form.Html.QuerySelector("[name='Form.Input[title]']")!.GetAttribute("value").ShouldBe("Injeksi SQL");
        form.Html.QuerySelector("[name='Form.Input[severity]'] option[selected]")!.GetAttribute("value").ShouldBe("Critical");
        await court.Auditor.Submit(form, "Simpan temuan audit", ("Form.Input[cause]", "Perintah digabung."), ("Form.Input[recommendation]", "Pakai parameter."), ("Form.Input[dueOn]", "2026-11-30"));
        (await court.Only<AuditFinding>()).Fingerprint.ShouldBe(after.Single(one => one.Rule == "sqli").Fingerprint);
        (await court.Auditor.Open(list.Href)).Text.ShouldContain("Buka temuan");
        await court.App.Do(async services =>
        {
            var events = await services.GetRequiredService<PlatformDb>().Set<Simpul.Web.Platform.Journal.JournalEvent>().Where(item => item.Action == "audit-tool-runs.imported").OrderBy(item => item.Index).Select(item => item.Body).ToListAsync();
            events.Count.ShouldBe(2);
            events[1].ShouldContain("\"added\":0");
        });
    }

    private static Task<ToolFile> Read(string text) => ToolFiles.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None);

    /// <summary>Gives a few bytes at a time, as a slow connection does.</summary>
    private sealed class Piecemeal(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(buffer.Length, 7)], cancellationToken);
    }
}
