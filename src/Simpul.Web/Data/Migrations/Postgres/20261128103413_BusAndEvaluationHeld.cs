using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simpul.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class BusAndEvaluationHeld : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "added_by_id",
                table: "eval_evidence",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "held_as",
                table: "bus_service_versions",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Restricted");

            migrationBuilder.AddColumn<string>(
                name: "guideline",
                table: "bus_opinions",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "held_as",
                table: "bus_opinions",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Restricted");

            migrationBuilder.AddColumn<string>(
                name: "held_as",
                table: "bus_element_links",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Restricted");

            migrationBuilder.AddColumn<string>(
                name: "held_as",
                table: "bus_contracts",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Restricted");

            migrationBuilder.AddColumn<string>(
                name: "held_as",
                table: "bus_conformance_tests",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Restricted");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "added_by_id",
                table: "eval_evidence");

            migrationBuilder.DropColumn(
                name: "held_as",
                table: "bus_service_versions");

            migrationBuilder.DropColumn(
                name: "guideline",
                table: "bus_opinions");

            migrationBuilder.DropColumn(
                name: "held_as",
                table: "bus_opinions");

            migrationBuilder.DropColumn(
                name: "held_as",
                table: "bus_element_links");

            migrationBuilder.DropColumn(
                name: "held_as",
                table: "bus_contracts");

            migrationBuilder.DropColumn(
                name: "held_as",
                table: "bus_conformance_tests");
        }
    }
}
