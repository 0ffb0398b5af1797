using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Audits.Programme;

/// <summary>An audit of the programme: what is to be audited in which year, why, and who coordinates. An audit carries it out.</summary>
[RecordKind("planned-audits")]
public sealed class PlannedAudit : IRecord
{
    public const int TitleLength = 200;
    public const int TextLength = 2000;
    public const int FirstYear = 2018;
    public const int LastYear = 2100;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public int? Year { get; set; }

    public AuditKind Kind { get; set; }

    /// <summary>Of an audit of applications: general ones, special ones, or both.</summary>
    public PlannedScope Scope { get; set; }

    public string Title { get; set; } = "";

    /// <summary>The agency that is to be audited; null where it is several or not yet known.</summary>
    public Guid? AgencyId { get; set; }

    public DateOnly StartsOn { get; set; }

    public DateOnly EndsOn { get; set; }

    /// <summary>Key of the profile's office that coordinates it.</summary>
    public string? Coordinator { get; set; }

    /// <summary>What calls for it, where it is held on need and not by the calendar.</summary>
    public string? Need { get; set; }

    public string? Note { get; set; }

    /// <summary>Why it will not be held; null while it stands.</summary>
    public string? DroppedBecause { get; set; }

    public int Version { get; set; }
}

/// <summary>What a planned audit looks at, beyond its kind.</summary>
public enum PlannedScope
{
    All,
    GeneralApplications,
    SpecialApplications,
    DataCentre,
}

internal sealed class PlannedAuditMapping : IEntityTypeConfiguration<PlannedAudit>
{
    public void Configure(EntityTypeBuilder<PlannedAudit> builder)
    {
        builder.ToTable("audits_planned");
        builder.Property(item => item.Title).HasMaxLength(PlannedAudit.TitleLength);
        builder.Property(item => item.Coordinator).HasMaxLength(Audit.KeyLength);
        builder.Property(item => item.Need).HasMaxLength(PlannedAudit.TextLength);
        builder.Property(item => item.Note).HasMaxLength(PlannedAudit.TextLength);
        builder.Property(item => item.DroppedBecause).HasMaxLength(PlannedAudit.TextLength);
        builder.HasIndex(item => new { item.Year, item.Kind });
        builder.HasIndex(item => item.StartsOn);
    }
}

/// <summary>The register of planned audits; the programme's page leads to it.</summary>
internal static class PlannedAuditRegister
{
    public const string Kind = "planned-audits";
    public const string Href = "/kerja/rencana-audit";

    public static readonly IReadOnlyList<(PlannedScope Value, string Title)> Scopes =
    [
        (PlannedScope.All, "Semua yang termasuk jenisnya"),
        (PlannedScope.GeneralApplications, "Aplikasi umum"),
        (PlannedScope.SpecialApplications, "Aplikasi khusus"),
        (PlannedScope.DataCentre, "Pusat data"),
    ];

    public static readonly Register<PlannedAudit> Declared = new()
    {
        Kind = Kind,
        Slug = "rencana-audit",
        Title = "Rencana audit",
        One = "rencana audit",
        Under = ProgrammeModel.Parent,
        Why = "Audit yang akan dilaksanakan: tahunnya, jenis dan objeknya, alasannya, dan siapa yang mengoordinasikannya.",
        View = AuditsPermissions.ViewProgramme,
        Edit = AuditsPermissions.Programme,
        Icon = "calendar3",
        OrderedBy = "-startsOn",
        TitleOf = item => item.Title,
        Of =
        [
            Fields.Text<PlannedAudit>("title", "Nama rencana", item => item.Title, PlannedAudit.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Number<PlannedAudit>("year", "Tahun", item => item.Year, PlannedAudit.FirstYear, PlannedAudit.LastYear, new() { Required = true, Listed = true }),
            Fields.Choice<PlannedAudit, AuditKind>("kind", "Jenis audit", item => item.Kind, AuditWords.Kinds, new() { Required = true, Listed = true, Filtered = true, CitedBy = "audit.types" }),
            Fields.Choice<PlannedAudit, PlannedScope>("scope", "Cakupan", item => item.Scope, Scopes, new() { Required = true, Filtered = true }),
            Fields.Reference<PlannedAudit>("agency", "Perangkat daerah yang diaudit", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = "Kosongkan bila beberapa, atau belum ditentukan." }),
            Fields.Date<PlannedAudit>("startsOn", "Mulai", item => item.StartsOn, new() { Required = true, Listed = true }),
            Fields.Date<PlannedAudit>("endsOn", "Paling lambat selesai", item => item.EndsOn, new() { Required = true, Listed = true }),
            Fields.Key<PlannedAudit>("coordinator", "Yang mengoordinasikan", item => item.Coordinator, Audit.KeyLength, AuditWords.Coordinators, new() { Listed = true, Filtered = true, Help = "Kosongkan untuk mengikuti peraturan, bila peraturan menyebutnya." }),
            Fields.Text<PlannedAudit>("need", "Kebutuhan yang mendasari", item => item.Need, PlannedAudit.TextLength, new() { Searched = true, Help = "Isi bila audit ini diadakan karena suatu kebutuhan, misalnya insiden, dan bukan karena jadwal." }, longText: true),
            Fields.Text<PlannedAudit>("note", "Catatan", item => item.Note, PlannedAudit.TextLength, longText: true),
            Fields.Text<PlannedAudit>("droppedBecause", "Alasan tidak jadi dilaksanakan", item => item.DroppedBecause, PlannedAudit.TextLength, new() { Help = "Kosongkan selama masih direncanakan." }, longText: true),
        ],
        Settles = Settle,
        Rules = Check,
        More = [PlannedSections.Carried],
    };

