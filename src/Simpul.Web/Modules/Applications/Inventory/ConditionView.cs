using Simpul.Web.Modules.Applications.Inventory.Checks;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The conditions under which an application similar to a general one may be used, each with its evidence.</summary>
/// <param name="Exception">Indonesian: how it stands with the exception's case; null where the regulation has no procedure for it.</param>
/// <param name="Ask">Where the exception is asked for; null where it was granted, is under way, or cannot be.</param>
/// <param name="Asked">Indonesian: of a case whose documents are to be examined, what it asks; null on the application's own page.</param>
public sealed record ConditionView(IReadOnlyList<ConditionRow> Rows, Guid Application, string? Exception, string? Ask, string? Asked = null)
{
    public const string Partial = "/Modules/Applications/Inventory/_Conditions.cshtml";

    /// <summary>The conditions as a case hands them in, for whoever examines it: whether the application is one of the kind is what is decided.</summary>
    /// <param name="item">As it will be recorded if the exception is granted.</param>
    /// <param name="asked">Indonesian: similar to what, used since when, and when the other was set.</param>
    internal static async Task<ConditionView> Of(IServiceProvider services, Application item, Guid examined, string asked, CancellationToken cancel)
    {
        var exceptions = await SimilarExceptions.On(services, services.GetRequiredService<Today>().Date, cancel, item.Id, examined);
        return new ConditionView([.. SimilarConditions.Of(services).Select(condition => new ConditionRow(condition, exceptions.Proofs(item, condition.Key), exceptions.Wanting(item, condition.Key, null), false))],
            item.Id, null, null, asked);
    }

    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        if (await services.GetRequiredService<ShownApplication>().Of(id, cancel) is not { Kind: ApplicationKind.Similar } item)
        {
            return null;
        }
        // As the check reads it, so that page and board say the same.
        var exceptions = await SimilarExceptions.On(services, services.GetRequiredService<Today>().Date, cancel, id);
        var regulation = services.GetRequiredService<CurrentRegulation>();
        var hasCase = SimilarProofs.HasCase(regulation);
        var mayEdit = await services.GetRequiredService<ShownApplication>().MayEdit(id, cancel);
        var mayGive = SimilarEvidenceRegister.MayGiveOpinion(services.GetRequiredService<Acting>().Actor, regulation, item.Item.AgencyId);
        return new ConditionView([.. SimilarConditions.Of(services).Select(condition => new ConditionRow(condition, exceptions.Proofs(item, condition.Key), exceptions.Wanting(item, condition.Key, null), mayEdit && (mayGive || condition.Key != SimilarConditions.Opinion)))], id,
            !hasCase ? null : exceptions.IsGranted(item) ? "Pengecualiannya sudah diberikan." : exceptions.IsRunning(item) ? "Permohonan pengecualiannya sedang berjalan." : "Pengecualiannya belum dimohonkan.",
            hasCase && mayEdit && !exceptions.IsGranted(item) && !exceptions.IsRunning(item) ? $"/kerja/urusan/baru/{SimilarProofs.Procedure}?application={id}&general={item.General}" : null);
    }
}

/// <param name="Proofs">Those that hold and those that still lack file and link.</param>
/// <param name="Wanting">What is wanting; null where it is proved.</param>
/// <param name="MayProve">Whether the reader may record evidence for it.</param>
public sealed record ConditionRow(SimilarCondition Condition, IReadOnlyList<SimilarProof> Proofs, string? Wanting, bool MayProve)
{
    public bool IsMet => Wanting is null;

    /// <summary>Whoever examines a case gives the opinion themselves, and says of the rest whether it is proved.</summary>
    public State StateIn(ConditionView view) => view.Asked is not null && (IsMet || IsOpinion) ? State.Due : IsMet ? State.Met : State.Missing;

    /// <summary>Indonesian: how it stands, on the application's page or in the case.</summary>
    public string WordIn(ConditionView view) =>
        view.Asked is not null && IsOpinion ? "Diputuskan dalam urusan ini" : Wanting is { } wanting ? char.ToUpperInvariant(wanting[0]) + wanting[1..] : view.Asked is null ? "Terbukti" : "Ada buktinya, periksa";

    private bool IsOpinion => Condition.Key == SimilarConditions.Opinion;
}
