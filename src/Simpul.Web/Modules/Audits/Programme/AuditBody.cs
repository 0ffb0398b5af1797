using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Audits.Programme;

/// <summary>By what right a body audits.</summary>
public enum BodyKind
{
    Government,
    Accredited,
}

/// <summary>A body that audits ICT: the government's own, or one that is accredited.</summary>
[RecordKind("audit-bodies")]
public sealed class AuditBody : IRecord
{
    public const int NameLength = 200;
    public const int NumberLength = 100;
    public const int TextLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    public BodyKind Kind { get; set; } = BodyKind.Accredited;

    public string? AccreditationNumber { get; set; }

    /// <summary>Who accredited or registered it.</summary>
    public string? AccreditedBy { get; set; }

    public DateOnly? AccreditedFrom { get; set; }

    /// <summary>Last day of the accreditation.</summary>
    public DateOnly? AccreditedUntil { get; set; }

    /// <summary>What it may audit, in words.</summary>
    public string? Scope { get; set; }

    public int Version { get; set; }

    /// <summary>Why it may not audit on the day; null where it may.</summary>
    public string? WhyNotOn(DateOnly date) =>
        Kind == BodyKind.Government ? null
        : AccreditationNumber is null || AccreditedUntil is null ? $"Akreditasi {Name} belum dicatat. Isi nomor dan masa berlakunya."
        : AccreditedFrom > date || AccreditedUntil < date ? $"Akreditasi {Name} tidak berlaku pada {Platform.Ui.Text.Indonesian.Date(date)}: {Span}."
        : null;

    private string Span => $"{(AccreditedFrom is { } from ? Platform.Ui.Text.Indonesian.Date(from) : "awal")} sampai {Platform.Ui.Text.Indonesian.Date(AccreditedUntil!.Value)}";
}

internal sealed class AuditBodyMapping : IEntityTypeConfiguration<AuditBody>
{
    public void Configure(EntityTypeBuilder<AuditBody> builder)
    {
        builder.ToTable("audits_bodies");
        builder.Property(item => item.Name).HasMaxLength(AuditBody.NameLength);
        builder.Property(item => item.AccreditationNumber).HasMaxLength(AuditBody.NumberLength);
        builder.Property(item => item.AccreditedBy).HasMaxLength(AuditBody.NameLength);
        builder.Property(item => item.Scope).HasMaxLength(AuditBody.TextLength);
        builder.HasIndex(item => item.Name).IsUnique();
    }
}

internal static class AuditBodyRegister
{
    public const string Kind = "audit-bodies";
    public const string Href = "/kerja/lembaga-audit";

    public static readonly IReadOnlyList<(BodyKind Value, string Title)> Kinds = [(BodyKind.Government, "Lembaga audit TIK pemerintah"), (BodyKind.Accredited, "Lembaga audit TIK terakreditasi")];

    public static readonly Register<AuditBody> Declared = new()
    {
        Kind = Kind,
        Slug = "lembaga-audit",
        Title = "Lembaga audit",
        One = "lembaga audit",
        Under = ProgrammeModel.Parent,
        Why = "Lembaga yang boleh mengaudit TIK, dengan nomor dan masa berlaku akreditasinya. Suratnya dilampirkan sebagai berkas.",
        View = AuditsPermissions.ViewProgramme,
        Edit = AuditsPermissions.Programme,
        Icon = "building",
        OrderedBy = "name",
        TitleOf = item => item.Name,
        Of =
        [
            Fields.Text<AuditBody>("name", "Nama lembaga", item => item.Name, AuditBody.NameLength, new() { Required = true, Listed = true, Searched = true, Unique = true }),
            Fields.Choice<AuditBody, BodyKind>("kind", "Jenis lembaga", item => item.Kind, Kinds, new() { Required = true, Listed = true, Filtered = true, CitedBy = "audit.performers" }),
            Fields.Text<AuditBody>("accreditationNumber", "Nomor akreditasi atau registrasi", item => item.AccreditationNumber, AuditBody.NumberLength, new() { Listed = true, Searched = true }),
            Fields.Text<AuditBody>("accreditedBy", "Diakreditasi oleh", item => item.AccreditedBy, AuditBody.NameLength),
            Fields.Date<AuditBody>("accreditedFrom", "Berlaku sejak", item => item.AccreditedFrom),
            Fields.Date<AuditBody>("accreditedUntil", "Berlaku sampai", item => item.AccreditedUntil, new() { Listed = true }),
            Fields.Text<AuditBody>("scope", "Ruang lingkup", item => item.Scope, AuditBody.TextLength, longText: true),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>([.. Check(item)]),
    };

    private static IEnumerable<Refusal> Check(AuditBody item)
    {
        if (item.Kind == BodyKind.Accredited && (item.AccreditationNumber is null || item.AccreditedUntil is null))
        {
            yield return Refusal.At(item.AccreditationNumber is null ? "accreditationNumber" : "accreditedUntil", "Isi nomor dan masa berlaku akreditasi. Tanpa keduanya lembaga ini tidak dapat ditugasi.");
        }
        if (item.AccreditedUntil < item.AccreditedFrom)
        {
            yield return Refusal.At("accreditedUntil", "Akreditasi berakhir sebelum mulai. Periksa kedua tanggalnya.");
        }
    }
}
