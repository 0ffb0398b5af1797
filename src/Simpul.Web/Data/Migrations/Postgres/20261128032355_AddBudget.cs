using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simpul.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddBudget : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "planning_budget_cycles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    opens_on = table.Column<DateOnly>(type: "date", nullable: false),
                    proposals_until = table.Column<DateOnly>(type: "date", nullable: false),
                    recommendations_until = table.Column<DateOnly>(type: "date", nullable: false),
                    coordination_until = table.Column<DateOnly>(type: "date", nullable: false),
                    closes_on = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    consolidated_on = table.Column<DateOnly>(type: "date", nullable: true),
                    consolidated_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planning_budget_cycles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "planning_budget_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    name = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    content = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    need = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: true),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    unit_price = table.Column<long>(type: "bigint", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    fund = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    programme = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    account = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    architecture = table.Column<List<string>>(type: "text[]", nullable: false),
                    activity_id = table.Column<Guid>(type: "uuid", nullable: true),
                    proposed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recommendation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    recommendation_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    recommended_amount = table.Column<long>(type: "bigint", nullable: true),
                    recommended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    recommended_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    recommended_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kept_because = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planning_budget_items", x => x.id);
                    table.ForeignKey(
                        name: "FK_planning_budget_items_planning_budget_cycles_cycle_id",
                        column: x => x.cycle_id,
                        principalTable: "planning_budget_cycles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_planning_budget_items_planning_roadmap_activities_activity_~",
                        column: x => x.activity_id,
                        principalTable: "planning_roadmap_activities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "planning_budget_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    none = table.Column<bool>(type: "boolean", nullable: false),
                    none_on = table.Column<DateOnly>(type: "date", nullable: true),
                    submitted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    settled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    settled_by = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planning_budget_proposals", x => x.id);
                    table.ForeignKey(
                        name: "FK_planning_budget_proposals_planning_budget_cycles_cycle_id",
                        column: x => x.cycle_id,
                        principalTable: "planning_budget_cycles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "planning_budget_approvals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    approved_on = table.Column<DateOnly>(type: "date", nullable: false),
                    document = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planning_budget_approvals", x => x.id);
                    table.ForeignKey(
                        name: "FK_planning_budget_approvals_planning_budget_items_item_id",
                        column: x => x.item_id,
                        principalTable: "planning_budget_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "planning_budget_realisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    spent_on = table.Column<DateOnly>(type: "date", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planning_budget_realisations", x => x.id);
                    table.ForeignKey(
                        name: "FK_planning_budget_realisations_planning_budget_items_item_id",
                        column: x => x.item_id,
                        principalTable: "planning_budget_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "planning_budget_coordinations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    office = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    result = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    case_number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planning_budget_coordinations", x => x.id);
                    table.ForeignKey(
                        name: "FK_planning_budget_coordinations_planning_budget_cycles_cycle_~",
                        column: x => x.cycle_id,
                        principalTable: "planning_budget_cycles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_planning_budget_coordinations_planning_budget_proposals_pro~",
                        column: x => x.proposal_id,
                        principalTable: "planning_budget_proposals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_approvals_approved_on",
                table: "planning_budget_approvals",
                column: "approved_on");

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_approvals_item_id",
                table: "planning_budget_approvals",
                column: "item_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_coordinations_cycle_id_office",
                table: "planning_budget_coordinations",
                columns: new[] { "cycle_id", "office" });

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_coordinations_held_on",
                table: "planning_budget_coordinations",
                column: "held_on");

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_coordinations_proposal_id",
                table: "planning_budget_coordinations",
                column: "proposal_id");

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_cycles_year",
                table: "planning_budget_cycles",
                column: "year",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_items_activity_id",
                table: "planning_budget_items",
                column: "activity_id");

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_items_code",
                table: "planning_budget_items",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_items_cycle_id_agency_id",
                table: "planning_budget_items",
                columns: new[] { "cycle_id", "agency_id" });

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_items_name",
                table: "planning_budget_items",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_proposals_cycle_id_agency_id",
                table: "planning_budget_proposals",
                columns: new[] { "cycle_id", "agency_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_proposals_title",
                table: "planning_budget_proposals",
                column: "title");

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_realisations_item_id_spent_on",
                table: "planning_budget_realisations",
                columns: new[] { "item_id", "spent_on" });

            migrationBuilder.CreateIndex(
                name: "IX_planning_budget_realisations_spent_on",
                table: "planning_budget_realisations",
                column: "spent_on");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "planning_budget_approvals");

            migrationBuilder.DropTable(
                name: "planning_budget_coordinations");

            migrationBuilder.DropTable(
                name: "planning_budget_realisations");

            migrationBuilder.DropTable(
                name: "planning_budget_proposals");

            migrationBuilder.DropTable(
                name: "planning_budget_items");

            migrationBuilder.DropTable(
                name: "planning_budget_cycles");
        }
    }
}
