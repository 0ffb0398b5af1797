using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simpul.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AnswersPartsAndReminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_eval_cycles_year_purpose",
                table: "eval_cycles");

            migrationBuilder.AddColumn<string>(
                name: "part",
                table: "eval_cycles",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Whole");

            migrationBuilder.AddColumn<long>(
                name: "used",
                table: "bus_traffic_marks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "used_window",
                table: "bus_traffic_marks",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "objection_answered_by",
                table: "audits_findings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "objection_answered_on",
                table: "audits_findings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "objection_words",
                table: "audits_findings",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reminded",
                table: "app_evaluations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reminded",
                table: "app_contracts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "warranty_reminded",
                table: "app_contracts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_eval_cycles_year_purpose_part",
                table: "eval_cycles",
                columns: new[] { "year", "purpose", "part" },
                unique: true);

            // Findings that were found by everybody are found by those who may read them.
            migrationBuilder.Sql("UPDATE search_entries SET permission = 'applications.findings.view' WHERE kind = 'application-findings';");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("UPDATE search_entries SET permission = 'applications.view' WHERE kind = 'application-findings';");

            migrationBuilder.DropIndex(
                name: "IX_eval_cycles_year_purpose_part",
                table: "eval_cycles");

            migrationBuilder.DropColumn(
                name: "part",
                table: "eval_cycles");

            migrationBuilder.DropColumn(
                name: "used",
                table: "bus_traffic_marks");

            migrationBuilder.DropColumn(
                name: "used_window",
                table: "bus_traffic_marks");

            migrationBuilder.DropColumn(
                name: "objection_answered_by",
                table: "audits_findings");

            migrationBuilder.DropColumn(
                name: "objection_answered_on",
                table: "audits_findings");

            migrationBuilder.DropColumn(
                name: "objection_words",
                table: "audits_findings");

            migrationBuilder.DropColumn(
                name: "reminded",
                table: "app_evaluations");

            migrationBuilder.DropColumn(
                name: "reminded",
                table: "app_contracts");

            migrationBuilder.DropColumn(
                name: "warranty_reminded",
                table: "app_contracts");

            migrationBuilder.CreateIndex(
                name: "IX_eval_cycles_year_purpose",
                table: "eval_cycles",
                columns: new[] { "year", "purpose" },
                unique: true);
        }
    }
}
