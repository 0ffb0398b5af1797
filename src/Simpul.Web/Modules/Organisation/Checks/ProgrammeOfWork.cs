using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary><c>programme-of-work</c>: an adopted programme of the team covers the date.</summary>
internal sealed class ProgrammeOfWork(PlatformDb db) : ICheck
{
    private static readonly Period Usual = new(1, 0, 0);

    public string Name => "programme-of-work";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var date = when.Date;
        var programmes = await db.Set<Programme>().AsNoTracking().Where(item => item.Until >= date && item.AdoptedOn <= date).OrderBy(item => item.From).ToListAsync(cancel);
        return [.. questions.Select(question => Answer(question, programmes, when))];
    }

    private static Answer Answer(Question question, IReadOnlyList<Programme> programmes, CheckTime when)
    {
        var (team, every, published) = (question.Key("team", "coordination-team"), question.Period("every") ?? Usual, question.Flag("published"));
        var title = question.Profile.Teams.TryGet(team, out var found) ? found.Title : team;
        // A programme that runs longer than the regulation says would put the next one off.
        var own = programmes.Where(item => item.Team == team && item.Until < every.After(item.From)).ToList();
        var form = new NextStep("Susun program kerja", $"/kerja/program-kerja/baru?team={Uri.EscapeDataString(team)}");
        if (own.FirstOrDefault(item => item.From <= when.Date) is not { } current)
        {
            return question.Is(State.Missing, $"{title} belum punya program kerja yang disepakati untuk masa ini.") with { Next = form };
        }
        var evidence = new Evidence(current.Title, $"/kerja/program-kerja/{current.Id}", "programmes", current.Id);
        if (published && !(current.PublishedOn <= when.Date))
        {
            return question.Is(State.Missing, $"Program kerja {title} sudah disepakati, tetapi belum tercatat disampaikan ke semua perangkat daerah.") with { Evidence = [evidence], Next = new NextStep("Catat penyampaiannya", $"/kerja/program-kerja/{current.Id}/ubah") };
        }
        var last = own.Where(item => item.From <= current.Until.AddDays(1)).Max(item => item.Until);
        return when.Within(last, Terms.Notice)
            ? question.Is(State.Due, $"Program kerja {title} berakhir {Indonesian.Date(last)} dan penggantinya belum disepakati.") with { Due = last, Evidence = [evidence], Next = form }
            : question.Is(State.Met, $"{current.Title} berlaku sampai {Indonesian.Date(current.Until)}.") with { Due = last, Since = published && current.PublishedOn > current.AdoptedOn ? current.PublishedOn : current.AdoptedOn, Evidence = [evidence] };
    }
}
