using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>What teams work by: programmes, meetings with their decisions, reports. The team's page leads to them.</summary>
internal static class TeamRegisters
{
    public static readonly Register<Programme> Programmes = new()
    {
        Kind = "programmes",
        Slug = "program-kerja",
        Title = "Program kerja tim",
        One = "program kerja",
        Why = "Rencana kerja tim untuk suatu masa, disepakati tim dan disampaikan ke perangkat daerah.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Teams,
        Icon = "list-task",
        OrderedBy = "-from",
        TitleOf = item => item.Title,
        Of =
        [
            Fields.Text<Programme>("title", "Judul", item => item.Title, Programme.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Key<Programme>("team", "Tim", item => item.Team, 80, ProfileChoices.Teams, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<Programme>("from", "Mulai", item => item.From, new() { Required = true, Listed = true }),
            Fields.Date<Programme>("until", "Sampai", item => item.Until, new() { Required = true, Listed = true }),
            Fields.Lines<Programme>("items", "Kegiatan", item => item.Items, Programme.MostItems, Programme.ItemLength, new() { Required = true }),
            Fields.Date<Programme>("adoptedOn", "Disepakati tim pada", item => item.AdoptedOn, new() { Listed = true, Help = "Kosongkan selama masih rancangan." }),
            Fields.Date<Programme>("publishedOn", "Disampaikan ke semua perangkat daerah pada", item => item.PublishedOn),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>([.. PeriodRules.Term(item.From, item.Until)]),
    };

    public static readonly Register<Meeting> Meetings = new()
    {
        Kind = "meetings",
        Slug = "rapat-tim",
        Title = "Rapat tim",
        One = "rapat",
        Why = "Rapat tim dengan agenda, hadirin, notula, dan keputusannya. Rapat terhitung terlaksana bila notulanya sudah ditulis.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Teams,
        Icon = "calendar-event",
        OrderedBy = "-heldOn",
        TitleOf = item => item.Title,
        Of =
        [
            Fields.Text<Meeting>("title", "Judul", item => item.Title, Meeting.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Key<Meeting>("team", "Tim", item => item.Team, 80, ProfileChoices.Teams, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<Meeting>("heldOn", "Tanggal", item => item.HeldOn, new() { Required = true, Listed = true }),
            Fields.Choices<Meeting>("subjects", "Pokok bahasan", item => item.Subjects, ProfileChoices.MeetingSubjects, new() { Required = true, Listed = true }),
            Fields.Lines<Meeting>("agenda", "Agenda", item => item.Agenda, 50, 300),
            Fields.Lines<Meeting>("attendees", "Hadirin", item => item.Attendees, 300, 200, new() { Help = "Nama dan jabatan." }),
            Fields.Choices<Meeting>("parties", "Pihak luar yang hadir", item => item.Parties, ProfileChoices.Outsiders),
            Fields.Text<Meeting>("minutes", "Notula", item => item.Minutes, Meeting.MinutesLength, new() { Searched = true }, longText: true),
        ],
        More = [new Section("Keputusan dan tindak lanjut", "/Modules/Organisation/_MeetingDecisions.cshtml", MeetingDecisions.Load)],
    };

    public static readonly Register<MeetingDecision> Decisions = new()
    {
        Kind = "meeting-decisions",
        Slug = "keputusan-rapat",
        Title = "Keputusan rapat",
        One = "keputusan rapat",
        Why = "Apa yang diputuskan rapat, siapa menindaklanjuti, dan kapan selesai.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Teams,
        Icon = "check2-square",
        OrderedBy = "dueOn",
        TitleOf = item => item.Text,
        Of =
        [
            Fields.Text<MeetingDecision>("text", "Keputusan", item => item.Text, MeetingDecision.TextLength, new() { Required = true, Listed = true, Searched = true }, longText: true),
            Fields.Reference<MeetingDecision>("meeting", "Rapat", item => item.MeetingId, "meetings", new() { Required = true, Listed = true, Fixed = true, Filtered = true }),
            Fields.Reference<MeetingDecision>("agency", "Ditindaklanjuti oleh", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true }),
            Fields.Date<MeetingDecision>("dueOn", "Paling lambat", item => item.DueOn, new() { Listed = true }),
            Fields.Date<MeetingDecision>("doneOn", "Selesai pada", item => item.DoneOn, new() { Listed = true }),
            Fields.Text<MeetingDecision>("outcome", "Hasil tindak lanjut", item => item.Outcome, 2000, longText: true),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(item.DoneOn is not null && item.Outcome is null
            ? [Refusal.At("outcome", "Tulis hasil tindak lanjut yang sudah selesai.")] : []),
    };

    public static readonly Register<Report> Reports = new()
    {
        Kind = "reports",
        Slug = "laporan",
        Title = "Laporan",
        One = "laporan",
        Why = "Laporan yang diminta peraturan: kepada siapa, lewat siapa, kapan dikirim, dan kapan diterima.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Teams,
        Icon = "send",
        OrderedBy = "-periodUntil",
        TitleOf = item => item.Title,
        Of =
        [
            Fields.Text<Report>("title", "Judul", item => item.Title, Report.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Key<Report>("kind", "Jenis laporan", item => item.Kind, 80, ProfileChoices.ReportKinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<Report>("periodFrom", "Masa laporan mulai", item => item.PeriodFrom, new() { Required = true }),
            Fields.Date<Report>("periodUntil", "Masa laporan sampai", item => item.PeriodUntil, new() { Required = true, Listed = true }),
            Fields.Key<Report>("sender", "Dari", item => item.Sender, 60, ProfileChoices.OwnOffices, new() { Required = true, Listed = true }),
            Fields.Key<Report>("through", "Melalui", item => item.Through, 60, ProfileChoices.OwnOffices, new() { Listed = true }),
            Fields.Key<Report>("receiver", "Kepada", item => item.Receiver, 60, ProfileChoices.OwnOffices, new() { Required = true, Listed = true }),
            Fields.Text<Report>("summary", "Ringkasan", item => item.Summary, 10_000, longText: true),
            Fields.Date<Report>("sentOn", "Dikirim pada", item => item.SentOn, new() { Listed = true, Help = "Kosongkan selama masih disusun. Penerimaan dicatat oleh penerimanya." }),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(
        [
            .. PeriodRules.Term(item.PeriodFrom, item.PeriodUntil, "periodUntil"),
            .. item.SentOn is null && (item.PassedOn is not null || item.ReceivedOn is not null) ? new[] { Refusal.At("sentOn", "Laporan ini sudah diterima, jadi tanggal kirimnya tidak dapat dikosongkan.") } : [],
        ]),
        More = [new Section("Penerimaan", "/Modules/Organisation/_ReportReceipts.cshtml", ReportReceipts.Load)],
    };
}
