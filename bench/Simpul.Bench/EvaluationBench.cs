using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Evaluation;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Bench;

/// <summary>
/// The pages of evaluations and audits over the city's five years with 3,000 pieces of evidence and four years of audits, with the
/// processor time that each took; and the bundle of 2 GB of evidence, with the memory that it took to send.
/// </summary>
internal static class EvaluationBench
{
    /// <summary>Files of the large bundle; with <see cref="BundledBytes"/> each, 2 GB.</summary>
    private const int Bundled = 103;

    private const long BundledBytes = FileRecord.MostBytes - 4096;

    /// <summary>The cycle whose evidence is that large: of a year in which the city has none.</summary>
    private const int BundledYear = EvaluationCycle.LeastYear;

    public static async IAsyncEnumerable<Figure> Run(Bench bench, string database, string? postgres)
    {
        var data = await new Instances(bench).Ready($"city-{database}", "--sample=city", postgres);
        await using var app = Instances.Open(data, postgres);
        var cookie = await Instances.SignedIn(app);
        var pages = await Pages(app);
        var (small, large) = await Bundles(app);
        await using var server = await Serving.Start(bench, data, postgres);
        await foreach (var figure in PageLoad.Run(server, cookie, $"evaluation.{database}", pages))
        {
            yield return figure;
        }
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(10) };
        // A small bundle first: what the way itself needs is no growth.
        await Send(client, cookie, small, server);
        var before = server.ResidentMegabytes;
        var (bytes, seconds, most) = await Send(client, cookie, large, server);
        yield return Figure.AtMost($"evaluation.{database}.bundle.growth", Math.Max(0, most - before), "MB", 64, new Dictionary<string, double> { ["before"] = before, ["sent"] = bytes / 1048576.0 });
        yield return Figure.Of($"evaluation.{database}.bundle.rate", bytes / 1048576.0 / seconds, "MB/s");
        yield return Figure.Of($"evaluation.{database}.resident", server.ResidentMegabytes, "MB");
    }

    private static async Task<IReadOnlyList<(string Name, IReadOnlyList<string> Paths)>> Pages(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var cycle = await db.Set<EvaluationCycle>().AsNoTracking().Where(one => one.Purpose == CyclePurpose.Monitoring && one.Year > BundledYear).OrderByDescending(one => one.Year).FirstAsync();
        var over = await db.Set<EvaluationCycle>().AsNoTracking().Where(one => one.Purpose == CyclePurpose.Monitoring && one.State == CycleState.Closed && one.Year > BundledYear).OrderByDescending(one => one.Year).FirstAsync();
        var keys = await db.Set<CycleIndicator>().AsNoTracking().Where(one => one.CycleId == cycle.Id).OrderBy(one => one.Place).Select(one => one.Key).ToListAsync();
        var audits = await db.Set<Audit>().AsNoTracking().OrderBy(one => one.Id).Select(one => one.Id).Take(40).ToListAsync();
        var findings = await db.Set<AuditFinding>().AsNoTracking().OrderBy(one => one.Id).Select(one => one.Id).Take(40).ToListAsync();
        Bench.Say($"{await db.Set<EvidenceUse>().CountAsync()} pieces of evidence, {await db.Set<Audit>().CountAsync()} audits, {await db.Set<AuditFinding>().CountAsync()} findings");
        return
        [
            ("cycles", [EvaluationAddress.Home]),
            ("cycle", [cycle.Href, over.Href]),
            ("indicators", [EvaluationAddress.List(cycle.Id), $"{EvaluationAddress.List(cycle.Id)}?halaman=2"]),
            ("indicator", [.. keys.Select(key => EvaluationAddress.Indicator(cycle.Id, key))]),
            ("result", [EvaluationAddress.Result(over.Id), EvaluationAddress.Result(cycle.Id)]),
            ("history", [EvaluationAddress.History]),
            ("what-if", [EvaluationAddress.WhatIf(cycle.Id), $"{EvaluationAddress.WhatIf(cycle.Id)}?n-{keys[^1]}=5"]),
            ("plan", [EvaluationAddress.Plan(over.Id)]),
            ("evidence", [$"/kerja/{EvidenceRegister.Slug}", $"/kerja/{EvidenceRegister.Slug}?halaman=4", $"/kerja/{EvidenceRegister.Slug}?q=nomor+0300"]),
            ("audits-programme", [Web.Modules.Audits.Programme.ProgrammeModel.Href]),
            ("audits", [AuditRegister.Href]),
            ("audit", [.. audits.Select(id => $"{AuditRegister.Href}/{id}")]),
            ("finding", [.. findings.Select(id => $"{FindingRegister.Href}/{id}")]),
        ];
    }

    /// <summary>The addresses of two bundles: one of the city's, and one of 2 GB, which is made here once. Its files are holes, so that the disk holds next to nothing of them; each has a length, and so a hash, of its own.</summary>
    private static async Task<(string Small, string Large)> Bundles(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<Acting>().Actor = Actor.Command;
        var db = services.GetRequiredService<PlatformDb>();
        var small = await db.Set<EvaluationCycle>().AsNoTracking().Where(one => one.Purpose == CyclePurpose.Monitoring && one.State == CycleState.Closed && one.Year > BundledYear).OrderByDescending(one => one.Year).FirstAsync();
        var large = await db.Set<EvaluationCycle>().AsNoTracking().SingleOrDefaultAsync(one => one.Year == BundledYear && one.Purpose == CyclePurpose.Monitoring);
        if (large is null)
        {
            Bench.Say("Making a cycle with 2 GB of evidence; kept for the next run…");
            var (journal, store, national) = (services.GetRequiredService<Journal>(), services.GetRequiredService<FileStore>(), services.GetRequiredService<NationalData>());
            var instrument = national.Instrument("spbe-2020")!;
            large = new EvaluationCycle { Year = BundledYear, Purpose = CyclePurpose.Monitoring, Instrument = instrument.Id, OpensOn = new(BundledYear, 5, 2), AnswersUntil = new(BundledYear, 6, 1), AssessedUntil = new(BundledYear, 7, 1), ValidatedUntil = new(BundledYear, 7, 10), SignedUntil = new(BundledYear, 7, 20), ClosesOn = new(BundledYear, 12, 1) };
            var items = await services.GetRequiredService<CycleOpening>().Put(large, instrument, 1, CancellationToken.None);
            for (var at = 0; at < Bundled; at++)
            {
                var document = new EvidenceDocument { Title = $"Bukti besar {at + 1} (contoh)", Form = EvidenceForm.File };
                var use = new EvidenceUse { CycleId = large.Id, IndicatorId = items[at % items.Count].Id, DocumentId = document.Id, Level = 2 };
                var stored = await Hole(store, BundledBytes + at);
                var file = new FileRecord { SubjectKind = EvidenceRegister.Kind, SubjectId = document.Id, Slot = "attachment/1", Name = $"bukti-besar-{at + 1}.pdf", Sha256 = stored, Size = BundledBytes + at, MediaType = "application/pdf", Permission = EvaluationPermissions.View, UploadedAt = DateTimeOffset.UtcNow };
                db.AddRange(document, use, file);
                journal.Record("evaluation-documents.registered", document);
                journal.Record("evaluation-evidence.registered", use);
                journal.Record("files.attached", file);
            }
            await db.SaveChangesAsync();
        }
        return ($"{EvaluationAddress.Result(small.Id)}/bukti.zip", $"{EvaluationAddress.Result(large.Id)}/bukti.zip");
    }

    private static async Task<string> Hole(FileStore store, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var nothing = new byte[1024 * 1024];
        for (var left = length; left > 0; left -= nothing.Length)
        {
            hash.AppendData(nothing, 0, (int)Math.Min(left, nothing.Length));
        }
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        var place = store.PathOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        await using var file = new FileStream(place, FileMode.OpenOrCreate, FileAccess.Write);
        file.SetLength(length);
        return sha256;
    }

    /// <summary>Reads a bundle to its end without keeping it.</summary>
    /// <returns>Its bytes, the seconds that it took, and the most that the program held in memory meanwhile.</returns>
    private static async Task<(long Bytes, double Seconds, double Most)> Send(HttpClient client, string cookie, string path, Serving server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        var start = Stopwatch.GetTimestamp();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}.");
        }
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[1024 * 1024];
        var (bytes, most, looked) = (0L, server.ResidentMegabytes, start);
        int read;
        while ((read = await body.ReadAsync(buffer)) > 0)
        {
            bytes += read;
            if (Stopwatch.GetElapsedTime(looked) > TimeSpan.FromMilliseconds(50))
            {
                (most, looked) = (Math.Max(most, server.ResidentMegabytes), Stopwatch.GetTimestamp());
            }
        }
        return (bytes, Stopwatch.GetElapsedTime(start).TotalSeconds, Math.Max(most, server.ResidentMegabytes));
    }
}
