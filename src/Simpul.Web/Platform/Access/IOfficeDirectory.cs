namespace Simpul.Web.Platform.Access;

/// <summary>Who holds which office: asked by sign-in, answered by the module that keeps the organisation.</summary>
public interface IOfficeDirectory
{
    /// <summary>The offices that the person holds on the date, definitively, acting or as deputy; the person's main one first.</summary>
    Task<IReadOnlyList<HeldOffice>> HeldBy(Guid person, DateOnly date, CancellationToken cancel);
}

/// <summary>An office as its holder acts for it.</summary>
/// <param name="Offices">Keys of the profile's offices that it may act for.</param>
/// <param name="Agencies">Its agency and the units under it.</param>
/// <param name="Roles">Keys of <see cref="Role"/>.</param>
public sealed record HeldOffice(
    Guid OfficeId, string Title, string Holding, Guid? AgencyId, string? AgencyName, string PersonName,
    IReadOnlySet<string> Offices, IReadOnlySet<Guid> Agencies, IReadOnlyList<string> Roles, Classification Clearance);
