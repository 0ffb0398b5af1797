namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>A record that belongs to an application: a version, a contract, a year's cost.</summary>
public interface IApplicationPart : IFollowsApplication
{
    Guid ApplicationId { get; set; }
}
