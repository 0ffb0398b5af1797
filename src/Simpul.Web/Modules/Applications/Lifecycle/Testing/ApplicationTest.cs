using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Cases;

namespace Simpul.Web.Modules.Applications.Lifecycle.Testing;

/// <summary>What came of one thing that is tested.</summary>
public enum TestVerdict
{
    /// <summary>Nobody answered yet.</summary>
    Open,
    Passes,
    Fails,

    /// <summary>With the reason in the note.</summary>
    NotApplicable,
}

/// <summary>One test of an application in one round of a case: a plan of the catalogue's controls and their results. Earlier rounds stay.</summary>
[RecordKind("application-tests")]
public sealed class ApplicationTest : IRecord
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    public Guid CaseId { get; set; }

    /// <summary>The case's round.</summary>
    public int Round { get; set; }

    /// <summary>Key of the step at which it is done.</summary>
    public string Step { get; set; } = "";

    /// <summary>The word in the step's records: <c>security-test</c>.</summary>
    public string Word { get; set; } = "";

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When its step was left; its results stand from then on.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>
/// The result of one control. It has a count of its own, so that two who test at once do not overwrite each other, and those who answer different
/// controls do not meet.
/// </summary>
public sealed class TestResult : IPart
{
    public const int NoteLength = 1000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid TestId { get; set; }

    /// <summary>Its place in the plan.</summary>
    public int Number { get; set; }

    /// <summary>The set's title, as the catalogue had it then.</summary>
    public string Set { get; set; } = "";

    /// <summary>Id in the catalogue.</summary>
    public string Control { get; set; } = "";

    public string Title { get; set; } = "";

    public TestVerdict Verdict { get; set; }

    public string? Note { get; set; }

    public Guid? ByPersonId { get; set; }

    public DateTimeOffset? At { get; set; }

    /// <summary>The round that it passed in, where it was not tested anew.</summary>
    public int? CarriedFrom { get; set; }

    /// <summary>Counts its answers; a form posts the number it was filled in against.</summary>
    public int Count { get; set; }

    public Guid OwnerId => TestId;
}

internal sealed class TestMapping : IEntityTypeConfiguration<ApplicationTest>, IEntityTypeConfiguration<TestResult>
{
    public void Configure(EntityTypeBuilder<ApplicationTest> builder)
    {
        builder.ToTable("app_tests");
        builder.Property(item => item.Step).HasMaxLength(80);
        builder.Property(item => item.Word).HasMaxLength(40);
        builder.HasIndex(item => new { item.CaseId, item.Round, item.Word }).IsUnique();
        builder.HasIndex(item => item.ApplicationId);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany().HasForeignKey(item => item.CaseId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<TestResult> builder)
    {
        builder.ToTable("app_test_results");
        builder.Property(item => item.Set).HasMaxLength(200);
        builder.Property(item => item.Control).HasMaxLength(80);
        builder.Property(item => item.Title).HasMaxLength(200);
        builder.Property(item => item.Note).HasMaxLength(TestResult.NoteLength);
        builder.Property(item => item.Count).IsConcurrencyToken();
        builder.HasIndex(item => new { item.TestId, item.Control }).IsUnique();
        builder.HasOne<ApplicationTest>().WithMany().HasForeignKey(item => item.TestId).OnDelete(DeleteBehavior.Restrict);
    }
}
