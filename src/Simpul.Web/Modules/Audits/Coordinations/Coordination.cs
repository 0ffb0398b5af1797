using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Audits.Coordinations;

/// <summary>That an audit was talked over with a ministry, a body or another office: when, by which letter, on what, with what result.</summary>
[RecordKind("audit-coordinations")]
public sealed class Coordination : IRecord
{
    public const int LetterLength = 100;
    public const int ResultLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? AuditId { get; set; }

    /// <summary>Key of the profile's office.</summary>
    public string With { get; set; } = "";

    /// <summary>Keys of the matters: monitoring, evaluation, reporting.</summary>
    public List<string> Matters { get; set; } = [];

    public DateOnly HeldOn { get; set; }

    /// <summary>Number of the letter.</summary>
    public string? Letter { get; set; }

    public string Result { get; set; } = "";

    /// <summary>The case from which it comes; null where it was recorded here.</summary>
    public Guid? CaseId { get; set; }

    public int Version { get; set; }
}

internal sealed class CoordinationMapping : IEntityTypeConfiguration<Coordination>
{
    public void Configure(EntityTypeBuilder<Coordination> builder)
    {
        builder.ToTable("audits_coordinations");
        builder.Property(item => item.With).HasMaxLength(Audit.KeyLength);
        builder.Property(item => item.Letter).HasMaxLength(Coordination.LetterLength);
        builder.Property(item => item.Result).HasMaxLength(Coordination.ResultLength);
        builder.HasIndex(item => item.AuditId);
        builder.HasIndex(item => item.HeldOn);
        builder.HasOne<Audit>().WithMany().HasForeignKey(item => item.AuditId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class CoordinationRegister
{
    public const string Kind = "audit-coordinations";
    public const string Href = "/kerja/koordinasi-audit";

    public static readonly Register<Coordination> Declared = new()
    {
        Kind = Kind,
        Slug = "koordinasi-audit",
        Title = "Koordinasi audit",
        One = "koordinasi audit",
        Under = ProgrammeModel.Parent,
        Why = "Pembicaraan tentang audit dengan kementerian, lembaga, dan unit lain: kapan, dengan surat apa, dan apa hasilnya. Surat atau notulanya dilampirkan.",
        View = AuditsPermissions.ViewProgramme,
        Edit = AuditsPermissions.Programme,
        Icon = "chat-left-text",
        OrderedBy = "-heldOn",
        TitledBy = ["with", "heldOn"],
        Of =
        [
            Fields.Reference<Coordination>("audit", "Audit", item => item.AuditId, AuditRegister.Kind, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Key<Coordination>("with", "Dengan", item => item.With, Audit.KeyLength, AuditWords.Counterparts, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Choices<Coordination>("matters", "Tentang", item => item.Matters, AuditWords.MatterChoices, new() { Required = true, Listed = true }),
            Fields.Date<Coordination>("heldOn", "Tanggal", item => item.HeldOn, new() { Required = true, Listed = true }),
            Fields.Text<Coordination>("letter", "Nomor surat", item => item.Letter, Coordination.LetterLength, new() { Listed = true, Searched = true }),
            Fields.Text<Coordination>("result", "Hasil", item => item.Result, Coordination.ResultLength, new() { Required = true, Searched = true }, longText: true),
        ],
        Rules = (services, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(item.HeldOn > services.GetRequiredService<Today>().Date
            ? [Refusal.At("heldOn", "Koordinasi ini belum berlangsung. Catat sesudahnya.")] : []),
    };
}
