using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Simpul.Bus.Snapshots;

namespace Simpul.Gateway.Calls;

/// <summary>One address of a provider: its connections, and whether it is let rest.</summary>
sealed class UpstreamTarget : IDisposable
{
    // So many failures in a row open the circuit; it stays open for a while that doubles, and one call then tries.
    const int Failures = 5;
    const int ShortRest = 5_000;
    const int LongRest = 60_000;

    readonly HttpMessageInvoker invoker;
    int failures;
    int rest = ShortRest;
    long restsUntil;
    int trying;

    internal UpstreamTarget(Upstream upstream, X509Certificate2? own)
    {
        if (!Uri.TryCreate(upstream.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.UserInfo.Length > 0)
            throw new FormatException($"The address {upstream.Url} of a provider is not to be used.");
        Base = upstream.Url.TrimEnd('/');
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            MaxResponseHeadersLength = 64,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => System.Text.Encoding.Latin1,
        };
        if (url.Scheme == "https")
        {
            var pinned = upstream.Certificates?.ToHashSet(StringComparer.Ordinal);
            if (pinned is { Count: > 0 })
                handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && pinned.Contains(Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData())));
            if (own is not null) handler.SslOptions.ClientCertificates = [own];
        }
        invoker = new HttpMessageInvoker(handler);
    }

    internal string Base { get; }

    internal bool IsResting => Volatile.Read(ref failures) >= Failures;

    /// <summary>Whether a call may go there now: always while it works, one at a time once it has rested.</summary>
    internal bool MayTry()
    {
        if (!IsResting) return true;
        return Environment.TickCount64 >= Volatile.Read(ref restsUntil) && Interlocked.CompareExchange(ref trying, 1, 0) == 0;
    }

    internal Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancel) => invoker.SendAsync(request, cancel);

    internal void Worked()
    {
        if (Volatile.Read(ref failures) == 0) return;
        Volatile.Write(ref failures, 0);
        Volatile.Write(ref trying, 0);
        rest = ShortRest;
    }

    internal void Failed()
    {
        Volatile.Write(ref trying, 0);
        if (Interlocked.Increment(ref failures) < Failures) return;
        Volatile.Write(ref restsUntil, Environment.TickCount64 + rest);
        rest = Math.Min(rest * 2, LongRest);
    }

    /// <summary>A call that ended for the caller's reasons says nothing about the provider.</summary>
    internal void Unknown() => Volatile.Write(ref trying, 0);

    public void Dispose() => invoker.Dispose();
}

/// <summary>A service's addresses, taken in turn; one that fails again and again is let rest.</summary>
sealed class UpstreamGroup(IReadOnlyList<UpstreamTarget> targets)
{
    uint turn;

    /// <param name="not">One that was tried already, if there is another.</param>
    /// <returns>Null where all of them rest.</returns>
    internal UpstreamTarget? Pick(UpstreamTarget? not = null)
    {
        if (targets.Count == 1) return targets[0] == not ? null : targets[0].MayTry() ? targets[0] : null;
        var first = Interlocked.Increment(ref turn);
        for (var i = 0u; i < targets.Count; i++)
        {
            var target = targets[(int)((first + i) % (uint)targets.Count)];
            if (target != not && target.MayTry()) return target;
        }
        return null;
    }
}

/// <summary>The addresses of all services. They outlive snapshots, with their connections and what is known about them.</summary>
sealed class UpstreamBook(X509Certificate2? own) : IDisposable
{
    readonly Dictionary<string, UpstreamTarget> targets = new(StringComparer.Ordinal);
    readonly Dictionary<string, UpstreamGroup> groups = new(StringComparer.Ordinal);

    internal UpstreamGroup Of(Service service)
    {
        var name = string.Join(' ', service.Upstreams.Select(Name));
        lock (targets)
        {
            if (groups.TryGetValue(name, out var known)) return known;
            return groups[name] = new([.. service.Upstreams.Select(upstream => targets.TryGetValue(Name(upstream), out var target) ? target : targets[Name(upstream)] = new UpstreamTarget(upstream, own))]);
        }
    }

    /// <summary>Lets go of what no service names. Calls that are under way end on the connections that they have.</summary>
    internal void Forget(Snapshot snapshot)
    {
        var named = snapshot.Services.SelectMany(service => service.Upstreams).Select(Name).ToHashSet();
        var together = snapshot.Services.Select(service => string.Join(' ', service.Upstreams.Select(Name))).ToHashSet();
        lock (targets)
        {
            foreach (var name in targets.Keys.Where(name => !named.Contains(name)).ToList()) targets.Remove(name);
            foreach (var name in groups.Keys.Where(name => !together.Contains(name)).ToList()) groups.Remove(name);
        }
    }

    public void Dispose()
    {
        foreach (var target in targets.Values) target.Dispose();
    }

    static string Name(Upstream upstream) => $"{upstream.Url}|{string.Join(',', upstream.Certificates ?? [])}";
}
