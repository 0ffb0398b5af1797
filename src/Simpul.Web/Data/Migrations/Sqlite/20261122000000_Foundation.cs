using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Simpul.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Foundation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    last_office_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    must_change_password = table.Column<bool>(type: "INTEGER", nullable: false),
                    open_id_subject = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_attempts",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tried = table.Column<int>(type: "INTEGER", nullable: false),
                    last_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    used_step = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_attempts", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "access_invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    token_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_invitations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    office_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    device = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "architecture_exchange_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    identifier = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_architecture_exchange_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "architecture_fragments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_architecture_fragments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "architecture_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    domain = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 250, nullable: true),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_architecture_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_holidays",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    basis = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_holidays", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "case_cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    regulation_id = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    procedure = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    opened_by_office_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    opened_by_person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slot = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    classification = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    permission = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    uploaded_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    uploaded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    removed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    removed_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "instance",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    regulation_id = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    readings = table.Column<string>(type: "TEXT", nullable: false),
                    shows_board_publicly = table.Column<bool>(type: "INTEGER", nullable: false),
                    requires_second_factor = table.Column<bool>(type: "INTEGER", nullable: false),
                    colour = table.Column<string>(type: "TEXT", maxLength: 7, nullable: true),
                    contact = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    crest_sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    is_sample = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instance", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "instance_crests",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    png = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instance_crests", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "jobs_leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    fired_for = table.Column<DateTime>(type: "TEXT", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    node = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "jobs_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    fired_for = table.Column<DateTime>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    finished_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    node = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    said = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    asked_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal_checkpoints",
                columns: table => new
                {
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_checkpoints", x => x.size);
                });

            migrationBuilder.CreateTable(
                name: "journal_events",
                columns: table => new
                {
                    index = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    office_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    leaf_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_events", x => x.index);
                });

            migrationBuilder.CreateTable(
                name: "journal_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    frontier = table.Column<byte[]>(type: "BLOB", nullable: false),
                    checkpoint = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal_subtrees",
                columns: table => new
                {
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    index = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_subtrees", x => new { x.level, x.index });
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    href = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    office = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    read_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    read_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notices_digests",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices_digests", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "obl_attestations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    obligation_id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    statement = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    done_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    link = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    office_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    person_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    office_title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    attested_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_obl_attestations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "obl_calendar_addresses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    office = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    renewals = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_obl_calendar_addresses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "obl_legacy",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    conformed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_obl_legacy", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "obl_texts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    regulation_id = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    articles = table.Column<int>(type: "INTEGER", nullable: false),
                    notices = table.Column<int>(type: "INTEGER", nullable: false),
                    imported_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_obl_texts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "org_agencies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    short_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    functions = table.Column<string>(type: "TEXT", nullable: false),
                    holds = table.Column<string>(type: "TEXT", nullable: false),
                    established_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    dissolved_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    dissolved_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_agencies", x => x.id);
                    table.ForeignKey(
                        name: "FK_org_agencies_org_agencies_parent_id",
                        column: x => x.parent_id,
                        principalTable: "org_agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_legal_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    issued_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    signer = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    about = table.Column<string>(type: "TEXT", nullable: false),
                    in_force_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    in_force_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    revoked_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    conflict_note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    classification = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_legal_documents", x => x.id);
                    table.ForeignKey(
                        name: "FK_org_legal_documents_org_legal_documents_revoked_by_id",
                        column: x => x.revoked_by_id,
                        principalTable: "org_legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_meetings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    held_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    subjects = table.Column<string>(type: "TEXT", nullable: false),
                    agenda = table.Column<string>(type: "TEXT", nullable: false),
                    attendees = table.Column<string>(type: "TEXT", nullable: false),
                    parties = table.Column<string>(type: "TEXT", nullable: false),
                    minutes = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_meetings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "org_programmes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    items = table.Column<string>(type: "TEXT", nullable: false),
                    adopted_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    published_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_programmes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "org_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    period_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    period_until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    sender = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    through = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    receiver = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    summary = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: true),
                    sent_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    passed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    received_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan_bpmn_contents",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_bpmn_contents", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "plan_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    rpjmd_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    drafted_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    coordinators = table.Column<string>(type: "TEXT", nullable: false),
                    participants = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    enacted_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    enacted_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    enacted_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    instrument = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    replaced_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan_processes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    edition = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    areas = table.Column<string>(type: "TEXT", nullable: false),
                    actors = table.Column<string>(type: "TEXT", nullable: false),
                    inputs = table.Column<string>(type: "TEXT", nullable: false),
                    outputs = table.Column<string>(type: "TEXT", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    applications = table.Column<string>(type: "TEXT", nullable: false),
                    services = table.Column<string>(type: "TEXT", nullable: false),
                    legal_basis = table.Column<string>(type: "TEXT", nullable: false),
                    legal_document_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    architecture_basis = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    renstra_basis = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    drafted_by = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    enactor = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    enacted_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    in_force_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    in_force_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    replaces_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_processes", x => x.id);
                    table.ForeignKey(
                        name: "FK_plan_processes_plan_processes_parent_id",
                        column: x => x.parent_id,
                        principalTable: "plan_processes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_plan_processes_plan_processes_replaces_id",
                        column: x => x.replaces_id,
                        principalTable: "plan_processes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_triggers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ground = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    known_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_triggers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "planning_roadmap_activities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    programme = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    area = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    starts_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    budget = table.Column<long>(type: "INTEGER", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: false),
                    closes = table.Column<string>(type: "TEXT", nullable: false),
                    indicators = table.Column<string>(type: "TEXT", nullable: false),
                    progress = table.Column<int>(type: "INTEGER", nullable: true),
                    progress_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planning_roadmap_activities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "register_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    register = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    stop_asked = table.Column<bool>(type: "INTEGER", nullable: false),
                    total = table.Column<int>(type: "INTEGER", nullable: false),
                    done = table.Column<int>(type: "INTEGER", nullable: false),
                    added = table.Column<int>(type: "INTEGER", nullable: false),
                    changed = table.Column<int>(type: "INTEGER", nullable: false),
                    same = table.Column<int>(type: "INTEGER", nullable: false),
                    bad = table.Column<int>(type: "INTEGER", nullable: false),
                    bad_rows = table.Column<string>(type: "TEXT", nullable: false),
                    unknown_headings = table.Column<string>(type: "TEXT", nullable: false),
                    failure = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "search_entries",
                columns: table => new
                {
                    row = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    href = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    permission = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    classification = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_entries", x => x.row);
                });

            migrationBuilder.CreateTable(
                name: "access_factors",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_factors", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "FK_access_factors_access_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "access_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "access_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    office_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    token_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_tokens", x => x.id);
                    table.ForeignKey(
                        name: "FK_access_tokens_access_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "access_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "architecture_relations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    to_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_architecture_relations", x => x.id);
                    table.ForeignKey(
                        name: "FK_architecture_relations_architecture_items_from_id",
                        column: x => x.from_id,
                        principalTable: "architecture_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_architecture_relations_architecture_items_to_id",
                        column: x => x.to_id,
                        principalTable: "architecture_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    by_office_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_messages", x => x.id);
                    table.ForeignKey(
                        name: "FK_case_messages_case_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "case_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    office = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    desk = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    office_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    taken_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    done_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    outcome_label = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    by_office_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reminded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    overdue_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    escalates_to = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    escalated_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_steps", x => x.id);
                    table.ForeignKey(
                        name: "FK_case_steps_case_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "case_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "obl_text_sources",
                columns: table => new
                {
                    text_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_obl_text_sources", x => x.text_id);
                    table.ForeignKey(
                        name: "FK_obl_text_sources_obl_texts_text_id",
                        column: x => x.text_id,
                        principalTable: "obl_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "org_offices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    heads_agency = table.Column<bool>(type: "INTEGER", nullable: false),
                    keys = table.Column<string>(type: "TEXT", nullable: false),
                    roles = table.Column<string>(type: "TEXT", nullable: false),
                    clearance = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    abolished_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_offices", x => x.id);
                    table.ForeignKey(
                        name: "FK_org_offices_org_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "org_agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    nip = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    nip_fingerprint = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    employment = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    left_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_people", x => x.id);
                    table.ForeignKey(
                        name: "FK_org_people_org_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "org_agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_functions_held",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    function = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    office = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    with = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decree_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_functions_held", x => x.id);
                    table.ForeignKey(
                        name: "FK_org_functions_held_org_legal_documents_decree_id",
                        column: x => x.decree_id,
                        principalTable: "org_legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_internal_policies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    author = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    enactor = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    enacted_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    in_force_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    in_force_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    published_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    drafted_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    consulted = table.Column<string>(type: "TEXT", nullable: false),
                    bases = table.Column<string>(type: "TEXT", nullable: false),
                    last_reviewed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    review_reported_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    next_review_due = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    review_ground = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    review_ground_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_internal_policies", x => x.id);
                    table.ForeignKey(
                        name: "FK_org_internal_policies_org_legal_documents_enacted_by_id",
                        column: x => x.enacted_by_id,
                        principalTable: "org_legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_meeting_decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    meeting_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    done_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_meeting_decisions", x => x.id);
                    table.ForeignKey(
                        name: "FK_org_meeting_decisions_org_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "org_agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_org_meeting_decisions_org_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "org_meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_consultations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    plan_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    budget_year = table.Column<int>(type: "INTEGER", nullable: true),
                    with = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    through = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    held_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_consultations", x => x.id);
                    table.ForeignKey(
                        name: "FK_plan_consultations_plan_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plan_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_contents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    plan_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    part = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: true),
                    budget = table.Column<long>(type: "INTEGER", precision: 18, scale: 0, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_contents", x => x.id);
                    table.ForeignKey(
                        name: "FK_plan_contents_plan_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plan_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    plan_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    basis = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    other_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_links", x => x.id);
                    table.ForeignKey(
                        name: "FK_plan_links_plan_plans_other_id",
                        column: x => x.other_id,
                        principalTable: "plan_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_plan_links_plan_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plan_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_process_actors",
                columns: table => new
                {
                    process_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    took_part_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_process_actors", x => new { x.process_id, x.agency_id });
                    table.ForeignKey(
                        name: "FK_plan_process_actors_plan_processes_process_id",
                        column: x => x.process_id,
                        principalTable: "plan_processes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "plan_process_diagrams",
                columns: table => new
                {
                    process_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_process_diagrams", x => new { x.process_id, x.number });
                    table.ForeignKey(
                        name: "FK_plan_process_diagrams_plan_processes_process_id",
                        column: x => x.process_id,
                        principalTable: "plan_processes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_process_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    process_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    element_id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    record_kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    record_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    words = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_process_links", x => x.id);
                    table.ForeignKey(
                        name: "FK_plan_process_links_plan_processes_process_id",
                        column: x => x.process_id,
                        principalTable: "plan_processes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_process_reengineerings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    process_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    after = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    gained = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    days_before = table.Column<int>(type: "INTEGER", nullable: true),
                    days_after = table.Column<int>(type: "INTEGER", nullable: true),
                    steps_before = table.Column<int>(type: "INTEGER", nullable: true),
                    steps_after = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_process_reengineerings", x => x.id);
                    table.ForeignKey(
                        name: "FK_plan_process_reengineerings_plan_processes_process_id",
                        column: x => x.process_id,
                        principalTable: "plan_processes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    plan_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    trigger_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    finished_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    result = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    report = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    enacted_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    enacted_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    enacted_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    delivered_to = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    delivered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    received_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_reviews", x => x.id);
                    table.ForeignKey(
                        name: "FK_plan_reviews_plan_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plan_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_plan_reviews_plan_triggers_trigger_id",
                        column: x => x.trigger_id,
                        principalTable: "plan_triggers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "register_import_files",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_import_files", x => x.run_id);
                    table.ForeignKey(
                        name: "FK_register_import_files_register_imports_run_id",
                        column: x => x.run_id,
                        principalTable: "register_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "org_appointments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    office_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decree_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    end_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_appointments", x => x.id);
                    table.ForeignKey(
                        name: "FK_org_appointments_org_legal_documents_decree_id",
                        column: x => x.decree_id,
                        principalTable: "org_legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_org_appointments_org_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "org_offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_org_appointments_org_people_person_id",
                        column: x => x.person_id,
                        principalTable: "org_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_officials",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agency_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decree_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_officials", x => x.id);
                    table.ForeignKey(
                        name: "FK_org_officials_org_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "org_agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_org_officials_org_legal_documents_decree_id",
                        column: x => x.decree_id,
                        principalTable: "org_legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_org_officials_org_people_person_id",
                        column: x => x.person_id,
                        principalTable: "org_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_seat_holders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seat = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    office_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decree_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_seat_holders", x => x.id);
                    table.ForeignKey(
                        name: "FK_org_seat_holders_org_legal_documents_decree_id",
                        column: x => x.decree_id,
                        principalTable: "org_legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_org_seat_holders_org_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "org_offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_org_seat_holders_org_people_person_id",
                        column: x => x.person_id,
                        principalTable: "org_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "journal_head",
                columns: new[] { "id", "checkpoint", "frontier", "size" },
                columnTypes: new[] { "INTEGER", "TEXT", "BLOB", "INTEGER" },
                values: new object[] { 1, "", new byte[0], 0L });

            migrationBuilder.CreateIndex(
                name: "IX_access_accounts_open_id_subject",
                table: "access_accounts",
                column: "open_id_subject",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_access_accounts_person_id",
                table: "access_accounts",
                column: "person_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "access_accounts",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_access_invitations_account_id",
                table: "access_invitations",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_access_invitations_token_hash",
                table: "access_invitations",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_access_sessions_account_id_ended_at",
                table: "access_sessions",
                columns: new[] { "account_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "IX_access_tokens_account_id",
                table: "access_tokens",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_access_tokens_token_hash",
                table: "access_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_architecture_exchange_links_identifier",
                table: "architecture_exchange_links",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_architecture_fragments_kind_key",
                table: "architecture_fragments",
                columns: new[] { "kind", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_architecture_items_agency_id",
                table: "architecture_items",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_architecture_items_code",
                table: "architecture_items",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_architecture_items_domain_name",
                table: "architecture_items",
                columns: new[] { "domain", "name" });

            migrationBuilder.CreateIndex(
                name: "IX_architecture_items_name",
                table: "architecture_items",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_architecture_items_reference",
                table: "architecture_items",
                column: "reference");

            migrationBuilder.CreateIndex(
                name: "IX_architecture_relations_from_id_to_id_kind",
                table: "architecture_relations",
                columns: new[] { "from_id", "to_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_architecture_relations_kind",
                table: "architecture_relations",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "IX_architecture_relations_to_id",
                table: "architecture_relations",
                column: "to_id");

            migrationBuilder.CreateIndex(
                name: "IX_calendar_holidays_date",
                table: "calendar_holidays",
                column: "date",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_case_cases_agency_id_state",
                table: "case_cases",
                columns: new[] { "agency_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_case_cases_number",
                table: "case_cases",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_case_cases_opened_by_office_id",
                table: "case_cases",
                column: "opened_by_office_id");

            migrationBuilder.CreateIndex(
                name: "IX_case_cases_subject_kind_subject_id",
                table: "case_cases",
                columns: new[] { "subject_kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "IX_case_cases_year_sequence",
                table: "case_cases",
                columns: new[] { "year", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_case_messages_case_id_at",
                table: "case_messages",
                columns: new[] { "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_case_steps_case_id_number",
                table: "case_steps",
                columns: new[] { "case_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_case_steps_desk_agency_id",
                table: "case_steps",
                columns: new[] { "desk", "agency_id" });

            migrationBuilder.CreateIndex(
                name: "IX_case_steps_done_at_desk_due_on",
                table: "case_steps",
                columns: new[] { "done_at", "desk", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_files_sha256",
                table: "files",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "IX_files_subject_kind_subject_id_slot_number",
                table: "files",
                columns: new[] { "subject_kind", "subject_id", "slot", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_jobs_runs_name_started_at",
                table: "jobs_runs",
                columns: new[] { "name", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_journal_events_action_index",
                table: "journal_events",
                columns: new[] { "action", "index" });

            migrationBuilder.CreateIndex(
                name: "IX_journal_events_at",
                table: "journal_events",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_journal_events_office_id_index",
                table: "journal_events",
                columns: new[] { "office_id", "index" });

            migrationBuilder.CreateIndex(
                name: "IX_journal_events_person_id_index",
                table: "journal_events",
                columns: new[] { "person_id", "index" });

            migrationBuilder.CreateIndex(
                name: "IX_journal_events_subject_kind_index",
                table: "journal_events",
                columns: new[] { "subject_kind", "index" });

            migrationBuilder.CreateIndex(
                name: "IX_journal_events_subject_kind_subject_id_index",
                table: "journal_events",
                columns: new[] { "subject_kind", "subject_id", "index" });

            migrationBuilder.CreateIndex(
                name: "IX_notices_created_at",
                table: "notices",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_notices_office_read_at",
                table: "notices",
                columns: new[] { "office", "read_at" });

            migrationBuilder.CreateIndex(
                name: "IX_notices_person_id_read_at",
                table: "notices",
                columns: new[] { "person_id", "read_at" });

            migrationBuilder.CreateIndex(
                name: "IX_obl_attestations_obligation_id_agency_id",
                table: "obl_attestations",
                columns: new[] { "obligation_id", "agency_id" });

            migrationBuilder.CreateIndex(
                name: "IX_obl_calendar_addresses_office_agency_id",
                table: "obl_calendar_addresses",
                columns: new[] { "office", "agency_id" });

            migrationBuilder.CreateIndex(
                name: "IX_obl_legacy_name",
                table: "obl_legacy",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_obl_texts_regulation_id",
                table: "obl_texts",
                column: "regulation_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_org_agencies_code",
                table: "org_agencies",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_org_agencies_name",
                table: "org_agencies",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_org_agencies_parent_id",
                table: "org_agencies",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_appointments_decree_id",
                table: "org_appointments",
                column: "decree_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_appointments_office_id_from",
                table: "org_appointments",
                columns: new[] { "office_id", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_org_appointments_person_id_from",
                table: "org_appointments",
                columns: new[] { "person_id", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_org_functions_held_decree_id",
                table: "org_functions_held",
                column: "decree_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_functions_held_function_from",
                table: "org_functions_held",
                columns: new[] { "function", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_org_internal_policies_enacted_by_id",
                table: "org_internal_policies",
                column: "enacted_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_internal_policies_key",
                table: "org_internal_policies",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_org_legal_documents_in_force_from",
                table: "org_legal_documents",
                column: "in_force_from");

            migrationBuilder.CreateIndex(
                name: "IX_org_legal_documents_kind_number_issued_on",
                table: "org_legal_documents",
                columns: new[] { "kind", "number", "issued_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_org_legal_documents_revoked_by_id",
                table: "org_legal_documents",
                column: "revoked_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_meeting_decisions_agency_id",
                table: "org_meeting_decisions",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_meeting_decisions_meeting_id",
                table: "org_meeting_decisions",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_meetings_team_held_on",
                table: "org_meetings",
                columns: new[] { "team", "held_on" });

            migrationBuilder.CreateIndex(
                name: "IX_org_offices_agency_id",
                table: "org_offices",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_offices_title",
                table: "org_offices",
                column: "title");

            migrationBuilder.CreateIndex(
                name: "IX_org_officials_agency_id",
                table: "org_officials",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_officials_decree_id",
                table: "org_officials",
                column: "decree_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_officials_kind_from",
                table: "org_officials",
                columns: new[] { "kind", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_org_officials_person_id",
                table: "org_officials",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_people_agency_id",
                table: "org_people",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_people_name",
                table: "org_people",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_org_people_nip_fingerprint",
                table: "org_people",
                column: "nip_fingerprint",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_org_programmes_team_from",
                table: "org_programmes",
                columns: new[] { "team", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_org_reports_kind_period_until",
                table: "org_reports",
                columns: new[] { "kind", "period_until" });

            migrationBuilder.CreateIndex(
                name: "IX_org_seat_holders_decree_id",
                table: "org_seat_holders",
                column: "decree_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_seat_holders_office_id",
                table: "org_seat_holders",
                column: "office_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_seat_holders_person_id",
                table: "org_seat_holders",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_org_seat_holders_seat_from",
                table: "org_seat_holders",
                columns: new[] { "seat", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_consultations_held_on",
                table: "plan_consultations",
                column: "held_on");

            migrationBuilder.CreateIndex(
                name: "IX_plan_consultations_plan_id",
                table: "plan_consultations",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_contents_part",
                table: "plan_contents",
                column: "part");

            migrationBuilder.CreateIndex(
                name: "IX_plan_contents_plan_id_part_key",
                table: "plan_contents",
                columns: new[] { "plan_id", "part", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_plan_links_basis",
                table: "plan_links",
                column: "basis");

            migrationBuilder.CreateIndex(
                name: "IX_plan_links_other_id",
                table: "plan_links",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_links_plan_id_basis",
                table: "plan_links",
                columns: new[] { "plan_id", "basis" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_plans_enacted_by_id",
                table: "plan_plans",
                column: "enacted_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_plans_kind_number",
                table: "plan_plans",
                columns: new[] { "kind", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_plan_plans_title",
                table: "plan_plans",
                column: "title");

            migrationBuilder.CreateIndex(
                name: "IX_plan_process_links_process_id_element_id",
                table: "plan_process_links",
                columns: new[] { "process_id", "element_id" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_process_links_record_kind_record_id",
                table: "plan_process_links",
                columns: new[] { "record_kind", "record_id" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_process_reengineerings_date",
                table: "plan_process_reengineerings",
                column: "date");

            migrationBuilder.CreateIndex(
                name: "IX_plan_process_reengineerings_process_id",
                table: "plan_process_reengineerings",
                column: "process_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_processes_agency_id",
                table: "plan_processes",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_processes_code_edition",
                table: "plan_processes",
                columns: new[] { "code", "edition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_plan_processes_parent_id",
                table: "plan_processes",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_processes_replaces_id",
                table: "plan_processes",
                column: "replaces_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_reviews_enacted_by_id",
                table: "plan_reviews",
                column: "enacted_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_reviews_opened_on",
                table: "plan_reviews",
                column: "opened_on");

            migrationBuilder.CreateIndex(
                name: "IX_plan_reviews_plan_id",
                table: "plan_reviews",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_reviews_trigger_id",
                table: "plan_reviews",
                column: "trigger_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_triggers_ground_known_on",
                table: "plan_triggers",
                columns: new[] { "ground", "known_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_plan_triggers_known_on",
                table: "plan_triggers",
                column: "known_on");

            migrationBuilder.CreateIndex(
                name: "IX_planning_roadmap_activities_agency_id",
                table: "planning_roadmap_activities",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "IX_planning_roadmap_activities_code",
                table: "planning_roadmap_activities",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_planning_roadmap_activities_starts_on",
                table: "planning_roadmap_activities",
                column: "starts_on");

            migrationBuilder.CreateIndex(
                name: "IX_register_imports_account_id_started_at",
                table: "register_imports",
                columns: new[] { "account_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_search_entries_id",
                table: "search_entries",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_search_entries_kind_code",
                table: "search_entries",
                columns: new[] { "kind", "code" });

            migrationBuilder.CreateIndex(
                name: "IX_search_entries_kind_subject_id",
                table: "search_entries",
                columns: new[] { "kind", "subject_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_search_entries_kind_title",
                table: "search_entries",
                columns: new[] { "kind", "title" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_attempts");

            migrationBuilder.DropTable(
                name: "access_factors");

            migrationBuilder.DropTable(
                name: "access_invitations");

            migrationBuilder.DropTable(
                name: "access_sessions");

            migrationBuilder.DropTable(
                name: "access_tokens");

            migrationBuilder.DropTable(
                name: "architecture_exchange_links");

            migrationBuilder.DropTable(
                name: "architecture_fragments");

            migrationBuilder.DropTable(
                name: "architecture_relations");

            migrationBuilder.DropTable(
                name: "calendar_holidays");

            migrationBuilder.DropTable(
                name: "case_messages");

            migrationBuilder.DropTable(
                name: "case_steps");

            migrationBuilder.DropTable(
                name: "files");

            migrationBuilder.DropTable(
                name: "instance");

            migrationBuilder.DropTable(
                name: "instance_crests");

            migrationBuilder.DropTable(
                name: "jobs_leases");

            migrationBuilder.DropTable(
                name: "jobs_runs");

            migrationBuilder.DropTable(
                name: "journal_checkpoints");

            migrationBuilder.DropTable(
                name: "journal_events");

            migrationBuilder.DropTable(
                name: "journal_head");

            migrationBuilder.DropTable(
                name: "journal_subtrees");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "notices_digests");

            migrationBuilder.DropTable(
                name: "obl_attestations");

            migrationBuilder.DropTable(
                name: "obl_calendar_addresses");

            migrationBuilder.DropTable(
                name: "obl_legacy");

            migrationBuilder.DropTable(
                name: "obl_text_sources");

            migrationBuilder.DropTable(
                name: "org_appointments");

            migrationBuilder.DropTable(
                name: "org_functions_held");

            migrationBuilder.DropTable(
                name: "org_internal_policies");

            migrationBuilder.DropTable(
                name: "org_meeting_decisions");

            migrationBuilder.DropTable(
                name: "org_officials");

            migrationBuilder.DropTable(
                name: "org_programmes");

            migrationBuilder.DropTable(
                name: "org_reports");

            migrationBuilder.DropTable(
                name: "org_seat_holders");

            migrationBuilder.DropTable(
                name: "plan_bpmn_contents");

            migrationBuilder.DropTable(
                name: "plan_consultations");

            migrationBuilder.DropTable(
                name: "plan_contents");

            migrationBuilder.DropTable(
                name: "plan_links");

            migrationBuilder.DropTable(
                name: "plan_process_actors");

            migrationBuilder.DropTable(
                name: "plan_process_diagrams");

            migrationBuilder.DropTable(
                name: "plan_process_links");

            migrationBuilder.DropTable(
                name: "plan_process_reengineerings");

            migrationBuilder.DropTable(
                name: "plan_reviews");

            migrationBuilder.DropTable(
                name: "planning_roadmap_activities");

            migrationBuilder.DropTable(
                name: "register_import_files");

            migrationBuilder.DropTable(
                name: "search_entries");

            migrationBuilder.DropTable(
                name: "access_accounts");

            migrationBuilder.DropTable(
                name: "architecture_items");

            migrationBuilder.DropTable(
                name: "case_cases");

            migrationBuilder.DropTable(
                name: "obl_texts");

            migrationBuilder.DropTable(
                name: "org_meetings");

            migrationBuilder.DropTable(
                name: "org_legal_documents");

            migrationBuilder.DropTable(
                name: "org_offices");

            migrationBuilder.DropTable(
                name: "org_people");

            migrationBuilder.DropTable(
                name: "plan_processes");

            migrationBuilder.DropTable(
                name: "plan_plans");

            migrationBuilder.DropTable(
                name: "plan_triggers");

            migrationBuilder.DropTable(
                name: "register_imports");

            migrationBuilder.DropTable(
                name: "org_agencies");
        }
    }
}
