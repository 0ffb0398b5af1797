using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Simpul.Tests.Kit;

/// <summary>A person without script: opens pages, fills in forms as they stand in the page, follows redirects.</summary>
public sealed class Browse : IDisposable
{
    private readonly HttpClient client;

    public Browse(App app)
    {
        client = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, UseCookies = true, AllowAutoRedirect = true }) { BaseAddress = app.Address };
    }

    /// <summary>What the browser keeps.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>The client itself, with this person's cookies: for the API and for downloads.</summary>
    public HttpClient Client => client;

    /// <summary>Opens a page.</summary>
    public async Task<Page> Open(string href) => await Page.From(await client.GetAsync(new Uri(href, UriKind.RelativeOrAbsolute)));

    /// <summary>Submits the form of a page that has this button, with these values put in; everything else goes as the page gave it.</summary>
    /// <param name="button">Text of the button.</param>
    /// <exception cref="InvalidOperationException">The page has no such button, or its form no such field.</exception>
    public async Task<Page> Submit(Page page, string button, params (string Field, string? Value)[] values) => await Submit(page, button, [], values);

    /// <summary>As the other, with files.</summary>
    public async Task<Page> Submit(Page page, string button, (string Field, string Name, byte[] Content)[] files, params (string Field, string? Value)[] values)
    {
        var pressed = page.Html.QuerySelectorAll("button, input[type=submit]").FirstOrDefault(item => Words(item) == button)
            ?? throw new InvalidOperationException($"No button “{button}” on {page.Href}; there are: {string.Join(", ", page.Html.QuerySelectorAll("button").Select(Words))}");
        var form = pressed.GetAttribute("form") is { } id ? (IHtmlFormElement)page.Html.GetElementById(id)! : (IHtmlFormElement)pressed.Closest("form")!;
        var fields = Fields(form);
        if (pressed.GetAttribute("name") is { Length: > 0 } name)
        {
            fields.Add((name, pressed.GetAttribute("value") ?? ""));
        }
        foreach (var group in values.GroupBy(value => value.Field))
        {
            if (page.Html.QuerySelector($"[name=\"{group.Key}\"]") is null)
            {
                throw new InvalidOperationException($"No field {group.Key} on {page.Href}.");
            }
            fields.RemoveAll(field => field.Name == group.Key);
            fields.AddRange(group.Where(value => value.Value is not null).Select(value => (value.Field, value.Value!)));
        }
        var action = pressed.GetAttribute("formaction") ?? form.GetAttribute("action");
        var target = new Uri(new Uri(client.BaseAddress!, page.Href), string.IsNullOrEmpty(action) ? page.Href : action);
        if (string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase))
        {
            using HttpContent content = files.Length == 0 && form.GetAttribute("enctype") != "multipart/form-data"
                ? new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))
                : Multipart(fields, files);
            return await Page.From(await client.PostAsync(target, content));
        }
        var query = string.Join('&', fields.Where(field => field.Value.Length > 0).Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));
        return await Open($"{target.AbsolutePath}?{query}");
    }

    /// <summary>Follows the link with this text.</summary>
    public Task<Page> Follow(Page page, string link)
    {
        var found = page.Html.QuerySelectorAll("a[href]").FirstOrDefault(item => Words(item) == link)
            ?? throw new InvalidOperationException($"No link “{link}” on {page.Href}.");
        return Open(found.GetAttribute("href")!);
    }

    public void Dispose() => client.Dispose();

    private static List<(string Name, string Value)> Fields(IHtmlFormElement form)
    {
        var fields = new List<(string, string)>();
        foreach (var element in form.Elements.Where(item => item.HasAttribute("name") && !item.HasAttribute("disabled")))
        {
            var name = element.GetAttribute("name")!;
            switch (element)
            {
                case IHtmlInputElement { Type: "submit" or "file" or "button" }:
                case IHtmlButtonElement:
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                    if (box.IsChecked)
                    {
                        fields.Add((name, box.Value ?? "on"));
                    }
                    break;
                case IHtmlInputElement input:
                    fields.Add((name, input.Value ?? ""));
                    break;
                case IHtmlTextAreaElement area:
                    fields.Add((name, area.Value ?? ""));
                    break;
                case IHtmlSelectElement select:
                    fields.AddRange(select.SelectedOptions.Select(option => (name, option.Value)));
                    break;
            }
        }
        return fields;
    }

    private static MultipartFormDataContent Multipart(List<(string Name, string Value)> fields, (string Field, string Name, byte[] Content)[] files)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }
        foreach (var (field, name, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), field, name);
        }
        return content;
    }

    private static string Words(IElement element) => string.Join(' ', (element.TextContent.Trim() is { Length: > 0 } text ? text : element.GetAttribute("value") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What came back.</summary>
public sealed record Page(HttpStatusCode Status, string Href, IDocument Html, string Body)
{
    public string Title => Html.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>All visible words, white space folded.</summary>
    public string Text => string.Join(' ', (Html.QuerySelector("main") ?? Html.Body)!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    internal static async Task<Page> From(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        var context = BrowsingContext.New(Configuration.Default);
        var html = await context.OpenAsync(request => request.Content(body));
        var href = response.RequestMessage!.RequestUri!.PathAndQuery;
        response.Dispose();
        return new Page(response.StatusCode, href, html, body);
    }
}
