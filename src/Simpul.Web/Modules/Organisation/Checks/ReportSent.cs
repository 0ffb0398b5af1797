using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary><c>report-sent</c>: the report for the period was sent and received, at each station.</summary>
internal sealed class ReportSent(PlatformDb db) : ICheck
{
    public string Name => "report-sent";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var date = when.Date;
        var reports = await db.Set<Report>().AsNoTracking().Where(item => item.SentOn <= date).OrderByDescending(item => item.PeriodUntil).ToListAsync(cancel);
        return [.. questions.Select(question => Answer(question, reports, when))];
    }

    private static Answer Answer(Question question, IReadOnlyList<Report> reports, CheckTime when)
    {
        var (kind, sender, receiver, through) = (question.Key("report")!, question.Key("from", "coordination-team"), question.Key("to")!, question.Key("through"));
        var title = ProfileChoices.SubjectTitle(question.Profile, kind);
        var own = reports.Where(item => item.Kind == kind && item.Sender == sender && item.Receiver == receiver && (through is null || item.Through == through)).ToList();
        var arrived = own.Where(item => item.ReceivedOn <= when.Date).ToList();
        var form = new NextStep("Susun laporan", $"/kerja/laporan/baru?kind={Uri.EscapeDataString(kind)}&sender={sender}&receiver={receiver}{(through is null ? "" : $"&through={through}")}");
        if (own.Count == 0)
        {
            return question.Is(State.Missing, $"{title} kepada {Name(receiver)} belum pernah dikirim.") with { Next = form };
        }
        if (arrived.Count == 0)
        {
            var waiting = own[0];
            return question.Is(State.Due, $"{waiting.Title} sudah dikirim {Indonesian.Date(waiting.SentOn!.Value)}, tetapi penerimaan oleh {Name(waiting.AwaitedFrom ?? receiver)} belum tercatat.") with
            {
                Evidence = [Proof(waiting)],
                Next = new NextStep("Catat penerimaan", $"/kerja/laporan/{waiting.Id}"),
            };
        }
        var last = arrived[0];
        var evidence = arrived.Take(5).Select(Proof).ToList();
        if (question.Period("every") is not { } every)
        {
            return question.Is(State.Met, $"{last.Title} diterima {Name(receiver)} {Indonesian.Date(last.ReceivedOn!.Value)}.") with { Since = last.ReceivedOn, Evidence = evidence };
        }
        var next = every.After(last.PeriodUntil);
        var answer = when.Date > next ? question.Is(State.Overdue, $"{title} terakhir untuk masa sampai {Indonesian.Date(last.PeriodUntil)}; laporan berikutnya lewat waktu sejak {Indonesian.Date(next)}.") with { Since = next.AddDays(1), Next = form }
            : when.Within(next, Terms.Notice) ? question.Is(State.Due, $"{title} berikutnya paling lambat {Indonesian.Date(next)}.") with { Next = form }
            : question.Is(State.Met, $"{last.Title} diterima {Name(receiver)} {Indonesian.Date(last.ReceivedOn!.Value)}.") with { Since = last.ReceivedOn };
        return answer with { Due = next, Evidence = evidence };

        string Name(string office) => question.Profile.Offices.TryGet(office, out var found) ? found.Title : office;
    }

    private static Evidence Proof(Report report) => new(report.Title, $"/kerja/laporan/{report.Id}", "reports", report.Id);
}
