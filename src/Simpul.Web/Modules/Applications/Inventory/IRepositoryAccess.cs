using Simpul.Web.Platform.Checks;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>
/// The part that keeps repositories says who may read them: <c>services.AddScoped&lt;IRepositoryAccess, …&gt;()</c>. It answers from records with
/// events, because only those decide.
/// </summary>
public interface IRepositoryAccess
{
    /// <summary>The accesses that are in force on the date.</summary>
    Task<IReadOnlyList<RepositoryAccess>> On(DateOnly date, CancellationToken cancel);
}

/// <param name="ApprovedBy">Key of the profile's office that approved it; null where none did.</param>
/// <param name="Evidence">The record, titled by what it opens and until when, not by whom.</param>
public sealed record RepositoryAccess(Guid Application, string? ApprovedBy, bool IsCivilServant, Evidence Evidence);
