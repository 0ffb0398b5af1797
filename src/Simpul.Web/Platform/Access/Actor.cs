namespace Simpul.Web.Platform.Access;

/// <summary>How far a permission reaches.</summary>
public enum Reach
{
    /// <summary>Records of the actor's own agency and of the units under it.</summary>
    OwnAgency,

    /// <summary>Records of every agency of the government.</summary>
    Government,
}

/// <summary>How closely a record or a file is held. The order is the order of strictness.</summary>
public enum Classification
{
    /// <summary>Publik: anyone may see it.</summary>
    Public,

    /// <summary>Terbatas: those who work with it.</summary>
    Restricted,

    /// <summary>Rahasia: those whose office is cleared for it.</summary>
    Secret,
}

/// <summary>
/// Who is doing something, and for which office: duties belong to offices, so the same person acting for another office is another actor.
/// </summary>
/// <param name="Via">web, api, command or job.</param>
/// <param name="Offices">Keys of the profile's offices that the actor may act for: <c>agency</c>, <c>ict-agency</c>, <c>head</c>, <c>coordination-team</c>…</param>
/// <param name="Agencies">The actor's own agency and the units under it.</param>
public sealed record Actor(
    string Via,
    Guid? AccountId = null,
    Guid? PersonId = null,
    Guid? OfficeId = null,
    Guid? AgencyId = null,
    string? Name = null,
    string? OfficeTitle = null,
    IReadOnlySet<string>? Offices = null,
    IReadOnlySet<Guid>? Agencies = null,
    IReadOnlyDictionary<string, Reach>? Permissions = null,
    Classification Clearance = Classification.Public)
{
    /// <summary>The program itself: scheduled work.</summary>
    public static readonly Actor Job = new("job", Clearance: Classification.Secret);

    /// <summary>Whoever runs the command line on the machine; the operating system decided that they may.</summary>
    public static readonly Actor Command = new("command", Clearance: Classification.Secret);

    /// <summary>Somebody who has not signed in.</summary>
    public static readonly Actor Visitor = new("web");

    /// <summary>Signed in and acting for an office.</summary>
    public bool SignedIn => AccountId is not null;

    /// <summary>Whether the actor has the permission for at least their own agency.</summary>
    public bool May(string permission) => Via is "job" or "command" || Permissions?.ContainsKey(permission) == true;

    /// <summary>Whether the actor has the permission over a record of this agency; null is a record of the government as a whole.</summary>
    public bool May(string permission, Guid? agency) =>
        Via is "job" or "command"
        || (Permissions?.TryGetValue(permission, out var reach) == true
            && (reach == Reach.Government || (agency is { } own && Agencies?.Contains(own) == true)));

    /// <summary>Whether the permission reaches every agency.</summary>
    public bool MayEverywhere(string permission) => Via is "job" or "command" || (Permissions?.TryGetValue(permission, out var reach) == true && reach == Reach.Government);

    /// <summary>Whether the actor is cleared for what is held at this level.</summary>
    public bool MayRead(Classification level) => level <= Clearance;

    /// <summary>The levels that the actor is cleared for; a list, because the databases store their names and queries ask whether one is among them.</summary>
    public List<Classification> Readable() => [.. Enum.GetValues<Classification>().Where(MayRead)];

    /// <summary>Whether the actor may act for this office of the profile.</summary>
    public bool ActsFor(string office) => Offices?.Contains(office) == true;
}

/// <summary>The actor of the request or job at hand. One a scope; set once, by sign-in or by the job.</summary>
public sealed class Acting
{
    public Actor Actor { get; set; } = Actor.Visitor;

    /// <summary>All the offices that the person holds, from which they choose the one to act for.</summary>
    public IReadOnlyList<HeldOffice> Offices { get; set; } = [];

    /// <summary>Whether the person answers for the agency in any office that they hold: acting for another one does not make them somebody else.</summary>
    public bool AnswersFor(Guid? agency) => agency is { } one
        && (Actor.AgencyId == one || Actor.Agencies?.Contains(one) == true || Offices.Any(office => office.AgencyId == one || office.Agencies.Contains(one)));
}
