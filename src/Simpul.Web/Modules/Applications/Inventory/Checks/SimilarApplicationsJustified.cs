using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Inventory.Checks;

/// <summary><c>similar-applications-justified</c>: no application similar to a general one without its exception, or without the condition named.</summary>
internal sealed class SimilarApplicationsJustified(PlatformDb db, IServiceProvider services) : ICheck
{
    public string Name => "similar-applications-justified";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await ApplicationBook.On(db, when.Date, cancel);
        var exceptions = await SimilarExceptions.On(services, when.Date, cancel);
        var similar = book.All.Where(item => item.Kind == ApplicationKind.Similar).ToList();
        return [.. questions.Select(question => Of(question, similar, exceptions))];
    }

    private static Answer Of(Question question, List<Application> similar, SimilarExceptions exceptions)
    {
        if (similar.Count == 0)
        {
            return question.Is(State.NotApplicable, "Tidak ada aplikasi sejenis dengan aplikasi umum dalam register.");
        }
        var condition = question.Key("condition", "all");
        var whole = condition is "all" or "stopped";
        var wanting = similar.Select(item => (Item: item, What: whole ? Whole(question, item, exceptions) : exceptions.Wanting(item, condition, question.Key("by")))).Where(one => one.What is not null).ToList();
        if (wanting.Count == 0)
        {
            return question.Is(State.Met, whole ? $"{similar.Count} aplikasi sejenis mempunyai pengecualian dengan semua syaratnya." : $"{similar.Count} aplikasi sejenis membuktikan syarat ini.") with
            {
                Evidence = whole ? ApplicationBook.Proofs(similar)
                    : [.. similar.Take(Platform.Checks.Answer.MostEvidence).Select(item => exceptions.Proof(item, condition) is { } proof ? new Evidence(proof.What, proof.Href, proof.Kind, proof.Id) : ApplicationBook.Proof(item))],
            };
        }
        var state = wanting.All(one => exceptions.IsRunning(one.Item)) ? State.Due : State.Missing;
        return question.Is(state, $"{wanting.Count} dari {similar.Count} aplikasi sejenis belum memenuhi: {ApplicationBook.Named([.. wanting.Select(one => $"{one.Item.Item.Name} ({one.What})")])}.") with
        {
            Evidence = ApplicationBook.Proofs(wanting.Select(one => one.Item)),
            Next = new NextStep($"Buka syarat {wanting[0].Item.Item.Name}", $"{ApplicationRegister.Href}/{wanting[0].Item.Id}", ApplicationsPermissions.View),
        };
    }

    private static string? Whole(Question question, Application item, SimilarExceptions exceptions)
    {
        if (exceptions.Holds(question.Profile, item))
        {
            return null;
        }
        var conditions = SimilarConditions.Of(question.Profile);
        var open = conditions.Count(condition => exceptions.Wanting(item, condition.Key, null) is not null);
        return conditions.Count == 0 ? "peraturan tidak mengenal pengecualian" : open > 0 ? $"{open} dari {conditions.Count} syarat belum terbukti" : exceptions.IsRunning(item) ? "urusannya masih berjalan" : "pengecualiannya belum diberikan";
    }
}
