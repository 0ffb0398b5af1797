using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Registers;

/// <summary>A record of any register: its facts, what the module adds, its files and its history.</summary>
[RegisterPermission]
public sealed class DetailsModel(RegisterCatalogue catalogue, Acting acting, FileSubjects files, History history, RecordTitles titles) : PageModel
{
    public Register Register { get; private set; } = null!;

    public RecordView Record { get; private set; } = null!;

    public bool CanEdit { get; private set; }

    public IReadOnlyDictionary<string, string> Revealed { get; private set; } = new Dictionary<string, string>();

    /// <summary>Sections from which a page has an index of them.</summary>
    private const int LongPage = 6;

    public IReadOnlyList<SectionContent> Sections { get; private set; } = [];

    public FileList? Files { get; private set; }

    public HistoryPage History { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string register, Guid id, CancellationToken cancel) => await Load(register, id, cancel) ? Page() : NotFound();

    /// <summary>Shows one personal value on the page that answers; that it was read is in the journal.</summary>
    public async Task<IActionResult> OnPostRevealAsync(string register, Guid id, string field, CancellationToken cancel)
    {
        if (!await Load(register, id, cancel))
        {
            return NotFound();
        }
        if (!CanEdit)
        {
            return Forbid();
        }
        if (await Register.Work(HttpContext.RequestServices).Reveal(id, field, cancel) is { } value)
        {
            Revealed = new Dictionary<string, string> { [field] = value };
        }
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    /// <summary>Anchors of a long page's sections; none where a look shows them all.</summary>
    public IReadOnlyList<(string Anchor, string Title)> Index
    {
        get
        {
            List<(string, string)> parts = [.. Sections.Where(part => !part.Above).Select(part => ($"bagian-{part.Number}", part.Title))];
            return parts.Count < LongPage ? [] : [.. parts, .. Files is null ? Array.Empty<(string, string)>() : [("berkas", "Berkas")], ("riwayat", "Riwayat")];
        }
    }

    /// <summary>The page of the record that a reference names; null where the actor may not open it.</summary>
    public string? HrefOf(Field field) =>
        Record.Values[field.Key] is [var id] && catalogue.ByKind(field.Refers!) is { } other && Guid.TryParse(id, out var named) && titles.MayOpen(field.Refers!, named) ? other.HrefOf(named) : null;

    private async Task<bool> Load(string register, Guid id, CancellationToken cancel)
    {
        Register = catalogue.BySlug(register)!;
        if (await Register.Work(HttpContext.RequestServices).Find(id, cancel) is not { } record)
        {
            return false;
        }
        Record = record;
        CanEdit = acting.Actor.May(Register.Edit, record.Agency);
        var sections = new List<SectionContent>();
        foreach (var section in Register.Sections)
        {
            if (await section.Load(HttpContext.RequestServices, id, cancel) is { } content)
            {
                sections.Add(new SectionContent(sections.Count + 1, section.Title, section.Partial, section.Above, content));
            }
        }
        Sections = sections;
        Files = Register.HasFiles && await files.Find(Register, record, cancel) is { MayView: true } subject ? await FileList.Of(HttpContext.RequestServices, subject, cancel) : null;
        History = await history.Of(Register.Kind, id, Request, cancel, Register.CompletesKind);
        return true;
    }
}

/// <summary>A section that has something to show.</summary>
public sealed record SectionContent(int Number, string Title, string Partial, bool Above, object Content);
