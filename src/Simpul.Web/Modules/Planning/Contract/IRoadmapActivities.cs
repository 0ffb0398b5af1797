namespace Simpul.Web.Modules.Planning.Contract;

/// <summary>For modules whose records rest on the roadmap: an application is planned where an activity names its item.</summary>
public interface IRoadmapActivities
{
    /// <summary>The activities that build, replace or end the architecture's item of this code, first to begin first.</summary>
    Task<IReadOnlyList<PlannedActivity>> Closing(string code, CancellationToken cancel);

    /// <summary>The activity that builds the architecture's item: the one that its own record names, else the first that names its code; null where neither says it.</summary>
    Task<PlannedActivity?> Building(string code, Guid? named, CancellationToken cancel);

    /// <summary>The same for many items: the activities are read once, and the function answers each.</summary>
    Task<Func<string, Guid?, PlannedActivity?>> Building(CancellationToken cancel);
}

/// <param name="Href">Its page.</param>
public sealed record PlannedActivity(Guid Id, string Name, DateOnly StartsOn, DateOnly EndsOn, string Href);
