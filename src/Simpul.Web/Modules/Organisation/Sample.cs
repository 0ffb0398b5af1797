using System.Globalization;
using Simpul.Web.Commands;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>
/// A made-up organisation with which a person tries the program. Everything goes through the registers, so that it obeys their rules and is in the
/// journal. The last seat of the coordination team stays vacant, some policies, assignments and receipts are missing: the board has something to show.
/// </summary>
internal sealed class Sample(IServiceProvider services, EffectiveProfile profile)
{
    /// <summary>The one password of all sample accounts.</summary>
    public const string Password = SampleAccounts.Password;

    private readonly DateOnly today = services.GetRequiredService<Today>().Date;
    private readonly SampleStructure structure = new(profile);
    private readonly Dictionary<Guid, Person> holders = [];

    /// <summary>Adds the whole organisation to an instance that was just set up.</summary>
    public static async Task Add(IServiceProvider services, EffectiveProfile profile, CancellationToken cancel)
    {
        var sample = new Sample(services, profile);
        await sample.AddStructure(cancel);
        await sample.AddPeople(cancel);
        await sample.AddTeams(cancel);
        await sample.AddOfficials(cancel);
        await sample.AddPolicies(cancel);
        await sample.AddWork(cancel);
        await sample.AddAccounts(cancel);
    }

    private async Task AddStructure(CancellationToken cancel)
    {
        await Keep(structure.Agencies, cancel);
        await Keep(structure.Offices, cancel);
        List<string> about = ["spbe"];
        about.AddRange(profile.Obligations.Any(item => item.Check?.Check == "legal-document-registered" && item.Check.Text("subject") == "spbe-annex") ? ["spbe-annex"] : []);
        await Keep(
        [
            new LegalDocument
            {
                Kind = LegalDocumentKind.HeadRegulation, Number = $"{profile.Regulation.Number} Tahun {profile.Regulation.Year}", Title = profile.Regulation.Title,
                IssuedOn = profile.Regulation.Enacted, InForceFrom = profile.Regulation.InForce, About = about,
            },
            new LegalDocument
            {
                Kind = LegalDocumentKind.Circular, Number = "SE-01/CONTOH", Title = "Pemutakhiran Data Aplikasi dan Infrastruktur Perangkat Daerah", IssuedOn = today.AddMonths(-2), InForceFrom = today.AddMonths(-2), Signer = "secretary",
            },
            new LegalDocument
            {
                Kind = LegalDocumentKind.NationalLaw, Number = "95 Tahun 2018", Title = "Sistem Pemerintahan Berbasis Elektronik", IssuedOn = new DateOnly(2018, 10, 2), InForceFrom = new DateOnly(2018, 10, 5),
            },
        ], cancel);
    }

