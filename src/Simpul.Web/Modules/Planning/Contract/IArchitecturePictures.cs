namespace Simpul.Web.Modules.Planning.Contract;

/// <summary>Pictures of the architecture for files that other modules put together. The part that keeps the items draws.</summary>
public interface IArchitecturePictures
{
    /// <summary>Applications that exchange data, as an SVG file; null where the architecture knew of no exchange on the date.</summary>
    Task<byte[]?> Integrations(DateOnly date, CancellationToken cancel);
}
