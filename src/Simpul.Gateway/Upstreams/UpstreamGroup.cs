using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using Simpul.Bus.Snapshots;

namespace Simpul.Gateway.Upstreams;

/// <summary>One address of a provider: its connections, and whether it is let rest.</summary>
sealed class UpstreamTarget : IDisposable
{
    // So many failures in a row open the circuit; it stays open for a while that doubles, and one call then tries.
    const int Failures = 5;
    const int ShortRest = 5_000;
    const int LongRest = 60_000;

    const int Idle = 60_000;
    const int Life = 10 * 60_000;
    static readonly TimeSpan connecting = TimeSpan.FromSeconds(5);

    readonly Lock gate = new();
    readonly Stack<UpstreamConnection> idle = [];
    readonly HashSet<UpstreamConnection> open = [];
    readonly Uri url;
    readonly HashSet<string> pinned;
    readonly TlsCertificate? own;
    int failures;
    int rest = ShortRest;
    long restBegan = long.MinValue;
    long restsUntil;
    bool trying;
    bool gone;

    internal UpstreamTarget(Upstream upstream, TlsCertificate? own)
    {
        // SnapshotShape looks at all of a snapshot's.
        url = new Uri(upstream.Url, UriKind.Absolute);
        (this.own, pinned) = (own, (upstream.Certificates ?? []).ToHashSet(StringComparer.Ordinal));
        Path = url.AbsolutePath.TrimEnd('/');
        Authority = url.HostNameType == UriHostNameType.IPv6 ? url.Authority : url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    internal string Scheme => url.Scheme;

    /// <summary>What stands before the path of an operation.</summary>
    internal string Path { get; }

    /// <summary>Whether an address is this one, or one below it. Of http and https on their own ports a provider behind a proxy knows not by which it is called: they are one.</summary>
    internal bool Holds(Uri address) => ((address.Scheme == url.Scheme && address.Port == url.Port) || (address.IsDefaultPort && url.IsDefaultPort)) && (address.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase) || address.Host.Equals(url.IdnHost, StringComparison.OrdinalIgnoreCase)) && HoldsPath(address.AbsolutePath);

    /// <summary>Whether a path at this address lies below the part of it that stands before operations.</summary>
    internal bool HoldsPath(ReadOnlySpan<char> path) => path.StartsWith(Path, StringComparison.Ordinal) && (path.Length == Path.Length || Path.Length == 0 || path[Path.Length] is '/' or '?' or '#');

    /// <summary>As in Host.</summary>
    internal string Authority { get; }

    bool IsResting => failures >= Failures;

    /// <summary>For how much longer it is let rest.</summary>
    internal TimeSpan RestsFor
    {
        get { lock (gate) return IsResting ? TimeSpan.FromMilliseconds(Math.Max(0, restsUntil - Environment.TickCount64)) : TimeSpan.Zero; }
    }

    /// <summary>Whether a call may go there now: always while it works, one at a time once it has rested.</summary>
    internal bool MayTry()
    {
        if (Volatile.Read(ref failures) < Failures) return true;
        lock (gate)
        {
            if (!IsResting) return true;
            if (trying || Environment.TickCount64 < restsUntil) return false;
            return trying = true;
        }
    }

    internal void Worked()
    {
        if (Volatile.Read(ref failures) == 0) return;
        lock (gate) (failures, trying, rest) = (0, false, ShortRest);
    }

    /// <param name="began">When the call went there: those that were under way when it was let rest say nothing new, however many they are.</param>
    internal void Failed(long began)
    {
        lock (gate)
        {
            if (began < restBegan) return;
            trying = false;
            if (++failures < Failures) return;
            restBegan = Environment.TickCount64;
            restsUntil = restBegan + rest;
            rest = Math.Min(rest * 2, LongRest);
        }
    }

    /// <summary>A call that ended for the caller's reasons says nothing about the provider.</summary>
    internal void Unknown()
    {
        if (Volatile.Read(ref failures) == 0) return;
        lock (gate) trying = false;
    }

    /// <summary>A connection on which an exchange may begin: one that was kept, or a new one.</summary>
    /// <param name="fresh">A new one in any case.</param>
    internal ValueTask<UpstreamConnection> Take(bool fresh, CancellationToken cancel)
    {
        while (!fresh)
        {
            UpstreamConnection? kept;
            lock (gate)
                if (!idle.TryPop(out kept)) break;
            if (kept.IsQuiet()) return ValueTask.FromResult(kept);
            Drop(kept);
        }
        return new(Connect(cancel));
    }

    /// <summary>After an exchange, however it went.</summary>
    internal void Return(UpstreamConnection connection)
    {
        if (!connection.Finish() || connection.IsOld(Environment.TickCount64, Idle, Life))
        {
            Drop(connection);
            return;
        }
        lock (gate)
        {
            if (!gone)
            {
                idle.Push(connection);
                return;
            }
        }
        Drop(connection);
    }

