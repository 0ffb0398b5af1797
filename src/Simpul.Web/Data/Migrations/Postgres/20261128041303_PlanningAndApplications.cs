using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simpul.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PlanningAndApplications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "first_ends_on",
                table: "planning_roadmap_activities",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "app_applications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    stage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    criticality = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    data_class = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    serves_public = table.Column<bool>(type: "boolean", nullable: false),
                    functions = table.Column<List<string>>(type: "text[]", nullable: false),
                    users = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    user_count = table.Column<int>(type: "integer", nullable: true),
                    technology = table.Column<List<string>>(type: "text[]", nullable: false),
                    general = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    proposed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    mandate = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    roadmap_activity_id = table.Column<Guid>(type: "uuid", nullable: true),
                    technical_standard = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    funding = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, defaultValue: "Unrecorded"),
                    copyright = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, defaultValue: "Unrecorded"),
                    copyright_proof = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, defaultValue: "Unrecorded"),
                    licence = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, defaultValue: "Unrecorded"),
                    spdx = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    open_weighed = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    closed_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    contact_office_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_applications", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_applications_architecture_items_id",
                        column: x => x.id,
                        principalTable: "architecture_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_dns_zones",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: false),
                    name_servers = table.Column<List<string>>(type: "text[]", nullable: false),
                    mailbox = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: false),
                    former_serial = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    created_on = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_dns_zones", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "architecture_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    failure = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_architecture_imports", x => x.id);
                });

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
                name: "app_build_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    builder = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    platform = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_build_plans", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_build_plans_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_components",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    type = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    group = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    component_version = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    purl = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true),
                    licences = table.Column<List<string>>(type: "text[]", nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_components", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_components_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_consultations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    phase = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    with = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    result = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_consultations", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_consultations_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_contracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    vendor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    subject = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    warranty_until = table.Column<DateOnly>(type: "date", nullable: true),
                    value = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_contracts", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_contracts_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_costs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    year = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_costs", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_costs_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_deployments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    environment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    released_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    rolled_back_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_deployments", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_deployments_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_document_verdicts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slot = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    accepted = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    by_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_office_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_document_verdicts", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_document_verdicts_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_app_document_verdicts_case_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "case_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_evaluations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: true),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    criteria = table.Column<List<string>>(type: "text[]", nullable: false),
                    findings = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    follow_up = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_evaluations", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_evaluations_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_general_adoptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    general = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: true),
                    planned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    replaced_id = table.Column<Guid>(type: "uuid", nullable: true),
                    instead_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_general_adoptions", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_general_adoptions_app_applications_instead_id",
                        column: x => x.instead_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_app_general_adoptions_app_applications_replaced_id",
                        column: x => x.replaced_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_incidents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    environment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    impact = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    resolved_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_incidents", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_incidents_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_knowledge_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    summary = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    lessons = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    written_on = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_knowledge_entries", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_knowledge_entries_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_outside_uses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    approved_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    approved_on = table.Column<DateOnly>(type: "date", nullable: true),
                    letter = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_outside_uses", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_outside_uses_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_phases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    round = table.Column<int>(type: "integer", nullable: false),
                    phase = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    started_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    left = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_phases", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_phases_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_placements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    environment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    facility = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    host_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cpu_asked = table.Column<int>(type: "integer", nullable: true),
                    memory_asked = table.Column<int>(type: "integer", nullable: true),
                    storage_asked = table.Column<int>(type: "integer", nullable: true),
                    cpu_given = table.Column<int>(type: "integer", nullable: true),
                    memory_given = table.Column<int>(type: "integer", nullable: true),
                    storage_given = table.Column<int>(type: "integer", nullable: true),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outside_contact = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: true),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    case_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reminded = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_placements", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_placements_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_app_placements_architecture_items_host_id",
                        column: x => x.host_id,
                        principalTable: "architecture_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_repositories",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    default_branch = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    protected_branches = table.Column<List<string>>(type: "text[]", nullable: false),
                    protected_tags = table.Column<List<string>>(type: "text[]", nullable: false),
                    public_code = table.Column<string>(type: "character varying(32768)", maxLength: 32768, nullable: true),
                    reuse = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    licence = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    terms = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    first_pushed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    pushed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    pushes = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_repositories", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_repositories_app_applications_id",
                        column: x => x.id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_repository_deposits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    deposited_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    commit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    proof = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    case_number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_repository_deposits", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_repository_deposits_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_repository_grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    right = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    approved_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    case_number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_repository_grants", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_repository_grants_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_repository_releases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tag = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    commit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    notes = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false),
                    released_by = table.Column<Guid>(type: "uuid", nullable: true),
                    released_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_repository_releases", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_repository_releases_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_retirements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    successor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decision = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_retirements", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_retirements_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_app_retirements_app_applications_successor_id",
                        column: x => x.successor_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_similar_evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    condition = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    what = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    given_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    link = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_similar_evidence", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_similar_evidence_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_tests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    word = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_tests", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_tests_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_app_tests_case_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "case_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    released_on = table.Column<DateOnly>(type: "date", nullable: false),
                    changes = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_versions", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_versions_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_domain_names",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: false),
                    zone_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    content_owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    target = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    ttl = table.Column<int>(type: "integer", nullable: false),
                    further = table.Column<List<string>>(type: "text[]", nullable: false),
                    watched = table.Column<bool>(type: "boolean", nullable: false),
                    registered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    registered_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    renew_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    case_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reminded = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_domain_names", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_domain_names_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_app_domain_names_app_dns_zones_zone_id",
                        column: x => x.zone_id,
                        principalTable: "app_dns_zones",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "architecture_import_files",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
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
                name: "app_repository_checks",
                columns: table => new
                {
                    repository_id = table.Column<Guid>(type: "uuid", nullable: false),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sound = table.Column<bool>(type: "boolean", nullable: false),
                    says = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    bytes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_repository_checks", x => x.repository_id);
                    table.ForeignKey(
                        name: "FK_app_repository_checks_app_repositories_repository_id",
                        column: x => x.repository_id,
                        principalTable: "app_repositories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_data_dispositions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    retirement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    data_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    place = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_data_dispositions", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_data_dispositions_app_retirements_retirement_id",
                        column: x => x.retirement_id,
                        principalTable: "app_retirements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_app_data_dispositions_architecture_items_data_id",
                        column: x => x.data_id,
                        principalTable: "architecture_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    test_id = table.Column<Guid>(type: "uuid", nullable: true),
                    control = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    round = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    severity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    retest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    retested_on = table.Column<DateOnly>(type: "date", nullable: true),
                    retested_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_findings", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_findings_app_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "app_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_app_findings_app_tests_test_id",
                        column: x => x.test_id,
                        principalTable: "app_tests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_test_results",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    test_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    set = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    control = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    by_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    carried_from = table.Column<int>(type: "integer", nullable: true),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_test_results", x => x.id);
                    table.ForeignKey(
                        name: "FK_app_test_results_app_tests_test_id",
                        column: x => x.test_id,
                        principalTable: "app_tests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "app_certificate_readings",
                columns: table => new
                {
                    domain_id = table.Column<Guid>(type: "uuid", nullable: false),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    issuer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    names_match = table.Column<bool>(type: "boolean", nullable: false),
                    trusted = table.Column<bool>(type: "boolean", nullable: false),
                    protocol = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    warned = table.Column<int>(type: "integer", nullable: true),
                    alarmed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_certificate_readings", x => x.domain_id);
                    table.ForeignKey(
                        name: "FK_app_certificate_readings_app_domain_names_domain_id",
                        column: x => x.domain_id,
                        principalTable: "app_domain_names",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
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
                name: "IX_app_applications_stage",
                table: "app_applications",
                column: "stage");

            migrationBuilder.CreateIndex(
                name: "IX_app_build_plans_application_id",
                table: "app_build_plans",
                column: "application_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_components_application_id_place",
                table: "app_components",
                columns: new[] { "application_id", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_components_name",
                table: "app_components",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_app_consultations_application_id_held_on",
                table: "app_consultations",
                columns: new[] { "application_id", "held_on" });

            migrationBuilder.CreateIndex(
                name: "IX_app_consultations_held_on",
                table: "app_consultations",
                column: "held_on");

            migrationBuilder.CreateIndex(
                name: "IX_app_contracts_agency_id",
                table: "app_contracts",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_contracts_application_id",
                table: "app_contracts",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_contracts_ends_on",
                table: "app_contracts",
                column: "ends_on");

            migrationBuilder.CreateIndex(
                name: "IX_app_costs_agency_id",
                table: "app_costs",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_costs_application_id",
                table: "app_costs",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_costs_application_id_year_kind",
                table: "app_costs",
                columns: new[] { "application_id", "year", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_costs_year",
                table: "app_costs",
                column: "year");

            migrationBuilder.CreateIndex(
                name: "IX_app_data_dispositions_data_id",
                table: "app_data_dispositions",
                column: "data_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_data_dispositions_retirement_id_data_id",
                table: "app_data_dispositions",
                columns: new[] { "retirement_id", "data_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_deployments_agency_id",
                table: "app_deployments",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_deployments_application_id",
                table: "app_deployments",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_deployments_released_on",
                table: "app_deployments",
                column: "released_on");

            migrationBuilder.CreateIndex(
                name: "IX_app_dns_zones_name",
                table: "app_dns_zones",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_document_verdicts_application_id_slot",
                table: "app_document_verdicts",
                columns: new[] { "application_id", "slot" });

            migrationBuilder.CreateIndex(
                name: "IX_app_document_verdicts_case_id",
                table: "app_document_verdicts",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_document_verdicts_file_id",
                table: "app_document_verdicts",
                column: "file_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_domain_names_agency_id",
                table: "app_domain_names",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_domain_names_application_id",
                table: "app_domain_names",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_domain_names_name",
                table: "app_domain_names",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_domain_names_state_renew_on",
                table: "app_domain_names",
                columns: new[] { "state", "renew_on" });

            migrationBuilder.CreateIndex(
                name: "IX_app_domain_names_zone_id",
                table: "app_domain_names",
                column: "zone_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_evaluations_application_id_due_on",
                table: "app_evaluations",
                columns: new[] { "application_id", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_app_evaluations_due_on",
                table: "app_evaluations",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "IX_app_findings_application_id_state",
                table: "app_findings",
                columns: new[] { "application_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_app_findings_due_on",
                table: "app_findings",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "IX_app_findings_test_id",
                table: "app_findings",
                column: "test_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_general_adoptions_general_agency_id",
                table: "app_general_adoptions",
                columns: new[] { "general", "agency_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_general_adoptions_instead_id",
                table: "app_general_adoptions",
                column: "instead_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_general_adoptions_replaced_id",
                table: "app_general_adoptions",
                column: "replaced_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_incidents_agency_id",
                table: "app_incidents",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_incidents_application_id",
                table: "app_incidents",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_incidents_happened_on",
                table: "app_incidents",
                column: "happened_on");

            migrationBuilder.CreateIndex(
                name: "IX_app_knowledge_entries_application_id",
                table: "app_knowledge_entries",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_knowledge_entries_written_on",
                table: "app_knowledge_entries",
                column: "written_on");

            migrationBuilder.CreateIndex(
                name: "IX_app_outside_uses_agency_id",
                table: "app_outside_uses",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_outside_uses_application_id",
                table: "app_outside_uses",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_phases_application_id_round_phase",
                table: "app_phases",
                columns: new[] { "application_id", "round", "phase" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_phases_started_on",
                table: "app_phases",
                column: "started_on");

            migrationBuilder.CreateIndex(
                name: "IX_app_placements_agency_id",
                table: "app_placements",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_placements_application_id",
                table: "app_placements",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_placements_host_id",
                table: "app_placements",
                column: "host_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_placements_state_expires_on",
                table: "app_placements",
                columns: new[] { "state", "expires_on" });

            migrationBuilder.CreateIndex(
                name: "IX_app_repositories_reuse",
                table: "app_repositories",
                column: "reuse");

            migrationBuilder.CreateIndex(
                name: "IX_app_repository_deposits_application_id_content",
                table: "app_repository_deposits",
                columns: new[] { "application_id", "content" });

            migrationBuilder.CreateIndex(
                name: "IX_app_repository_grants_application_id_person_id",
                table: "app_repository_grants",
                columns: new[] { "application_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "IX_app_repository_grants_person_id_state",
                table: "app_repository_grants",
                columns: new[] { "person_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_app_repository_releases_application_id_tag",
                table: "app_repository_releases",
                columns: new[] { "application_id", "tag" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_retirements_application_id",
                table: "app_retirements",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_retirements_state_ends_on",
                table: "app_retirements",
                columns: new[] { "state", "ends_on" });

            migrationBuilder.CreateIndex(
                name: "IX_app_retirements_successor_id",
                table: "app_retirements",
                column: "successor_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_similar_evidence_agency_id",
                table: "app_similar_evidence",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_similar_evidence_application_id",
                table: "app_similar_evidence",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_test_results_test_id_control",
                table: "app_test_results",
                columns: new[] { "test_id", "control" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_tests_application_id",
                table: "app_tests",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_tests_case_id_round_word",
                table: "app_tests",
                columns: new[] { "case_id", "round", "word" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_versions_agency_id",
                table: "app_versions",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_versions_application_id",
                table: "app_versions",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_app_versions_application_id_number",
                table: "app_versions",
                columns: new[] { "application_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_app_versions_released_on",
                table: "app_versions",
                column: "released_on");

            migrationBuilder.CreateIndex(
                name: "IX_architecture_imports_account_id_started_at",
                table: "architecture_imports",
                columns: new[] { "account_id", "started_at" });

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
                name: "app_build_plans");

            migrationBuilder.DropTable(
                name: "app_certificate_readings");

            migrationBuilder.DropTable(
                name: "app_components");

            migrationBuilder.DropTable(
                name: "app_consultations");

            migrationBuilder.DropTable(
                name: "app_contracts");

            migrationBuilder.DropTable(
                name: "app_costs");

            migrationBuilder.DropTable(
                name: "app_data_dispositions");

            migrationBuilder.DropTable(
                name: "app_deployments");

            migrationBuilder.DropTable(
                name: "app_document_verdicts");

            migrationBuilder.DropTable(
                name: "app_evaluations");

            migrationBuilder.DropTable(
                name: "app_findings");

            migrationBuilder.DropTable(
                name: "app_general_adoptions");

            migrationBuilder.DropTable(
                name: "app_incidents");

            migrationBuilder.DropTable(
                name: "app_knowledge_entries");

            migrationBuilder.DropTable(
                name: "app_outside_uses");

            migrationBuilder.DropTable(
                name: "app_phases");

            migrationBuilder.DropTable(
                name: "app_placements");

            migrationBuilder.DropTable(
                name: "app_repository_checks");

            migrationBuilder.DropTable(
                name: "app_repository_deposits");

            migrationBuilder.DropTable(
                name: "app_repository_grants");

            migrationBuilder.DropTable(
                name: "app_repository_releases");

            migrationBuilder.DropTable(
                name: "app_similar_evidence");

            migrationBuilder.DropTable(
                name: "app_test_results");

            migrationBuilder.DropTable(
                name: "app_versions");

            migrationBuilder.DropTable(
                name: "architecture_import_files");

            migrationBuilder.DropTable(
                name: "planning_budget_approvals");

            migrationBuilder.DropTable(
                name: "planning_budget_coordinations");

            migrationBuilder.DropTable(
                name: "planning_budget_realisations");

            migrationBuilder.DropTable(
                name: "app_domain_names");

            migrationBuilder.DropTable(
                name: "app_retirements");

            migrationBuilder.DropTable(
                name: "app_repositories");

            migrationBuilder.DropTable(
                name: "app_tests");

            migrationBuilder.DropTable(
                name: "architecture_imports");

            migrationBuilder.DropTable(
                name: "planning_budget_proposals");

            migrationBuilder.DropTable(
                name: "planning_budget_items");

            migrationBuilder.DropTable(
                name: "app_dns_zones");

            migrationBuilder.DropTable(
                name: "app_applications");

            migrationBuilder.DropTable(
                name: "planning_budget_cycles");

            migrationBuilder.DropColumn(
                name: "first_ends_on",
                table: "planning_roadmap_activities");
        }
    }
}
