using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Coordinations;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Checks;

/// <summary><c>audit-coordinated</c>: the programme names who coordinates, and every audit of the kind was coordinated with each party on the matters named.</summary>
internal sealed class AuditCoordinated(PlatformDb db) : ICheck
{
    public string Name => "audit-coordinated";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await AuditBook.On(db, when.Date, cancel);
        var held = (await db.Set<Coordination>().AsNoTracking().Where(one => one.HeldOn <= when.Date).ToListAsync(cancel)).ToLookup(one => one.AuditId);
        return
        [
            .. questions.Select(question =>
            {
                var (by, with, on) = (question.Key("by"), question.List("with"), question.List("on"));
                var open = book.Planned.Where(planned => planned.Year >= when.Date.Year && book.All.All(audit => audit.PlannedId != planned.Id) && (question.List("kinds").Count == 0 || question.List("kinds").SelectMany(AuditArea.Of).Any(area => area.Means(planned)))).ToList();
                if (by is not null && book.Finished.All(audit => !book.Is(audit, question.List("kinds"))) && open.Count > 0)
                {
                    // Before the first audit the programme alone can say who coordinates.
                    var bare = open.Where(planned => planned.Coordinator != by).ToList();
                    return bare.Count == 0
                        ? question.Is(State.Met, $"Program audit menyebut {AuditWords.OfficeName(question.Profile, by)} sebagai koordinator {open.Count} rencana.") with { Evidence = [.. open.Take(Platform.Checks.Answer.MostEvidence).Select(planned => new Evidence(planned.Title, $"{PlannedAuditRegister.Href}/{planned.Id}", PlannedAuditRegister.Kind, planned.Id))] }
                        : question.Is(State.Missing, $"{Indonesian.List([.. bare.Take(3).Select(planned => planned.Title)])}: koordinatornya bukan {AuditWords.OfficeName(question.Profile, by)}.") with { Next = new NextStep($"Buka {bare[0].Title}", $"{PlannedAuditRegister.Href}/{bare[0].Id}", AuditsPermissions.ViewProgramme) };
                }
                var answer = AuditProofs.Every(question, book, "dikoordinasikan dan tercatat", audit => Lacks(question, audit, by, with, on, [.. held[audit.Id]]));
                return answer.Status == State.Missing
                    ? answer with { Next = new NextStep("Catat koordinasi", $"{CoordinationRegister.Href}/baru?audit={answer.Evidence[0].Id}", AuditsPermissions.Programme) } : answer;
            }),
        ];
    }

    private static string? Lacks(Question question, Audit audit, string? by, IReadOnlyList<string> with, IReadOnlyList<string> on, IReadOnlyList<Coordination> held)
    {
        if (by is not null && audit.Coordinator != by)
        {
            return $"tidak dikoordinasikan oleh {AuditWords.OfficeName(question.Profile, by)}";
        }
        foreach (var party in with)
        {
            var talks = held.Where(one => one.With == party).ToList();
            // An office that coordinates the audit itself need not write to itself.
            if (talks.Count == 0 && audit.Coordinator != party)
            {
                return $"belum ada koordinasi dengan {AuditWords.OfficeName(question.Profile, party)}";
            }
            if (talks.Count > 0 && Missing(talks, on) is { Count: > 0 } wanting)
            {
                return $"koordinasi dengan {AuditWords.OfficeName(question.Profile, party)} belum tentang {Indonesian.List(wanting)}";
            }
        }
        return with.Count == 0 && on.Count > 0 && Missing(held, on) is { Count: > 0 } matters ? $"belum ada catatan tentang {Indonesian.List(matters)}" : null;
    }

    private static List<string> Missing(IReadOnlyList<Coordination> talks, IReadOnlyList<string> on) =>
        [.. on.Where(matter => !talks.Any(talk => talk.Matters.Contains(matter))).Select(matter => AuditWords.Matters.First(one => one.Value == matter).Title.ToLowerInvariant())];
}
