using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Platform.Documents;

namespace Simpul.Web.Platform.Registers;

/// <summary>A sheet that somebody sent to a register. Its total is known after it was tried.</summary>
public sealed class ImportRun : SentFile
{
    public required string Register { get; set; }

    /// <summary>Whether somebody asked it to stop after the batch at hand.</summary>
    public bool StopAsked { get; set; }

    public int Added { get; set; }

    public int Changed { get; set; }

    public int Same { get; set; }

    public int Bad { get; set; }

    /// <summary>The bad rows, as JSON of <see cref="BadRow"/>.</summary>
    public string BadRows { get; set; } = "[]";

    /// <summary>Headings that the register does not know.</summary>
    public List<string> UnknownHeadings { get; set; } = [];

    public IReadOnlyList<BadRow> BadList => JsonSerializer.Deserialize<List<BadRow>>(BadRows) ?? [];

    public override bool CanStart(DateTimeOffset now) => State switch
    {
        ImportState.Tried => Added + Changed > 0,
        ImportState.Stopped => true,
        ImportState.Failed => Total > 0,
        ImportState.Running => !IsAtWork(now),
        _ => false,
    };

    internal SheetOutcome Outcome => new() { Rows = Done, Added = Added, Changed = Changed, Same = Same, BadCount = Bad, Bad = BadList };

    internal void Take(SheetOutcome outcome)
    {
        (Done, Added, Changed, Same, Bad) = (outcome.Rows, outcome.Added, outcome.Changed, outcome.Same, outcome.BadCount);
        BadRows = JsonSerializer.Serialize(outcome.Bad);
        UnknownHeadings = [.. outcome.Unknown.Take(50)];
    }

    internal override void Restart()
    {
        if (State == ImportState.Tried)
        {
            Take(new SheetOutcome());
        }
        StopAsked = false;
    }
}

/// <summary>The sheet while it waits.</summary>
public sealed class ImportFile : SentContent;

internal sealed class ImportRunMapping : IEntityTypeConfiguration<ImportRun>, IEntityTypeConfiguration<ImportFile>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToSentFiles("register_imports");
        builder.Property(run => run.Register).HasMaxLength(60);
        builder.Ignore(run => run.BadList);
        builder.Ignore(run => run.Outcome);
    }

    public void Configure(EntityTypeBuilder<ImportFile> builder) => builder.ToContentsOf<ImportRun, ImportFile>("register_import_files");
}
