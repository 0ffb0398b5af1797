using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Modules.Organisation.Contract;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>The register of audits. Objects, team, working papers and findings have pages of their own, which an audit's page leads to.</summary>
internal static class AuditRegister
{
    public const string Kind = "audits";
    public const string Href = "/kerja/audit-tik";

    /// <summary>What stays as it was when the audit began, by the key of its field.</summary>
    private static readonly IReadOnlyDictionary<string, string> pinned = new Dictionary<string, string>
    {
        [nameof(Audit.Kind)] = "kind", [nameof(Audit.Edition)] = "edition", [nameof(Audit.Performer)] = "performer", [nameof(Audit.ReportOnly)] = "reportOnly",
    };

    /// <summary>The same where the audit has a team: whether its people are independent follows from these.</summary>
    private static readonly IReadOnlyDictionary<string, string> terms = new Dictionary<string, string>
    {
        [nameof(Audit.AgencyId)] = "agency", [nameof(Audit.BodyId)] = "body", [nameof(Audit.DecreeId)] = "decree", [nameof(Audit.PeriodFrom)] = "periodFrom", [nameof(Audit.PeriodUntil)] = "periodUntil", [nameof(Audit.StartsOn)] = "startsOn",
    };

    public static readonly Register<Audit> Declared = new()
    {
        Kind = Kind,
        Slug = "audit-tik",
        Title = "Audit TIK",
        One = "audit TIK",
        Why = "Setiap audit: objeknya, siapa yang mengaudit, kriterianya, kertas kerja, temuan, dan laporannya.",
        View = AuditsPermissions.View,
        Edit = AuditsPermissions.Conduct,
        Chapter = "Audit",
        Icon = "clipboard-check",
        OrderedBy = "-startsOn",
        TitleOf = item => item.Title,
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Text<Audit>("title", "Nama audit", item => item.Title, Audit.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Text<Audit>("code", "Nomor surat tugas", item => item.Code, Audit.CodeLength, new() { Required = true, Searched = true, Unique = true }),
            Fields.Choice<Audit, AuditKind>("kind", "Jenis audit", item => item.Kind, AuditWords.Kinds, new() { Required = true, Listed = true, Filtered = true, CitedBy = "audit.types" }),
            Fields.Choice<Audit, AuditState>("state", "Keadaan", item => item.State, AuditWords.States, new() { Listed = true, Filtered = true, Fixed = true, Help = "Audit baru selalu Disiapkan; sesudahnya berubah lewat tahap audit." }),
            Fields.Reference<Audit>("planned", "Rencana yang dilaksanakan", item => item.PlannedId, PlannedAuditRegister.Kind, new() { Help = "Kosongkan bila di luar program." }),
            Fields.Reference<Audit>("agency", "Perangkat daerah yang diaudit", item => item.AgencyId, "agencies", new() { Required = true, Listed = true, Filtered = true, Help = "Yang utama. Temuan boleh menjadi tanggung jawab perangkat daerah lain." }),
            Fields.Date<Audit>("periodFrom", "Masa yang diperiksa sejak", item => item.PeriodFrom),
            Fields.Date<Audit>("periodUntil", "Masa yang diperiksa sampai", item => item.PeriodUntil),
            Fields.Date<Audit>("startsOn", "Mulai", item => item.StartsOn, new() { Required = true, Listed = true }),
            Fields.Date<Audit>("endsOn", "Paling lambat selesai", item => item.EndsOn, new() { Required = true }),
            Fields.Date<Audit>("finishedOn", "Laporan disampaikan", item => item.FinishedOn, new() { Listed = true, Fixed = true }),
            Fields.Choice<Audit, Performer>("performer", "Pelaksana", item => item.Performer, AuditWords.Performers, new() { Required = true, Listed = true, Filtered = true, CitedBy = "audit.performers" }),
            Fields.Reference<Audit>("body", "Lembaga audit", item => item.BodyId, AuditBodyRegister.Kind, new() { Help = "Bila pelaksananya lembaga." }),
            Fields.Reference<Audit>("decree", "Keputusan tentang tim auditor", item => item.DecreeId, "legal-documents", new() { Help = "Bila pelaksananya tim auditor." }),
            Fields.Key<Audit>("coordinator", "Yang mengoordinasikan", item => item.Coordinator, Audit.KeyLength, AuditWords.Coordinators, new() { Help = "Kosongkan untuk mengikuti rencana atau peraturan." }),
            Fields.Key<Audit>("edition", "Edisi kriteria", item => item.Edition, Audit.KeyLength, AuditWords.EditionChoices, new() { Help = "Tidak dapat diganti sesudah audit dimulai. Kosongkan untuk edisi yang berlaku pada hari mulai." }),
            Fields.Choices<Audit>("bases", "Standar, kebijakan, dan peraturan yang diikuti", item => item.Bases, AuditWords.BasisChoices, new() { Help = "Kosongkan untuk semua yang berlaku bagi jenis audit ini pada hari mulai.", CitedBy = "audit.basis" }),
            Fields.Choices<Audit>("subjects", "Hal pokok yang diperiksa", item => item.Subjects, AuditWords.SubjectChoices, new() { Help = "Kosongkan untuk keempatnya.", CitedBy = "audit.subjects" }),
            Fields.YesNo<Audit>("reportOnly", "Hanya laporannya yang dicatat", item => item.ReportOnly, new() { Help = "Ya bila audit dilaksanakan di luar Simpul. Laporannya dilampirkan; kertas kerja tidak dibuat." }),
            Fields.Text<Audit>("summary", "Simpulan", item => item.Summary, Audit.SummaryLength, new() { Searched = true }, longText: true),
        ],
        Settles = Settle,
        Rules = Check,
        More = [AuditSections.Next, AuditSections.Objects, AuditSections.Team, AuditSections.Work, AuditSections.Findings, AuditSections.Coordinations],
    };

