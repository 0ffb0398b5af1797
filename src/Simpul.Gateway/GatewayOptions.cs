namespace Simpul.Gateway;

/// <summary>How a gateway is started. Everything that it keeps lies in <see cref="Data"/>.</summary>
sealed record GatewayOptions(string Data, string Urls)
{
    internal const string DefaultUrls = "http://127.0.0.1:8090";

    /// <summary>File that the platform writes; default <c>snapshot</c> in the data folder. Descriptions lie in <c>descriptions/</c> beside it.</summary>
    internal string? Snapshot { get; init; }

    /// <summary>PEM file with the public keys of the hub that snapshots are trusted by; default <c>hub.pem</c> in the data folder.</summary>
    internal string? HubKey { get; init; }

    /// <summary>Name of its log for all time; asked only at the first start. Default <c>{machine}/pertukaran</c>.</summary>
    internal string? Origin { get; init; }

    /// <summary>Addresses by which callers know it; default those that it listens on.</summary>
    internal IReadOnlyList<string> PublicUrls { get; init; } = [];

    /// <summary>RFC 3161 authority.</summary>
    internal Uri? TimeStamps { get; init; }

    /// <summary>Seconds between checkpoints that are kept for ever.</summary>
    internal int KeepEvery { get; init; } = 60;

    /// <summary>Megabytes that must stay free on the log's disk.</summary>
    internal int LeastFree { get; init; } = 64;

    internal string SnapshotFile => Snapshot ?? Path.Combine(Data, "snapshot");

    internal string Descriptions => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(SnapshotFile))!, "descriptions");

    internal string HubKeyFile => HubKey ?? Path.Combine(Data, "hub.pem");

    internal string Log => Path.Combine(Data, "log");

    internal string Keys => Path.Combine(Data, "keys");
}
