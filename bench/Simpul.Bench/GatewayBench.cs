using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Simpul.Bench;

/// <summary>
/// The gateway with everything that a call has to go through, beside nginx as a plain reverse proxy and no proxy at all, before the same provider (nginx with one worker).
/// Rounds take turns; one in which strangers took more than a tenth of the machine is repeated, up to three times, and one that counts all the same marks the figure. A ratio is that of
/// the two loads of one round, and a figure is the median of its rounds. Over TLS both legs are: the provider listens by TLS as well, for the gateway and for nginx.
/// </summary>
internal static class GatewayBench
{
    private const int Rounds = 3;
    private const int Seconds = 2;
    private const double Disturbed = 0.10;

    /// <summary>Parts that can be measured alone.</summary>
    public static readonly IReadOnlyList<string> Parts = ["start", "calls", "tls", "bodies", "contracts"];

    private const string Kilo = "/layanan/layanan-0/v1/kilo";
    private const string Person = Kilo + "/1671012345678901";

    public static async IAsyncEnumerable<Figure> Run(Bench bench, string part)
    {
        foreach (var (program, package) in new[] { ("nginx", "nginx"), ("wrk", "wrk") })
        {
            if (!File.Exists("/usr/sbin/" + program) && !File.Exists("/usr/bin/" + program))
            {
                Bench.Say($"gateway.{part}: {program} is not here, and it is what the gateway is measured {(program == "nginx" ? "against" : "with")}: sudo apt-get install {package}");
                yield break;
            }
        }
        using var site = new GatewaySite(Path.Combine(bench.Folder, "gateway"));
        using var nginx = new Nginx(Path.Combine(bench.Folder, "nginx"));
        if (part == "tls")
        {
            site.Write(nginx.SecureProvider, services: 200, contracts: 2000, nginx.Pin);
        }
        else
        {
            site.Write(nginx.Provider, services: 200, contracts: part == "contracts" ? 10_000 : 2000);
        }
        if (part == "start")
        {
            yield return Figure.Of("gateway.fsync", Fsync(site.Folder), "us");
            await foreach (var figure in Start(bench, site))
            {
                yield return figure;
            }
            yield break;
        }
        using var gateway = await Running.Start(bench, site);
        await foreach (var figure in part switch { "calls" => Calls(site, nginx, gateway), "tls" => Tls(site, nginx, gateway), "bodies" => Bodies(site, nginx, gateway), _ => Contracts(site, nginx, gateway) })
        {
            yield return figure;
        }
    }

    private static async IAsyncEnumerable<Figure> Start(Bench bench, GatewaySite site)
    {
        var starts = new List<double>();
        double memory = 0;
        for (var i = 0; i < 3; i++)
        {
            using var started = await Running.Start(bench, site);
            starts.Add(started.UntilReady.TotalSeconds);
            await Task.Delay(1500);
            memory = started.ResidentMegabytes;
        }
        yield return Figure.AtMost("gateway.start", starts.Order().ElementAt(1), "s", 2);
        yield return Figure.AtMost("gateway.memory", memory, "MB", 256);
    }

    private static async IAsyncEnumerable<Figure> Calls(GatewaySite site, Nginx nginx, Running gateway)
    {
        foreach (var figure in await Compare("gateway.full", Kilo, "/kilo", 32, 0.50, site, nginx, gateway, p99: 2, cpu: 70))
        {
            yield return figure;
        }
        yield return (await Compare("gateway.projected", Person, "/kilo/1671012345678901", 32, 0.40, site, nginx, gateway))[0];
        yield return (await Compare("gateway.256-connections", Kilo, "/kilo", 256, 0.50, site, nginx, gateway))[0];
    }

