namespace Simpul.Gateway.Upstreams;

/// <summary>Why an exchange with a provider came to nothing.</summary>
enum UpstreamFailure
{
    /// <summary>There was no connection: nothing of the request left.</summary>
    NotConnected,

    /// <summary>A connection that was kept had been closed by the provider meanwhile: no byte of an answer came.</summary>
    Stale,

    /// <summary>The connection broke, or what came is no HTTP.</summary>
    Broken,

    TimedOut,

    /// <summary>The caller is gone, and says nothing about the provider.</summary>
    CallerLeft,
}

/// <summary>An exchange with a provider ends here.</summary>
sealed class UpstreamException(UpstreamFailure failure, string why, Exception? inner = null) : Exception(why, inner)
{
    internal UpstreamFailure Failure { get; } = failure;
}