    /// <summary>What is left out follows the plan, the regulation and the edition in force.</summary>
    private static async Task Settle(IServiceProvider services, Audit item, CancellationToken cancel)
    {
        if (item.Coordinator is null && item.PlannedId is { } planned)
        {
            item.Coordinator = await services.GetRequiredService<PlatformDb>().Set<PlannedAudit>().AsNoTracking().Where(one => one.Id == planned).Select(one => one.Coordinator).SingleOrDefaultAsync(cancel);
        }
        item.Coordinator ??= AuditWords.Profile(services)?.List("audit.coordinator") is [var first, ..] ? first : null;
        if (item.StartsOn == default)
        {
            return;
        }
        var national = services.GetRequiredService<NationalData>();
        item.Edition ??= national.AuditEditionOn(item.StartsOn).Id;
        if (item.Subjects.Count == 0)
        {
            item.Subjects = [.. AuditCriteria.Subjects];
        }
        if (item.Bases.Count == 0)
        {
            item.Bases = [.. (national.AuditEdition(item.Edition)?.Bases ?? []).Where(basis => basis.Serves(item.Kind.Key()) && basis.InForce.On(item.StartsOn)).Select(basis => basis.Id)];
        }
    }

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, Audit item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var refusals = new List<Refusal>();
        var entry = db.Entry(item);
        if (entry.State == EntityState.Detached && (item.State != AuditState.Preparing || item.FinishedOn is not null))
        {
            refusals.Add(Refusal.At(item.FinishedOn is null ? "state" : "finishedOn", "Audit baru dimulai dari Disiapkan, tanpa tanggal selesai. Sesudah tersimpan, jalankan tahapnya dari halamannya."));
        }
        List<string> changed = entry.State == EntityState.Detached ? [] : [.. entry.Properties.Where(property => property.IsModified && property.Metadata.Name != nameof(Audit.Version)).Select(property => property.Metadata.Name)];
        // As it is stored: nobody becomes its coordinator by the very change that a coordinator may make.
        if (changed.Count > 0 && await db.Set<Audit>().AsNoTracking().SingleAsync(one => one.Id == item.Id, cancel) is { ReportOnly: false, State: not AuditState.Preparing } stored && !await services.GetRequiredService<AuditRights>().MayWork(stored, cancel))
        {
            if (changed.Contains(nameof(Audit.Summary)))
            {
                refusals.Add(Refusal.At("summary", "Simpulan ditulis oleh tim auditnya. Minta anggota timnya mengubahnya."));
            }
            else if (stored.State == AuditState.Running)
            {
                refusals.Add(Refusal.Whole(services.GetRequiredService<AuditFlow>().WhyNotArrange(stored)));
            }
        }
        if (item.State is AuditState.Finished or AuditState.Cancelled && changed.Exists(name => name != nameof(Audit.Summary)))
        {
            refusals.Add(Refusal.Whole("Audit ini sudah berakhir. Yang masih dapat diubah hanya simpulannya."));
            return refusals;
        }
        if (item.State == AuditState.Running)
        {
            refusals.AddRange(changed.Select(name => pinned.GetValueOrDefault(name) ?? (item.ReportOnly ? null : terms.GetValueOrDefault(name))).OfType<string>()
                .Select(field => Refusal.At(field, "Audit sudah dimulai, jadi ini tidak dapat diganti lagi. Batalkan audit ini dan buat yang baru bila keliru.")));
        }
        if (item.EndsOn < item.StartsOn)
        {
            refusals.Add(Refusal.At("endsOn", "Hari selesai mendahului hari mulai. Periksa keduanya."));
        }
        if (item.PeriodUntil < item.PeriodFrom)
        {
            refusals.Add(Refusal.At("periodUntil", "Masa yang diperiksa berakhir sebelum mulai. Periksa keduanya."));
        }
        refusals.AddRange(await new Eligibility(db, services.GetRequiredService<LegalDocuments>(), AuditWords.Profile(services)).OfPerformer(item, cancel));
        if (item.PlannedId is { } planned && await db.Set<PlannedAudit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == planned, cancel) is { } plan)
        {
            if (plan.Kind != item.Kind)
            {
                refusals.Add(Refusal.At("planned", $"Rencana ini adalah {plan.Kind.Word().ToLowerInvariant()}. Pilih rencana lain, atau sesuaikan jenis auditnya."));
            }
            if (plan.DroppedBecause is not null)
            {
                refusals.Add(Refusal.At("planned", "Rencana ini tidak jadi dilaksanakan. Pilih rencana lain."));
            }
        }
        return refusals;
    }
}
