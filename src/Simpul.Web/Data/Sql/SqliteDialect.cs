using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Simpul.Web.Data.Sql;

// CA1001: one for each database file, living as long as the program.
#pragma warning disable CA1001
internal sealed class SqliteDialect : Dialect
{
    private static readonly ConcurrentDictionary<string, SqliteDialect> files = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>The dialect of one database file: writers of the same file queue, others do not meet.</summary>
    public static SqliteDialect For(string? connection) => files.GetOrAdd(connection ?? "", _ => new SqliteDialect());

    public override IsolationLevel Isolation => IsolationLevel.Serializable;   // BEGIN IMMEDIATE: the write lock is taken here

    public override string LockJournalHead => "UPDATE journal_head SET size = size WHERE id = 1";

    /// <summary>Stored as <c>2026-11-22 07:05:01.123456</c>, without trailing zeros.</summary>
    public override string Moment(DbDataReader row, int column)
    {
        var text = row.GetString(column);
        return text.Length is < 19 or > 27 || text[10] != ' ' || (text.Length > 19 && (text[19] != '.' || text[^1] is '0' or '.'))
            ? text
            : string.Create(28, text, (to, from) =>
            {
                to.Fill('0');
                from.CopyTo(to);
                (to[10], to[19], to[27]) = ('T', '.', 'Z');
            });
    }

    /// <summary>Stored in upper case.</summary>
    public override string Id(DbDataReader row, int column)
    {
        var text = row.GetString(column);
        return text.AsSpan().ContainsAnyInRange('a', 'z') ? "!" + text : text.ToLowerInvariant();
    }

    public override string Search => """
        SELECT e.id AS "Id", i.rank AS "Rank" FROM search_index i JOIN search_entries e ON e.row = i.rowid
        WHERE search_index MATCH {0}
        """;

    public override string SearchExpression(IReadOnlyList<string> words) =>
        string.Join(' ', words.Select((word, at) => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"{(at == words.Count - 1 ? "*" : "")}"));

    public override async Task<IDbContextTransaction> Snapshot(PlatformDb db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var view = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        // A deferred transaction fixes its view at the first read.
        await db.Database.UseTransactionAsync(view, cancel);
        await db.Database.ExecuteSqlRawAsync("SELECT 1 FROM journal_head", cancel);
        return db.Database.CurrentTransaction!;
    }

    public override bool IsDuplicate(DbUpdateException failure) =>
        failure.InnerException is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    public override async Task<int> Write(Func<Task<int>> save, CancellationToken cancel)
    {
        await writer.WaitAsync(cancel);
        try
        {
            return await save();
        }
        finally
        {
            writer.Release();
        }
    }

    public override string MoreMemory => "PRAGMA cache_size = -262144";   // kilobytes, for this connection

    public override async Task Insert(PlatformDb db, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var insert = connection.CreateCommand();
        insert.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        insert.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", columns.Select((_, at) => "@p" + at))})";
        var parameters = columns.Select((_, at) => insert.Parameters.AddWithValue("@p" + at, DBNull.Value)).ToArray();
        foreach (var row in rows)
        {
            for (var at = 0; at < row.Length; at++)
            {
                parameters[at].Value = row[at] ?? DBNull.Value;
            }
            insert.ExecuteNonQuery();
        }
        await db.Database.CloseConnectionAsync();
    }
}
