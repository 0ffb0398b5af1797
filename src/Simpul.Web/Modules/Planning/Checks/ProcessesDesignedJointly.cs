using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Processes;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>processes-designed-jointly</c>: whoever takes part in a process that touches several agencies took part in designing it.</summary>
internal sealed class ProcessesDesignedJointly(PlatformDb db, IOrganisation organisation) : ICheck
{
    public string Name => "processes-designed-jointly";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var records = await ProcessRecords.On(db, when.Date, cancel);
        var names = (await organisation.Agencies(when.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        var shared = records.InForce.Where(process => records.AgenciesOf(process).Count > 1).ToList();
        return [.. questions.Select(question => question.List("area") is { Count: > 0 } areas ? OfAreas(question, areas, shared, records, names, when.Date) : OfAll(question, shared, records, names, when.Date))];
    }

    private static Answer OfAll(Question question, List<BusinessProcess> shared, ProcessRecords records, Dictionary<Guid, string> names, DateOnly date)
    {
        if (shared.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada proses bisnis berlaku yang melibatkan lebih dari satu perangkat daerah.");
        }
        return Joined(question, shared, [], records, names, date);
    }

    private static Answer OfAreas(Question question, IReadOnlyList<string> areas, List<BusinessProcess> shared, ProcessRecords records, Dictionary<Guid, string> names, DateOnly date)
    {
        var asked = shared.Where(process => process.Areas.Any(areas.Contains)).ToList();
        var open = areas.Where(area => !asked.Any(process => process.Areas.Contains(area))).Select(ProcessChoices.Area).ToList();
        return Joined(question, asked, open, records, names, date);
    }

    /// <param name="open">Areas without any process that several agencies share.</param>
    private static Answer Joined(Question question, List<BusinessProcess> asked, List<string> open, ProcessRecords records, Dictionary<Guid, string> names, DateOnly date)
    {
        var apart = asked.Select(process => (Process: process, Absent: records.Absent(process, date))).Where(item => item.Absent.Count > 0).ToList();
        if (open.Count == 0 && apart.Count == 0)
        {
            return question.Is(State.Met, $"{asked.Count} proses bisnis disusun bersama perangkat daerah yang terlibat.") with { Since = asked.Max(process => process.InForceFrom), Evidence = ProcessRecords.Proofs(asked) };
        }
        var sentences = new List<string>();
        if (open.Count > 0)
        {
            sentences.Add($"Belum ada proses bisnis bersama yang berlaku untuk {Indonesian.List(open)}.");
        }
        if (apart.Count > 0)
        {
            var words = apart.Take(2).Select(item => $"{item.Process.Code} ({Indonesian.List([.. item.Absent.Take(3).Select(id => names.GetValueOrDefault(id) ?? "perangkat daerah lain")])})").ToList();
            sentences.Add($"Belum ikut menyusun: {Indonesian.List(words)}{(apart.Count > 2 ? $" dan {apart.Count - 2} proses lain" : "")}.");
        }
        return question.Is(State.Missing, string.Join(' ', sentences)) with
        {
            Evidence = ProcessRecords.Proofs(apart.Select(item => item.Process)),
            Next = apart.Count > 0 ? new NextStep("Catat keikutsertaannya", $"/kerja/proses-bisnis/{apart[0].Process.Id}/pelaku", PlanningPermissions.Processes) : ProcessRecords.Register,
        };
    }
}
