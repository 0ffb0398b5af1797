using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simpul.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class BusEvaluationAndAudits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audits_bodies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    accreditation_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    accredited_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    accredited_from = table.Column<DateOnly>(type: "date", nullable: true),
                    accredited_until = table.Column<DateOnly>(type: "date", nullable: true),
                    scope = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audits_bodies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audits_planned",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    coordinator = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    need = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    dropped_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audits_planned", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bus_blocks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    target = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_blocks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bus_components",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    software = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    licence = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    software_rule = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    operator_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_components", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bus_descriptions",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_descriptions", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "bus_direct_interfaces",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    case_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_direct_interfaces", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bus_directory",
                columns: table => new
                {
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    words = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_directory", x => x.version_id);
                });

            migrationBuilder.CreateTable(
                name: "bus_gateways",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    spki = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    found_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_gateways", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bus_hub_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    key_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    spki = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    @private = table.Column<string>(name: "private", type: "character varying(4000)", maxLength: 4000, nullable: false),
                    certificate = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_hub_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bus_interconnections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    is_working = table.Column<bool>(type: "boolean", nullable: false),
                    tested_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    case_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_interconnections", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bus_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_office = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outside_contact = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    networks = table.Column<List<string>>(type: "text[]", nullable: false),
                    is_auditor = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    joined_on = table.Column<DateOnly>(type: "date", nullable: true),
                    case_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    state_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_members", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_members_architecture_items_application_id",
                        column: x => x.application_id,
                        principalTable: "architecture_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_service_news",
                columns: table => new
                {
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_service_news", x => new { x.version_id, x.state });
                });

            migrationBuilder.CreateTable(
                name: "bus_snapshot",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    content = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_snapshot", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bus_traffic",
                columns: table => new
                {
                    contract = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    hour = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_day = table.Column<bool>(type: "boolean", nullable: false),
                    service = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    answered = table.Column<long>(type: "bigint", nullable: false),
                    refused = table.Column<long>(type: "bigint", nullable: false),
                    statuses = table.Column<List<long>>(type: "bigint[]", nullable: false),
                    durations = table.Column<List<long>>(type: "bigint[]", nullable: false),
                    refusals = table.Column<List<string>>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_traffic", x => new { x.contract, x.hour });
                });

            migrationBuilder.CreateTable(
                name: "bus_traffic_marks",
                columns: table => new
                {
                    gateway = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    contract = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    statuses = table.Column<List<long>>(type: "bigint[]", nullable: false),
                    durations = table.Column<List<long>>(type: "bigint[]", nullable: false),
                    refusals = table.Column<List<string>>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_traffic_marks", x => new { x.gateway, x.contract });
                });

            migrationBuilder.CreateTable(
                name: "bus_upstream_health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_up = table.Column<bool>(type: "boolean", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    probed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    milliseconds = table.Column<int>(type: "integer", nullable: false),
                    problem = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_upstream_health", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "eval_cycles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    instrument = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opens_on = table.Column<DateOnly>(type: "date", nullable: false),
                    answers_until = table.Column<DateOnly>(type: "date", nullable: false),
                    assessed_until = table.Column<DateOnly>(type: "date", nullable: false),
                    validated_until = table.Column<DateOnly>(type: "date", nullable: false),
                    signed_until = table.Column<DateOnly>(type: "date", nullable: false),
                    closes_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opened_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    signed_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    signed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    may_publish = table.Column<bool>(type: "boolean", nullable: false),
                    self_index = table.Column<long>(type: "bigint", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    external_index = table.Column<long>(type: "bigint", nullable: true),
                    reminded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eval_cycles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "eval_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    form = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    link = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    record_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    snapshot = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    snapshot_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    journal_index = table.Column<long>(type: "bigint", nullable: true),
                    frozen_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eval_documents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "eval_monitorings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    period_until = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: true),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    looked = table.Column<List<string>>(type: "text[]", nullable: false),
                    findings = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eval_monitorings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "eval_published",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    government = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    instrument = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    index = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eval_published", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    planned_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    period_from = table.Column<DateOnly>(type: "date", nullable: true),
                    period_until = table.Column<DateOnly>(type: "date", nullable: true),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    finished_on = table.Column<DateOnly>(type: "date", nullable: true),
                    performer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decree_id = table.Column<Guid>(type: "uuid", nullable: true),
                    coordinator = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    edition = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    bases = table.Column<List<string>>(type: "text[]", nullable: false),
                    subjects = table.Column<List<string>>(type: "text[]", nullable: false),
                    report_only = table.Column<bool>(type: "boolean", nullable: false),
                    summary = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    cancel_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audits", x => x.id);
                    table.ForeignKey(
                        name: "FK_audits_audits_bodies_body_id",
                        column: x => x.body_id,
                        principalTable: "audits_bodies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_audits_audits_planned_planned_id",
                        column: x => x.planned_id,
                        principalTable: "audits_planned",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_certificates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    subject = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    issuer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    origin = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    pem = table.Column<string>(type: "character varying(16000)", maxLength: 16000, nullable: false),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoke_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    reminded = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_certificates", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_certificates_bus_members_member_id",
                        column: x => x.member_id,
                        principalTable: "bus_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    spki = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    uses = table.Column<List<string>>(type: "text[]", nullable: false),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoke_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    held = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    reminded = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_keys", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_keys_bus_members_member_id",
                        column: x => x.member_id,
                        principalTable: "bus_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_services",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    classification = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    description = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_services", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_services_bus_members_provider_id",
                        column: x => x.provider_id,
                        principalTable: "bus_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "eval_indicators",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    service = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    submitted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    submitted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    returned_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    efforts = table.Column<List<int>>(type: "integer[]", nullable: false),
                    reminded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eval_indicators", x => x.id);
                    table.ForeignKey(
                        name: "FK_eval_indicators_eval_cycles_cycle_id",
                        column: x => x.cycle_id,
                        principalTable: "eval_cycles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "eval_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    indicator = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    who = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    text = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eval_notes", x => x.id);
                    table.ForeignKey(
                        name: "FK_eval_notes_eval_cycles_cycle_id",
                        column: x => x.cycle_id,
                        principalTable: "eval_cycles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "eval_recommendations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: true),
                    monitoring_id = table.Column<Guid>(type: "uuid", nullable: true),
                    indicator = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    text = table.Column<string>(type: "character varying(450)", maxLength: 450, nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    given_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    activity_id = table.Column<Guid>(type: "uuid", nullable: true),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    reminded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eval_recommendations", x => x.id);
                    table.ForeignKey(
                        name: "FK_eval_recommendations_eval_cycles_cycle_id",
                        column: x => x.cycle_id,
                        principalTable: "eval_cycles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_eval_recommendations_eval_monitorings_monitoring_id",
                        column: x => x.monitoring_id,
                        principalTable: "eval_monitorings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audits_coordinations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    with = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    matters = table.Column<List<string>>(type: "text[]", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    letter = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    result = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audits_coordinations", x => x.id);
                    table.ForeignKey(
                        name: "FK_audits_coordinations_audits_audit_id",
                        column: x => x.audit_id,
                        principalTable: "audits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audits_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outside_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    certificate = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    certificate_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    certificate_until = table.Column<DateOnly>(type: "date", nullable: true),
                    declared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    declared_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audits_members", x => x.id);
                    table.ForeignKey(
                        name: "FK_audits_members_audits_audit_id",
                        column: x => x.audit_id,
                        principalTable: "audits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audits_objects",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @class = table.Column<string>(name: "class", type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audits_objects", x => x.id);
                    table.ForeignKey(
                        name: "FK_audits_objects_architecture_items_item_id",
                        column: x => x.item_id,
                        principalTable: "architecture_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_audits_objects_audits_audit_id",
                        column: x => x.audit_id,
                        principalTable: "audits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audits_papers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    set = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    cite = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    criterion = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    proof = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    observation = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    written_by = table.Column<Guid>(type: "uuid", nullable: true),
                    written_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reviewed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    review_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audits_papers", x => x.id);
                    table.ForeignKey(
                        name: "FK_audits_papers_audits_audit_id",
                        column: x => x.audit_id,
                        principalTable: "audits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audits_tool_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tool = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    bad = table.Column<int>(type: "integer", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audits_tool_runs", x => x.id);
                    table.ForeignKey(
                        name: "FK_audits_tool_runs_audits_audit_id",
                        column: x => x.audit_id,
                        principalTable: "audits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_element_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    operation = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    element = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    data_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_element_links", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_element_links_architecture_items_data_id",
                        column: x => x.data_id,
                        principalTable: "architecture_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bus_element_links_bus_services_service_id",
                        column: x => x.service_id,
                        principalTable: "bus_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_service_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    label = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    environment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    description_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    source_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    changes = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    validate_requests = table.Column<bool>(type: "boolean", nullable: false),
                    validate_responses = table.Column<bool>(type: "boolean", nullable: false),
                    timeout = table.Column<int>(type: "integer", nullable: false),
                    max_request_bytes = table.Column<long>(type: "bigint", nullable: false),
                    max_response_bytes = table.Column<long>(type: "bigint", nullable: false),
                    idempotency_keys = table.Column<bool>(type: "boolean", nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sunset_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    case_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_service_versions", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_service_versions_bus_descriptions_description_sha256",
                        column: x => x.description_sha256,
                        principalTable: "bus_descriptions",
                        principalColumn: "sha256",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bus_service_versions_bus_services_service_id",
                        column: x => x.service_id,
                        principalTable: "bus_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_subscriptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_subscriptions", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_subscriptions_bus_services_service_id",
                        column: x => x.service_id,
                        principalTable: "bus_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "eval_evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    indicator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    verdict_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    verdict_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    verdict_on = table.Column<DateOnly>(type: "date", nullable: true),
                    withdrawn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eval_evidence", x => x.id);
                    table.ForeignKey(
                        name: "FK_eval_evidence_eval_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "eval_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_eval_evidence_eval_indicators_indicator_id",
                        column: x => x.indicator_id,
                        principalTable: "eval_indicators",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "eval_judgements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    indicator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false),
                    met = table.Column<List<int>>(type: "integer[]", nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eval_judgements", x => x.id);
                    table.ForeignKey(
                        name: "FK_eval_judgements_eval_indicators_indicator_id",
                        column: x => x.indicator_id,
                        principalTable: "eval_indicators",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audits_findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    criterion_code = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    paper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    condition = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    criterion = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    cause = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    effect = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    recommendation = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    severity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    response = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    response_words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    responded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    responded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    closing_note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    escalated = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audits_findings", x => x.id);
                    table.ForeignKey(
                        name: "FK_audits_findings_audits_audit_id",
                        column: x => x.audit_id,
                        principalTable: "audits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_audits_findings_audits_papers_paper_id",
                        column: x => x.paper_id,
                        principalTable: "audits_papers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audits_tool_results",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    rule = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    severity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    place = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    solution = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audits_tool_results", x => x.id);
                    table.ForeignKey(
                        name: "FK_audits_tool_results_audits_audit_id",
                        column: x => x.audit_id,
                        principalTable: "audits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_audits_tool_results_audits_tool_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "audits_tool_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_conformance_tests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    standard = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    passed = table.Column<bool>(type: "boolean", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: true),
                    service_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tested_on = table.Column<DateOnly>(type: "date", nullable: false),
                    findings = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    case_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_conformance_tests", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_conformance_tests_bus_members_member_id",
                        column: x => x.member_id,
                        principalTable: "bus_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bus_conformance_tests_bus_service_versions_service_version_~",
                        column: x => x.service_version_id,
                        principalTable: "bus_service_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_contracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    canonical = table.Column<string>(type: "text", nullable: false),
                    consumer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    consumer_agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    provider_agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    service_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose_code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    purpose = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    classification = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    valid_from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    valid_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    replaces = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reminded = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_contracts", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_contracts_bus_members_consumer_id",
                        column: x => x.consumer_id,
                        principalTable: "bus_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bus_contracts_bus_members_provider_id",
                        column: x => x.provider_id,
                        principalTable: "bus_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bus_contracts_bus_service_versions_service_version_id",
                        column: x => x.service_version_id,
                        principalTable: "bus_service_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_opinions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: true),
                    service_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    given_on = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    conditions = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    case_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_opinions", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_opinions_bus_members_member_id",
                        column: x => x.member_id,
                        principalTable: "bus_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bus_opinions_bus_service_versions_service_version_id",
                        column: x => x.service_version_id,
                        principalTable: "bus_service_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_service_fields",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    operation = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    element = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    depth = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    meaning = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    classification = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_personal = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_service_fields", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_service_fields_bus_service_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "bus_service_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bus_upstreams",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    certificates = table.Column<List<string>>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_upstreams", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_upstreams_bus_service_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "bus_service_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "audits_follow_ups",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    finding_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    done = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    reviewed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audits_follow_ups", x => x.id);
                    table.ForeignKey(
                        name: "FK_audits_follow_ups_audits_findings_finding_id",
                        column: x => x.finding_id,
                        principalTable: "audits_findings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    prefix = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    networks = table.Column<List<string>>(type: "text[]", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_api_keys", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_api_keys_bus_contracts_contract_id",
                        column: x => x.contract_id,
                        principalTable: "bus_contracts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bus_statements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    key_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    jws = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bus_statements", x => x.id);
                    table.ForeignKey(
                        name: "FK_bus_statements_bus_contracts_contract_id",
                        column: x => x.contract_id,
                        principalTable: "bus_contracts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_app_repository_grants_application_id_person_id_state",
                table: "app_repository_grants",
                columns: new[] { "application_id", "person_id", "state" },
                unique: true,
                filter: "state = 'Asked'");

            migrationBuilder.CreateIndex(
                name: "IX_audits_agency_id",
                table: "audits",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_audits_body_id",
                table: "audits",
                column: "body_id");

            migrationBuilder.CreateIndex(
                name: "IX_audits_code",
                table: "audits",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audits_planned_id",
                table: "audits",
                column: "planned_id");

            migrationBuilder.CreateIndex(
                name: "IX_audits_starts_on",
                table: "audits",
                column: "starts_on");

            migrationBuilder.CreateIndex(
                name: "IX_audits_bodies_name",
                table: "audits_bodies",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audits_coordinations_audit_id",
                table: "audits_coordinations",
                column: "audit_id");

            migrationBuilder.CreateIndex(
                name: "IX_audits_coordinations_held_on",
                table: "audits_coordinations",
                column: "held_on");

            migrationBuilder.CreateIndex(
                name: "IX_audits_findings_agency_id",
                table: "audits_findings",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_audits_findings_audit_id_state",
                table: "audits_findings",
                columns: new[] { "audit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_audits_findings_due_on",
                table: "audits_findings",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "IX_audits_findings_paper_id",
                table: "audits_findings",
                column: "paper_id");

            migrationBuilder.CreateIndex(
                name: "IX_audits_follow_ups_finding_id",
                table: "audits_follow_ups",
                column: "finding_id");

            migrationBuilder.CreateIndex(
                name: "IX_audits_members_audit_id_person_id",
                table: "audits_members",
                columns: new[] { "audit_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "IX_audits_members_person_id",
                table: "audits_members",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_audits_objects_audit_id_item_id",
                table: "audits_objects",
                columns: new[] { "audit_id", "item_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audits_objects_item_id",
                table: "audits_objects",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "IX_audits_papers_audit_id_criterion",
                table: "audits_papers",
                columns: new[] { "audit_id", "criterion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audits_planned_starts_on",
                table: "audits_planned",
                column: "starts_on");

            migrationBuilder.CreateIndex(
                name: "IX_audits_planned_year_kind",
                table: "audits_planned",
                columns: new[] { "year", "kind" });

            migrationBuilder.CreateIndex(
                name: "IX_audits_tool_results_audit_id_fingerprint",
                table: "audits_tool_results",
                columns: new[] { "audit_id", "fingerprint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audits_tool_results_audit_id_severity",
                table: "audits_tool_results",
                columns: new[] { "audit_id", "severity" });

            migrationBuilder.CreateIndex(
                name: "IX_audits_tool_results_run_id",
                table: "audits_tool_results",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "IX_audits_tool_runs_audit_id",
                table: "audits_tool_runs",
                column: "audit_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_api_keys_contract_id",
                table: "bus_api_keys",
                column: "contract_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_api_keys_prefix",
                table: "bus_api_keys",
                column: "prefix",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bus_blocks_ended_at",
                table: "bus_blocks",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "IX_bus_blocks_kind_target",
                table: "bus_blocks",
                columns: new[] { "kind", "target" });

            migrationBuilder.CreateIndex(
                name: "IX_bus_certificates_member_id",
                table: "bus_certificates",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_certificates_sha256",
                table: "bus_certificates",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bus_certificates_until",
                table: "bus_certificates",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "IX_bus_components_name",
                table: "bus_components",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_bus_conformance_tests_member_id",
                table: "bus_conformance_tests",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_conformance_tests_service_version_id",
                table: "bus_conformance_tests",
                column: "service_version_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_conformance_tests_tested_on",
                table: "bus_conformance_tests",
                column: "tested_on");

            migrationBuilder.CreateIndex(
                name: "IX_bus_contracts_consumer_agency_id",
                table: "bus_contracts",
                column: "consumer_agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_contracts_consumer_id",
                table: "bus_contracts",
                column: "consumer_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_contracts_hash",
                table: "bus_contracts",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bus_contracts_provider_agency_id",
                table: "bus_contracts",
                column: "provider_agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_contracts_provider_id",
                table: "bus_contracts",
                column: "provider_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_contracts_service_version_id",
                table: "bus_contracts",
                column: "service_version_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_contracts_starts_on",
                table: "bus_contracts",
                column: "starts_on");

            migrationBuilder.CreateIndex(
                name: "IX_bus_contracts_state_valid_until",
                table: "bus_contracts",
                columns: new[] { "state", "valid_until" });

            migrationBuilder.CreateIndex(
                name: "IX_bus_direct_interfaces_agency_id",
                table: "bus_direct_interfaces",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_direct_interfaces_name",
                table: "bus_direct_interfaces",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_bus_directory_service_id",
                table: "bus_directory",
                column: "service_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_element_links_agency_id",
                table: "bus_element_links",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_element_links_data_id",
                table: "bus_element_links",
                column: "data_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_element_links_element",
                table: "bus_element_links",
                column: "element");

            migrationBuilder.CreateIndex(
                name: "IX_bus_element_links_service_id",
                table: "bus_element_links",
                column: "service_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_gateways_origin",
                table: "bus_gateways",
                column: "origin");

            migrationBuilder.CreateIndex(
                name: "IX_bus_hub_keys_key_id",
                table: "bus_hub_keys",
                column: "key_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bus_hub_keys_purpose_from",
                table: "bus_hub_keys",
                columns: new[] { "purpose", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_bus_interconnections_name",
                table: "bus_interconnections",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_bus_keys_key_id",
                table: "bus_keys",
                column: "key_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bus_keys_member_id",
                table: "bus_keys",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_keys_until",
                table: "bus_keys",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "IX_bus_members_agency_id",
                table: "bus_members",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_members_application_id",
                table: "bus_members",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_members_code",
                table: "bus_members",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bus_members_name",
                table: "bus_members",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_bus_opinions_given_on",
                table: "bus_opinions",
                column: "given_on");

            migrationBuilder.CreateIndex(
                name: "IX_bus_opinions_member_id",
                table: "bus_opinions",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_opinions_service_version_id",
                table: "bus_opinions",
                column: "service_version_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_service_fields_name",
                table: "bus_service_fields",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_bus_service_fields_version_id_position",
                table: "bus_service_fields",
                columns: new[] { "version_id", "position" });

            migrationBuilder.CreateIndex(
                name: "IX_bus_service_versions_agency_id",
                table: "bus_service_versions",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_service_versions_description_sha256",
                table: "bus_service_versions",
                column: "description_sha256");

            migrationBuilder.CreateIndex(
                name: "IX_bus_service_versions_service_id_label",
                table: "bus_service_versions",
                columns: new[] { "service_id", "label" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bus_service_versions_state",
                table: "bus_service_versions",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "IX_bus_services_agency_id",
                table: "bus_services",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_services_code",
                table: "bus_services",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bus_services_provider_id",
                table: "bus_services",
                column: "provider_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_services_title",
                table: "bus_services",
                column: "title");

            migrationBuilder.CreateIndex(
                name: "IX_bus_statements_contract_id",
                table: "bus_statements",
                column: "contract_id");

            migrationBuilder.CreateIndex(
                name: "IX_bus_subscriptions_service_id_person_id",
                table: "bus_subscriptions",
                columns: new[] { "service_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "IX_bus_traffic_hour",
                table: "bus_traffic",
                column: "hour");

            migrationBuilder.CreateIndex(
                name: "IX_bus_traffic_is_day_hour",
                table: "bus_traffic",
                columns: new[] { "is_day", "hour" });

            migrationBuilder.CreateIndex(
                name: "IX_bus_traffic_service_hour",
                table: "bus_traffic",
                columns: new[] { "service", "hour" });

            migrationBuilder.CreateIndex(
                name: "IX_bus_upstreams_version_id_position",
                table: "bus_upstreams",
                columns: new[] { "version_id", "position" });

            migrationBuilder.CreateIndex(
                name: "IX_eval_cycles_year_purpose",
                table: "eval_cycles",
                columns: new[] { "year", "purpose" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_eval_documents_agency_id_title",
                table: "eval_documents",
                columns: new[] { "agency_id", "title" });

            migrationBuilder.CreateIndex(
                name: "IX_eval_documents_record_kind_record_id",
                table: "eval_documents",
                columns: new[] { "record_kind", "record_id" });

            migrationBuilder.CreateIndex(
                name: "IX_eval_documents_title",
                table: "eval_documents",
                column: "title");

            migrationBuilder.CreateIndex(
                name: "IX_eval_evidence_cycle_id_indicator_id",
                table: "eval_evidence",
                columns: new[] { "cycle_id", "indicator_id" });

            migrationBuilder.CreateIndex(
                name: "IX_eval_evidence_document_id",
                table: "eval_evidence",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "IX_eval_evidence_indicator_id_document_id_level",
                table: "eval_evidence",
                columns: new[] { "indicator_id", "document_id", "level" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_eval_indicators_agency_id_state",
                table: "eval_indicators",
                columns: new[] { "agency_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_eval_indicators_cycle_id_key",
                table: "eval_indicators",
                columns: new[] { "cycle_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_eval_judgements_cycle_id",
                table: "eval_judgements",
                column: "cycle_id");

            migrationBuilder.CreateIndex(
                name: "IX_eval_judgements_indicator_id_stage",
                table: "eval_judgements",
                columns: new[] { "indicator_id", "stage" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_eval_monitorings_agency_id_due_on",
                table: "eval_monitorings",
                columns: new[] { "agency_id", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_eval_monitorings_due_on",
                table: "eval_monitorings",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "IX_eval_notes_cycle_id_indicator",
                table: "eval_notes",
                columns: new[] { "cycle_id", "indicator" });

            migrationBuilder.CreateIndex(
                name: "IX_eval_notes_held_on",
                table: "eval_notes",
                column: "held_on");

            migrationBuilder.CreateIndex(
                name: "IX_eval_published_year_government",
                table: "eval_published",
                columns: new[] { "year", "government" });

            migrationBuilder.CreateIndex(
                name: "IX_eval_recommendations_agency_id",
                table: "eval_recommendations",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_eval_recommendations_cycle_id",
                table: "eval_recommendations",
                column: "cycle_id");

            migrationBuilder.CreateIndex(
                name: "IX_eval_recommendations_due_on",
                table: "eval_recommendations",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "IX_eval_recommendations_monitoring_id",
                table: "eval_recommendations",
                column: "monitoring_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audits_coordinations");

            migrationBuilder.DropTable(
                name: "audits_follow_ups");

            migrationBuilder.DropTable(
                name: "audits_members");

            migrationBuilder.DropTable(
                name: "audits_objects");

            migrationBuilder.DropTable(
                name: "audits_tool_results");

            migrationBuilder.DropTable(
                name: "bus_api_keys");

            migrationBuilder.DropTable(
                name: "bus_blocks");

            migrationBuilder.DropTable(
                name: "bus_certificates");

            migrationBuilder.DropTable(
                name: "bus_components");

            migrationBuilder.DropTable(
                name: "bus_conformance_tests");

            migrationBuilder.DropTable(
                name: "bus_direct_interfaces");

            migrationBuilder.DropTable(
                name: "bus_directory");

            migrationBuilder.DropTable(
                name: "bus_element_links");

            migrationBuilder.DropTable(
                name: "bus_gateways");

            migrationBuilder.DropTable(
                name: "bus_hub_keys");

            migrationBuilder.DropTable(
                name: "bus_interconnections");

            migrationBuilder.DropTable(
                name: "bus_keys");

            migrationBuilder.DropTable(
                name: "bus_opinions");

            migrationBuilder.DropTable(
                name: "bus_service_fields");

            migrationBuilder.DropTable(
                name: "bus_service_news");

            migrationBuilder.DropTable(
                name: "bus_snapshot");

            migrationBuilder.DropTable(
                name: "bus_statements");

            migrationBuilder.DropTable(
                name: "bus_subscriptions");

            migrationBuilder.DropTable(
                name: "bus_traffic");

            migrationBuilder.DropTable(
                name: "bus_traffic_marks");

            migrationBuilder.DropTable(
                name: "bus_upstream_health");

            migrationBuilder.DropTable(
                name: "bus_upstreams");

            migrationBuilder.DropTable(
                name: "eval_evidence");

            migrationBuilder.DropTable(
                name: "eval_judgements");

            migrationBuilder.DropTable(
                name: "eval_notes");

            migrationBuilder.DropTable(
                name: "eval_published");

            migrationBuilder.DropTable(
                name: "eval_recommendations");

            migrationBuilder.DropTable(
                name: "audits_findings");

            migrationBuilder.DropTable(
                name: "audits_tool_runs");

            migrationBuilder.DropTable(
                name: "bus_contracts");

            migrationBuilder.DropTable(
                name: "eval_documents");

            migrationBuilder.DropTable(
                name: "eval_indicators");

            migrationBuilder.DropTable(
                name: "eval_monitorings");

            migrationBuilder.DropTable(
                name: "audits_papers");

            migrationBuilder.DropTable(
                name: "bus_service_versions");

            migrationBuilder.DropTable(
                name: "eval_cycles");

            migrationBuilder.DropTable(
                name: "audits");

            migrationBuilder.DropTable(
                name: "bus_descriptions");

            migrationBuilder.DropTable(
                name: "bus_services");

            migrationBuilder.DropTable(
                name: "audits_bodies");

            migrationBuilder.DropTable(
                name: "audits_planned");

            migrationBuilder.DropTable(
                name: "bus_members");

            migrationBuilder.DropIndex(
                name: "IX_app_repository_grants_application_id_person_id_state",
                table: "app_repository_grants");
        }
    }
}
