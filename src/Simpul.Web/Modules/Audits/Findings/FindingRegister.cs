using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Tools;
using Simpul.Web.Modules.Planning.Contract;
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

    /// <summary>What an agency agrees to, or objects to, as a sentence names it.</summary>
    private static readonly IReadOnlyList<(string Property, string Words)> agreed =
    [
        (nameof(AuditFinding.Severity), "keparahan"), (nameof(AuditFinding.Condition), "kondisi"), (nameof(AuditFinding.Criterion), "kriteria"), (nameof(AuditFinding.Cause), "sebab"),
        (nameof(AuditFinding.Effect), "akibat"), (nameof(AuditFinding.Recommendation), "rekomendasi"), (nameof(AuditFinding.DueOn), "tenggat"),
    ];

    /// <summary>What stands in the report.</summary>
    private static readonly IReadOnlyList<string> reported =
    [
        nameof(AuditFinding.Title), nameof(AuditFinding.Severity), nameof(AuditFinding.Condition), nameof(AuditFinding.Criterion), nameof(AuditFinding.Cause), nameof(AuditFinding.Effect), nameof(AuditFinding.Recommendation),
        nameof(AuditFinding.FoundOn), nameof(AuditFinding.CriterionCode), nameof(AuditFinding.ObjectName), nameof(AuditFinding.Fingerprint),
    ];

    /// <summary>What nobody changes of a finding that they answer for, with the keys of the fields.</summary>
    private static readonly IReadOnlyList<(string Property, string Key)> fields =
    [
        .. reported.Where(name => name != nameof(AuditFinding.ObjectName)).Append(nameof(AuditFinding.DueOn)).Select(name => (name, char.ToLowerInvariant(name[0]) + name[1..])),
        (nameof(AuditFinding.ObjectName), "object"), (nameof(AuditFinding.AgencyId), "agency"),
    ];

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
        AlsoFoundBy = item => item.CriterionCode ?? "",
        Of =
        [
            Fields.Text<AuditFinding>("title", "Temuan", item => item.Title, AuditFinding.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Reference<AuditFinding>("audit", "Audit", item => item.AuditId, AuditRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<AuditFinding, Severity>("severity", "Keparahan", item => item.Severity, AuditWords.Severities, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Text<AuditFinding>("condition", "Kondisi", item => item.Condition, AuditFinding.TextLength, new() { Required = true, Searched = true, Help = "Apa yang dijumpai. Jangan menulis data pribadi atau kata sandi." }, longText: true),
            Fields.Text<AuditFinding>("criterion", "Kriteria", item => item.Criterion, AuditFinding.CriterionLength, new() { Required = true, Searched = true, Help = "Apa yang seharusnya, dan di mana tertulis." }),
            Fields.Text<AuditFinding>("cause", "Sebab", item => item.Cause, AuditFinding.AnswerLength, new() { Required = true }, longText: true),
            Fields.Text<AuditFinding>("effect", "Akibat", item => item.Effect, AuditFinding.AnswerLength, longText: true),
            Fields.Text<AuditFinding>("recommendation", "Rekomendasi", item => item.Recommendation, AuditFinding.AnswerLength, new() { Required = true, Searched = true, Help = "Mengubah isi, keparahan, tenggat, atau penanggung jawab membatalkan tanggapan yang sudah diberikan." }, longText: true),
            Fields.Reference<AuditFinding>("agency", "Perangkat daerah penanggung jawab", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = "Kosongkan untuk perangkat daerah yang diaudit." }),
            Fields.Date<AuditFinding>("foundOn", "Ditemukan", item => item.FoundOn, new() { Help = "Kosongkan untuk hari ini." }),
            Fields.Date<AuditFinding>("dueOn", "Tenggat tindak lanjut", item => item.DueOn, new() { Required = true, Listed = true, CitedBy = "audit.follow-up" }),
            Fields.Choice<AuditFinding, FindingState>("state", "Keadaan", item => item.State, AuditWords.FindingStates, new() { Listed = true, Filtered = true, Fixed = true, Help = "Temuan baru selalu Terbuka." }),
            Fields.Choice<AuditFinding, FindingResponse>("response", "Tanggapan", item => item.Response, AuditWords.Responses, new() { Listed = true, Filtered = true, Fixed = true, Help = "Diisi perangkat daerah sesudah temuan disampaikan." }),
            Fields.Key<AuditFinding>("criterionCode", "Kriteria yang diperiksa", item => item.CriterionCode, WorkingPaper.KeyLength, AuditWords.CriterionChoices, new() { Help = "Kriteria kertas kerja asal temuan ini. Kosongkan bila tidak berasal dari kertas kerja." }),
            Fields.Text<AuditFinding>("object", "Objek", item => item.ObjectName, ArchitectureItem.NameLength, new() { Searched = true, Help = "Nama objek audit ini. Kosongkan bila temuan mengenai semua objeknya.", SuggestHref = ChooseObjectsModel.SuggestHref }),
            Fields.Text<AuditFinding>("fingerprint", "Tanda hasil alat", item => item.Fingerprint, 64, new() { Help = "Terisi sendiri bila temuan dibuat lewat Jadikan temuan pada daftar hasil alat. Selain itu biarkan kosong." }),
        ],
        Starts = Start,
        Settles = Settle,
        Rules = Check,
        Saving = Save,
        More = [FindingSections.Next, FindingSections.Origin, FindingSections.Answers],
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
        if (typed.GetValueOrDefault("criterionCode") is { Length: > 0 } code && await Paper(db, id, code, typed.GetValueOrDefault("object"), cancel) is { } paper)
        {
            (begun["title"], begun["criterion"], begun["condition"]) = (Cut(paper.Called, AuditFinding.TitleLength), Cut($"{paper.Text} ({paper.Cite})", AuditFinding.CriterionLength), Cut(paper.Observation ?? "", AuditFinding.TextLength));
            begun["object"] = paper.ObjectName ?? "";
        }
        if (typed.GetValueOrDefault("fingerprint") is { Length: > 0 } print && await db.ResultsOf(id, services.GetRequiredService<Acting>().Actor.Clearance).SingleOrDefaultAsync(one => one.Fingerprint == print, cancel) is { } result)
        {
            begun["severity"] = result.Severity.ToString();
            // A finding is read by whoever sees the agency's findings: what is held more closely is linked to and not copied.
            if (await db.ResultsOf(id, Classification.Restricted).AnyAsync(one => one.Id == result.Id, cancel))
            {
                (begun["title"], begun["criterion"]) = (Cut(result.Title, AuditFinding.TitleLength), Cut(result.Rule, AuditFinding.CriterionLength));
                (begun["condition"], begun["recommendation"]) = (Cut($"{result.Place}\n{result.Text}".Trim(), AuditFinding.TextLength), Cut(result.Solution ?? "", AuditFinding.AnswerLength));
            }
            else
            {
                begun["condition"] = "Rinciannya ada pada hasil alat yang rahasia, yang ditautkan pada temuan ini bagi yang berwenang membacanya.";
            }
        }
        return begun;
    }

    /// <summary>The paper of a criterion that a finding is about: of its object, or the only one that there is.</summary>
    private static async Task<WorkingPaper?> Paper(PlatformDb db, Guid? audit, string code, string? called, CancellationToken cancel)
    {
        var papers = await db.Set<WorkingPaper>().AsNoTracking().Where(one => one.AuditId == audit && one.Criterion == code).OrderBy(one => one.Id).Take(AuditFlow.MostObjects + 1).ToListAsync(cancel);
        return papers.Count == 1 && (string.IsNullOrEmpty(called) || papers[0].ItemId is null) ? papers[0] : papers.FirstOrDefault(one => string.Equals(one.ObjectName, called, StringComparison.OrdinalIgnoreCase));
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static async Task Settle(IServiceProvider services, AuditFinding item, CancellationToken cancel)
    {
        if (item.FoundOn == default)
        {
            item.FoundOn = services.GetRequiredService<Today>().Date;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var paper = item.CriterionCode is { } code ? await Paper(db, item.AuditId, code, item.ObjectName, cancel) : null;
        (item.PaperId, item.ObjectName) = (paper?.Id, paper?.ObjectName ?? item.ObjectName);
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
        // By whom it is addressed to in the store, and not by what the form makes of it.
        var isOwn = !isNew && rights.AnswersFor(entry.Property(one => one.AgencyId).OriginalValue, entry.Property(one => one.RespondedBy).OriginalValue);
        if (isOwn)
        {
            refusals.AddRange(fields.Where(one => entry.Property(one.Property).IsModified).Select(one => Refusal.At(one.Key, one.Key == "agency"
                ? "Temuan ini menjadi tanggung jawab perangkat daerah Anda sendiri, jadi hanya auditor lain yang dapat mengalihkannya."
                : "Temuan ini menjadi tanggung jawab perangkat daerah Anda sendiri, jadi hanya auditor lain yang dapat mengubahnya. Bila tidak tepat, sanggah dengan alasannya.")));
        }
        else if (!await (isNew ? rights.MayWork(audit, cancel) : rights.MayAmend(audit, cancel)))
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
        if (!isNew && audit is { State: AuditState.Finished, ReportOnly: false } && reported.Any(name => entry.Property(name).IsModified))
        {
            refusals.Add(Refusal.Whole("Laporan audit ini sudah disampaikan, jadi isi temuannya tetap seperti dalam laporan. Yang masih dapat diubah: tenggat dan perangkat daerah penanggung jawab."));
        }
        if (!isNew && item.State == FindingState.Closed)
        {
            refusals.Add(Refusal.Whole("Temuan ini sudah ditutup, jadi tidak dapat diubah lagi."));
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
            refusals.Add(await db.Set<WorkingPaper>().AnyAsync(one => one.AuditId == audit.Id && one.Criterion == item.CriterionCode, cancel)
                ? Refusal.At("object", "Kriteria ini diperiksa pada tiap objek. Isi nama objeknya seperti pada kertas kerja.")
                : Refusal.At("criterionCode", "Kriteria ini tidak diperiksa dalam audit ini. Pilih yang ada pada kertas kerjanya, atau kosongkan."));
        }
        else if (item.ObjectName is not null && (isNew || entry.Property(one => one.ObjectName).IsModified) && !await IsObject(db, audit.Id, item.ObjectName, cancel))
        {
            refusals.Add(Refusal.At("object", "Ini bukan nama objek audit ini. Isi seperti pada daftar objeknya, atau kosongkan."));
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

    private static async Task<bool> IsObject(PlatformDb db, Guid audit, string called, CancellationToken cancel) =>
        (await db.Set<AuditObject>().AsNoTracking().Where(one => one.AuditId == audit).Select(one => one.Name).ToListAsync(cancel)).Contains(called, StringComparer.OrdinalIgnoreCase);

    private static Task Save(IServiceProvider services, AuditFinding item, bool isNew, CancellationToken cancel)
    {
        var (entry, today, notices) = (services.GetRequiredService<PlatformDb>().Entry(item), services.GetRequiredService<Today>().Date, services.GetRequiredService<NoticeBoard>());
        if (isNew)
        {
            notices.Tell(Recipient.HoldersOf("agency", item.AgencyId), "audits.finding", $"Temuan audit {item.Severity.Word().ToLowerInvariant()}: {item.Title}. Tanggapi dan tindak lanjuti paling lambat {Indonesian.Date(item.DueOn)}.", Pages.Finding(item.Id));
            return Task.CompletedTask;
        }
        if (entry.Property(one => one.DueOn).IsModified && item.DueOn >= today)
        {
            // Another deadline is told of anew when it passes.
            item.Escalated = 0;
        }
        var changed = agreed.Where(one => entry.Property(one.Property).IsModified).Select(one => one.Words).ToList();
        var addressed = entry.Property(one => one.AgencyId);
        if (changed.Count == 0 && !addressed.IsModified)
        {
            return Task.CompletedTask;
        }
        var answered = item.Response != FindingResponse.None;
        // What was answered was another finding. Who answered is kept: they still do not close it.
        (item.Response, item.ResponseWords, item.RespondedOn) = (FindingResponse.None, null, null);
        (item.ObjectionWords, item.ObjectionAnsweredOn, item.ObjectionAnsweredBy) = (null, null, null);
        if (addressed.IsModified)
        {
            notices.Tell(Recipient.HoldersOf("agency", item.AgencyId), "audits.finding", $"Temuan audit {item.Severity.Word().ToLowerInvariant()} dialihkan kepada perangkat daerah Anda: {item.Title}. {(item.DueOn < today ? $"Tenggatnya {Indonesian.Date(item.DueOn)} sudah lewat." : $"Tanggapi dan tindak lanjuti paling lambat {Indonesian.Date(item.DueOn)}.")}", Pages.Finding(item.Id));
            if (addressed.OriginalValue is { } before)
            {
                notices.Tell(Recipient.HoldersOf("agency", before), "audits.finding", $"Temuan “{item.Title}” dialihkan kepada perangkat daerah lain, jadi tidak lagi Anda tindak lanjuti.", Href);
            }
        }
        else
        {
            notices.Tell(Recipient.HoldersOf("agency", item.AgencyId), "audits.finding", $"Auditor mengubah {Indonesian.List(changed)} temuan “{item.Title}”.{(answered ? " Tanggapan Anda tidak berlaku lagi; baca dan tanggapi lagi." : "")} Tenggatnya {Indonesian.Date(item.DueOn)}.", Pages.Finding(item.Id));
        }
        return Task.CompletedTask;
    }
}
