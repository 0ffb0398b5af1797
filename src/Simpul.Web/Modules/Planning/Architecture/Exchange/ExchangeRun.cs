using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>A model that somebody sent: tried first, then saved in one go when they say yes. Never <see cref="ImportState.Stopped"/>, because it is saved whole or not at all.</summary>
public sealed class ExchangeRun
{
    public const int NameLength = 200;

    /// <summary>A node that tells of nothing for this long has died over it; the one save of a large model is silent for a while.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public required string FileName { get; set; }

    public Guid? AccountId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it last told how far it is.</summary>
    public DateTimeOffset SeenAt { get; set; }

    public ImportState State { get; set; }

    /// <summary>Items and relations that are ready to be saved.</summary>
    public int Done { get; set; }

    /// <summary>Items and relations to save, known while saving.</summary>
    public int Total { get; set; }

    /// <summary>What the trial or the import came to, as JSON of <see cref="ExchangeResult"/>; null before.</summary>
    public string? Outcome { get; set; }

    /// <summary>Why it failed, for the person who sent it.</summary>
    public string? Failure { get; set; }

    public ExchangeResult? Result => Outcome is null ? null : JsonSerializer.Deserialize<ExchangeResult>(Outcome);

    public bool IsAtWork(DateTimeOffset now) => State is ImportState.Trying or ImportState.Running && SeenAt + Silence > now;

    /// <summary>Whether it was tried, would change something, and nobody is at work on it.</summary>
    public bool CanStart(DateTimeOffset now) => State is ImportState.Tried or ImportState.Failed or ImportState.Running && !IsAtWork(now) && Result is { Faults.Count: 0, ChangesNothing: false };
}

/// <summary>The model while it waits, sealed: it may say how a government is protected. Kept in the database so that any node can save it.</summary>
public sealed class ExchangeUpload
{
    public Guid RunId { get; set; }

    public byte[] Content { get; set; } = [];
}

internal sealed class ExchangeRunMapping : IEntityTypeConfiguration<ExchangeRun>, IEntityTypeConfiguration<ExchangeUpload>
{
    public void Configure(EntityTypeBuilder<ExchangeRun> builder)
    {
        builder.ToTable("architecture_imports");
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.FileName).HasMaxLength(ExchangeRun.NameLength);
        builder.Property(run => run.Failure).HasMaxLength(1000);
        // Of two who start it at once, one does.
        builder.Property(run => run.State).IsConcurrencyToken();
        builder.Ignore(run => run.Result);
        builder.HasIndex(run => new { run.AccountId, run.StartedAt });
    }

    public void Configure(EntityTypeBuilder<ExchangeUpload> builder)
    {
        builder.ToTable("architecture_import_files").HasKey(file => file.RunId);
        builder.HasOne<ExchangeRun>().WithOne().HasForeignKey<ExchangeUpload>(file => file.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
