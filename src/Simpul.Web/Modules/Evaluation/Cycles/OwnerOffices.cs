using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>
/// Which agency answers an indicator at first: the instrument names functions (PermenPANRB 59/2020, fifteen of them), the profile names offices, and the agencies
/// say which of those they hold. Anybody may be chosen instead.
/// </summary>
internal static class OwnerOffices
{
    private static readonly Dictionary<string, string[]> Offices = new(StringComparer.Ordinal)
    {
        ["organisation"] = ["organisation-unit"],
        ["data"] = ["data-agency", "statistics-agency", "ict-agency"],
        ["ict"] = ["ict-agency"],
        ["security"] = ["security-agency", "ict-agency"],
        ["legal"] = ["legal-unit"],
        ["planning"] = ["planning-agency"],
        ["budgeting"] = ["finance-agency", "planning-agency"],
        ["performance"] = ["organisation-unit"],
        ["finance"] = ["finance-agency"],
        ["procurement"] = ["procurement-unit"],
        ["assets"] = ["asset-agency", "finance-agency"],
        ["people"] = ["personnel-agency"],
        ["archives"] = ["archive-agency"],
        ["oversight"] = ["inspectorate"],
        ["public-service"] = ["licensing-agency", "organisation-unit"],
    };

    /// <summary>The agency for an indicator; an instrument that names no owners takes those of the indicators that it continues.</summary>
    public static Guid? Of(Instrument instrument, Indicator indicator, Instrument? before, IReadOnlyList<AgencyFacts> agencies)
    {
        var owners = indicator.Owners.Count > 0 ? indicator.Owners : before?.Indicators.FirstOrDefault(one => instrument.Continues(indicator.Number).Contains(one.Number))?.Owners ?? [];
        return owners.SelectMany(owner => Offices.GetValueOrDefault(owner, [])).Append("ict-agency").Select(office => agencies.FirstOrDefault(agency => agency.Holds.Contains(office))?.Id).FirstOrDefault(id => id is not null);
    }
}
