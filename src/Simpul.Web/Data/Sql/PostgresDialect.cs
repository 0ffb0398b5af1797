using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Simpul.Web.Data.Sql;

internal sealed class PostgresDialect : Dialect
{
    public static readonly PostgresDialect Instance = new();

    public override IsolationLevel Isolation => IsolationLevel.ReadCommitted;   // the head row's lock orders the writers

    public override string LockJournalHead => "SELECT 1 FROM journal_head WHERE id = 1 FOR UPDATE";

    public override string Moment(DbDataReader row, int column) => row.GetDateTime(column).ToString("O", CultureInfo.InvariantCulture);

    public override string Id(DbDataReader row, int column) => row.GetGuid(column).ToString();

    public override string Search => """
        SELECT id AS "Id", CAST(-ts_rank(words, to_tsquery('simple', {0})) AS double precision) AS "Rank"
        FROM search_entries WHERE words @@ to_tsquery('simple', {0})
        """;

    public override string SearchExpression(IReadOnlyList<string> words) =>
        string.Join(" & ", words.Select((word, at) => $"'{word.Replace("'", "''", StringComparison.Ordinal).Replace("\\", "\\\\", StringComparison.Ordinal)}'{(at == words.Count - 1 ? ":*" : "")}"));

    public override Task<IDbContextTransaction> Snapshot(PlatformDb db, CancellationToken cancel) =>
        db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);

    public override bool IsDuplicate(DbUpdateException failure) =>
        failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override Task<int> Write(Func<Task<int>> save, CancellationToken cancel) => save();

    public override string MoreMemory => "SET LOCAL work_mem = '256MB'";

    public override async Task Insert(PlatformDb db, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using (var import = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) FROM STDIN (FORMAT BINARY)", cancel))
        {
            foreach (var row in rows)
            {
                await import.StartRowAsync(cancel);
                foreach (var value in row)
                {
                    await (value is null ? import.WriteNullAsync(cancel) : import.WriteAsync(value, cancel));
                }
            }
            await import.CompleteAsync(cancel);
        }
        await db.Database.CloseConnectionAsync();
    }
}
