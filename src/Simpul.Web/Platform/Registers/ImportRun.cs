using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Simpul.Web.Platform.Registers;

/// <summary>How far an import has come.</summary>
public enum ImportState
{
    /// <summary>Its rows are being tried.</summary>
    Trying,

    /// <summary>Tried, and waiting for the person to say yes.</summary>
    Tried,
    Running,
    Done,

    /// <summary>Stopped by the person or by the program's end; what was counted is saved, and it goes on where it stopped.</summary>
    Stopped,
    Failed,
}

/// <summary>A sheet that somebody sent to a register: tried first, then saved in the background.</summary>
public sealed class ImportRun
{
    /// <summary>A node that tells of no batch for this long has died over it.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public required string Register { get; set; }

    public required string FileName { get; set; }

    public Guid? AccountId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the last batch was done.</summary>
    public DateTimeOffset SeenAt { get; set; }

    public ImportState State { get; set; }

    /// <summary>Whether somebody asked it to stop after the batch at hand.</summary>
    public bool StopAsked { get; set; }

    /// <summary>Rows of the sheet, known after it was tried.</summary>
    public int Total { get; set; }

    public int Done { get; set; }

    public int Added { get; set; }

    public int Changed { get; set; }

    public int Same { get; set; }

    public int Bad { get; set; }

    /// <summary>The bad rows, as JSON of <see cref="BadRow"/>.</summary>
    public string BadRows { get; set; } = "[]";

    /// <summary>Headings that the register does not know.</summary>
    public List<string> UnknownHeadings { get; set; } = [];

    /// <summary>Why it failed, for the person who sent it.</summary>
    public string? Failure { get; set; }

    public IReadOnlyList<BadRow> BadList => JsonSerializer.Deserialize<List<BadRow>>(BadRows) ?? [];

    /// <summary>Whether a program is at work on it.</summary>
    public bool IsAtWork(DateTimeOffset now) => State is ImportState.Trying or ImportState.Running && SeenAt + Silence > now;

    /// <summary>Whether it can be saved, or go on being saved.</summary>
    public bool CanStart(DateTimeOffset now) => State switch
    {
        ImportState.Tried => Added + Changed > 0,
        ImportState.Stopped => true,
        ImportState.Failed => Total > 0,
        ImportState.Running => !IsAtWork(now),
        _ => false,
    };

    internal SheetOutcome Outcome => new() { Rows = Done, Added = Added, Changed = Changed, Same = Same, BadCount = Bad, Bad = BadList };

    internal void Take(SheetOutcome outcome, DateTimeOffset now)
    {
        (Done, Added, Changed, Same, Bad, SeenAt) = (outcome.Rows, outcome.Added, outcome.Changed, outcome.Same, outcome.BadCount, now);
        BadRows = JsonSerializer.Serialize(outcome.Bad);
        UnknownHeadings = [.. outcome.Unknown.Take(50)];
    }
}

/// <summary>The sheet while it waits, sealed: it may hold personal data. Kept in the database so that any node can go on with it.</summary>
public sealed class ImportFile
{
    public Guid RunId { get; set; }

    public byte[] Content { get; set; } = [];
}

internal sealed class ImportRunMapping : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToTable("register_imports");
        builder.Property(run => run.Register).HasMaxLength(60);
        builder.Property(run => run.FileName).HasMaxLength(200);
        builder.Property(run => run.Failure).HasMaxLength(1000);
        // Of two who start it at once, one does.
        builder.Property(run => run.State).IsConcurrencyToken();
        builder.Ignore(run => run.BadList);
        builder.Ignore(run => run.Outcome);
        builder.HasIndex(run => new { run.AccountId, run.StartedAt });
    }
}

internal sealed class ImportFileMapping : IEntityTypeConfiguration<ImportFile>
{
    public void Configure(EntityTypeBuilder<ImportFile> builder)
    {
        builder.ToTable("register_import_files").HasKey(file => file.RunId);
        builder.HasOne<ImportRun>().WithOne().HasForeignKey<ImportFile>(file => file.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
