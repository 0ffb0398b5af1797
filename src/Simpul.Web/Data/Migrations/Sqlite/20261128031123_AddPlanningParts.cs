using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simpul.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddPlanningParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "first_ends_on",
                table: "planning_roadmap_activities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "architecture_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    done = table.Column<int>(type: "INTEGER", nullable: false),
                    total = table.Column<int>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    failure = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_architecture_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "architecture_import_files",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_architecture_import_files", x => x.run_id);
                    table.ForeignKey(
                        name: "FK_architecture_import_files_architecture_imports_run_id",
                        column: x => x.run_id,
                        principalTable: "architecture_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_architecture_imports_account_id_started_at",
                table: "architecture_imports",
                columns: new[] { "account_id", "started_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "architecture_import_files");

            migrationBuilder.DropTable(
                name: "architecture_imports");

            migrationBuilder.DropColumn(
                name: "first_ends_on",
                table: "planning_roadmap_activities");
        }
    }
}
