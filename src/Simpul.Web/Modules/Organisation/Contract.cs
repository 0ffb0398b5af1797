using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation.Contract;

/// <summary>A legal document as other modules need to know it.</summary>
/// <param name="Regulation">Whether it is a regulation of the head, and not a decree.</param>
/// <param name="Until">Last day in force; null while open.</param>
public sealed record LegalText(Guid Id, bool Regulation, DateOnly From, DateOnly? Until)
{
    public bool InForceOn(DateOnly date) => From <= date && !(Until < date);
}

/// <summary>How cases of other modules enact by a legal document, and what their records may know of one that they rest on.</summary>
public sealed class LegalDocuments(PlatformDb db, IServiceProvider services)
{
    /// <summary>What a step that enacts is asked for.</summary>
    public IReadOnlyList<CaseField> Fields => DecreeFields.All;

    /// <summary>Whether leaving this step forwards enacts something.</summary>
    public bool Enacts(Procedure procedure, Step step) => DecreeFields.Enacts(procedure, step);

    /// <summary>The legal document of this decision, with the save at hand: the one that is registered already, or a new one, with the step's files.</summary>
    /// <param name="about">Keys by which checks find it.</param>
    public async Task<LegalText> Register(CaseTurn turn, IReadOnlyList<string> about, CancellationToken cancel) =>
        Told(await DecreeFields.Register(services, turn, about, cancel));

    /// <summary>Those of the ids that are registered.</summary>
    public async Task<IReadOnlyDictionary<Guid, LegalText>> Of(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        ids.Count == 0 ? new Dictionary<Guid, LegalText>() : (await db.Set<LegalDocument>().AsNoTracking().Where(item => ids.Contains(item.Id)).ToListAsync(cancel)).ToDictionary(item => item.Id, Told);

    private static LegalText Told(LegalDocument item) => new(item.Id, item.Kind == LegalDocumentKind.HeadRegulation, item.InForceFrom, item.InForceUntil);
}
