namespace Simpul.Web.Platform.Documents.Pdf;

/// <summary>
/// A node of the document's structure, by which a screen reader reads it: headings, paragraphs, tables with their cells. Its content is where it was
/// drawn: pieces of pages, more than one where it went over a page's end.
/// </summary>
internal sealed class PdfTag(string type, PdfTag? parent)
{
    private readonly List<PdfTag> children = [];
    private readonly List<(int Page, int Mark)> marks = [];

    public string Type => type;

    /// <summary>What a picture says, in words.</summary>
    public string? Alternative { get; init; }

    /// <summary>Of a heading cell: "Column" or "Row".</summary>
    public string? Scope { get; init; }

    public int Id { get; private set; }

    public PdfTag Add(string child, string? scope = null, string? alternative = null)
    {
        var tag = new PdfTag(child, this) { Scope = scope, Alternative = alternative };
        children.Add(tag);
        return tag;
    }

    public void Mark(int page, int mark) => marks.Add((page, mark));

    public void Number(PdfFile file)
    {
        Id = file.Reserve();
        foreach (var child in children) child.Number(file);
    }

    public void Write(PdfFile file, int root, IReadOnlyList<int> pages)
    {
        var kids = children.Select(child => PdfFile.Reference(child.Id))
            .Concat(marks.Select(mark => $"<< /Type /MCR /Pg {PdfFile.Reference(pages[mark.Page])} /MCID {mark.Mark} >>"));
        var scope = Scope is null ? "" : $" /A << /O /Table /Scope /{Scope} >>";
        var words = Alternative is null ? "" : $" /Alt {PdfFile.Text(Alternative)}";
        file.Put(Id, $"<< /Type /StructElem /S /{type} /P {PdfFile.Reference(parent?.Id ?? root)} /K [{string.Join(' ', kids)}]{scope}{words} >>");
        foreach (var child in children) child.Write(file, root, pages);
    }
}
