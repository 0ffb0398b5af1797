using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Simpul.Web.Platform.Documents;

/// <summary>How far an import has come.</summary>
public enum ImportState
{
    /// <summary>What it holds is being tried.</summary>
    Trying,

    /// <summary>Tried, and waiting for the person to say yes.</summary>
    Tried,
    Running,
    Done,

    /// <summary>Stopped by the person or by the program's end; what was counted is saved, and it goes on where it stopped.</summary>
    Stopped,
    Failed,
}

/// <summary>A file that somebody sent: tried first, then saved in the background when they say yes.</summary>
public abstract class SentFile
{
    public const int NameLength = 200;
    public const int FailureLength = 1000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public required string FileName { get; set; }

    public Guid? AccountId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it last told how far it is.</summary>
    public DateTimeOffset SeenAt { get; set; }

    public ImportState State { get; set; }

    public int Done { get; set; }

    /// <summary>Of how many; 0 until it is known.</summary>
    public int Total { get; set; }

    /// <summary>Why it failed, for the person who sent it.</summary>
    public string? Failure { get; set; }

    /// <summary>A node that tells of nothing for this long has died over it.</summary>
    protected virtual TimeSpan Silence => TimeSpan.FromMinutes(2);

    /// <summary>Whether a program is at work on it.</summary>
    public bool IsAtWork(DateTimeOffset now) => State is ImportState.Trying or ImportState.Running && SeenAt + Silence > now;

    /// <summary>Whether it can be saved, or go on being saved.</summary>
    public abstract bool CanStart(DateTimeOffset now);

    /// <summary>Puts back what was counted, where saving begins again; its state is still the one before.</summary>
    internal abstract void Restart();

    internal void Fail(string why) => (State, Failure) = (ImportState.Failed, why.Length > FailureLength ? why[..FailureLength] : why);
}

/// <summary>What is in the file while it waits, sealed: it may hold personal data, or say how a government is protected. Kept in the database so that any node can go on with it.</summary>
public abstract class SentContent
{
    public Guid RunId { get; set; }

    public byte[] Content { get; set; } = [];
}

/// <summary>What the tables of every kind of sent file have.</summary>
internal static class SentFileTables
{
    public static void ToSentFiles<TFile>(this EntityTypeBuilder<TFile> builder, string table)
        where TFile : SentFile
    {
        builder.ToTable(table);
        builder.Property(sent => sent.FileName).HasMaxLength(SentFile.NameLength);
        builder.Property(sent => sent.Failure).HasMaxLength(SentFile.FailureLength);
        // Of two who start it at once, one does.
        builder.Property(sent => sent.State).IsConcurrencyToken();
        builder.HasIndex(sent => new { sent.AccountId, sent.StartedAt });
    }

    public static void ToContentsOf<TFile, TContent>(this EntityTypeBuilder<TContent> builder, string table)
        where TFile : SentFile
        where TContent : SentContent
    {
        builder.ToTable(table).HasKey(content => content.RunId);
        builder.HasOne<TFile>().WithOne().HasForeignKey<TContent>(content => content.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