    private static Task Settle(IServiceProvider services, PlannedAudit item, CancellationToken cancel)
    {
        item.Coordinator ??= AuditWords.Profile(services)?.List("audit.coordinator") is [var first, ..] ? first : null;
        return Task.CompletedTask;
    }

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, PlannedAudit item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (item.EndsOn < item.StartsOn)
        {
            refusals.Add(Refusal.At("endsOn", "Hari selesai mendahului hari mulai. Periksa keduanya."));
        }
        if (item.Year is { } year && (item.StartsOn.Year > year || item.EndsOn.Year < year))
        {
            refusals.Add(Refusal.At("year", "Tahun ini berada di luar waktu mulai sampai selesai."));
        }
        if (item.Scope is PlannedScope.GeneralApplications or PlannedScope.SpecialApplications && item.Kind == AuditKind.Infrastructure)
        {
            refusals.Add(Refusal.At("scope", "Audit infrastruktur tidak mencakup aplikasi. Pilih cakupan lain."));
        }
        if (item.Scope == PlannedScope.DataCentre && item.Kind == AuditKind.Application)
        {
            refusals.Add(Refusal.At("scope", "Audit aplikasi tidak mencakup pusat data. Pilih cakupan lain."));
        }
        if (item.DroppedBecause is not null && await services.GetRequiredService<PlatformDb>().Set<Audit>().AsNoTracking().AnyAsync(audit => audit.PlannedId == item.Id && audit.State != AuditState.Cancelled, cancel))
        {
            refusals.Add(Refusal.At("droppedBecause", "Rencana ini sudah menjadi audit. Batalkan auditnya lebih dahulu."));
        }
        return refusals;
    }
}

/// <summary>What the page of a planned audit shows: the audit that carries it out.</summary>
internal static class PlannedSections
{
    public static readonly Section Carried = new("Pelaksanaan", "/Modules/Audits/Programme/_Carried.cshtml", Load, Above: true);

    private static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var planned = await db.Set<PlannedAudit>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel);
        var audits = await db.Set<Audit>().AsNoTracking().Where(audit => audit.PlannedId == id).OrderBy(audit => audit.StartsOn).Select(audit => new { audit.Id, audit.Title, audit.State }).ToListAsync(cancel);
        var may = services.GetRequiredService<Platform.Access.Acting>().Actor.MayEverywhere(AuditsPermissions.Conduct);
        var opened = await services.GetRequiredService<RecordTitles>().Opened([.. audits.Select(audit => audit.Id)], cancel);
        return planned is null ? null : new CarriedOut(planned, [.. audits.Select(audit => (audit.Id, audit.Title, audit.State, opened.Contains(audit.Id)))], may && planned.DroppedBecause is null && audits.All(audit => audit.State == AuditState.Cancelled));
    }
}

internal sealed record CarriedOut(PlannedAudit Planned, IReadOnlyList<(Guid Id, string Title, AuditState State, bool Opens)> Audits, bool MayBegin);
