using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Simpul.Web.Data.Migrations.Sqlite;

/// <summary>The full-text index over search entries: written by hand, because the model cannot say it.</summary>
[DbContext(typeof(SqliteDb)), Migration("20261122000001_Search")]
public sealed class Search : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE VIRTUAL TABLE search_index USING fts5(title, code, text, content='search_entries', content_rowid='row', tokenize="unicode61 remove_diacritics 2", prefix='2 3');
            CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN
              INSERT INTO search_index(rowid, title, code, text) VALUES (new.row, new.title, new.code, new.text);
            END;
            CREATE TRIGGER search_entries_removed AFTER DELETE ON search_entries BEGIN
              INSERT INTO search_index(search_index, rowid, title, code, text) VALUES ('delete', old.row, old.title, old.code, old.text);
            END;
            CREATE TRIGGER search_entries_changed AFTER UPDATE OF title, code, text ON search_entries BEGIN
              INSERT INTO search_index(search_index, rowid, title, code, text) VALUES ('delete', old.row, old.title, old.code, old.text);
              INSERT INTO search_index(rowid, title, code, text) VALUES (new.row, new.title, new.code, new.text);
            END;
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DROP TRIGGER search_entries_added; DROP TRIGGER search_entries_removed; DROP TRIGGER search_entries_changed; DROP TABLE search_index;
        """);
}
