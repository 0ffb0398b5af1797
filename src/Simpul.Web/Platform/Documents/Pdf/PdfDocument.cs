using System.Globalization;
using System.Net;
using System.Text;

namespace Simpul.Web.Platform.Documents.Pdf;

/// <summary>Pages, fonts, structure and bookmarks, and how they become a file.</summary>
internal sealed class PdfDocument(PdfInfo info)
{
    private readonly PdfFile file = new();
    private readonly List<PdfPage> pages = [];
    private readonly List<List<int>> contents = [];
    private readonly List<Bookmark> bookmarks = [];

    public double Width => info.Landscape ? 841.89 : 595.28;

    public double Height => info.Landscape ? 595.28 : 841.89;

    public PdfFont Regular { get; } = new(TrueTypeFont.Regular, "F1");

    public PdfFont Bold { get; } = new(TrueTypeFont.Bold, "F2");

    public PdfTag Root { get; } = new("Document", null);

    public PdfPage Page => pages[^1];

    public void AddPage()
    {
        if (pages.Count > 0) Finish(pages.Count - 1);
        pages.Add(new PdfPage(pages.Count, Height));
        contents.Add([]);
    }

    public void AddBookmark(int level, string text, double y) => bookmarks.Add(new(level, text, pages.Count - 1, Height - y));

    public void Save(Stream output, Action<PdfPage, int, int> footer)
    {
        for (var i = 0; i < pages.Count; i++)
        {
            if (i == pages.Count - 1) Finish(i);
            footer(pages[i], i + 1, pages.Count);
            Finish(i);
        }
        var tree = file.Reserve();
        var ids = pages.Select(_ => file.Reserve()).ToList();
        var structure = WriteStructure(ids);
        var resources = file.Add($"<< /Font << /F1 {PdfFile.Reference(Regular.Write(file))} /F2 {PdfFile.Reference(Bold.Write(file))} >> >>");
        for (var i = 0; i < pages.Count; i++)
            file.Put(ids[i], $"<< /Type /Page /Parent {PdfFile.Reference(tree)} /MediaBox [0 0 {PdfFile.Number(Width)} {PdfFile.Number(Height)}] /Resources {PdfFile.Reference(resources)}"
                + $" /Contents [{string.Join(' ', contents[i].Select(PdfFile.Reference))}] /StructParents {i} /Tabs /S >>");
        file.Put(tree, $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', ids.Select(PdfFile.Reference))}] >>");
        var outlines = WriteBookmarks(ids);
        var metadata = file.AddStream(Encoding.UTF8.GetBytes(Metadata()), "/Type /Metadata /Subtype /XML", packed: false);
        var root = file.Add($"<< /Type /Catalog /Pages {PdfFile.Reference(tree)} /Lang (id-ID) /MarkInfo << /Marked true >> /StructTreeRoot {PdfFile.Reference(structure)}"
            + $" /ViewerPreferences << /DisplayDocTitle true >> /Metadata {PdfFile.Reference(metadata)}{(outlines is { } id ? $" /Outlines {PdfFile.Reference(id)} /PageMode /UseOutlines" : "")} >>");
        file.Save(output, root, file.Add($"<< /Title {PdfFile.Text(info.Title)} /Author {PdfFile.Text(info.Author ?? "")} /Creator {PdfFile.Text("Simpul")} /Producer {PdfFile.Text("Simpul")}"
            + $" /CreationDate ({Stamp}) >>"));
    }

    private string Stamp => info.Created.ToUniversalTime().ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);

    private void Finish(int page) => contents[page].Add(file.AddStream(pages[page].Take()));

    private int WriteStructure(List<int> ids)
    {
        var root = file.Reserve();
        Root.Number(file);
        Root.Write(file, root, ids);
        var parents = string.Join(' ', pages.Select((page, i) => $"{i} [{string.Join(' ', page.Tags.Select(tag => PdfFile.Reference(tag.Id)))}]"));
        file.Put(root, $"<< /Type /StructTreeRoot /K {PdfFile.Reference(Root.Id)} /ParentTree << /Nums [{parents}] >> /ParentTreeNextKey {pages.Count} >>");
        return root;
    }

    private int? WriteBookmarks(List<int> ids)
    {
        if (bookmarks.Count == 0) return null;
        var root = file.Reserve();
        var top = new List<(int Id, Bookmark Mark, List<(int Id, Bookmark Mark)> Below)>();
        foreach (var mark in bookmarks)
        {
            if (mark.Level == 1 || top.Count == 0) top.Add((file.Reserve(), mark, []));
            else top[^1].Below.Add((file.Reserve(), mark));
        }
        foreach (var (id, _, below) in top) WriteLevel(id, below, ids, _ => "");
        WriteLevel(root, [.. top.Select(item => (item.Id, item.Mark))], ids, i =>
            top[i].Below is { Count: > 0 } below ? $" /First {PdfFile.Reference(below[0].Id)} /Last {PdfFile.Reference(below[^1].Id)} /Count -{below.Count}" : "");
        file.Put(root, $"<< /Type /Outlines /First {PdfFile.Reference(top[0].Id)} /Last {PdfFile.Reference(top[^1].Id)} /Count {top.Count} >>");
        return root;
    }

    private void WriteLevel(int parent, IReadOnlyList<(int Id, Bookmark Mark)> items, List<int> ids, Func<int, string> more)
    {
        for (var i = 0; i < items.Count; i++)
            file.Put(items[i].Id, $"<< /Title {PdfFile.Text(items[i].Mark.Text)} /Parent {PdfFile.Reference(parent)}"
                + $" /Dest [{PdfFile.Reference(ids[items[i].Mark.Page])} /XYZ 0 {PdfFile.Number(items[i].Mark.Top)} null]"
                + (i > 0 ? $" /Prev {PdfFile.Reference(items[i - 1].Id)}" : "") + (i + 1 < items.Count ? $" /Next {PdfFile.Reference(items[i + 1].Id)}" : "") + more(i) + " >>");
    }

    private string Metadata() => $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{WebUtility.HtmlEncode(info.Title)}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>id-ID</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>{info.Created.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss'Z'}</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
        """;

    private sealed record Bookmark(int Level, string Text, int Page, double Top);
}
