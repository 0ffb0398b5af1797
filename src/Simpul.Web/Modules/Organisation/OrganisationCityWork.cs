using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Organisation;

/// <summary>What the made-up city's offices did in four years: documents, policies with their reviews, assignments, teams, meetings, reports.</summary>
internal sealed class OrganisationCityWork(City city, PlatformDb db, IReadOnlyList<Agency> agencies, IReadOnlyList<Office> offices, IReadOnlyList<Person> people)
{
    private const int DocumentsAYear = 300;
    private readonly List<LegalDocument> decrees = [];

    public async Task Plan(CancellationToken cancel)
    {
        PlanDocuments();
        await PlanPolicies(cancel);
        PlanOfficials();
        await PlanTeams(cancel);
    }

    private void PlanDocuments()
    {
        for (var on = city.First.AddDays(30); on < city.Today; on = on.AddDays(1))
        {
            for (var more = city.Random.Next(2 * DocumentsAYear / 365 + 1); more > 0; more--)
            {
                Decree(on, $"Keputusan tentang hal {decrees.Count + 1:0000}", []);
            }
        }
    }

    private LegalDocument Decree(DateOnly on, string title, List<string> about)
    {
        var decree = city.Add(on, new LegalDocument
        {
            Id = city.NewId(on),
            Kind = (LegalDocumentKind)(decrees.Count % 6),
            Number = $"S{decrees.Count + 1:0000}/{on.Year}",
            IssuedOn = on,
            InForceFrom = on,
            InForceUntil = decrees.Count % 3 == 0 ? on.AddYears(1) : null,
            Title = title,
            About = about,
        });
        decrees.Add(decree);
        return decree;
    }

    private async Task PlanPolicies(CancellationToken cancel)
    {
        var there = await db.Set<InternalPolicy>().AsNoTracking().Select(policy => policy.Key).ToListAsync(cancel);
        foreach (var policy in ProfileChoices.Profile(city.Services)!.Policies.Where(policy => !there.Contains(policy.Key)))
        {
            var on = city.Day(city.First.AddDays(60), city.First.AddDays(400));
            var decree = Decree(on, policy.Title, [policy.Key]);
            var enacted = city.Add(on, new InternalPolicy
            {
                Id = city.NewId(on),
                Key = policy.Key,
                Title = policy.Title,
                Kind = policy.Kind,
                Author = policy.Author,
                Enactor = policy.Enactor,
                DraftedBy = policy.Author,
                EnactedById = decree.Id,
                InForceFrom = on,
                PublishedOn = on,
                NextReviewDue = on.AddYears(1),
            });
            for (var reviewed = on.AddYears(1); reviewed < city.Today; reviewed = reviewed.AddYears(1))
            {
                var day = reviewed;
                city.Change(day, enacted, item => (item.LastReviewedOn, item.ReviewReportedOn, item.NextReviewDue) = (day, day, day.AddYears(1)), "reviewed");
            }
        }
    }

    private void PlanOfficials()
    {
        var from = city.First.AddDays(90);
        var decree = Decree(from, "Petugas SPBE perangkat daerah", ["ict-officer"]);
        var next = 0;
        foreach (var agency in agencies.Where(agency => agency.AnswersForItself))
        {
            foreach (var kind in new[] { OfficialKind.IctOfficer, OfficialKind.DataSteward, OfficialKind.RiskOfficer })
            {
                Assign(kind, agency.Id);
            }
        }
        for (var at = 0; at < 15; at++)
        {
            Assign(at < 10 ? OfficialKind.InternalAssessor : OfficialKind.Auditor, null);
        }

        void Assign(OfficialKind kind, Guid? agency) =>
            city.Add(from, new Official { Id = city.NewId(from), Kind = kind, PersonId = people[next++ * 7 % people.Count / 5 * 5].Id, AgencyId = agency, From = from, DecreeId = decree.Id });
    }

    private async Task PlanTeams(CancellationToken cancel)
    {
        var held = await db.Set<SeatHolder>().AsNoTracking().Select(seat => seat.Seat).ToListAsync(cancel);
        foreach (var team in ProfileChoices.Profile(city.Services)!.Teams)
        {
            var from = city.First.AddDays(100);
            var decree = Decree(from, team.Title, [team.Key, ProfileChoices.TasksOf(team.Key)]);
            foreach (var seat in team.Seats.Select(seat => SeatHolder.SeatOf(team.Key, seat.Id)).Except(held))
            {
                city.Add(from, new SeatHolder { Id = city.NewId(from), Seat = seat, OfficeId = offices[city.Random.Next(offices.Count)].Id, From = from, DecreeId = decree.Id });
            }
            for (var on = from.AddDays(10); on < city.Today; on = on.AddDays(14))
            {
                PlanMeeting(team.Key, on);
            }
            for (var on = from; on < city.Today.AddDays(-200); on = on.AddMonths(6))
            {
                PlanHalfYear(team.Key, on);
            }
        }
    }

    private void PlanMeeting(string team, DateOnly on)
    {
        var meeting = city.Add(on, new Meeting
        {
            Id = city.NewId(on),
            Team = team,
            Title = $"Rapat {on:yyyy-MM-dd}",
            HeldOn = on,
            Subjects = ["direction", "policy"],
            Agenda = ["Kemajuan", "Kendala", "Tindak lanjut"],
            Attendees = [.. Enumerable.Range(0, 12).Select(_ => people[city.Random.Next(people.Count / 5)].Name)],
            Minutes = string.Join('\n', Enumerable.Range(1, 20).Select(line => $"Butir {line}: pembahasan dan kesimpulan rapat ini.")),
        });
        for (var at = 1; at <= 3; at++)
        {
            var decision = city.Add(on.AddDays(1), new MeetingDecision { Id = city.NewId(on), MeetingId = meeting.Id, Text = $"Tindak lanjut {at}", AgencyId = agencies[city.Random.Next(agencies.Count)].Id, DueOn = on.AddDays(30) });
            var done = on.AddDays(10 + city.Random.Next(40));
            if (done < city.Today)
            {
                city.Change(done, decision, item => (item.DoneOn, item.Outcome) = (done, "Selesai"));
            }
        }
    }

    private void PlanHalfYear(string team, DateOnly on)
    {
        var until = on.AddMonths(6).AddDays(-1);
        city.Add(on, new Programme { Id = city.NewId(on), Team = team, Title = $"Program kerja mulai {on:yyyy-MM-dd}", From = on, Until = until, Items = ["Koordinasi", "Pemantauan", "Evaluasi"], AdoptedOn = on, PublishedOn = on });
        var sent = until.AddDays(10);
        city.Add(sent, new Report { Id = city.NewId(sent), Kind = "team-report", Title = $"Laporan sampai {until:yyyy-MM-dd}", PeriodFrom = on, PeriodUntil = until, Sender = team, SentOn = sent, ReceivedOn = sent });
    }
}
