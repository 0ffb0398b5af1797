using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simpul.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SearchBySubject : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_search_entries_subject_id",
                table: "search_entries",
                column: "subject_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_search_entries_subject_id",
                table: "search_entries");
        }
    }
}
