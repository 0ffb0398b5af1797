using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;

namespace Simpul.Web.Modules.Applications.Hosting.Renewals;

/// <summary>What is given to an agency for a time, and of which it may ask that it is prolonged or changed: a placement, a name.</summary>
public interface IRenewed : IRecord
{
    Guid? AgencyId { get; }

    RequestState State { get; }

    /// <summary>Last day for which it is given.</summary>
    DateOnly? Until { get; }

    /// <summary>The day on which its owner asked; null while nothing waits for an answer.</summary>
    DateOnly? AskedOn { get; set; }

    /// <summary>Until when the owner asks for it.</summary>
    DateOnly? AskedUntil { get; set; }

    /// <summary>What the owner wants changed, in their words.</summary>
    string? AskedNote { get; set; }

    /// <summary>Whether its owner asks for a change and for no longer time: prolonging is no answer then.</summary>
    bool AsksChangeOnly => AskedOn is not null && AskedUntil is null;

    /// <summary>What was said to the last request that was not simply granted.</summary>
    string? AskedAnswer { get; set; }
}
