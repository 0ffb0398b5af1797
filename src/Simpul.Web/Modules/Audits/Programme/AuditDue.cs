using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Audits.Programme;

/// <summary>When an audit is due: so long after the last or, before the first, so long after the regulation or the object began.</summary>
/// <param name="Last">When the last one was finished; null where there was none.</param>
public sealed record AuditDue(DateOnly Due, DateOnly? Last)
{
    /// <summary>In the last months of the period it is to be held soon.</summary>
    private const int Months = 6;

    /// <param name="began">First day of the regulation, or of the object where that is later.</param>
    public static AuditDue Of(Period every, DateOnly began, DateOnly? last) => new(every.After(last ?? began), last);

    public State On(DateOnly date) => date > Due ? State.Overdue : Last is null || date >= Due.AddMonths(-Months) ? State.Due : State.Met;

    /// <summary>The days on which audits are due up to the end of a year, each so long after the one before; those that were missed are one.</summary>
    public IReadOnlyList<DateOnly> Until(Period every, DateOnly today, int year)
    {
        var days = new List<DateOnly> { Due };
        var next = every.After(Due < today ? today : Due);
        while (next.Year <= year && days.Count < 50)
        {
            days.Add(next);
            next = every.After(next);
        }
        return [.. days.Where(day => day.Year <= year)];
    }
}

/// <summary>A kind of audit as checks and the programme count it.</summary>
/// <param name="Key">As in the checks: <c>special-application</c>.</param>
public sealed record AuditArea(string Key, string Title, AuditKind Kind)
{
    public static readonly IReadOnlyList<AuditArea> All =
    [
        new("infrastructure", "Infrastruktur", AuditKind.Infrastructure),
        new("data-centre", "Pusat data", AuditKind.Infrastructure),
        new("general-application", "Aplikasi umum", AuditKind.Application),
        new("special-application", "Aplikasi khusus", AuditKind.Application),
        new("security", "Keamanan", AuditKind.Security),
    ];

    /// <summary>The areas that a key of the checks means: applications are two.</summary>
    public static IReadOnlyList<AuditArea> Of(string key) => key == "application" ? [.. All.Where(area => area.Kind == AuditKind.Application)] : [.. All.Where(area => area.Key == key)];

    /// <summary>Whether something belongs to what audits of this area look at. Security looks at infrastructure and at special applications.</summary>
    public bool Holds(ObjectClass one) => Key switch
    {
        "infrastructure" => one is ObjectClass.Infrastructure or ObjectClass.DataCentre,
        "data-centre" => one is ObjectClass.DataCentre,
        "general-application" => one is ObjectClass.GeneralApplication,
        "special-application" => one is ObjectClass.SpecialApplication,
        _ => one is not ObjectClass.GeneralApplication,
    };

    /// <summary>Whether an audit with these objects is one of the area. One whose objects nobody recorded is of its kind.</summary>
    public bool Has(AuditKind kind, IEnumerable<ObjectClass> objects)
    {
        if (kind != Kind)
        {
            return false;
        }
        var any = false;
        foreach (var one in objects)
        {
            any = true;
            if (Key == "security" || Holds(one))
            {
                return true;
            }
        }
        return !any && Key is "infrastructure" or "security";
    }

    /// <summary>Whether a planned audit is meant for the area.</summary>
    public bool Means(PlannedAudit planned) => planned.Kind == Kind && (Key, planned.Scope) switch
    {
        ("data-centre", var scope) => scope == PlannedScope.DataCentre,
        ("general-application", var scope) => scope is PlannedScope.All or PlannedScope.GeneralApplications,
        ("special-application", var scope) => scope is PlannedScope.All or PlannedScope.SpecialApplications,
        _ => true,
    };
}
