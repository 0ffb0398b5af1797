using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Contract;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Checks;

/// <summary><c>evaluation-within</c>: the government, each agency or each running application was monitored or evaluated within the period.</summary>
internal sealed class EvaluationWithin(PlatformDb db, IOrganisation organisation, IApplicationEvaluations applications) : ICheck
{
    /// <summary>Days before the end of the period from which it is said to be due.</summary>
    private const int Notice = 90;

    public string Name => "evaluation-within";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var answers = new List<Answer>();
        if (questions.Where(question => question.Key("level") == "government").ToList() is { Count: > 0 } ofGovernment)
        {
            var cycles = await db.Set<EvaluationCycle>().AsNoTracking().Where(cycle => cycle.OpensOn <= when.Date).ToListAsync(cancel);
            answers.AddRange(ofGovernment.Select(question => OfGovernment(question, cycles, when)));
        }
        if (questions.Where(question => question.Key("level") == "agency").ToList() is { Count: > 0 } ofAgencies)
        {
            answers.AddRange(await OfAgencies(ofAgencies, when, cancel));
        }
        if (questions.Where(question => question.Key("level") == "application").ToList() is { Count: > 0 } ofApplications)
        {
            var running = await applications.Running(when.Date, cancel);
            answers.AddRange(ofApplications.Select(question => OfApplications(question, running, when)));
        }
        return answers;
    }

    private static Answer OfGovernment(Question question, List<EvaluationCycle> cycles, CheckTime when)
    {
        var next = new NextStep("Buka evaluasi SPBE", EvaluationAddress.Home, EvaluationPermissions.View);
        var by = question.List("by");
        var finished = cycles.Where(cycle => cycle.SignedOn <= when.Date).OrderByDescending(cycle => cycle.SignedOn).ToList();
        // The secretary and the head sign as coordinator and director of the team.
        var last = finished.FirstOrDefault(cycle => by.Count == 0 || by.Contains(cycle.SignedBy ?? "") || (by.Contains("coordination-team") && cycle.SignedBy is "secretary" or "head"));
        var running = cycles.Where(cycle => cycle.SignedOn is null || cycle.SignedOn > when.Date).OrderBy(cycle => cycle.SignedUntil).FirstOrDefault();
        if (last is null)
        {
            return finished.Count > 0 && by.Count > 0
                ? question.Is(State.Missing, $"{finished[0].Title} tidak ditandatangani {string.Join(" atau ", by.Select(key => Office(question, key)))}.") with { Evidence = [Proof(finished[0])], Next = next }
                : running is null ? question.Is(State.Missing, "Belum ada pemantauan atau evaluasi SPBE yang selesai.") with { Next = next }
                : question.Is(running.SignedUntil < when.Date ? State.Overdue : State.Due, $"{running.Title} sedang berjalan; berita acaranya ditunggu {Indonesian.Date(running.SignedUntil)}.") with
                {
                    Due = running.SignedUntil, Since = running.SignedUntil < when.Date ? running.SignedUntil.AddDays(1) : null, Evidence = [Proof(running)], Next = next,
                };
        }
        var signed = last.SignedOn!.Value;
        if (question.Period("every") is not { } every)
        {
            return question.Is(State.Met, $"{last.Title} selesai {Indonesian.Date(signed)}.") with { Since = signed, Evidence = [Proof(last)] };
        }
        var due = every.After(signed);
        var status = due < when.Date ? State.Overdue : when.Within(due, Notice) ? State.Due : State.Met;
        return question.Is(status, $"{last.Title} selesai {Indonesian.Date(signed)}; berikutnya paling lambat {Indonesian.Date(due)}.{(running is null ? "" : $" {running.Title} sedang berjalan.")}") with
        {
            Due = due, Since = status == State.Overdue ? due.AddDays(1) : signed, Evidence = running is null ? [Proof(last)] : [Proof(last), Proof(running)], Next = status == State.Met ? null : next,
        };
    }

    private async Task<IEnumerable<Answer>> OfAgencies(List<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var agencies = (await organisation.Agencies(when.Date, cancel)).Where(agency => agency.AnswersForItself).ToList();
        var held = (await db.Set<AgencyMonitoring>().AsNoTracking().Where(item => item.HeldOn != null && item.HeldOn <= when.Date && item.AgencyId != null).Select(item => new { item.Id, item.AgencyId, item.HeldOn }).ToListAsync(cancel))
            .GroupBy(item => item.AgencyId!.Value).ToDictionary(group => group.Key, group => group.MaxBy(item => item.HeldOn)!);
        return questions.Select(question => Answers.OfEvery(question, [.. agencies.Select(agency => held.TryGetValue(agency.Id, out var last)
                ? Of(agency.Id, last.HeldOn!.Value, question, when) with { Evidence = new Evidence($"Pemantauan {agency.Called}", FollowRegisters.Monitorings.HrefOf(last.Id), "agency-monitorings", last.Id) }
                : Never(agency.Id, question, when))],
            id => agencies.First(agency => agency.Id == id).Called, "sudah memantau dan mengevaluasi SPBE-nya dalam masa yang diminta") with
        {
            Next = new NextStep("Catat pemantauan", FollowRegisters.Monitorings.Href, EvaluationPermissions.View),
        });
    }

    private static AgencyAnswer Of(Guid agency, DateOnly held, Question question, CheckTime when)
    {
        if (question.Period("every") is not { } every)
        {
            return new AgencyAnswer(agency, State.Met, $"Terakhir {Indonesian.Date(held)}.") { Since = held };
        }
        var due = every.After(held);
        return new AgencyAnswer(agency, due < when.Date ? State.Overdue : when.Within(due, Notice) ? State.Due : State.Met, $"Terakhir {Indonesian.Date(held)}, berikutnya paling lambat {Indonesian.Date(due)}.")
        {
            Due = due, Since = due < when.Date ? due.AddDays(1) : held,
        };
    }

    /// <summary>Never held: wanted by one period after the regulation came into force.</summary>
    private static AgencyAnswer Never(Guid agency, Question question, CheckTime when)
    {
        var due = question.Period("every")?.After(question.Profile.Regulation.InForce);
        return due >= when.Date ? new AgencyAnswer(agency, State.Due, $"Yang pertama paling lambat {Indonesian.Date(due.Value)}.") { Due = due } : new AgencyAnswer(agency, State.Missing, "Belum pernah.") { Due = due };
    }

    private static Answer OfApplications(Question question, IReadOnlyList<EvaluatedApplication> running, CheckTime when)
    {
        if (running.Count == 0)
        {
            return question.Is(State.Missing, "Belum ada aplikasi beroperasi yang terdaftar.") with { Next = new NextStep("Daftarkan aplikasi", "/kerja/aplikasi") };
        }
        var every = question.Period("every");
        var days = running.ToDictionary(one => one.Id, one => one.LastHeld is { } held ? every?.After(held) : one.DueOn);
        var late = running.Where(one => days[one.Id] < when.Date).ToList();
        var never = running.Where(one => one.LastHeld is null && !late.Contains(one)).ToList();
        var first = days.Values.Min();
        // One that only began to run is due on its planned day; one without any day is missing.
        var status = late.Count > 0 ? State.Overdue : never.Any(one => one.DueOn is null) ? State.Missing : never.Count > 0 || (first is { } day && when.Within(day, Notice)) ? State.Due : State.Met;
        return question.Is(status, $"{Indonesian.Number(running.Count - late.Count - never.Count)} dari {Indonesian.Number(running.Count)} aplikasi yang beroperasi sudah dievaluasi dalam masa yang diminta.{Answers.Wanting([.. late.Concat(never).Select(one => one.Name)])}") with
        {
            Due = first,
            Since = late.Count > 0 ? first?.AddDays(1) : null,
            Evidence = [.. running.Where(one => one.LastHeld is not null).OrderByDescending(one => one.LastHeld).Take(Platform.Checks.Answer.MostEvidence).Select(one => new Evidence($"Evaluasi {one.Name}", one.Href, "applications", one.Id))],
            Next = status == State.Met ? null : new NextStep("Evaluasi aplikasi", "/kerja/evaluasi-aplikasi"),
        };
    }

    private static Evidence Proof(EvaluationCycle cycle) => new(cycle.Title, cycle.Href, "evaluation-cycles", cycle.Id);

    private static string Office(Question question, string key) => question.Profile.Offices.TryGet(key, out var office) ? office.Name : key;
}
