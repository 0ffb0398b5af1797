using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Simpul.Bench;

/// <summary>The published program, serving in a process of its own.</summary>
internal sealed class Serving : IAsyncDisposable
{
    private readonly Process process;

    private Serving(Process process, Uri address, TimeSpan untilFirstPage)
    {
        this.process = process;
        Address = address;
        UntilFirstPage = untilFirstPage;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process to the last byte of the first page.</summary>
    public TimeSpan UntilFirstPage { get; }

    /// <summary>Megabytes that the process holds in memory now.</summary>
    public double ResidentMegabytes => double.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    /// <summary>Processor time that the process has used until now.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <exception cref="InvalidOperationException">The program ended, or did not answer within a minute.</exception>
    public static async Task<Serving> Start(Bench bench, string data, string? postgres = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var clock = Stopwatch.StartNew();
        var process = Process.Start(bench.Start(postgres, "serve", "--data", data, "--urls", address.ToString()))!;
        _ = process.StandardOutput.ReadToEndAsync();
        using var client = new HttpClient { BaseAddress = address };
        while (true)
        {
            try
            {
                using var page = await client.GetAsync(new Uri("/", UriKind.Relative));
                await page.Content.ReadAsByteArrayAsync();
                if ((int)page.StatusCode < 500)
                {
                    return new Serving(process, address, clock.Elapsed);
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            if (process.HasExited || clock.Elapsed > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException($"The program does not serve {data}.");
            }
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
