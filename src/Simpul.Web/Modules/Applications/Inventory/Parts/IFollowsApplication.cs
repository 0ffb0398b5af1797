using Simpul.Web.Data;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>A record about an application: it is its owner's, and goes with the application when that changes hands.</summary>
public interface IFollowsApplication : IRecord
{
    /// <summary>The application's owner, kept beside it so that reach is asked without a join.</summary>
    Guid? AgencyId { get; set; }
}
