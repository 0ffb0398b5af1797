using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Simpul.Web.Commands;
using Simpul.Web.Data;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;

namespace Simpul.Bench;

/// <summary>How fast events are committed, in groups and alone, and how fast the journal of a city is verified.</summary>
internal static class JournalBench
{
    private const int Group = 100;
    private static readonly TimeSpan length = TimeSpan.FromSeconds(6);

    public static async IAsyncEnumerable<Figure> Append(Bench bench, string database, string? postgres)
    {
        var data = Path.Combine(bench.Folder, $"journal-{database}");
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }
        await using var app = Instances.Open(data, postgres);
        await ServeCommand.Prepare(app, CancellationToken.None);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
            await Setup.Run(scope.ServiceProvider, Instances.Regulation, isSample: true, CancellationToken.None);
        }
        await Committed(app, Group, TimeSpan.FromSeconds(2));
        var ours = await Committed(app, Group, length);
        var rows = await Rows(app);
        var plain = await Plain(data, postgres, rows, Group);
        yield return Figure.AtLeast($"journal.{database}.append", ours, "events/s", 5000, new Dictionary<string, double> { ["the same rows by plain SQL"] = plain });
        yield return Figure.Of($"journal.{database}.append-alone", await Committed(app, 1, length), "events/s", new Dictionary<string, double> { ["the same rows by plain SQL"] = await Plain(data, postgres, rows, 1) });
    }

    public static async IAsyncEnumerable<Figure> Verify(Bench bench, string database, string? postgres)
    {
        var data = await new Instances(bench).Ready($"city-{database}", "--sample=city", postgres);
        await using var app = Instances.Open(data, postgres);
        var (hashed, seconds) = await Hashed(app);
        var clock = Stopwatch.StartNew();
        var answer = await bench.Command(postgres, "journal", "verify", "--json", "--data", data) ?? throw new InvalidOperationException("journal verify failed.");
        var took = clock.Elapsed.TotalSeconds;
        Bench.Say(answer);
        yield return Figure.AtLeast($"journal.{database}.verify", hashed / took, "events/s", 300_000, new Dictionary<string, double> { ["reading and hashing the same bodies"] = hashed / seconds });
    }

    /// <summary>Events a second in saves of so many, one save after the other: each a transaction with its own fsync.</summary>
    private static async Task<double> Committed(WebApplication app, int group, TimeSpan length)
    {
        var (events, clock) = (0L, Stopwatch.StartNew());
        while (clock.Elapsed < length)
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
            var journal = scope.ServiceProvider.GetRequiredService<Journal>();
            for (var at = 0; at < group; at++)
            {
                journal.Note("people.personal-data-read", "people", Guid.CreateVersion7(), "Pemeriksaan", new JsonObject { ["field"] = "nip" });
            }
            await scope.ServiceProvider.GetRequiredService<PlatformDb>().SaveChangesAsync();
            events += group;
        }
        return events / clock.Elapsed.TotalSeconds;
    }

    private static async Task<List<JournalEvent>> Rows(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<JournalEvent>().AsNoTracking().OrderByDescending(item => item.Index).Take(5000).ToListAsync();
    }

    /// <summary>Rows a second into a table of the same columns and indexes, by prepared statements, so many to a commit.</summary>
    private static async Task<double> Plain(string data, string? postgres, List<JournalEvent> rows, int group)
    {
        await using DbConnection connection = postgres is null ? new SqliteConnection($"Data Source={Path.Combine(data, "plain.db")};Pooling=False") : new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await Execute(connection, postgres is null
            ? $"""
              PRAGMA journal_mode = WAL; DROP TABLE IF EXISTS plain; CREATE TABLE plain ({Columns("INTEGER", "TEXT", "TEXT", "BLOB")});
              CREATE INDEX plain_a ON plain (subject_kind, subject_id, "index"); CREATE INDEX plain_b ON plain (subject_kind, "index"); CREATE INDEX plain_c ON plain (at);
              """
            : $"""
              DROP TABLE IF EXISTS plain; CREATE TABLE plain ({Columns("bigint", "timestamptz", "uuid", "bytea")});
              CREATE INDEX plain_a ON plain (subject_kind, subject_id, "index"); CREATE INDEX plain_b ON plain (subject_kind, "index"); CREATE INDEX plain_c ON plain (at);
              """);
        await using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO plain VALUES (@a, @b, @c, @d, @e, @f, @g)";
        var values = Enumerable.Range(0, 7).Select(at =>
        {
            var value = insert.CreateParameter();
            value.ParameterName = "@" + (char)('a' + at);
            insert.Parameters.Add(value);
            return value;
        }).ToArray();
        var (written, clock) = (0L, Stopwatch.StartNew());
        while (clock.Elapsed < length)
        {
            await using var commit = await connection.BeginTransactionAsync();
            insert.Transaction = commit;
            for (var at = 0; at < group; at++, written++)
            {
                var row = rows[(int)(written % rows.Count)];
                object[] row7 = [written, row.At.UtcDateTime, row.Action, row.SubjectKind, row.SubjectId, row.Body, row.LeafHash];
                for (var column = 0; column < values.Length; column++)
                {
                    values[column].Value = row7[column];
                }
                await insert.ExecuteNonQueryAsync();
            }
            await commit.CommitAsync();
        }
        var speed = written / clock.Elapsed.TotalSeconds;
        await Execute(connection, "DROP TABLE plain");
        return speed;
    }

    private static string Columns(string number, string moment, string id, string bytes) =>
        $"\"index\" {number} PRIMARY KEY, at {moment} NOT NULL, action TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id {id} NOT NULL, body TEXT NOT NULL, leaf_hash {bytes} NOT NULL";

    private static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What verification cannot do without: reading every body and hashing it.</summary>
    private static async Task<(long Events, double Seconds)> Hashed(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PlatformDb>().Database;
        await database.OpenConnectionAsync();
        await using var command = database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT body FROM journal_events ORDER BY \"index\"";
        var (events, clock) = (0L, Stopwatch.StartNew());
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess);
        while (await reader.ReadAsync())
        {
            SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(reader.GetString(0)));
            events++;
        }
        return (events, clock.Elapsed.TotalSeconds);
    }
}
