using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Bench;

/// <summary>Staff pages of a city at a hundred requests a second, and the board cold and warm, on each database.</summary>
internal static class PagesBench
{
    /// <summary>The first page, one far in and one sorted the other way round of every register.</summary>
    public static List<string> Lists(WebApplication app) =>
    [
        .. app.Services.GetRequiredService<RegisterCatalogue>().All.SelectMany(register => new[]
        {
            register.Href,
            $"{register.Href}?{ListAddress.Page}=4",
            $"{register.Href}?{ListAddress.Sort}=-{register.Fields.First(field => field.Sortable).Key}",
        }),
    ];

    public static async IAsyncEnumerable<Figure> Pages(Bench bench, string database, string? postgres)
    {
        var data = await new Instances(bench).Ready($"city-{database}", "--sample=city", postgres);
        await using var app = Instances.Open(data, postgres);
        var cookie = await Instances.SignedIn(app);
        await using var server = await Serving.Start(bench, data, postgres);
        var lists = Lists(app);
        var records = await Instances.Records(app, 40);
        List<string> searches = [.. Enumerable.Range(0, 60).Select(at => $"/kerja/pegawai?{ListAddress.Search}=pegawai+{at:000}"), .. Enumerable.Range(0, 60).Select(at => $"/kerja/cari?{ListAddress.Search}=pegawai+{at:0000}")];
        await Load.Run(server.Address, cookie, [.. lists, .. records], PageLoad.PerSecond / 2, TimeSpan.FromSeconds(10));
        using var nginx = await Nginx.Serve(bench, server.Address, cookie, lists[0]);
        foreach (var (name, paths) in new[] { ("lists", lists), ("records", records), ("searches", searches) })
        {
            var peers = new Dictionary<string, double>();
            if (name != "records")
            {
                peers["live, p99"] = (await Load.Run(server.Address, null, ["/health/live"], PageLoad.PerSecond, TimeSpan.FromSeconds(5))).At(0.99);
            }
            if (nginx is not null)
            {
                peers["nginx, a file of that size, p99"] = (await Load.Run(nginx.Address, null, ["/page.html"], PageLoad.PerSecond, TimeSpan.FromSeconds(5))).At(0.99);
            }
            await Load.Run(server.Address, cookie, paths, PageLoad.PerSecond, TimeSpan.FromSeconds(3));
            var taken = await Load.Run(server.Address, cookie, paths, PageLoad.PerSecond, TimeSpan.FromSeconds(20));
            yield return Figure.AtMost($"pages.{database}.{name}.p99", taken.At(0.99), "ms", 100, peers);
            yield return Figure.Of($"pages.{database}.{name}.p50", taken.At(0.5), "ms");
            Bench.Say($"median, slowest tenth, slowest of {taken.Count} {name} on {database}:\n{string.Join('\n', taken.Slowest(5))}");
        }
        yield return Figure.Of($"pages.{database}.resident", server.ResidentMegabytes, "MB");
    }

    /// <summary>The page of all obligations, right after something changed and again.</summary>
    public static async IAsyncEnumerable<Figure> Board(Bench bench, string database, string? postgres)
    {
        var data = await new Instances(bench).Ready($"city-{database}", "--sample=city", postgres);
        await using var app = Instances.Open(data, postgres);
        var cookie = await Instances.SignedIn(app);
        await using var server = await Serving.Start(bench, data, postgres);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
        var (cold, warm) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 40; turn++)
        {
            await Touch(app);
            var first = await Load.Once(client, cookie, "/kewajiban");
            var again = await Load.Once(client, cookie, "/kewajiban");
            // The first ten warm the program up, not the board.
            if (turn >= 10)
            {
                cold.Add(first);
                warm.Add(again);
            }
        }
        yield return Figure.AtMost($"board.{database}.cold", cold.Order().ElementAt(cold.Count / 2), "ms", 200, new Dictionary<string, double> { ["slowest"] = cold.Max() });
        yield return Figure.AtMost($"board.{database}.warm", warm.Order().ElementAt(warm.Count / 2), "ms", 30, new Dictionary<string, double> { ["slowest"] = warm.Max() });
    }

    /// <summary>Any event makes a board of before it old.</summary>
    private static async Task Touch(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
        scope.ServiceProvider.GetRequiredService<Journal>().Note("bench.touched", "bench", Guid.CreateVersion7());
        await scope.ServiceProvider.GetRequiredService<PlatformDb>().SaveChangesAsync();
    }
}

/// <summary>nginx, serving one of our pages as a file: what the machine and the client can do without us. Only where it is installed.</summary>
internal sealed class Nginx(Process process, Uri address) : IDisposable
{
    public Uri Address => address;

    public static async Task<Nginx?> Serve(Bench bench, Uri from, string cookie, string page)
    {
        if (!File.Exists("/usr/sbin/nginx"))
        {
            Bench.Say("nginx is not installed (apt-get install nginx): no such peer.");
            return null;
        }
        var folder = Directory.CreateDirectory(Path.Combine(bench.Folder, "nginx")).FullName;
        using (var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }))
        {
            client.DefaultRequestHeaders.Add("Cookie", cookie);
            await File.WriteAllBytesAsync(Path.Combine(folder, "page.html"), await client.GetByteArrayAsync(new Uri(from, page)));
        }
        const int port = 18_099;
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off; pid {{folder}}/pid; error_log {{folder}}/error.log; worker_processes 2; {{(Environment.UserName == "root" ? "user root;" : "")}}
            events { worker_connections 1024; }
            http { access_log off; server { listen 127.0.0.1:{{port}}; root {{folder}}; } }
            """);
        var nginx = new Nginx(Process.Start(new ProcessStartInfo("/usr/sbin/nginx", ["-p", folder, "-c", Path.Combine(folder, "nginx.conf")]) { UseShellExecute = false })!, new Uri($"http://127.0.0.1:{port}"));
        await Task.Delay(300);
        return nginx;
    }

    public void Dispose()
    {
        // Its master ends its workers when it is asked to, and leaves them when it is killed.
        Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        process.WaitForExit();
        process.Dispose();
    }
}
