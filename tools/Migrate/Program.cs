// Adds one migration to both databases: dotnet run --project tools/Migrate -- NameOfTheChange
// It stands in for "dotnet ef migrations add", once per context, so that the two never drift. No database has to run.
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal;
using Simpul.Web.Data;

if (args is not [var name])
{
    Console.Error.WriteLine("Usage: dotnet run --project tools/Migrate -- NameOfTheChange");
    return 2;
}
var project = Path.GetFullPath("src/Simpul.Web");
if (!Directory.Exists(project))
{
    Console.Error.WriteLine("Run this from the repository's root.");
    return 2;
}

Add(new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options), "Sqlite", new SqliteDesignTimeServices());
Add(new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=none").Options), "Postgres", new NpgsqlDesignTimeServices());
return 0;

void Add(PlatformDb db, string folder, IDesignTimeServices provider)
{
    var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
    provider.ConfigureDesignTimeServices(services);
    using var scope = services.BuildServiceProvider().CreateScope();
    var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
    var migration = scaffolder.ScaffoldMigration(name, "Simpul.Web", $"Data.Migrations.{folder}", "C#");
    var files = scaffolder.Save(project, migration, Path.Combine(project, "Data", "Migrations", folder), dryRun: false);
    Console.WriteLine(Path.GetRelativePath(".", files.MigrationFile!));
}
