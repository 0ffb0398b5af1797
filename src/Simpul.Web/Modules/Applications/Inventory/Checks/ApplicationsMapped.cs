using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Inventory.Checks;

/// <summary><c>applications-mapped</c>: every application in building, or in use since the regulation, names what it rests on.</summary>
internal sealed class ApplicationsMapped(PlatformDb db, IRoadmapActivities roadmap) : ICheck
{
    public string Name => "applications-mapped";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await ApplicationBook.On(db, when.Date, cancel);
        var served = (await db.Set<ArchitectureRelation>().AsNoTracking().Where(one => one.Kind == RelationKind.ServedBy && (one.Until == null || one.Until >= when.Date)).Select(one => one.ToId).Distinct().ToListAsync(cancel)).ToHashSet();
        HashSet<Guid> planned = [];
        if (questions.Any(question => question.List("to").Contains("roadmap")))
        {
            var building = await roadmap.Building(cancel);
            planned = [.. book.All.Where(item => building(item.Item.Code, item.RoadmapActivityId) is not null).Select(item => item.Id)];
        }
        return [.. questions.Select(question => Of(question, book, served, planned))];
    }

    private static Answer Of(Question question, ApplicationBook book, HashSet<Guid> served, HashSet<Guid> planned)
    {
        var asked = book.SinceRegulation(question).ToList();
        var bases = question.List("to");
        if (asked.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada aplikasi yang dibangun, atau dipakai sejak peraturan ini berlaku.");
        }
        var wanting = asked.Select(item => (Item: item, Bases: bases.Where(basis => !BasisRule.Holds(item, basis, served.Contains(item.Id), planned.Contains(item.Id))).ToList())).Where(one => one.Bases.Count > 0).ToList();
        var words = Indonesian.List([.. bases.Select(BasisRule.Word)]);
        return wanting.Count == 0
            ? question.Is(State.Met, $"{asked.Count} aplikasi mencatat dasarnya: {words}.") with { Evidence = ApplicationBook.Proofs(asked) }
            : question.Is(State.Missing, $"{wanting.Count} dari {asked.Count} aplikasi belum mencatat dasarnya: {ApplicationBook.Named([.. wanting.Select(one => $"{one.Item.Item.Name} ({Indonesian.List([.. one.Bases.Select(BasisRule.Word)])})")])}.") with
            {
                Evidence = ApplicationBook.Proofs(wanting.Select(one => one.Item)),
                // The relation is made on the application's page; the rest in its form.
                Next = wanting[0].Bases[0] == "architecture" ? new NextStep($"Hubungkan {wanting[0].Item.Item.Name}", $"{ApplicationRegister.Href}/{wanting[0].Item.Id}", ApplicationsPermissions.Edit) : ApplicationBook.Complete(wanting[0].Item),
            };
    }
}