    private static async IAsyncEnumerable<Figure> Tls(GatewaySite site, Nginx nginx, Running gateway)
    {
        yield return (await Compare("gateway.tls", Kilo, "/kilo", 32, 0.50, site, nginx, gateway, tls: true))[0];
        yield return (await Compare("gateway.tls-projected", Person, "/kilo/1671012345678901", 32, 0.40, site, nginx, gateway, tls: true))[0];
        if (!File.Exists("/usr/bin/h2load"))
        {
            Bench.Say("gateway.http2: h2load is not here: sudo apt-get install nghttp2-client");
            yield break;
        }
        yield return (await Compare("gateway.http2", Kilo, "/kilo", 0, 0.50, site, nginx, gateway, tls: true))[0];
    }

    private static async IAsyncEnumerable<Figure> Bodies(GatewaySite site, Nginx nginx, Running gateway)
    {
        yield return (await Compare("gateway.100-kilobytes", "/layanan/layanan-0/v1/besar/100k", "/besar/100k", 16, 0.90, site, nginx, gateway))[0];
        var before = gateway.ResidentMegabytes;
        yield return (await Compare("gateway.10-megabytes", "/layanan/layanan-0/v1/besar/10m", "/besar/10m", 8, 0.90, site, nginx, gateway))[0];
        yield return Figure.AtMost("gateway.memory-after", gateway.ResidentMegabytes, "MB", 256, new Dictionary<string, double> { ["before 10 MB bodies"] = before });
    }

    private static async IAsyncEnumerable<Figure> Contracts(GatewaySite site, Nginx nginx, Running gateway)
    {
        yield return (await Compare("gateway.10000-contracts", Kilo, "/kilo", 32, 0.50, site, nginx, gateway))[0];
    }

    private static async Task<List<Figure>> Compare(string name, string path, string plain, int connections, double budget, GatewaySite site, Nginx nginx, Running gateway, bool tls = false, double? p99 = null, double? cpu = null)
    {
        var token = await site.Token(tls ? gateway.Secure : gateway.Address);
        var ours = new Uri(tls ? gateway.Secure : gateway.Address, path).ToString();
        var theirs = new Uri(tls ? nginx.SecureProxy : nginx.Proxy, plain).ToString();
        var direct = new Uri(tls ? nginx.SecureProvider : nginx.Provider, plain).ToString();
        var (mine, nginxes) = (new List<int> { gateway.Id }, nginx.Processes);
        List<int> known = [.. mine, .. nginxes];
        Task<ProxyLoad.Run> Load(string url, string? bearer, IReadOnlyList<int> proxy, int seconds) => connections == 0 ? ProxyLoad.H2load(url, bearer, seconds, proxy, known) : ProxyLoad.Wrk(url, bearer, connections, seconds, proxy, known);
        // Until what runs most is compiled for good.
        await Load(ours, token, mine, 8);
        var (gateways, peers, directs) = (new List<ProxyLoad.Run>(), new List<ProxyLoad.Run>(), new List<ProxyLoad.Run>());
        var disturbed = 0;
        for (var (round, repeats) = (0, 0); round < Rounds;)
        {
            var peer = await Load(theirs, null, nginxes, Seconds);
            var own = await Load(ours, token, mine, Seconds);
            var none = connections == 0 ? null : await Load(direct, null, nginxes, 1);
            var strangers = Math.Max(peer.Strangers, own.Strangers);
            if (strangers > Disturbed && repeats++ < 3)
            {
                Bench.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: strangers took {strangers:P0} of the machine; the round is repeated."));
                continue;
            }
            round++;
            disturbed += strangers > Disturbed ? 1 : 0;
            gateways.Add(own);
            peers.Add(peer);
            if (none is not null)
            {
                directs.Add(none);
            }
        }
        if (disturbed > 0)
        {
            Bench.Say($"{name}: {disturbed} of {Rounds} rounds were disturbed and count all the same; measure again on a quiet machine.");
        }
        double Ratio(Func<ProxyLoad.Run, double> of) => gateways.Zip(peers, (own, peer) => of(own) / of(peer)).Order().ElementAt(Rounds / 2);
        var beside = new Dictionary<string, double> { ["gateway/s"] = Median(gateways, run => run.PerSecond), ["nginx/s"] = Median(peers, run => run.PerSecond), ["disturbed rounds"] = disturbed, ["gateway us"] = Median(gateways, run => run.Cpu), ["strangers %"] = 100 * gateways.Concat(peers).Max(run => run.Strangers) };
        if (directs.Count > 0)
        {
            beside["direct/s"] = Median(directs, run => run.PerSecond);
        }
        var figures = new List<Figure> { Figure.AtLeast(name, Ratio(run => run.PerSecond), "of nginx", budget, beside) };
        if (p99 is { } tail)
        {
            figures.Add(Figure.AtMost(name + ".p99", Ratio(run => run.P99), "of nginx", tail, new Dictionary<string, double> { ["gateway ms"] = Median(gateways, run => run.P99), ["nginx ms"] = Median(peers, run => run.P99), ["disturbed rounds"] = disturbed }));
        }
        if (cpu is { } bound)
        {
            figures.Add(Figure.AtMost(name + ".cpu", Median(gateways, run => run.Cpu), "us", bound, new Dictionary<string, double> { ["disturbed rounds"] = disturbed }));
        }
        return figures;
    }

