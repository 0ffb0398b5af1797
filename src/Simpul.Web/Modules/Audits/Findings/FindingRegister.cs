using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Tools;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>The register of findings. The team writes them; the agency answers and follows up, and the auditor closes, on pages of their own.</summary>
internal static class FindingRegister
{
    public const string Kind = "audit-findings";
    public const string Href = "/kerja/temuan-audit";

    public static readonly Register<AuditFinding> Declared = new()
    {
        Kind = Kind,
        Slug = "temuan-audit",
        Title = "Temuan audit",
        One = "temuan audit",
        Why = "Yang dijumpai dalam audit: keparahannya, sebabnya, rekomendasinya, tanggapan perangkat daerah, dan tindak lanjutnya sampai ditutup auditor.",
        View = AuditsPermissions.View,
        Edit = AuditsPermissions.Conduct,
        Chapter = "Audit",
        Icon = "exclamation-triangle-fill",
        OrderedBy = "dueOn",
        TitleOf = item => item.Title,
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Text<AuditFinding>("title", "Temuan", item => item.Title, AuditFinding.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Reference<AuditFinding>("audit", "Audit", item => item.AuditId, AuditRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<AuditFinding, Severity>("severity", "Keparahan", item => item.Severity, AuditWords.Severities, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Text<AuditFinding>("condition", "Kondisi", item => item.Condition, AuditFinding.TextLength, new() { Required = true, Searched = true, Help = "Apa yang dijumpai. Jangan menulis data pribadi atau kata sandi." }, longText: true),
            Fields.Text<AuditFinding>("criterion", "Kriteria", item => item.Criterion, AuditFinding.CriterionLength, new() { Required = true, Searched = true, Help = "Apa yang seharusnya, dan di mana tertulis." }),
            Fields.Text<AuditFinding>("cause", "Sebab", item => item.Cause, AuditFinding.AnswerLength, new() { Required = true }, longText: true),
            Fields.Text<AuditFinding>("effect", "Akibat", item => item.Effect, AuditFinding.AnswerLength, longText: true),
            Fields.Text<AuditFinding>("recommendation", "Rekomendasi", item => item.Recommendation, AuditFinding.AnswerLength, new() { Required = true, Searched = true }, longText: true),
            Fields.Reference<AuditFinding>("agency", "Perangkat daerah penanggung jawab", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = "Kosongkan untuk perangkat daerah yang diaudit." }),
            Fields.Date<AuditFinding>("foundOn", "Ditemukan", item => item.FoundOn, new() { Help = "Kosongkan untuk hari ini." }),
            Fields.Date<AuditFinding>("dueOn", "Tenggat tindak lanjut", item => item.DueOn, new() { Required = true, Listed = true }),
            Fields.Choice<AuditFinding, FindingState>("state", "Keadaan", item => item.State, AuditWords.FindingStates, new() { Listed = true, Filtered = true, Fixed = true, Help = "Temuan baru selalu Terbuka." }),
            Fields.Choice<AuditFinding, FindingResponse>("response", "Tanggapan", item => item.Response, AuditWords.Responses, new() { Listed = true, Filtered = true, Fixed = true, Help = "Diisi perangkat daerah sesudah temuan disampaikan." }),
            Fields.Text<AuditFinding>("criterionCode", "Kode kriteria", item => item.CriterionCode, WorkingPaper.KeyLength, new() { Searched = true, Help = "Seperti pada kertas kerja, misalnya sec-network. Kosongkan bila tidak berasal dari kertas kerja." }),
            Fields.Text<AuditFinding>("fingerprint", "Sidik hasil alat", item => item.Fingerprint, 64, new() { Help = "Terisi bila temuan dibuat dari hasil alat. Kosongkan bila tidak." }),
        ],
        Starts = Start,
        Settles = Settle,
        Rules = Check,
        Saving = Save,
        More = [FindingSections.Next, FindingSections.Answers],
    };

    /// <summary>A finding of a working paper or of a tool's result begins with their words.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> Start(IServiceProvider services, IReadOnlyDictionary<string, string?> typed, CancellationToken cancel)
    {
        var begun = new Dictionary<string, string>(StringComparer.Ordinal);
        var db = services.GetRequiredService<PlatformDb>();
        if (!services.GetRequiredService<AuditRights>().MayRead || !Guid.TryParse(typed.GetValueOrDefault("audit"), out var id) || await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } audit)
        {
            return begun;
        }
        if (audit.AgencyId is { } agency && string.IsNullOrEmpty(typed.GetValueOrDefault("agency")))
        {
            begun["agency"] = agency.ToString();
        }
        if (typed.GetValueOrDefault("criterionCode") is { Length: > 0 } code && await db.Set<WorkingPaper>().AsNoTracking().SingleOrDefaultAsync(one => one.AuditId == id && one.Criterion == code, cancel) is { } paper)
        {
            (begun["title"], begun["criterion"], begun["condition"]) = (paper.Title, Cut($"{paper.Text} ({paper.Cite})", AuditFinding.CriterionLength), Cut(paper.Observation ?? "", AuditFinding.TextLength));
        }
        if (typed.GetValueOrDefault("fingerprint") is { Length: > 0 } print && await db.ResultsOf(id, services.GetRequiredService<Acting>().Actor.Clearance).SingleOrDefaultAsync(one => one.Fingerprint == print, cancel) is { } result)
        {
            (begun["title"], begun["criterion"], begun["severity"]) = (Cut(result.Title, AuditFinding.TitleLength), Cut(result.Rule, AuditFinding.CriterionLength), result.Severity.ToString());
            (begun["condition"], begun["recommendation"]) = (Cut($"{result.Place}\n{result.Text}".Trim(), AuditFinding.TextLength), Cut(result.Solution ?? "", AuditFinding.AnswerLength));
        }
        return begun;
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static async Task Settle(IServiceProvider services, AuditFinding item, CancellationToken cancel)
    {
        if (item.FoundOn == default)
        {
            item.FoundOn = services.GetRequiredService<Today>().Date;
        }
        var db = services.GetRequiredService<PlatformDb>();
        item.PaperId = item.CriterionCode is { } code ? await db.Set<WorkingPaper>().AsNoTracking().Where(paper => paper.AuditId == item.AuditId && paper.Criterion == code).Select(paper => (Guid?)paper.Id).SingleOrDefaultAsync(cancel) : null;
        item.AgencyId ??= await db.Set<Audit>().AsNoTracking().Where(audit => audit.Id == item.AuditId).Select(audit => audit.AgencyId).SingleOrDefaultAsync(cancel);
    }

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, AuditFinding item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var (entry, rights) = (db.Entry(item), services.GetRequiredService<AuditRights>());
        var isNew = entry.State == EntityState.Detached;
        if (await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(audit => audit.Id == item.AuditId, cancel) is not { } audit)
        {
            return [Refusal.At("audit", "Pilih auditnya.")];
        }
        var refusals = new List<Refusal>();
        if (!await rights.MayWork(audit, cancel))
        {
            refusals.Add(Refusal.Whole("Temuan ditulis dan diubah oleh tim auditnya."));
        }
        if (isNew && (audit.State is AuditState.Preparing or AuditState.Cancelled || (audit.State == AuditState.Finished && !audit.ReportOnly)))
        {
            refusals.Add(Refusal.At("audit", audit.State == AuditState.Preparing ? "Audit ini belum dimulai. Mulai dahulu dari tahapnya." : "Audit ini sudah berakhir. Temuan baru dibuat pada audit berikutnya."));
        }
        if (isNew && (item.State != FindingState.Open || item.Response != FindingResponse.None))
        {
            refusals.Add(Refusal.At(item.State != FindingState.Open ? "state" : "response", "Temuan baru selalu terbuka dan belum ditanggapi."));
        }
        if (!isNew && item.State == FindingState.Closed)
        {
            refusals.Add(Refusal.Whole("Temuan ini sudah ditutup, jadi tidak dapat diubah lagi."));
        }
        if (!isNew && entry.Property(one => one.AgencyId) is { IsModified: true } addressed && rights.AnswersFor(addressed.OriginalValue))
        {
            refusals.Add(Refusal.At("agency", "Temuan ini menjadi tanggung jawab perangkat daerah Anda sendiri, jadi hanya auditor lain yang dapat mengalihkannya."));
        }
        if (item.DueOn < item.FoundOn)
        {
            refusals.Add(Refusal.At("dueOn", "Tenggat mendahului hari ditemukan. Periksa keduanya."));
        }
        if (item.FoundOn > services.GetRequiredService<Today>().Date)
        {
            refusals.Add(Refusal.At("foundOn", "Hari ditemukan belum tiba."));
        }
        if (item.CriterionCode is not null && item.PaperId is null)
        {
            refusals.Add(Refusal.At("criterionCode", "Kode ini tidak ada pada kertas kerja audit ini. Salin dari kertas kerjanya, atau kosongkan."));
        }
        if (item.Fingerprint is { } print && !await db.Set<ToolResult>().AnyAsync(one => one.AuditId == audit.Id && one.Fingerprint == print, cancel))
        {
            refusals.Add(Refusal.At("fingerprint", "Hasil alat ini tidak ada pada audit ini. Buat temuan dari daftar hasil alat, atau kosongkan."));
        }
        if (item.AgencyId is null)
        {
            refusals.Add(Refusal.At("agency", "Pilih perangkat daerah yang menindaklanjuti."));
        }
        return refusals;
    }

    private static Task Save(IServiceProvider services, AuditFinding item, bool isNew, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (isNew)
        {
            services.GetRequiredService<NoticeBoard>().Tell(Recipient.HoldersOf("agency", item.AgencyId), "audits.finding", $"Temuan audit {item.Severity.Word().ToLowerInvariant()}: {item.Title}. Tanggapi dan tindak lanjuti paling lambat {Indonesian.Date(item.DueOn)}.", Pages.Finding(item.Id));
        }
        else if (db.Entry(item).Property(one => one.DueOn).IsModified && item.DueOn >= services.GetRequiredService<Today>().Date)
        {
            // Another deadline is told of anew when it passes.
            item.Escalated = 0;
        }
        return Task.CompletedTask;
    }
}
