using Simpul.Web.Data;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>A record that belongs to an application: a version, a contract, a year's cost.</summary>
public interface IApplicationPart : IRecord
{
    Guid ApplicationId { get; set; }

    /// <summary>The application's owner, kept beside it so that reach is asked without a join; follows the application.</summary>
    Guid? AgencyId { get; set; }
}
