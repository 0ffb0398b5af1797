using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Simpul.Web;
using Simpul.Web.Commands;
using Simpul.Web.Platform;
using Xunit;

[assembly: AssemblyFixture(typeof(Simpul.Browser.Site))]

namespace Simpul.Browser;

/// <summary>The program serving the sample data of one regulation.</summary>
public sealed class Served : IAsyncDisposable
{
    private readonly DataFolder data;

    private Served(WebApplication web, DataFolder data) => (Web, this.data) = (web, data);

    public WebApplication Web { get; }

    public string Address => Web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<Served> Start(string regulation)
    {
        var data = new DataFolder(Directory.CreateTempSubdirectory("simpul-browser-").FullName);
        await using (var setup = Server.Build(new ServerOptions(data)))
        {
            await SetupCommand.Run(setup, regulation, TextWriter.Null, Console.Error, CancellationToken.None, SampleSize.Small);
        }
        var web = Server.Build(new ServerOptions(data, "http://127.0.0.1:0"), builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
        await ServeCommand.Prepare(web, CancellationToken.None);
        await web.StartAsync();
        return new Served(web, data);
    }

    public async ValueTask DisposeAsync()
    {
        await Web.StopAsync();
        await Web.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new($"Data Source={data.Database}"));
        Directory.Delete(data.Path, recursive: true);
    }
}

/// <summary>The program with sample data of Palembang, and one Chromium for all tests.</summary>
public sealed class Site : IAsyncLifetime
{
    private Served served = null!;
    private IPlaywright playwright = null!;
    private string axe = "";
    private string? screens;

    public IBrowser Browser { get; private set; } = null!;

    public string Address => served.Address;

    public WebApplication Web => served.Web;

    public async ValueTask InitializeAsync()
    {
        served = await Served.Start("palembang-25-2023");
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("SIMPUL_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        axe = await File.ReadAllTextAsync(Path.Combine(Root(), "node_modules", "axe-core", "axe.min.js"));
        if (Environment.GetEnvironmentVariable("SIMPUL_SCREENS") is { Length: > 0 } folder)
        {
            screens = Directory.CreateDirectory(folder).FullName;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
        await served.DisposeAsync();
    }

    /// <summary>A browser of its own, signed in where an account is given.</summary>
    /// <param name="at">Another government than Palembang.</param>
    public async Task<IPage> Open(string? userName, int width = 1280, bool script = true, Served? at = null)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (at ?? served).Address,
            Locale = "id-ID",
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 780 : 900 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        await context.AddInitScriptAsync(axe);
        var page = await context.NewPageAsync();
        if (userName is not null)
        {
            await page.GotoAsync("/masuk");
            await page.FillAsync("input[name='Input.UserName'], input[name='UserName']", userName);
            await page.FillAsync("input[name='Input.Password'], input[name='Password']", SampleAccounts.Password);
            await page.ClickAsync("main button[type=submit], form button[type=submit]");
            await page.WaitForURLAsync(url => !url.Contains("/masuk", StringComparison.Ordinal));
        }
        return page;
    }

    /// <summary>Keeps a picture of the whole page, for people to look at, where SIMPUL_SCREENS names a folder.</summary>
    public async Task Picture(IPage page, string name)
    {
        if (screens is not null)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(screens, name[..Math.Min(name.Length, 120)] + ".png"), FullPage = true });
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Simpul.slnx")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }
}
