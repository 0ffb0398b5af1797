using System.CommandLine;

namespace Simpul.Gateway.Commands;

/// <summary><c>serve</c>: runs the node until it is stopped.</summary>
static class ServeCommand
{
    internal static Command Build()
    {
        var data = new Option<string>("--data") { Description = "The gateway's folder: keys, log, usage.", Required = true };
        var urls = new Option<string>("--urls", "--gateway-urls") { Description = "Addresses, separated by semicolons; https asks for client certificates.", DefaultValueFactory = _ => GatewayOptions.DefaultUrls };
        var snapshot = new Option<string?>("--snapshot") { Description = "The signed snapshot; default DATA/snapshot. Descriptions lie in descriptions/ beside it." };
        var hub = new Option<string?>("--hub-key") { Description = "PEM file with the hub's public keys; default DATA/hub.pem." };
        var origin = new Option<string?>("--origin") { Description = "Name of the log for all time, at the first start." };
        var publicUrl = new Option<string[]>("--public-url") { Description = "Address by which callers know this gateway: the issuer of its tokens, and what assertions are made for. May be given several times; default the addresses of --urls." };
        var stamps = new Option<Uri?>("--time-stamps") { Description = "RFC 3161 time-stamping authority for kept checkpoints." };
        var keep = new Option<int>("--keep-every") { Description = "Seconds between checkpoints that are kept and stamped.", DefaultValueFactory = _ => 60 };
        var free = new Option<int>("--least-free") { Description = "Megabytes that must stay free on the log's disk; below that calls are refused.", DefaultValueFactory = _ => 64 };
        var during = new Option<int?>("--while") { Description = "A process; the gateway stops when that one has ended." };
        var command = new Command("serve", "Run the node until it is stopped.") { data, urls, snapshot, hub, origin, publicUrl, stamps, keep, free, during };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var app = Node.Build(new GatewayOptions(Path.GetFullPath(parsed.GetRequiredValue(data)), parsed.GetRequiredValue(urls))
                {
                    Snapshot = parsed.GetValue(snapshot),
                    HubKey = parsed.GetValue(hub),
                    Origin = parsed.GetValue(origin),
                    PublicUrls = parsed.GetValue(publicUrl) ?? [],
                    TimeStamps = parsed.GetValue(stamps),
                    KeepEvery = parsed.GetValue(keep),
                    LeastFree = parsed.GetValue(free),
                });
                await app.StartAsync(cancel);
                foreach (var address in app.Urls) Console.WriteLine($"The gateway serves on {address}");
                if (parsed.GetValue(during) is { } process) _ = StopAfter(process, app);
                await app.WaitForShutdownAsync(cancel);
                return 0;
            }
            catch (Exception e) when (e is InvalidDataException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException or ArgumentException or System.Security.Cryptography.CryptographicException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 2;
            }
        });
        return command;
    }

    static async Task StopAfter(int process, WebApplication app)
    {
        try
        {
            using var other = System.Diagnostics.Process.GetProcessById(process);
            await other.WaitForExitAsync(app.Lifetime.ApplicationStopping);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has ended already.
        }
        catch (OperationCanceledException)
        {
            return;
        }
        app.Lifetime.StopApplication();
    }
}
