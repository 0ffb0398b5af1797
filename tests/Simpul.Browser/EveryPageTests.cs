using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Simpul.Browser;

/// <summary>What a visitor and an agency see.</summary>
public sealed class EveryPageTests(Site site)
{
    [Theory]
    [InlineData(null, 1280)]
    [InlineData(null, 360)]
    [InlineData("dinkes", 1280)]
    public Task Axe_finds_nothing_nothing_overflows_and_every_link_leads_somewhere(string? account, int width) => Walk.All(site, account, width);
}

/// <summary>What an auditor and the ICT agency see: the same templates with other records, so only where all is asked for; their links are followed in every run, without a browser.</summary>
public sealed class EveryOtherPageTests(Site site)
{
    [Theory]
    [InlineData("auditor", 1280)]
    [InlineData("kominfo", 1280)]
    public Task Axe_finds_nothing_nothing_overflows_and_every_link_leads_somewhere(string account, int width) => Walk.All(site, account, width);
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
        // One template makes the pages of all registers: whoever may use them all opens them all, a phone all but the forms, the others
        // all lists and one of the rest.
        var depth = (account, width) switch { ("admin", 1280) => Depth.All, ("admin", _) => Depth.Records, _ => Depth.Lists };
        while (open.TryDequeue(out var href))
        {
            if (!seen.Add(Kind(href, depth)))
            {
                continue;
            }
            IResponse? response;
            try
            {
                response = await page.GotoAsync(href, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
            }
            catch (PlaywrightException download) when (download.Message.StartsWith("Download is starting", StringComparison.Ordinal))
            {
                // A file is no page; that it begins to come is enough.
                continue;
            }
            if (response is null || (response.Status >= 400 && href != "/tidak-ada"))
            {
                wrong.Add($"{href}: answered {response?.Status}");
                continue;
            }
            await site.Picture(page, Screen().Replace($"{account ?? "publik"}-{width}-{Kind(href, depth)}", "_"));
            if (await page.Locator("h1").CountAsync() != 1)
            {
                wrong.Add($"{href}: {await page.Locator("h1").CountAsync()} headings of the first level");
            }
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0)
            {
                wrong.Add($"{href}: wider than {width} pixels");
            }
            if (await Unseen(page, width))
            {
                wrong.AddRange((await page.EvaluateAsync<string[]>(Axe)).Select(violation => $"{href}: {violation}"));
            }
            foreach (var next in await Links(page))
            {
                if (!seen.Contains(Kind(next, depth)))
                {
                    open.Enqueue(next);
                }
            }
        }
        await page.Context.CloseAsync();
        seen.Count.ShouldBeGreaterThan(account is null ? 4 : 10);
        wrong.ShouldBeEmpty();
    }

    public const string Axe = """
        async () => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
          return found.violations.map(one => `${one.id}: ${one.help}: ${one.nodes.slice(0, 2).map(node => node.html.slice(0, 160)).join(' | ')}`);
        }
        """;

    /// <summary>
    /// What axe judges: every kind of element within its kind of parent, as it is named and labelled, the order of headings, and ids given twice.
    /// A page made of nothing that axe has not judged at this width, on the pages of whatever account, is not judged again: axe is two thirds of a walk.
    /// </summary>
    private const string Shapes = """
        () => {
          const of = e => [e.localName, e.getAttribute('type') ?? '', e.className?.baseVal ?? e.className, ...[...e.attributes].map(a => a.name).filter(n => /^(role|aria-|scope|lang|tabindex|alt|title|disabled|hidden|open|inert|autocomplete)/.test(n)).sort(),
            e.getAttribute('role') ?? '', e.labels ? (e.labels.length > 0 ? 'labelled' : 'bare') : '', /^(a|button|th|summary|label|h[1-6]|option)$/.test(e.localName) && !e.textContent.trim() ? 'empty' : ''].join('|');
          const all = [...document.querySelectorAll('*')];
          const found = new Set(all.map(e => (e.parentElement ? of(e.parentElement) : '') + ' > ' + of(e)));
          found.add('headings ' + [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(e => +e.localName[1]).filter((level, at, levels) => level !== levels[at - 1]).join(''));
          const ids = all.map(e => e.id).filter(id => id);
          if (new Set(ids).size < ids.length) found.add('ids twice ' + location.pathname);
          return [...found];
        }
        """;

    private static readonly ConcurrentDictionary<(int Width, string Shape), bool> judged = new();

    private static async Task<bool> Unseen(IPage page, int width)
    {
        var any = Environment.GetEnvironmentVariable("SIMPUL_STORIES") == "all";
        foreach (var shape in await page.EvaluateAsync<string[]>(Shapes))
        {
            any |= judged.TryAdd((width, shape), true);
        }
        return any;
    }

    private static async Task<IReadOnlyList<string>> Links(IPage page)
    {
        var all = await page.EvaluateAsync<JsonElement>("() => Array.from(document.querySelectorAll('a[href]')).filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname + a.search)");
        return [.. all.EnumerateArray().Select(item => item.GetString()!).Where(href => !Download().IsMatch(href)).Distinct()];
    }

    /// <summary>An address without what differs between records: one page of each kind is enough.</summary>
    private static string Kind(string href, Depth depth)
    {
        var kind = Commit().Replace(Obligation().Replace(Number().Replace(Id().Replace(href.Split('?')[0], "/#"), "/#"), "/kewajiban/#"), "/commit/#");
        kind = Alike().Replace(kind, match => (match.Groups[1].Success ? match.Groups[1].Value : "/impor") + "/#");
        return depth switch { Depth.All => kind, Depth.Records => Form().Replace(kind, "/kerja/*$1"), _ => Record().Replace(Form().Replace(kind, "/kerja/*$1"), "/kerja/*/#") };
    }

    /// <summary>How much of what one template makes of all registers is opened.</summary>
    private enum Depth
    {
        Lists,
        Records,
        All,
    }

    [GeneratedRegex("/[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex(@"/(?:[A-Z]-\d{4}-)?\d+(?=/|$)")]
    private static partial Regex Number();

    [GeneratedRegex("/kewajiban/[A-Z]{3}-[A-Za-z0-9-]+")]
    private static partial Regex Obligation();

    [GeneratedRegex("/commit/[0-9a-f]{40}")]
    private static partial Regex Commit();

    [GeneratedRegex("^/kerja/[a-z-]+(/baru|/#/ubah)$")]
    private static partial Regex Form();

    /// <summary>A record of any register but the applications, whose page has the most of its own.</summary>
    [GeneratedRegex("^/kerja/(?!aplikasi/)[a-z-]+/#$")]
    private static partial Regex Record();

    /// <summary>Pages that one template makes of many keys of the profile.</summary>
    [GeneratedRegex("^(/kewajiban/tafsir|/kerja/urusan/baru|/kerja/tim-koordinasi)/.+$|^/kerja/(?=[a-z-]+/impor$).+$")]
    private static partial Regex Alike();

    [GeneratedRegex(@"\.(xlsx|pdf|ics|json|csv|bpmn|xml|svg)$|/ekspor|/jurnal/titik-periksa/|handler=|^/git/|/berkas/|/berkas$|publiccode\.yml$|/bukti|/openapi|/keluar|/jurnal/checkpoint|/jurnal/kunci|\?.*(unduh|download)")]
    private static partial Regex Download();

    [GeneratedRegex("[^A-Za-z0-9-]+")]
    private static partial Regex Screen();
}
