using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary><c>meetings-held</c>: the team met within the period, and wrote minutes.</summary>
internal sealed class MeetingsHeld(PlatformDb db) : ICheck
{
    public string Name => "meetings-held";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var date = when.Date;
        var meetings = await db.Set<Meeting>().AsNoTracking().Where(item => item.HeldOn <= date && item.Minutes != null).OrderByDescending(item => item.HeldOn)
            .Select(item => new Held(item.Id, item.Team, item.Title, item.HeldOn, item.Subjects, item.Parties)).ToListAsync(cancel);
        return [.. questions.Select(question => Answer(question, meetings, when))];
    }

    private static Answer Answer(Question question, IReadOnlyList<Held> meetings, CheckTime when)
    {
        var (team, subject, outsiders) = (question.Key("team", "coordination-team"), question.Key("subject"), question.List("with"));
        var title = question.Profile.Teams.TryGet(team, out var found) ? found.Title : team;
        var counted = meetings.Where(item => item.Team == team && (subject is null || item.Subjects.Contains(subject)) && (outsiders.Count == 0 || item.Parties.Intersect(outsiders).Any())).ToList();
        var about = (subject is null ? "" : $" tentang {ProfileChoices.SubjectTitle(question.Profile, subject).ToLowerInvariant().Replace("spbe", "SPBE", StringComparison.Ordinal)}")
            + (outsiders.Count == 0 ? "" : $" bersama {Indonesian.List([.. outsiders.Select(key => question.Profile.Offices.TryGet(key, out var office) ? office.Title : key)])}");
        var form = new NextStep("Catat rapat", $"/kerja/rapat-tim/baru?team={Uri.EscapeDataString(team)}{(subject is null ? "" : $"&subjects={Uri.EscapeDataString(subject)}")}");
        if (counted.Count == 0)
        {
            return question.Is(State.Missing, $"Belum ada rapat {title}{about} yang notulanya tercatat.") with { Next = form };
        }
        var last = counted[0];
        var evidence = counted.Take(5).Select(item => new Evidence($"{item.Title}, {Indonesian.Date(item.HeldOn)}", $"/kerja/rapat-tim/{item.Id}", "meetings", item.Id)).ToList();
        if (question.Period("every") is not { } every)
        {
            return question.Is(State.Met, $"Rapat{about} terakhir {Indonesian.Date(last.HeldOn)}.") with { Since = last.HeldOn, Evidence = evidence };
        }
        var next = every.After(last.HeldOn);
        // The last quarter of the period: a meeting every year is announced three months ahead, one every three months three weeks ahead.
        var soon = next.AddDays(-(next.DayNumber - last.HeldOn.DayNumber) / 4);
        var answer = when.Date > next ? question.Is(State.Overdue, $"Rapat{about} terakhir {Indonesian.Date(last.HeldOn)}; seharusnya sudah diadakan lagi paling lambat {Indonesian.Date(next)}.") with { Since = next.AddDays(1), Next = form }
            : when.Date >= soon ? question.Is(State.Due, $"Rapat{about} terakhir {Indonesian.Date(last.HeldOn)}; rapat berikutnya paling lambat {Indonesian.Date(next)}.") with { Next = form }
            : question.Is(State.Met, $"Rapat{about} terakhir {Indonesian.Date(last.HeldOn)}.") with { Since = last.HeldOn };
        return answer with { Due = next, Evidence = evidence };
    }

    private sealed record Held(Guid Id, string Team, string Title, DateOnly HeldOn, List<string> Subjects, List<string> Parties);
}
