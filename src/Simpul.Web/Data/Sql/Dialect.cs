using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Simpul.Web.Data.Sql;

/// <summary>The few statements that the two databases spell differently, side by side. Nothing outside this folder asks which database it is.</summary>
public abstract class Dialect
{
    /// <summary>Runs a write. SQLite has one writer at a time, so that waiting happens here, fairly, instead of in its busy loop.</summary>
    public abstract Task<int> Write(Func<Task<int>> save, CancellationToken cancel);

    /// <summary>The isolation under which a change and its events are written together.</summary>
    public abstract IsolationLevel Isolation { get; }

    /// <summary>Locks the journal's head row until the transaction ends, so that event numbers have no gap and follow the order of commits.</summary>
    public abstract string LockJournalHead { get; }

    /// <summary>
    /// A stored moment as the journal's events write it: <c>2026-11-22T07:05:01.1234560Z</c>. What is not stored the one way that we store it
    /// comes back as something else.
    /// </summary>
    public abstract string Moment(DbDataReader row, int column);

    /// <summary>A stored id as the journal's events write it, in lower case; as <see cref="Moment"/> otherwise.</summary>
    public abstract string Id(DbDataReader row, int column);

    /// <summary>Id and rank of search entries that hold every word of the parameter {0}; the best have the smallest rank.</summary>
    public abstract string Search { get; }

    /// <summary>Turns what a person typed into the database's own search expression: every word must occur, the last may be a beginning.</summary>
    public abstract string SearchExpression(IReadOnlyList<string> words);

    /// <summary>Begins a view of the database as it is now, which later writes do not change and which holds no writer up.</summary>
    public abstract Task<IDbContextTransaction> Snapshot(PlatformDb db, CancellationToken cancel);

    /// <summary>Whether the failure is a unique index refusing a second row.</summary>
    public abstract bool IsDuplicate(DbUpdateException failure);

    /// <summary>Gives the connection at hand 256 MB: to write millions of rows, whose indexes are read again and again.</summary>
    public abstract string MoreMemory { get; }

    /// <summary>Inserts rows as fast as the database takes them. The array of values is used again for each row.</summary>
    public abstract Task Insert(PlatformDb db, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancel);
}
