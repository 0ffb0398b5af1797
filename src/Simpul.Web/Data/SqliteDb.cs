using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data.Sql;

namespace Simpul.Web.Data;

/// <summary>One process, one file. For a regency that starts; a city moves to <see cref="PostgresDb"/> by restoring its backup there.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : PlatformDb(options)
{
    /// <summary>Opening teaches the connection EF's functions one by one, and closing makes it forget them. An open file locks nothing.</summary>
    protected override Task StayOpen(CancellationToken cancel) => Database.OpenConnectionAsync(cancel);

    public override Dialect Dialect => field ??= SqliteDialect.For(Database.GetConnectionString());
}