    private async Task AddPeople(CancellationToken cancel)
    {
        var sealer = services.GetRequiredService<Sealer>();
        foreach (var (office, at) in structure.Offices.Select((office, at) => (office, at + 1)))
        {
            var elected = office == structure.Head;
            // Named by number and with one birth date, so that nobody takes it for a real person's.
            var nip = elected ? null : string.Create(CultureInfo.InvariantCulture, $"19800101200501{1 + at % 2}{at:000}");
            holders[office.Id] = new Person
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"Pejabat Contoh {at:00}"),
                Employment = elected ? Employment.Elected : Employment.CivilServant,
                AgencyId = office.AgencyId,
            }.Seal(sealer, nip, string.Create(CultureInfo.InvariantCulture, $"contoh{at:00}@{profile.Region.Domain}"));
        }
        await Keep([.. holders.Values], cancel);
        await Keep([.. structure.Offices.Select(office => new Appointment
        {
            PersonId = holders[office.Id].Id,
            OfficeId = office.Id,
            Kind = office.Title.Contains("Pertanian", StringComparison.Ordinal) ? AppointmentKind.Acting : AppointmentKind.Definitive,
            From = today.AddMonths(-14),
        })], cancel);
    }

    private async Task AddTeams(CancellationToken cancel)
    {
        var seats = new List<SeatHolder>();
        var decrees = new List<LegalDocument>();
        foreach (var team in profile.Teams)
        {
            var decree = Decree($"KEP-{decrees.Count + 1:00}/CONTOH", $"Pembentukan {team.Title}", [team.Key, ProfileChoices.TasksOf(team.Key)], today.AddMonths(-10));
            decrees.Add(decree);
            foreach (var seat in team.Seats.Where(seat => team.Key != TeamModel.Main || seat != team.Seats[^1]))
            {
                var byPerson = team.Office is "auditors" or "internal-assessors";
                seats.AddRange(byPerson
                    ? [new SeatHolder { Seat = SeatHolder.SeatOf(team.Key, seat.Id), PersonId = Assigned(team.Office!, team.Seats.ToList().IndexOf(seat)).Id, From = decree.InForceFrom, DecreeId = decree.Id }]
                    : structure.Holding(seat).Select(office => new SeatHolder { Seat = SeatHolder.SeatOf(team.Key, seat.Id), OfficeId = office.Id, From = decree.InForceFrom, DecreeId = decree.Id }));
            }
        }
        await Keep(decrees, cancel);
        await Keep(seats, cancel);
    }

    /// <summary>The people who are assessors or auditors: one of the office that is, then others beside.</summary>
    private Person Assigned(string office, int at) => at == 0
        ? holders[(office == "auditors" ? structure.Auditor : structure.Assessor).Id]
        : holders[structure.HeadOf(structure.Code(office == "auditors" ? "6.01.01" : "4.01.01.03")).Id];

    private async Task AddOfficials(CancellationToken cancel)
    {
        var decree = Decree("KEP-20/CONTOH", "Penunjukan Pejabat Pengelola SPBE", [Words.Code(OfficialKind.InternalAssessor), Words.Code(OfficialKind.IctOfficer)], today.AddMonths(-9));
        await Keep([decree], cancel);
        List<Official> officials =
        [
            .. Enumerable.Range(0, 2).Select(at => new Official { Kind = OfficialKind.InternalAssessor, PersonId = Assigned("internal-assessors", at).Id, From = decree.InForceFrom, DecreeId = decree.Id }),
            new Official { Kind = OfficialKind.Auditor, PersonId = Assigned("auditors", 0).Id, From = decree.InForceFrom },
        ];
        // Two agencies of three have their ICT officer; the rest is what the page of gaps shows.
        officials.AddRange(structure.Agencies.Where(agency => agency.AnswersForItself).Where((_, at) => at % 3 != 2)
            .Select((agency, at) => new Official { Kind = OfficialKind.IctOfficer, PersonId = holders[structure.HeadOf(agency).Id].Id, AgencyId = agency.Id, From = decree.InForceFrom, DecreeId = at % 4 == 3 ? null : decree.Id }));
        await Keep(officials, cancel);
        await Keep([.. ProfileChoices.Functions(services).Where((_, at) => at % 2 == 0).Select(function => Held(function.Value))], cancel);
    }

    private FunctionHolder Held(string function)
    {
        var asked = profile.Obligations.First(item => item.Check?.Check == "function-held" && item.Check.Text("function") == function).Check!;
        return new FunctionHolder { Function = function, Office = asked.Text("office")!, With = [.. asked.List("with") ?? []], From = today.AddMonths(-9) };
    }

    private async Task AddPolicies(CancellationToken cancel)
    {
        var documents = new List<LegalDocument>();
        var policies = new List<InternalPolicy>();
        // Half of them enacted, the first a long time ago and never reviewed since; one in drafting; the others not begun.
        foreach (var (policy, at) in profile.Policies.Take((profile.Policies.Count + 1) / 2).Select((policy, at) => (policy, at)))
        {
            var from = today.AddMonths(at == 0 ? -16 : -8);
            var byHead = policy.Enactor == "head";
            var document = new LegalDocument
            {
                Kind = byHead ? LegalDocumentKind.HeadDecree : LegalDocumentKind.AgencyHeadDecree, Number = $"KEP-{30 + at}/CONTOH", Title = policy.Title, Signer = byHead ? null : policy.Enactor,
                IssuedOn = from, InForceFrom = from, About = [policy.Key],
            };
            documents.Add(document);
            policies.Add(new InternalPolicy
            {
                Key = policy.Key, Title = policy.Title, Kind = policy.Kind, Author = policy.Author, Enactor = policy.Enactor, EnactedById = document.Id, InForceFrom = from,
                PublishedOn = at % 2 == 0 ? from.AddDays(14) : null, DraftedBy = policy.Author, Consulted = ["all-agencies"],
            });
        }
        policies.AddRange(profile.Policies.Skip(policies.Count).Take(1).Select(policy => new InternalPolicy { Key = policy.Key, Title = policy.Title, Kind = policy.Kind, Author = policy.Author, Enactor = policy.Enactor }));
        await Keep(documents, cancel);
        await Keep(policies, cancel);
    }

    private async Task AddWork(CancellationToken cancel)
    {
        if (!profile.Teams.TryGet(TeamModel.Main, out var team))
        {
            return;
        }
        var start = today.AddMonths(-5);
        await Keep([new Programme
        {
            Team = team.Key, Title = $"Program kerja {team.Title}", From = start, Until = start.AddYears(1).AddDays(-1), AdoptedOn = start.AddDays(7),
            Items = ["Pemutakhiran data aplikasi dan infrastruktur setiap perangkat daerah", "Penyusunan kebijakan internal yang belum ada", "Penilaian mandiri dan tindak lanjutnya"],
        }], cancel);
        var meeting = new Meeting
        {
            Team = team.Key, Title = "Rapat pengarahan pelaksanaan SPBE", HeldOn = today.AddMonths(-1), Subjects = ["direction"],
            Agenda = ["Capaian kewajiban menurut peraturan", "Kursi tim yang belum terisi", "Rencana penilaian mandiri"],
            Attendees = [.. structure.Offices.Take(6).Select(office => $"{holders[office.Id].Name}, {office.Title}")],
            Minutes = "Rapat membahas kewajiban yang belum terpenuhi dan membagi tindak lanjutnya kepada perangkat daerah.",
        };
        await Keep([meeting, new Meeting { Team = team.Key, Title = "Rapat pembahasan kebijakan internal", HeldOn = today.AddMonths(-8), Subjects = ["policy"], Agenda = ["Rancangan kebijakan internal"], Minutes = "Rancangan kebijakan dibahas dan diteruskan untuk ditelaah." }], cancel);
        await Keep(
        [
            new MeetingDecision { MeetingId = meeting.Id, Text = "Mengusulkan pengisian kursi tim yang masih kosong", AgencyId = structure.Code("4.01.01.03").Id, DueOn = today.AddDays(10) },
            new MeetingDecision { MeetingId = meeting.Id, Text = "Melengkapi daftar aplikasi setiap perangkat daerah", AgencyId = structure.Code("2.16.01").Id, DueOn = today.AddDays(-3) },
        ], cancel);
        var year = today.Year - 1;
        await Keep([new Report
        {
            Kind = "team-report", Title = $"Laporan pelaksanaan tugas {team.Title} tahun {year.ToString(CultureInfo.InvariantCulture)}", PeriodFrom = new DateOnly(year, 1, 1), PeriodUntil = new DateOnly(year, 12, 31),
            Sender = team.Office ?? team.Key, Receiver = team.ReportsTo?.Office ?? "head", Through = team.ReportsTo?.Through, SentOn = today.AddDays(-6),
            Summary = "Memuat capaian kewajiban, hambatan, dan usul perbaikan.",
        }], cancel);
    }

    private async Task AddAccounts(CancellationToken cancel)
    {
        (string UserName, Office Office)[] wanted =
        [
            ("admin", structure.Administrator),
            ("kominfo", structure.IctOperator),
            ("dinkes", structure.Operator),
            ("sekda", structure.HeadOf(structure.Code("4.01.01"))),
            ("kepala-daerah", structure.Head),
            ("auditor", structure.Auditor),
            ("asesor", structure.Assessor),
            ("hukum", structure.HeadOf(structure.Code("4.01.01.02"))),
        ];
        foreach (var (userName, office) in wanted)
        {
            var outcome = await services.GetRequiredService<Accounts>().Create(holders[office.Id].Id, userName, Password, mustChange: false, cancel);
            if (!outcome.Succeeded)
            {
                throw new InvalidOperationException($"The sample account {userName} was refused: {string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message))}");
            }
        }
    }

    private static LegalDocument Decree(string number, string title, List<string> about, DateOnly from) =>
        new() { Kind = LegalDocumentKind.HeadDecree, Number = number, Title = title, IssuedOn = from, InForceFrom = from, About = about };

    /// <exception cref="InvalidOperationException">The sample breaks a rule of the register: a mistake in this file.</exception>
    private async Task Keep<T>(IReadOnlyList<T> records, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        var register = services.RegisterOf<T>();
        var outcome = await new RegisterWork<T>(register, services).Keep(records, cancel);
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException($"The sample's {register.Kind} break their rules: {string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message).Distinct())}");
        }
        // What was kept is only named from here on, and tracked rows would be looked through at each save.
        services.GetRequiredService<PlatformDb>().ChangeTracker.Clear();
    }
}
