using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Simpul.Web.Data;
using Xunit;

[assembly: AssemblyFixture(typeof(Simpul.Tests.Kit.DatabasesOfTheRun))]

namespace Simpul.Tests.Kit;

/// <summary>Ends with the run, and with it the databases that it made on the server.</summary>
public sealed class DatabasesOfTheRun : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Databases.DropAll();
}

/// <summary>The two databases, as rows of a theory: <c>[Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]</c>.</summary>
public static class Databases
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>A connection string to a server on which databases may be created; the test script starts one.</summary>
    private static readonly string? server = Environment.GetEnvironmentVariable("SIMPUL_TEST_POSTGRES");

    private static readonly Lazy<Task<string>> sqliteTemplate = new(MakeSqliteTemplate);
    private static readonly Lazy<Task<string>> postgresTemplate = new(MakePostgresTemplate);
    private static readonly Lazy<Task<object?>> shapeOfTemplate = new(async () =>
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = await postgresTemplate.Value, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var shape = new NpgsqlCommand(Shape, connection);
        return await shape.ExecuteScalarAsync();
    });

    private static readonly ConcurrentBag<string> emptied = [];

    /// <summary>PostgreSQL shows as skipped where none is configured, and fails where one is required.</summary>
    public static IEnumerable<TheoryDataRow<string>> Both()
    {
        yield return new TheoryDataRow<string>(Sqlite);
        yield return new TheoryDataRow<string>(Postgres)
        {
            Skip = server is null && Environment.GetEnvironmentVariable("SIMPUL_REQUIRE_POSTGRES") is null ? "no PostgreSQL: set SIMPUL_TEST_POSTGRES" : null,
        };
    }

    /// <summary>An empty, migrated database: a file in the folder, or a database of its own on the server, whose connection string is returned.</summary>
    internal static async Task<string?> Fresh(string kind, string sqliteFile)
    {
        if (kind == Sqlite)
        {
            File.Copy(await sqliteTemplate.Value, sqliteFile);
            return null;
        }
        var template = await postgresTemplate.Value;
        if (emptied.TryTake(out var name))
        {
            return Connection(name);
        }
        name = "simpul_" + Guid.NewGuid().ToString("n");
        await OnServer($"CREATE DATABASE {name} TEMPLATE {template}");
        return Connection(name);
    }

    /// <summary>Gives a database back. It is emptied for the next test, which costs a tenth of making one; one that a test changed the tables of is dropped.</summary>
    internal static async Task Drop(string? connection)
    {
        if (connection is null)
        {
            return;
        }
        await using (var pool = new NpgsqlConnection(connection))
        {
            NpgsqlConnection.ClearPool(pool);
        }
        var name = new NpgsqlConnectionStringBuilder(connection).Database!;
        if (await Empty(name))
        {
            emptied.Add(name);
        }
        else
        {
            await OnServer($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }

    /// <summary>Drops what the tests made on the server; when the run ends.</summary>
    internal static async Task DropAll()
    {
        while (emptied.TryTake(out var name))
        {
            await OnServer($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
        if (postgresTemplate.IsValueCreated)
        {
            await OnServer($"DROP DATABASE IF EXISTS {await postgresTemplate.Value} WITH (FORCE)");
        }
    }

    /// <summary>As the program itself completes it: its connections are found again by the same words.</summary>
    private static string Connection(string name) => Web.Server.Pooled(new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 10 }.ConnectionString);

    private static async Task<bool> Empty(string name)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString);
            await connection.OpenAsync();
            await using var shape = new NpgsqlCommand(Shape, connection);
            if (!Equals(await shape.ExecuteScalarAsync(), await shapeOfTemplate.Value))
            {
                return false;
            }
            await using var command = new NpgsqlCommand(DeleteAll, connection);
            await command.ExecuteNonQueryAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            // A test that stopped or locked it: the next one gets another.
            return false;
        }
    }

    /// <summary>What tests may not change in a database that another test gets: tables, columns, indexes, constraints, triggers, migrations; and that it is small.</summary>
    private const string Shape = """
        SELECT concat_ws('/', (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace), (SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped),
            (SELECT count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace), (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O'), (SELECT count(*) FROM "__EFMigrationsHistory"), pg_database_size(current_database()) < 60000000)
        """;

    private const string DeleteAll = """
        DO $$
        DECLARE
            one text;
            filled boolean;
        BEGIN
            PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
            -- Neither foreign keys nor the triggers that keep the journal from being changed.
            SET LOCAL session_replication_role = replica;
            FOR one IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('__EFMigrationsHistory', 'journal_head') LOOP
                EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || one || ')' INTO filled;
                IF filled THEN
                    EXECUTE 'DELETE FROM ' || one;
                END IF;
            END LOOP;
            -- The one row that a migration makes.
            UPDATE journal_head SET size = 0, frontier = '', checkpoint = '';
            FOR one IN SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
                EXECUTE 'ALTER SEQUENCE ' || one || ' RESTART';
            END LOOP;
        END $$
        """;

    private static async Task<string> MakeSqliteTemplate()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("simpul-template-").FullName, "simpul.db");
        await using (var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite($"Data Source={file};Pooling=False").Options))
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        return file;
    }

    private static async Task<string> MakePostgresTemplate()
    {
        var name = "simpul_template_" + Guid.NewGuid().ToString("n");
        await OnServer($"CREATE DATABASE {name}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString;
        await using var db = new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(connection).Options);
        await db.Database.MigrateAsync();
        return name;
    }

    private static async Task OnServer(string sql)
    {
        if (server is null)
        {
            throw new InvalidOperationException("PostgreSQL is required and SIMPUL_TEST_POSTGRES is not set.");
        }
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
