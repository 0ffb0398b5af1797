using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Inventory.Checks;

/// <summary><c>applications-mapped</c>: every application in building, or in use since the regulation, names what it rests on.</summary>
internal sealed class ApplicationsMapped(PlatformDb db) : ICheck
{
    public string Name => "applications-mapped";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await ApplicationBook.On(db, when.Date, cancel);
        var served = (await db.Set<ArchitectureRelation>().AsNoTracking().Where(one => one.Kind == RelationKind.ServedBy && (one.Until == null || one.Until >= when.Date)).Select(one => one.ToId).Distinct().ToListAsync(cancel)).ToHashSet();
        return [.. questions.Select(question => Of(question, book, served))];
    }

    private static Answer Of(Question question, ApplicationBook book, HashSet<Guid> served)
    {
        var asked = book.SinceRegulation(question).ToList();
        var bases = question.List("to");
        if (asked.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada aplikasi yang dibangun, atau dipakai sejak peraturan ini berlaku.");
        }
        var wanting = asked.Select(item => (Item: item, Bases: bases.Where(basis => !Rests(item, basis, served)).ToList())).Where(one => one.Bases.Count > 0).ToList();
        var words = Indonesian.List([.. bases.Select(Word)]);
        return wanting.Count == 0
            ? question.Is(State.Met, $"{asked.Count} aplikasi mencatat dasarnya: {words}.") with { Evidence = ApplicationBook.Proofs(asked) }
            : question.Is(State.Missing, $"{wanting.Count} dari {asked.Count} aplikasi belum mencatat dasarnya: {ApplicationBook.Named([.. wanting.Select(one => $"{one.Item.Item.Name} ({Indonesian.List([.. one.Bases.Select(Word)])})")])}.") with
            {
                Evidence = ApplicationBook.Proofs(wanting.Select(one => one.Item)),
                // The relation is made on the application's page; the rest in its form.
                Next = wanting[0].Bases[0] == "architecture" ? new NextStep($"Hubungkan {wanting[0].Item.Item.Name}", $"{ApplicationRegister.Href}/{wanting[0].Item.Id}", ApplicationsPermissions.Edit) : ApplicationBook.Complete(wanting[0].Item),
            };
    }

    /// <summary>In the architecture stands what has a national code and serves a process or a service.</summary>
    private static bool Rests(Application item, string basis, HashSet<Guid> served) => basis switch
    {
        "architecture" => item.Item.Reference is { Length: > 0 } && served.Contains(item.Id),
        "roadmap" => item.RoadmapActivityId is not null,
        "mandate" => item.Mandate is { Length: > 0 },
        _ => item.TechnicalStandard is { Length: > 0 },
    };

    private static string Word(string basis) => basis switch
    {
        "architecture" => "Arsitektur SPBE",
        "roadmap" => "Peta Rencana SPBE",
        "mandate" => "tugas dan fungsi",
        _ => "standar teknis dan prosedur",
    };
}
