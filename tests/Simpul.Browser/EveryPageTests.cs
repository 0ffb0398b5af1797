using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Simpul.Browser;

/// <summary>What a visitor, an agency and an auditor see.</summary>
public sealed class EveryPageTests(Site site)
{
    [Theory]
    [InlineData(null, 1280)]
    [InlineData(null, 360)]
    [InlineData("dinkes", 1280)]
    [InlineData("auditor", 1280)]
    [InlineData("kominfo", 1280)]
    public Task Axe_finds_nothing_nothing_overflows_and_every_link_leads_somewhere(string? account, int width) => Walk.All(site, account, width);
}

/// <summary>What those see who may do most; beside the others, because it takes longest.</summary>
public sealed class EveryOfficerPageTests(Site site)
{
    [Theory]
    [InlineData("admin", 1280)]
    [InlineData("admin", 360)]
    public Task Axe_finds_nothing_nothing_overflows_and_every_link_leads_somewhere(string account, int width) => Walk.All(site, account, width);
}

/// <summary>Every page that links lead to, one of each kind: for people who do not see it, and on a phone.</summary>
internal static partial class Walk
{
    public static async Task All(Site site, string? account, int width)
    {
        var page = await site.Open(account, width);
        var wrong = new List<string>();
        page.Console += (_, message) =>
        {
            // The browser itself reports the page that is asked for because it is not there.
            if (message.Type == "error" && !page.Url.EndsWith("/tidak-ada", StringComparison.Ordinal))
            {
                wrong.Add($"{page.Url}: console: {message.Text}");
            }
        };
        var open = new Queue<string>(account is null ? ["/", "/masuk", "/jurnal/titik-periksa", "/jurnal/periksa", "/tidak-ada"] : ["/kerja", "/kewajiban", "/kewajiban/ringkasan", "/kerja/cari?q=dinas", "/kerja/menu"]);
        var seen = new HashSet<string>();
        while (open.TryDequeue(out var href))
        {
            if (!seen.Add(Kind(href)))
            {
                continue;
            }
            var response = await page.GotoAsync(href, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
            if (response is null || (response.Status >= 400 && href != "/tidak-ada"))
            {
                wrong.Add($"{href}: answered {response?.Status}");
                continue;
            }
            await site.Picture(page, Screen().Replace($"{account ?? "publik"}-{width}-{Kind(href)}", "_"));
            if (await page.Locator("h1").CountAsync() != 1)
            {
                wrong.Add($"{href}: {await page.Locator("h1").CountAsync()} headings of the first level");
            }
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0)
            {
                wrong.Add($"{href}: wider than {width} pixels");
            }
            wrong.AddRange((await page.EvaluateAsync<string[]>(Axe)).Select(violation => $"{href}: {violation}"));
            foreach (var next in await Links(page))
            {
                if (!seen.Contains(Kind(next)))
                {
                    open.Enqueue(next);
                }
            }
        }
        await page.Context.CloseAsync();
        seen.Count.ShouldBeGreaterThan(account is null ? 4 : 10);
        wrong.ShouldBeEmpty();
    }

    private const string Axe = """
        async () => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
          return found.violations.map(one => `${one.id}: ${one.help}: ${one.nodes.slice(0, 2).map(node => node.html.slice(0, 160)).join(' | ')}`);
        }
        """;

    private static async Task<IReadOnlyList<string>> Links(IPage page)
    {
        var all = await page.EvaluateAsync<JsonElement>("() => Array.from(document.querySelectorAll('a[href]')).filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname + a.search)");
        return [.. all.EnumerateArray().Select(item => item.GetString()!).Where(href => !Download().IsMatch(href)).Distinct()];
    }

    /// <summary>An address without what differs between records: one page of each kind is enough.</summary>
    private static string Kind(string href) => Alike().Replace(Obligation().Replace(Number().Replace(Id().Replace(href.Split('?')[0], "/#"), "/#"), "/kewajiban/#"), match => (match.Groups[1].Success ? match.Groups[1].Value : "/impor") + "/#");

    [GeneratedRegex("/[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex(@"/(?:[A-Z]-\d{4}-)?\d+(?=/|$)")]
    private static partial Regex Number();

    [GeneratedRegex("/kewajiban/[A-Z]{3}-[A-Za-z0-9-]+")]
    private static partial Regex Obligation();

    /// <summary>Pages that one template makes of many keys of the profile.</summary>
    [GeneratedRegex("^(/kewajiban/tafsir|/kerja/urusan/baru|/kerja/tim-koordinasi)/.+$|^/kerja/(?=[a-z-]+/impor$).+$")]
    private static partial Regex Alike();

    [GeneratedRegex(@"\.(xlsx|pdf|ics|json|csv|bpmn|xml|svg)$|/ekspor|/jurnal/titik-periksa/|handler=|^/git/|/berkas/|/bukti|/openapi|/keluar|/jurnal/checkpoint|/jurnal/kunci|\?.*(unduh|download)")]
    private static partial Regex Download();

    [GeneratedRegex("[^A-Za-z0-9-]+")]
    private static partial Regex Screen();
}
