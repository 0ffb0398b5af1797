namespace Simpul.Web.Modules.ServiceBus;

/// <summary>Where the gateway is; section <c>ServiceBus</c> of the settings.</summary>
public sealed class BusOptions
{
    /// <summary>Folder that snapshots are written to; by default <c>gateway</c> in the data folder.</summary>
    public string? GatewayFolder { get; set; }

    /// <summary>Address by which callers reach the gateway, without a slash at its end: shown to developers.</summary>
    public string PublicUrl { get; set; } = "http://127.0.0.1:8090";

    /// <summary>
    /// How long gateways serve by a snapshot after it was made; then they refuse every call until a newer one comes. It bounds how long somebody who keeps snapshots from a gateway keeps a revocation from it.
    /// Four days: a platform that is down from Friday evening until Monday stops nobody. Zero for no bound.
    /// </summary>
    public TimeSpan SnapshotLife { get; set; } = TimeSpan.FromDays(4);

    /// <summary>Days in which a call must have gone through for an exchange to count as running on the bus.</summary>
    public int RecentDays { get; set; } = 90;

    /// <summary>A PEM file with the certificates of the time-stamping authorities that this government trusts; without it a receipt's time stamp is shown as by nobody known.</summary>
    public string? TimeStampAuthorities { get; set; }

    /// <summary>Where callers reach a version of a service.</summary>
    public string AddressOf(string code, string label) => $"{PublicUrl.TrimEnd('/')}/layanan/{code}/{label}";
}
