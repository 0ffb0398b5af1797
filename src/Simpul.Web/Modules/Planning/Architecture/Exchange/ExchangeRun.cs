using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Platform.Documents;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>
/// A model that somebody sent, saved in one go. Never <see cref="ImportState.Stopped"/>, because it is saved whole or not at all. What is done is ready to be saved; the total is known while saving.
/// </summary>
public sealed class ExchangeRun : SentFile
{
    /// <summary>What the trial or the import came to, as JSON of <see cref="ExchangeResult"/>; null before.</summary>
    public string? Outcome { get; set; }

    public ExchangeResult? Result => Outcome is null ? null : JsonSerializer.Deserialize<ExchangeResult>(Outcome);

    /// <summary>The one save of a large model is silent for a while.</summary>
    protected override TimeSpan Silence => TimeSpan.FromMinutes(10);

    /// <summary>Whether it was tried, would change something, and nobody is at work on it.</summary>
    public override bool CanStart(DateTimeOffset now) => State is ImportState.Tried or ImportState.Failed or ImportState.Running && !IsAtWork(now) && Result is { Faults.Count: 0, ChangesNothing: false };

    internal override void Restart() => (Done, Total) = (0, 0);
}

/// <summary>The model while it waits.</summary>
public sealed class ExchangeUpload : SentContent;

internal sealed class ExchangeRunMapping : IEntityTypeConfiguration<ExchangeRun>, IEntityTypeConfiguration<ExchangeUpload>
{
    public void Configure(EntityTypeBuilder<ExchangeRun> builder)
    {
        builder.ToSentFiles("architecture_imports");
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Ignore(run => run.Result);
    }

    public void Configure(EntityTypeBuilder<ExchangeUpload> builder) => builder.ToContentsOf<ExchangeRun, ExchangeUpload>("architecture_import_files");
}