    private static double Median(List<ProxyLoad.Run> runs, Func<ProxyLoad.Run, double> of) => runs.Select(of).Order().ElementAt(runs.Count / 2);

    /// <summary>Microseconds of one write of ten records and its fsync, median of 200, on the disk of the log.</summary>
    private static double Fsync(string folder)
    {
        var file = Path.Combine(folder, "fsync");
        var bytes = new byte[7000];
        var taken = new List<double>();
        using (var handle = File.OpenHandle(file, FileMode.Create, FileAccess.Write))
        {
            for (var i = 0; i < 200; i++)
            {
                var started = Stopwatch.GetTimestamp();
                RandomAccess.Write(handle, bytes, (long)i * bytes.Length);
                RandomAccess.FlushToDisk(handle);
                taken.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }
        }
        File.Delete(file);
        return taken.Order().ElementAt(taken.Count / 2);
    }

    /// <summary>nginx as provider (one worker) and as plain reverse proxy (two), over HTTP and TLS.</summary>
    private sealed class Nginx : IDisposable
    {
        private readonly List<Process> servers = [];

        public Nginx(string folder)
        {
            Directory.CreateDirectory(Path.Combine(folder, "besar"));
            File.WriteAllBytes(Path.Combine(folder, "besar", "100k"), RandomNumberGenerator.GetBytes(100 * 1024));
            File.WriteAllBytes(Path.Combine(folder, "besar", "10m"), RandomNumberGenerator.GetBytes(10 * 1024 * 1024));
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
            Pin = Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));
            File.WriteAllText(Path.Combine(folder, "tls.pem"), certificate.ExportCertificatePem());
            File.WriteAllText(Path.Combine(folder, "tls-key.pem"), key.ExportPkcs8PrivateKeyPem());
            Provider = new Uri($"http://127.0.0.1:{GatewaySite.FreePort()}");
            SecureProvider = new Uri($"https://127.0.0.1:{GatewaySite.FreePort()}");
            Proxy = new Uri($"http://127.0.0.1:{GatewaySite.FreePort()}");
            SecureProxy = new Uri($"https://127.0.0.1:{GatewaySite.FreePort()}");
            const string Common = "daemon off; error_log stderr crit; events { worker_connections 4096; } http { access_log off; keepalive_requests 100000000; sendfile on; ";
            Start(folder, "provider", $$"""
                worker_processes 1; pid {{folder}}/provider.pid; {{Common}}
                server { listen {{Provider.Authority}}; listen {{SecureProvider.Authority}} ssl; ssl_certificate {{folder}}/tls.pem; ssl_certificate_key {{folder}}/tls-key.pem; ssl_session_cache shared:a:1m; root {{folder}}; location /kilo { default_type application/json; return 200 '{{GatewaySite.Kilobyte}}'; } location /besar { default_type application/octet-stream; } } }
                """);
            Start(folder, "proxy", $$"""
                worker_processes 2; pid {{folder}}/proxy.pid; {{Common}}
                upstream provider { server {{Provider.Authority}}; keepalive 256; keepalive_requests 100000000; }
                upstream secure-provider { server {{SecureProvider.Authority}}; keepalive 256; keepalive_requests 100000000; }
                server { listen {{Proxy.Authority}}; location / { proxy_pass http://provider; proxy_http_version 1.1; proxy_set_header Connection ""; } }
                server { listen {{SecureProxy.Authority}} ssl http2; ssl_certificate {{folder}}/tls.pem; ssl_certificate_key {{folder}}/tls-key.pem; ssl_session_cache shared:a:1m;
                  location / { proxy_pass https://secure-provider; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_ssl_verify on; proxy_ssl_name localhost; proxy_ssl_trusted_certificate {{folder}}/tls.pem; } } }
                """);
            Thread.Sleep(300);
        }

        public Uri Provider { get; }

        /// <summary>The same by TLS.</summary>
        public Uri SecureProvider { get; }

        /// <summary>Of its certificate.</summary>
        public string Pin { get; }

        public Uri Proxy { get; }

        public Uri SecureProxy { get; }

        public List<int> Processes => [.. servers.SelectMany(server => ProxyLoad.WithChildren(server.Id))];

        public void Dispose()
        {
            foreach (var server in servers)
            {
                using var stop = Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]);
                stop.WaitForExit();
                server.WaitForExit(3000);
                server.Dispose();
            }
        }

        private void Start(string folder, string name, string configuration)
        {
            var file = Path.Combine(folder, name + ".conf");
            File.WriteAllText(file, configuration);
            servers.Add(Process.Start(new ProcessStartInfo(File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx", ["-p", folder, "-c", file]) { RedirectStandardError = true })!);
        }
    }

    /// <summary>The published gateway in a process of its own.</summary>
    private sealed class Running : IDisposable
    {
        private readonly Process process;

        private Running(Process process, Uri address, Uri secure, TimeSpan untilReady) => (this.process, Address, Secure, UntilReady) = (process, address, secure, untilReady);

        public Uri Address { get; }

        public Uri Secure { get; }

        public TimeSpan UntilReady { get; }

        public int Id => process.Id;

        public double ResidentMegabytes => double.Parse(
            File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

        public static async Task<Running> Start(Bench bench, GatewaySite site)
        {
            var (address, secure) = (new Uri($"http://127.0.0.1:{GatewaySite.FreePort()}"), new Uri($"https://localhost:{GatewaySite.FreePort()}"));
            var start = new ProcessStartInfo("dotnet", [Path.Combine(bench.Program, "gateway", "simpul-gateway.dll"), "serve", "--data", site.Folder, "--urls", $"{address};{secure}".Replace("localhost", "127.0.0.1", StringComparison.Ordinal), "--origin", "bench/pertukaran", "--while", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
            start.Environment["Logging__LogLevel__Default"] = "Warning";
            var clock = Stopwatch.StartNew();
            var process = Process.Start(start)!;
            _ = process.StandardOutput.ReadToEndAsync();
            using var client = new HttpClient { BaseAddress = address };
            while (true)
            {
                try
                {
                    if ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
                    {
                        return new(process, address, secure, clock.Elapsed);
                    }
                }
                catch (HttpRequestException)
                {
                    // Not listening yet.
                }
                if (process.HasExited || clock.Elapsed > TimeSpan.FromSeconds(30))
                {
                    throw new InvalidOperationException("The gateway does not start.");
                }
                await Task.Delay(5);
            }
        }

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
