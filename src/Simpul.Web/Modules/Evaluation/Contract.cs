namespace Simpul.Web.Modules.Evaluation.Contract;

/// <summary>
/// Where a module offers its own records as evidence of an indicator: <c>services.AddScoped&lt;IEvidenceSource, PlanEvidence&gt;()</c>. What is chosen is frozen
/// as it stands when the answer is submitted, with its place in the journal.
/// </summary>
public interface IEvidenceSource
{
    /// <summary>The records that may prove something about an indicator, the best first, at most ten; empty where the source knows nothing of it.</summary>
    /// <param name="indicator">The indicator's id in its instrument: <c>architecture</c>, <c>complaint-service</c>.</param>
    /// <param name="agency">Whose answer it is; null for the government's.</param>
    Task<IReadOnlyList<OfferedRecord>> Offer(string indicator, Guid? agency, CancellationToken cancel);

    /// <summary>What a record that was offered says now; null where it is no longer there. Null too for a kind that is not this source's.</summary>
    Task<OfferedRecord?> Find(string kind, Guid id, CancellationToken cancel);
}

/// <summary>A record of Simpul that may serve as evidence.</summary>
/// <param name="Kind">Kind of the record, as the journal knows it.</param>
/// <param name="On">The day that its age is counted from; null where it has none.</param>
/// <param name="Says">What it proves, line by line: what is frozen.</param>
public sealed record OfferedRecord(string Kind, Guid Id, string Title, string Href, DateOnly? On, IReadOnlyList<string> Says);

/// <summary>Finds whose offer a kind of record is.</summary>
public sealed class EvidenceSources(IEnumerable<IEvidenceSource> sources)
{
    public async Task<IReadOnlyList<OfferedRecord>> Offer(string indicator, Guid? agency, CancellationToken cancel)
    {
        List<OfferedRecord> offered = [];
        foreach (var source in sources) offered.AddRange(await source.Offer(indicator, agency, cancel));
        return offered;
    }

    public async Task<OfferedRecord?> Find(string kind, Guid id, CancellationToken cancel)
    {
        foreach (var source in sources)
        {
            if (await source.Find(kind, id, cancel) is { } found) return found;
        }
        return null;
    }
}

/// <summary>Where a module tells of findings that must be acted on: <c>services.AddScoped&lt;IFindingSource, AuditFindings&gt;()</c>.</summary>
public interface IFindingSource
{
    /// <summary>As the check <c>findings-followed</c> names it: audit, evaluation, survey.</summary>
    string Source { get; }

    /// <summary>Those given until the date, as they stood on it.</summary>
    Task<IReadOnlyList<FollowedFinding>> On(DateOnly date, CancellationToken cancel);
}

/// <summary>A finding or recommendation, whose it is and by when.</summary>
public sealed record FollowedFinding(string Kind, Guid Id, string Title, string Href, Guid? Agency, DateOnly? DueOn, DateOnly? DoneOn)
{
    /// <summary>Whether whose it is said what they did, and others decide whether it is enough: its day passes without their being late.</summary>
    public bool AwaitsDecision { get; init; }
}

/// <summary>Indicators about electronic services, by the keys that the instruments have in common; what counts as one is said here, so that all who offer services agree.</summary>
public static class ServiceIndicators
{
    /// <summary>Whether the indicator is about services to the public.</summary>
    public static bool IsToPublic(string indicator) =>
        indicator is "service-portal" or "complaint-service" or "open-data-service" or "legal-information-service" || indicator.StartsWith("public-service", StringComparison.Ordinal);

    /// <summary>Whether the indicator is about electronic services at all, to the public or of government itself.</summary>
    public static bool Includes(string indicator) => IsToPublic(indicator) || indicator.EndsWith("-service", StringComparison.Ordinal);
}
