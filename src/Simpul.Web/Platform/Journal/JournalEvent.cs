using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// One event as it is stored. <see cref="Body"/> is the event itself, in canonical JSON (RFC 8785), and the leaf of the Merkle tree; the other
/// columns repeat parts of it so that it can be found, and verification compares them with it.
/// </summary>
public sealed class JournalEvent
{
    /// <summary>Place in the journal, from 0, without gaps, in the order of commits.</summary>
    public long Index { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary><c>agencies.registered</c>: the plural of the subject, then what happened to it.</summary>
    public required string Action { get; set; }

    public required string SubjectKind { get; set; }

    public Guid SubjectId { get; set; }

    /// <summary>The office that the actor acted for; null where the program or the command line did it.</summary>
    public Guid? OfficeId { get; set; }

    /// <summary>The person who acted; null where the program or the command line did it, or somebody who had not signed in.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Canonical JSON; docs/journal.md describes the fields.</summary>
    public required string Body { get; set; }

    /// <summary>SHA-256 of 0x00 and the body's UTF-8 bytes (RFC 9162, 2.1.1).</summary>
    public required byte[] LeafHash { get; set; }
}

/// <summary>How far the journal has come: rewritten and signed anew in the transaction of every change. One row.</summary>
public sealed class JournalHead
{
    public int Id { get; set; } = 1;

    /// <summary>How many events there are.</summary>
    public long Size { get; set; }

    /// <summary>The roots of the complete subtrees on the tree's right edge, largest first: what is needed to go on.</summary>
    public required byte[] Frontier { get; set; }

    /// <summary>The signed checkpoint of exactly <see cref="Size"/> events; empty while there is none.</summary>
    public required string Checkpoint { get; set; }
}

/// <summary>The root of 256 complete subtrees' worth of events, kept so that a proof over millions reads a few hundred rows.</summary>
public sealed class JournalSubtree
{
    /// <summary>8 for 256 events, 16 for 65,536, 24 for 16,777,216.</summary>
    public int Level { get; set; }

    public long Index { get; set; }

    public required byte[] Hash { get; set; }
}

/// <summary>A signed checkpoint that was published: whoever keeps a copy can tell later whether anything before it was changed.</summary>
public sealed class JournalCheckpoint
{
    public long Size { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The signed note.</summary>
    public required string Note { get; set; }
}

internal sealed class JournalMapping : IEntityTypeConfiguration<JournalEvent>, IEntityTypeConfiguration<JournalHead>,
    IEntityTypeConfiguration<JournalSubtree>, IEntityTypeConfiguration<JournalCheckpoint>
{
    public void Configure(EntityTypeBuilder<JournalEvent> builder)
    {
        builder.ToTable("journal_events").HasKey(item => item.Index);
        builder.Property(item => item.Index).ValueGeneratedNever();
        builder.Property(item => item.Action).HasMaxLength(80);
        builder.Property(item => item.SubjectKind).HasMaxLength(60);
        builder.HasIndex(item => new { item.SubjectKind, item.SubjectId, item.Index });
        builder.HasIndex(item => new { item.SubjectKind, item.Index });
        builder.HasIndex(item => new { item.OfficeId, item.Index });
        builder.HasIndex(item => new { item.PersonId, item.Index });
        builder.HasIndex(item => new { item.Action, item.Index });
        builder.HasIndex(item => item.At);
    }

    public void Configure(EntityTypeBuilder<JournalHead> builder)
    {
        builder.ToTable("journal_head").HasKey(item => item.Id);
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.HasData(new JournalHead { Id = 1, Size = 0, Frontier = [], Checkpoint = "" });
    }

    public void Configure(EntityTypeBuilder<JournalSubtree> builder)
    {
        builder.ToTable("journal_subtrees").HasKey(item => new { item.Level, item.Index });
    }

    public void Configure(EntityTypeBuilder<JournalCheckpoint> builder)
    {
        builder.ToTable("journal_checkpoints").HasKey(item => item.Size);
        builder.Property(item => item.Size).ValueGeneratedNever();
        builder.Property(item => item.Note).HasMaxLength(2000);
    }
}
