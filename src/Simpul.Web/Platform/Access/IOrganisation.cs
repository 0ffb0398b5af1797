namespace Simpul.Web.Platform.Access;

/// <summary>What other modules may ask of the organisation: which agencies there are and who holds which office. Answered by the module that keeps it.</summary>
public interface IOrganisation
{
    /// <summary>The agencies that exist on the date, in the order of their codes.</summary>
    Task<IReadOnlyList<AgencyFacts>> Agencies(DateOnly date, CancellationToken cancel);

    /// <summary>The agencies that existed on any day of the time, both ends included, with their days; in the order of their codes.</summary>
    Task<IReadOnlyList<AgencyDays>> Agencies(DateOnly since, DateOnly until, CancellationToken cancel);

    /// <summary>Who holds which office on the date.</summary>
    Task<IReadOnlyList<HolderFacts>> Holders(DateOnly date, CancellationToken cancel);

    /// <summary>The terms in office of these people that share a day with the time from one day until another, both included.</summary>
    Task<IReadOnlyList<TermFacts>> Terms(IReadOnlyCollection<Guid> people, DateOnly since, DateOnly until, CancellationToken cancel);

    /// <summary>These people, in the order of their names; those who are unknown are left out.</summary>
    Task<IReadOnlyList<PersonFacts>> People(IReadOnlyCollection<Guid> ids, CancellationToken cancel);

    /// <summary>People who have not left and whose name holds the words, in the order of their names.</summary>
    /// <param name="most">How many at most.</param>
    Task<IReadOnlyList<PersonFacts>> FindPeople(string words, int most, CancellationToken cancel);
}

/// <summary>An agency, as others need to know it.</summary>
/// <param name="Holds">Keys of the profile's offices that it holds: <c>ict-agency</c>.</param>
/// <param name="AnswersForItself">Whether the duties of every agency are its own, and not those of the agency that it is a unit of.</param>
public sealed record AgencyFacts(Guid Id, string Code, string Name, string? ShortName, Guid? ParentId, IReadOnlyList<string> Holds, bool AnswersForItself)
{
    /// <summary>The short name where there is one.</summary>
    public string Called => ShortName ?? Name;
}

/// <summary>An agency with the days on which it existed.</summary>
/// <param name="From">First day; null where it is not recorded.</param>
/// <param name="Until">Last day; null while it exists.</param>
public sealed record AgencyDays(AgencyFacts Agency, DateOnly? From, DateOnly? Until)
{
    /// <summary>Whether it existed on the date.</summary>
    public bool On(DateOnly date) => !(From > date) && !(Until < date);
}

/// <summary>Somebody in an office.</summary>
/// <param name="Offices">Keys of the profile's offices that the office acts for.</param>
/// <param name="Email">Sealed: only what sends mail opens it.</param>
public sealed record HolderFacts(Guid OfficeId, string Title, Guid? AgencyId, IReadOnlySet<string> Offices, IReadOnlyList<string> Roles, Guid PersonId, string PersonName, Sealed Email)
{
    /// <summary>The address itself, for what sends mail.</summary>
    public string? OpenEmail(Sealer sealer) => sealer.Open(Email, Sealer.Field("people", PersonId, "email"));
}

/// <summary>The time in which somebody holds an office.</summary>
/// <param name="Until">Last day; null while it is open.</param>
public sealed record TermFacts(Guid PersonId, string Title, Guid? AgencyId, DateOnly From, DateOnly? Until);

/// <summary>Somebody, as others need to know them.</summary>
/// <param name="IsCivilServant">Aparatur sipil negara, by appointment or by contract.</param>
public sealed record PersonFacts(Guid Id, string Name, string? AgencyName, bool IsCivilServant);
