using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Cases;

/// <summary>Where a case stands. The ends are those of the procedures.</summary>
public enum CaseState
{
    Running,
    Done,
    Refused,
    Withdrawn,
}

/// <summary>Something that is asked, examined and decided, by a procedure of the regulation.</summary>
[RecordKind("cases")]
public sealed class Case : IRecord
{
    public const int TitleLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>With <see cref="Sequence"/> the number by which people know it, counted anew each year of the instance's zone.</summary>
    public int Year { get; set; }

    public int Sequence { get; set; }

    /// <summary><c>K-2026-000123</c>.</summary>
    public string Number { get; set; } = "";

    /// <summary>The regulation whose procedure it follows to its end, also when the instance moves on to another.</summary>
    public string RegulationId { get; set; } = "";

    /// <summary>Key of the procedure.</summary>
    public string Procedure { get; set; } = "";

    public string Title { get; set; } = "";

    /// <summary>Kind and id of the record that it is about; null where it brings a new one about.</summary>
    public string? SubjectKind { get; set; }

    public Guid? SubjectId { get; set; }

    /// <summary>The agency of the office that opened it; null where that office is in none.</summary>
    public Guid? AgencyId { get; set; }

    public Guid? OpenedByOfficeId { get; set; }

    public Guid? OpenedByPersonId { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public CaseState State { get; set; }

    /// <summary>Key of the step at which it stands; null when it has ended.</summary>
    public string? Step { get; set; }

    /// <summary>From 1; each return to an earlier step begins another.</summary>
    public int Round { get; set; } = 1;

    /// <summary>What the forms of the procedure hold, as JSON: field key to text or list of texts.</summary>
    public string Data { get; set; } = "{}";

    public int Version { get; set; }

    public string Href => HrefOf(Number);

    public static string HrefOf(string number) => $"/kerja/urusan/{number}";

    public static string NumberOf(int year, int sequence) => $"K-{year:0000}-{sequence:000000}";
}

/// <summary>A case at a step, from when it came there until somebody decided. Steps of earlier rounds stay as they were.</summary>
public sealed class CaseStep : IPart
{
    public const int ReasonLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid CaseId { get; set; }

    /// <summary>From 1, in the order in which the case came to its steps.</summary>
    public int Number { get; set; }

    public int Round { get; set; }

    /// <summary>Key of the procedure's step.</summary>
    public string Step { get; set; } = "";

    /// <summary>The step's title as the procedure had it then.</summary>
    public string Title { get; set; } = "";

    /// <summary>The office that must act: a key of the profile, or <c>applicant</c>.</summary>
    public string Office { get; set; } = "";

    /// <summary>The office at whose desk it lies: the same, or the one that answers for it.</summary>
    public string Desk { get; set; } = "";

    /// <summary>The agency that must act, where every agency has the office, and that of the applicant.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>The applicant's office, in steps of the applicant.</summary>
    public Guid? OfficeId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Last day on which it is in time; null where there is no deadline.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Who works on it.</summary>
    public Guid? TakenBy { get; set; }

    public DateTimeOffset? TakenAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Key of the outcome; <c>withdrawn</c> where the applicant withdrew the case meanwhile.</summary>
    public string? Outcome { get; set; }

    /// <summary>The words on the button that was pressed.</summary>
    public string? OutcomeLabel { get; set; }

    public string? Reason { get; set; }

    public Guid? ByPersonId { get; set; }

    public Guid? ByOfficeId { get; set; }

    public DateTimeOffset? RemindedAt { get; set; }

    public DateTimeOffset? OverdueAt { get; set; }

    /// <summary>The office that is told when nothing happens.</summary>
    public string? EscalatesTo { get; set; }

    public DateTimeOffset? EscalatedAt { get; set; }

    public Guid OwnerId => CaseId;
}

/// <summary>A sentence in the conversation of a case.</summary>
public sealed class CaseMessage : IPart
{
    public const int TextLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid CaseId { get; set; }

    public DateTimeOffset At { get; set; }

    public Guid? ByPersonId { get; set; }

    public Guid? ByOfficeId { get; set; }

    public string Text { get; set; } = "";

    public Guid OwnerId => CaseId;
}

internal sealed class CaseMapping : IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<CaseStep>, IEntityTypeConfiguration<CaseMessage>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("case_cases");
        builder.Property(item => item.Number).HasMaxLength(20);
        builder.Property(item => item.RegulationId).HasMaxLength(80);
        builder.Property(item => item.Procedure).HasMaxLength(80);
        builder.Property(item => item.Title).HasMaxLength(Case.TitleLength);
        builder.Property(item => item.SubjectKind).HasMaxLength(60);
        builder.Property(item => item.Step).HasMaxLength(80);
        builder.HasIndex(item => item.Number).IsUnique();
        builder.HasIndex(item => new { item.Year, item.Sequence }).IsUnique();
        builder.HasIndex(item => new { item.AgencyId, item.State });
        builder.HasIndex(item => new { item.SubjectKind, item.SubjectId });
        builder.HasIndex(item => item.OpenedByOfficeId);
    }

    public void Configure(EntityTypeBuilder<CaseStep> builder)
    {
        builder.ToTable("case_steps");
        builder.Property(step => step.Step).HasMaxLength(80);
        builder.Property(step => step.Title).HasMaxLength(300);
        builder.Property(step => step.Office).HasMaxLength(60);
        builder.Property(step => step.Desk).HasMaxLength(60);
        builder.Property(step => step.Outcome).HasMaxLength(80);
        builder.Property(step => step.OutcomeLabel).HasMaxLength(200);
        builder.Property(step => step.Reason).HasMaxLength(CaseStep.ReasonLength);
        builder.Property(step => step.EscalatesTo).HasMaxLength(60);
        builder.HasIndex(step => new { step.CaseId, step.Number }).IsUnique();
        builder.HasIndex(step => new { step.DoneAt, step.Desk, step.DueOn });
        builder.HasIndex(step => new { step.Desk, step.AgencyId });
        builder.HasOne<Case>().WithMany().HasForeignKey(step => step.CaseId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CaseMessage> builder)
    {
        builder.ToTable("case_messages");
        builder.Property(message => message.Text).HasMaxLength(CaseMessage.TextLength);
        builder.HasIndex(message => new { message.CaseId, message.At });
        builder.HasOne<Case>().WithMany().HasForeignKey(message => message.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
