using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>
/// Markdown that somebody pushed, as HTML of a page. HTML in it is shown as text; links lead to the web, to mail or within the repository, never to a script;
/// pictures become links, because a page loads nothing from elsewhere; headings stand below the page's own.
/// </summary>
public static class MarkdownText
{
    /// <summary>Characters that are rendered; the rest is left out with a word.</summary>
    public const int Most = 200_000;

    private const int HeadingsBelow = 2;

    // Footnotes, diagrams and the like are left out: each extension is a way for text to become markup. Nesting is bounded, so that brackets upon brackets cost nothing.
    private static readonly MarkdownPipeline pipeline = Pipeline();

    /// <param name="within">Address of a file of the repository, from its path as the text gives it; null where that leads nowhere.</param>
    public static IHtmlContent Render(string text, Func<string, string?> within)
    {
        var cut = text.Length > Most;
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(cut ? text[..Most] : text, pipeline);
        }
        catch (ArgumentException)
        {
            // Nested deeper than anybody reads: it is shown as it was written.
            return Plain(text[..Math.Min(text.Length, Most)]);
        }
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(6, heading.Level + HeadingsBelow);
        }
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Tame(link, within);
        }
        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && Address(link.Url, _ => null) is null).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }
        var html = document.ToHtml(pipeline);
        return new HtmlString(cut ? $"{html}<p class=\"muted\">Selebihnya tidak ditampilkan. Unduh berkasnya untuk membaca semuanya.</p>" : html);
    }

    /// <summary>Where a link may lead: http, https, mailto, a place in the text itself, or a file of the repository.</summary>
    internal static string? Address(string? url, Func<string, string?> within)
    {
        if (string.IsNullOrWhiteSpace(url) || url.Any(char.IsControl))
        {
            return null;
        }
        if (url[0] == '#')
        {
            return url;
        }
        // What has a colon before any slash names a scheme, whatever a browser would make of it.
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && url.AsSpan(0, colon).IndexOfAny('/', '?', '#') < 0)
        {
            return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto" ? address!.AbsoluteUri : null;
        }
        return url.StartsWith("//", StringComparison.Ordinal) || url.StartsWith('\\') ? null : within(url.Split('#', '?')[0]);
    }

    private static void Tame(LinkInline link, Func<string, string?> within)
    {
        if (link.IsImage)
        {
            link.IsImage = false;
            if (link.FirstChild is null)
            {
                link.AppendChild(new LiteralInline("gambar"));
            }
        }
        if (Address(link.GetDynamicUrl?.Invoke() ?? link.Url, within) is { } address)
        {
            link.GetDynamicUrl = null;
            link.Url = address;
            link.GetAttributes().AddProperty("rel", "noopener noreferrer nofollow");
            return;
        }
        // Its words stay, without leading anywhere.
        link.MoveChildrenAfter(link);
        link.Remove();
    }

    private static HtmlString Plain(string text) => new($"<pre>{System.Net.WebUtility.HtmlEncode(text)}</pre>");

    private static MarkdownPipeline Pipeline() => new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoIdentifiers().Build();
}
