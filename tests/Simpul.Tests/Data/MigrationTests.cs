using Microsoft.EntityFrameworkCore;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Xunit;

namespace Simpul.Tests.Data;

public sealed class MigrationTests
{
    [Fact]
    public void The_model_has_no_change_that_the_migrations_of_SQLite_lack()
    {
        using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
        db.Database.HasPendingModelChanges().ShouldBeFalse("run: dotnet run --project tools/Migrate -- NameOfTheChange");
    }

    [Fact]
    public void The_model_has_no_change_that_the_migrations_of_PostgreSQL_lack()
    {
        using var db = new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=none").Options);
        db.Database.HasPendingModelChanges().ShouldBeFalse("run: dotnet run --project tools/Migrate -- NameOfTheChange");
    }

    [Fact]
    public void Both_databases_have_the_same_tables_and_columns()
    {
        using var sqlite = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
        using var postgres = new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=none").Options);
        Columns(sqlite).ShouldBe(Columns(postgres));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_empty_database_comes_up_to_date(string database)
    {
        await using var app = await App.Start(database);
        var waiting = await app.Do(async services =>
        {
            var db = (PlatformDb)services.GetService(typeof(PlatformDb))!;
            return await db.Database.GetPendingMigrationsAsync();
        });
        waiting.ShouldBeEmpty();
    }

    private static List<string> Columns(PlatformDb db) =>
        [.. db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties().Select(property => $"{entity.GetTableName()}.{property.GetColumnName()}")).Order(StringComparer.Ordinal)];
}