    /// <summary>Ends exchanges that a provider lets wait, and lets go of connections that nobody used for a while.</summary>
    internal void Sweep(long now)
    {
        List<UpstreamConnection>? late = null, old = null;
        lock (gate)
        {
            foreach (var connection in open)
                if (connection.IsLate(now)) (late ??= []).Add(connection);
            if (idle.Count > 0 && idle.Any(connection => connection.IsOld(now, Idle, Life)))
            {
                var kept = idle.Where(connection => !connection.IsOld(now, Idle, Life)).Reverse().ToList();
                old = [.. idle.Except(kept)];
                idle.Clear();
                foreach (var connection in kept) idle.Push(connection);
            }
        }
        foreach (var connection in late ?? []) connection.Abort(UpstreamFailure.TimedOut);
        foreach (var connection in old ?? []) Drop(connection);
    }

    public void Dispose()
    {
        List<UpstreamConnection> unused;
        lock (gate)
        {
            gone = true;
            unused = [.. idle];
            idle.Clear();
        }
        foreach (var connection in unused) Drop(connection);
    }

    void Drop(UpstreamConnection connection)
    {
        lock (gate) open.Remove(connection);
        connection.Dispose();
    }

    async Task<UpstreamConnection> Connect(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(connecting);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(url.IdnHost.Trim('[', ']'), url.Port), patience.Token);
            stream = new NetworkStream(socket, ownsSocket: false);
            if (url.Scheme == "https") stream = await Secure(stream, patience.Token);
            var connection = new UpstreamConnection(socket, stream);
            lock (gate) open.Add(connection);
            return connection;
        }
        catch (Exception e)
        {
            if (stream is not null) await stream.DisposeAsync();
            socket.Dispose();
            if (e is OperationCanceledException && cancel.IsCancellationRequested) throw new UpstreamException(UpstreamFailure.CallerLeft, "The caller left.", e);
            if (e is OperationCanceledException or SocketException or IOException or System.Security.Authentication.AuthenticationException or ArgumentException)
                throw new UpstreamException(UpstreamFailure.NotConnected, "There is no connection to the provider.", e);
            throw;
        }
    }

    async Task<Stream> Secure(Stream inner, CancellationToken cancel)
    {
        var secure = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            var options = new SslClientAuthenticationOptions { TargetHost = url.IdnHost, ClientCertificateContext = own?.Current };
            if (pinned.Count > 0)
                options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && pinned.Contains(Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData())));
            await secure.AuthenticateAsClientAsync(options, cancel);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A service's addresses, taken in turn; one that fails again and again is let rest.</summary>
sealed class UpstreamGroup(IReadOnlyList<UpstreamTarget> targets)
{
    uint turn;

    internal IReadOnlyList<UpstreamTarget> Targets => targets;

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
sealed class UpstreamBook : IDisposable
{
    static readonly TimeSpan every = TimeSpan.FromMilliseconds(200);

    readonly TlsCertificate? own;
    readonly Dictionary<string, UpstreamTarget> targets = new(StringComparer.Ordinal);
    readonly Dictionary<string, UpstreamGroup> groups = new(StringComparer.Ordinal);

    // Targets that no service names any more, looked after until no call can be under way there.
    readonly List<(UpstreamTarget Target, long Until)> leaving = [];
    readonly Timer sweep;

    internal UpstreamBook(TlsCertificate? own)
    {
        this.own = own;
        sweep = new Timer(_ => Sweep(), null, every, every);
    }

    internal UpstreamGroup Of(Service service)
    {
        var name = string.Join(' ', service.Upstreams.Select(Name));
        lock (targets)
        {
            if (groups.TryGetValue(name, out var known)) return known;
            return groups[name] = new([.. service.Upstreams.Select(upstream => targets.TryGetValue(Name(upstream), out var target) ? target : targets[Name(upstream)] = new UpstreamTarget(upstream, own))]);
        }
    }

    /// <summary>Lets go of what no service names. Calls that are under way end on the connections that they have, within the patience that they were given.</summary>
    internal void Forget(Snapshot snapshot)
    {
        var named = snapshot.Services.SelectMany(service => service.Upstreams).Select(Name).ToHashSet();
        var together = snapshot.Services.Select(service => string.Join(' ', service.Upstreams.Select(Name))).ToHashSet();
        lock (targets)
        {
            foreach (var name in targets.Keys.Where(name => !named.Contains(name)).ToList())
            {
                targets[name].Dispose();
                targets.Remove(name, out var target);
                leaving.Add((target!, Environment.TickCount64 + (SnapshotShape.MaxTimeout * 2000L)));
            }
            foreach (var name in groups.Keys.Where(name => !together.Contains(name)).ToList()) groups.Remove(name);
        }
    }

    public void Dispose()
    {
        sweep.Dispose();
        lock (targets)
            foreach (var target in targets.Values) target.Dispose();
    }

    void Sweep()
    {
        var now = Environment.TickCount64;
        List<UpstreamTarget> all;
        lock (targets)
        {
            leaving.RemoveAll(one => one.Until < now);
            all = [.. targets.Values, .. leaving.Select(one => one.Target)];
        }
        foreach (var target in all) target.Sweep(now);
    }

    static string Name(Upstream upstream) => $"{upstream.Url}|{string.Join(',', upstream.Certificates ?? [])}";
}
