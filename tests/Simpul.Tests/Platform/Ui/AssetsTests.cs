using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Platform.Ui;

public sealed partial class AssetsTests
{
    private static string Built => Path.Combine(Tokens.Root, "src/Simpul.Web/wwwroot/assets");

    [Fact]
    public async Task The_front_end_builds_and_every_name_in_the_manifest_is_there()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Tokens.Root, "node_modules")), "npm ci has not run here.");
        using var node = Process.Start(new ProcessStartInfo("node", "tools/assets.mjs") { WorkingDirectory = Tokens.Root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, failed) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await failed + await said);

        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Built, "manifest.json")));
        var names = manifest.RootElement.GetProperty("names").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);
        string[] portal = ["portal.css", "icons.svg", "favicon.svg"];
        portal.Concat(["work.css", "work.js"]).ShouldBeSubsetOf(names.Keys);
        foreach (var file in names.Values.SelectMany(name => new[] { name, name + ".br", name + ".gz" }))
            File.Exists(Path.Combine(Built, file)).ShouldBeTrue(file);
        // What a citizen's first page brings besides its own words.
        portal.Sum(name => new FileInfo(Path.Combine(Built, names[name] + ".br")).Length).ShouldBeLessThan(30_000);
    }

    [Fact]
    public void Every_icon_that_a_page_names_is_in_the_sprite()
    {
        var listed = File.ReadAllLines(Path.Combine(Tokens.Root, "src/Simpul.Web/Assets/icons.txt")).Where(line => line.Length > 0 && line[0] != '#').ToHashSet();
        var named = Sources("*.cshtml", "*.cs").SelectMany(file => Icon().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Name: match.Groups[1].Value))).ToList();
        named.Count.ShouldBeGreaterThan(10);
        named.Where(icon => !listed.Contains(icon.Name)).ShouldBeEmpty();
    }

    [Fact]
    public void No_page_has_style_or_script_of_its_own_in_it()
    {
        var pages = Sources("*.cshtml").ToList();
        pages.Count.ShouldBeGreaterThan(4);
        pages.SelectMany(file => Inline().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Assets_are_sent_compressed_as_asked_and_kept_for_a_year()
    {
        var root = Directory.CreateTempSubdirectory("simpul-assets-");
        try
        {
            Directory.CreateDirectory(Path.Combine(root.FullName, "assets"));
            foreach (var (name, text) in new[] { ("work.1a.css", "plain"), ("work.1a.css.br", "br"), ("work.1a.css.gz", "gz"), ("manifest.json", """{"names":{"work.css":"work.1a.css"},"icons":["search"]}""") })
                await File.WriteAllTextAsync(Path.Combine(root.FullName, "assets", name), text);
            await using var app = await Serve(root.FullName);
            app.Services.GetRequiredService<Assets>().Url("work.css").ShouldBe("/assets/work.1a.css");
            app.Services.GetRequiredService<Assets>().Url("other.css").ShouldBe("/assets/other.css");
            app.Services.GetRequiredService<Assets>().HasIcon("search").ShouldBeTrue();
            app.Services.GetRequiredService<Assets>().HasIcon("unicorn").ShouldBeFalse();

            using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
            foreach (var (accept, body, coding) in new[] { ("gzip, deflate, br", "br", "br"), ("gzip", "gz", "gzip"), ("br;q=0", "plain", null), ("", "plain", null) })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/work.1a.css");
                request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
                using var response = await client.SendAsync(request);
                (await response.Content.ReadAsStringAsync()).ShouldBe(body, accept);
                response.Content.Headers.ContentEncoding.FirstOrDefault().ShouldBe(coding);
                response.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
                response.Headers.CacheControl!.ToString().ShouldContain("31536000");
                response.Headers.Vary.ShouldContain("Accept-Encoding");
            }
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static async Task<WebApplication> Serve(string root)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { WebRootPath = root, EnvironmentName = "Production" });
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddUi();
        var app = builder.Build();
        app.UseUi();
        await app.StartAsync();
        return app;
    }

    private static IEnumerable<string> Sources(params string[] patterns) => patterns.SelectMany(pattern =>
        Directory.EnumerateFiles(Path.Combine(Tokens.Root, "src/Simpul.Web"), pattern, SearchOption.AllDirectories));

    /// <summary>In a tag; as an argument of the markup's own; as a rail entry's picture.</summary>
    [GeneratedRegex("""(?:<s-icon name=|Icon\(assets, |new RailEntry\("[^"]*", "[^"]*", )"([^"@]+)""")]
    private static partial Regex Icon();

    [GeneratedRegex("""\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+="|href="javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
