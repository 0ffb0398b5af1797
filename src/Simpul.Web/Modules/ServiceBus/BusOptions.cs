namespace Simpul.Web.Modules.ServiceBus;

/// <summary>Where the gateway is; section <c>ServiceBus</c> of the settings.</summary>
public sealed class BusOptions
{
    /// <summary>Folder that snapshots are written to; by default <c>gateway</c> in the data folder.</summary>
    public string? GatewayFolder { get; set; }

    /// <summary>Address by which callers reach the gateway, without a slash at its end: shown to developers.</summary>
    public string PublicUrl { get; set; } = "http://127.0.0.1:8090";

    /// <summary>Where callers reach a version of a service.</summary>
    public string AddressOf(string code, string label) => $"{PublicUrl.TrimEnd('/')}/layanan/{code}/{label}";
}
