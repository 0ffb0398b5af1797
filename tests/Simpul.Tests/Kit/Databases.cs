using Microsoft.EntityFrameworkCore;
using Npgsql;
using Simpul.Web.Data;
using Xunit;

namespace Simpul.Tests.Kit;

/// <summary>The two databases, as rows of a theory: <c>[Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]</c>.</summary>
public static class Databases
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>A connection string to a server on which databases may be created; the test script starts one.</summary>
    private static readonly string? server = Environment.GetEnvironmentVariable("SIMPUL_TEST_POSTGRES");

    private static readonly Lazy<Task<string>> sqliteTemplate = new(MakeSqliteTemplate);
    private static readonly Lazy<Task<string>> postgresTemplate = new(MakePostgresTemplate);

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
        var name = "simpul_" + Guid.NewGuid().ToString("n");
        await OnServer($"CREATE DATABASE {name} TEMPLATE {template}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 10 }.ConnectionString;
    }

    internal static async Task Drop(string? connection)
    {
        if (connection is not null)
        {
            await using (var pool = new NpgsqlConnection(connection))
            {
                NpgsqlConnection.ClearPool(pool);
            }
            await OnServer($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");
        }
    }

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
