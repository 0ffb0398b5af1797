using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data.Sql;

namespace Simpul.Web.Data;

/// <summary>PostgreSQL 15 or later, for several web nodes and for city-size data.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : PlatformDb(options)
{
    public override Dialect Dialect => PostgresDialect.Instance;
}
