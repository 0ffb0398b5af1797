using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Simpul.Web.Data.Migrations.Postgres;

/// <summary>The full-text index over search entries: written by hand, because the model cannot say it.</summary>
[DbContext(typeof(PostgresDb)), Migration("20261122000001_Search")]
public sealed class Search : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            ALTER TABLE search_entries ADD COLUMN words tsvector GENERATED ALWAYS AS (
              setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', coalesce(code, '')), 'A') || setweight(to_tsvector('simple', text), 'B')) STORED;
            CREATE INDEX ix_search_entries_words ON search_entries USING gin (words);
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE search_entries DROP COLUMN words;");
}
