using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Simpul.Bus;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Calls;
using Simpul.Gateway.Identity;
using Simpul.Gateway.Log;
using Simpul.Gateway.Plan;
using Simpul.Gateway.Telemetry;
using Simpul.Gateway.Upstreams;

namespace Simpul.Gateway;

/// <summary>Puts the node together. The command line and the tests start from here.</summary>
static class Node
{
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    /// <exception cref="IOException">Another gateway runs on the folder.</exception>
    internal static WebApplication Build(GatewayOptions options, TimeProvider? time = null)
    {
        var held = FolderLock.Take(options.Data);
        try
        {
            return Build(options, time ?? TimeProvider.System, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    static WebApplication Build(GatewayOptions options, TimeProvider clock, FolderLock held)
    {
        var authority = options.TimeStamps is null ? null : TimeStamping.Checked(options.TimeStamps);
        var publicUrls = new PublicUrls(options.PublicUrls);
        var keys = NodeKeys.Open(options);
        var folder = new LogFolder(options.Log);
        // The log of the last run is read while the server is put together.
        var starting = Task.Run(() => LogStart.Read(folder, keys.Log, folder.ReadKeys(keys.Origin), clock));

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "simpul-gateway", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables();
        Logs.Add(builder);
        Exporting.Add(builder);
        var own = options.Urls.Contains("https://", StringComparison.OrdinalIgnoreCase) ? new TlsCertificate(options) : null;
        // Nothing in a call blocks its thread: what comes in is gone through where it was read.
        builder.WebHost.UseSockets(sockets => (sockets.UnsafePreferInlineScheduling, sockets.WaitForDataBeforeAllocatingBuffer) = (true, false));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(server => Configure(server, options, own));

        var log = new ExchangeLog(folder, [keys.Log], clock, (long)options.LeastFree * 1024 * 1024, starting.GetAwaiter().GetResult());
        var usages = new UsageBook(Path.Combine(options.Data, "usage.json"));
        usages.Load();
        var upstreams = new UpstreamBook(own);
        var tokens = new Tokens(CompactJws.Signer(keys.Tokens), PartyKey.Thumbprint(keys.SubjectPublicKeyInfo), clock);
        var reader = new PlanReader(options.Descriptions, usages, upstreams, new PartyKey(PartyKey.Thumbprint(keys.SubjectPublicKeyInfo), keys.SubjectPublicKeyInfo));
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton(services => new SnapshotWatch(options.SnapshotFile, Path.Combine(options.Data, "snapshot.accepted"), () => NodeKeys.Hub(options), reader, services.GetRequiredService<ILogger<SnapshotWatch>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<SnapshotWatch>());
        var kept = new KeptCheckpoints(folder);
        builder.Services.AddHostedService(services => new LogPublisher(folder, log, kept, TimeSpan.FromSeconds(options.KeepEvery), services.GetRequiredService<ILogger<LogPublisher>>()));
        if (authority is not null) builder.Services.AddHostedService(services => new TimeStamping(authority, folder, kept, services.GetRequiredService<ILogger<TimeStamping>>()));
        var traffic = new Traffic(Path.Combine(options.Data, "traffic.json"), usages, clock);
        builder.Services.AddHostedService(_ => new UsageKeeper(usages, traffic, log));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));

        var app = builder.Build();
        var watch = app.Services.GetRequiredService<SnapshotWatch>();
        watch.Start();
        if (watch.Plan is { } plan) usages.CatchUp(log, plan, clock.GetUtcNow());
        var callers = new Callers(tokens, clock);
        var calls = new CallHandler(new Admission(watch, callers, log, clock), log, new Idempotency(clock), traffic, clock, keys.Commitments, app.Services.GetRequiredService<ILogger<CallHandler>>());
        var endpoints = new Endpoints(calls, new TokenEndpoint(tokens, callers, watch, clock, publicUrls),
            new ReceiptEndpoint(log, kept, watch, callers, keys.Log.Public, keys.Commitments), watch, log, clock);
        app.Run(endpoints.Route);
        app.Lifetime.ApplicationStarted.Register(() => publicUrls.Serves(app.Urls));
        app.Lifetime.ApplicationStopped.Register(() =>
        {
            log.Dispose();
            upstreams.Dispose();
            keys.Dispose();
            held.Dispose();
        });
        return app;
    }

    static void Configure(KestrelServerOptions server, GatewayOptions options, TlsCertificate? certificate)
    {
        server.AddServerHeader = false;
        server.AllowResponseHeaderCompression = false;
        // Old systems send bytes beyond ASCII in their fields; they pass as they are.
        server.RequestHeaderEncodingSelector = _ => System.Text.Encoding.Latin1;
        server.ResponseHeaderEncodingSelector = _ => System.Text.Encoding.Latin1;
        server.Limits.MaxRequestBodySize = 10 * 1024 * 1024;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        server.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        server.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        server.Limits.MaxRequestLineSize = 8 * 1024;
        server.Limits.MaxRequestHeaderCount = 100;
        server.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        server.Limits.MinResponseDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        foreach (var url in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(url);
            void Endpoint(ListenOptions listen)
            {
                if (address.Scheme != "https") return;
                listen.UseHttps(new TlsHandshakeCallbackOptions
                {
                    OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
                    {
                        ServerCertificateContext = certificate!.Current,
                        ClientCertificateRequired = true,
#pragma warning disable CA5359 // Any certificate may be shown, or none: which member it is, and whether it still is, the snapshot says at every call, with words that a person can read.
                        RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
                        EnabledSslProtocols = System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13,
                    }),
                });
            }
            if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)) server.Listen(ip, address.Port, Endpoint);
            else if (address.Host == "localhost") server.ListenLocalhost(address.Port, Endpoint);
            else server.ListenAnyIP(address.Port, Endpoint);
        }
    }
}

/// <summary>Writes the usage of contracts and the traffic every two seconds and at the end.</summary>
sealed class UsageKeeper(UsageBook usages, Traffic traffic, ExchangeLog log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        long saved = -1;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Try(traffic.Save);
                if (log.Latest.Checkpoint.Size == saved) continue;
                saved = log.Latest.Checkpoint.Size;
                Try(() => usages.Save(saved));
            }
        }
        catch (OperationCanceledException)
        {
            Try(() => usages.Save(log.Latest.Checkpoint.Size));
        }
    }

    static void Try(Action save)
    {
        try { save(); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { /* The log still has it, and the next turn writes it. */ }
    }
}
