using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Simpul.Web.Platform.Notices;

/// <summary>That something happened which an office or a person should know of. For an office it is one row: whoever of it opens it first has read it for all.</summary>
public sealed class Notice
{
    public const int TitleLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>What it is about: <c>cases.due</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>Indonesian, a sentence that says it all.</summary>
    public required string Title { get; set; }

    /// <summary>Where one acts on it; always an address of this program.</summary>
    public required string Href { get; set; }

    public Guid? PersonId { get; set; }

    /// <summary>Key of the profile's office; with <see cref="AgencyId"/> only of that agency.</summary>
    public string? Office { get; set; }

    /// <summary>The agency, where the office is one that every agency has.</summary>
    public Guid? AgencyId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>The person who read it.</summary>
    public Guid? ReadBy { get; set; }
}

/// <summary>When the daily letter last went to a person, so that no notice goes out twice and none is left out.</summary>
public sealed class DigestSent
{
    public Guid PersonId { get; set; }

    public DateTimeOffset SentAt { get; set; }
}

/// <summary>Who is told: a person, or whoever holds an office.</summary>
public sealed record Recipient
{
    private Recipient()
    {
    }

    public Guid? PersonId { get; private init; }

    public string? Office { get; private init; }

    public Guid? AgencyId { get; private init; }

    public static Recipient Person(Guid person) => new() { PersonId = person };

    /// <param name="agency">Only those of this agency; null for everybody who acts for the office.</param>
    public static Recipient HoldersOf(string office, Guid? agency = null) => new() { Office = office, AgencyId = agency };
}

internal sealed class NoticeMapping : IEntityTypeConfiguration<Notice>, IEntityTypeConfiguration<DigestSent>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices");
        builder.Property(notice => notice.Kind).HasMaxLength(60);
        builder.Property(notice => notice.Title).HasMaxLength(Notice.TitleLength);
        builder.Property(notice => notice.Href).HasMaxLength(300);
        builder.Property(notice => notice.Office).HasMaxLength(60);
        builder.HasIndex(notice => new { notice.PersonId, notice.ReadAt });
        builder.HasIndex(notice => new { notice.Office, notice.ReadAt });
        builder.HasIndex(notice => notice.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<DigestSent> builder)
    {
        builder.ToTable("notices_digests").HasKey(sent => sent.PersonId);
        builder.Property(sent => sent.PersonId).ValueGeneratedNever();
    }
}
