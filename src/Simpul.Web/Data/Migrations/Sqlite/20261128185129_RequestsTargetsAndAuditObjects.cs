using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simpul.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RequestsTargetsAndAuditObjects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_audits_papers_audit_id_criterion",
                table: "audits_papers");

            migrationBuilder.AddColumn<DateOnly>(
                name: "reminded_on",
                table: "eval_monitorings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "target_index",
                table: "eval_cycles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "retire_reason",
                table: "bus_gateways",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "retired_at",
                table: "bus_gateways",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "item_id",
                table: "audits_papers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "object_name",
                table: "audits_papers",
                type: "TEXT",
                maxLength: 250,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "object_name",
                table: "audits_findings",
                type: "TEXT",
                maxLength: 250,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reminded",
                table: "app_retirements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "asked_answer",
                table: "app_placements",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "asked_note",
                table: "app_placements",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "asked_on",
                table: "app_placements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "asked_until",
                table: "app_placements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "deployment_id",
                table: "app_incidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "placement_id",
                table: "app_incidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reminded",
                table: "app_findings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "asked_answer",
                table: "app_domain_names",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "asked_note",
                table: "app_domain_names",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "asked_on",
                table: "app_domain_names",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "asked_until",
                table: "app_domain_names",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_audits_papers_audit_id_criterion",
                table: "audits_papers",
                columns: new[] { "audit_id", "criterion" },
                unique: true,
                filter: "item_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_audits_papers_audit_id_criterion_item_id",
                table: "audits_papers",
                columns: new[] { "audit_id", "criterion", "item_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_incidents_deployment_id",
                table: "app_incidents",
                column: "deployment_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_incidents_placement_id",
                table: "app_incidents",
                column: "placement_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_audits_papers_audit_id_criterion",
                table: "audits_papers");

            migrationBuilder.DropIndex(
                name: "IX_audits_papers_audit_id_criterion_item_id",
                table: "audits_papers");

            migrationBuilder.DropIndex(
                name: "IX_app_incidents_deployment_id",
                table: "app_incidents");

            migrationBuilder.DropIndex(
                name: "IX_app_incidents_placement_id",
                table: "app_incidents");

            migrationBuilder.DropColumn(
                name: "reminded_on",
                table: "eval_monitorings");

            migrationBuilder.DropColumn(
                name: "target_index",
                table: "eval_cycles");

            migrationBuilder.DropColumn(
                name: "retire_reason",
                table: "bus_gateways");

            migrationBuilder.DropColumn(
                name: "retired_at",
                table: "bus_gateways");

            migrationBuilder.DropColumn(
                name: "item_id",
                table: "audits_papers");

            migrationBuilder.DropColumn(
                name: "object_name",
                table: "audits_papers");

            migrationBuilder.DropColumn(
                name: "object_name",
                table: "audits_findings");

            migrationBuilder.DropColumn(
                name: "reminded",
                table: "app_retirements");

            migrationBuilder.DropColumn(
                name: "asked_answer",
                table: "app_placements");

            migrationBuilder.DropColumn(
                name: "asked_note",
                table: "app_placements");

            migrationBuilder.DropColumn(
                name: "asked_on",
                table: "app_placements");

            migrationBuilder.DropColumn(
                name: "asked_until",
                table: "app_placements");

            migrationBuilder.DropColumn(
                name: "deployment_id",
                table: "app_incidents");

            migrationBuilder.DropColumn(
                name: "placement_id",
                table: "app_incidents");

            migrationBuilder.DropColumn(
                name: "reminded",
                table: "app_findings");

            migrationBuilder.DropColumn(
                name: "asked_answer",
                table: "app_domain_names");

            migrationBuilder.DropColumn(
                name: "asked_note",
                table: "app_domain_names");

            migrationBuilder.DropColumn(
                name: "asked_on",
                table: "app_domain_names");

            migrationBuilder.DropColumn(
                name: "asked_until",
                table: "app_domain_names");

            migrationBuilder.CreateIndex(
                name: "IX_audits_papers_audit_id_criterion",
                table: "audits_papers",
                columns: new[] { "audit_id", "criterion" },
                unique: true);
        }
    }
}
