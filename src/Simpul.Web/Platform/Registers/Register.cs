using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Platform.Registers;

/// <summary>
/// Something that is held: a list with search, filter, sort and paging; a record with its history; a form; files; sheets in and out; an API.
/// A plain register is one declaration of <see cref="Register{T}"/>; this is its face toward pages, sheets and API.
/// </summary>
public abstract class Register
{
    /// <summary>Plural, kebab-case, English: in the API, the journal and the command line.</summary>
    public required string Kind { get; init; }

    /// <summary>In the address of its pages: <c>/kerja/perangkat-daerah</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>Indonesian, as a heading.</summary>
    public required string Title { get; init; }

    /// <summary>Indonesian, one of them, in a sentence: "perangkat daerah".</summary>
    public required string One { get; init; }

    /// <summary>What belongs here and why one would want it; for the empty list.</summary>
    public required string Why { get; init; }

    /// <summary>Who may see it.</summary>
    public required string View { get; init; }

    /// <summary>Who may add and change.</summary>
    public required string Edit { get; init; }

    /// <summary>Icon of the rail.</summary>
    public string Icon { get; init; } = "list-ul";

    /// <summary>Chapter of the rail under which it stands; null for registers that another page leads to.</summary>
    public string? Chapter { get; init; }

    /// <summary>The page that leads to it, where it does not stand in the rail: the way back, and what the rail marks meanwhile.</summary>
    public RegisterParent? Under { get; init; }

    /// <summary>Whether records can be added by a form; those that come from a case cannot.</summary>
    public bool Adds { get; init; } = true;

    /// <summary>
    /// What the form of a new record starts with beyond what a link brought: by the keys of fields, from the records that the link names. So an address
    /// carries ids alone, and no text that somebody wrote.
    /// </summary>
    public Func<IServiceProvider, IReadOnlyDictionary<string, string?>, CancellationToken, Task<IReadOnlyDictionary<string, string>>>? Starts { get; init; }

    public string Href => $"/kerja/{Slug}";

    public string HrefOf(Guid id) => $"/kerja/{Slug}/{id}";

    public abstract IReadOnlyList<Field> Fields { get; }

    /// <summary>Kind of the register whose records these complete; its events are in their history too.</summary>
    public string? CompletesKind { get; init; }

    /// <summary>Whether files can hang on its records.</summary>
    public bool HasFiles { get; init; } = true;

    /// <summary>The field by which a sheet's row without ID finds its record; null where such a row is always a new record.</summary>
    public abstract Field? Natural { get; }

    /// <summary>More of a record's page, below the facts.</summary>
    public abstract IReadOnlyList<Section> Sections { get; }

    internal abstract IRegisterWork Work(IServiceProvider services);

    /// <summary>Whether its records belong to agencies.</summary>
    internal abstract bool HasAgency { get; }

    /// <summary>What is wrong with the declaration, in a maintainer's words.</summary>
    internal abstract IEnumerable<string> Faults();
}

/// <param name="Title">Indonesian, as the page's own heading.</param>
public sealed record RegisterParent(string Href, string Title);

/// <summary>A part of a record's page that the module brings.</summary>
/// <param name="Partial">Path of the partial view, from the module's folder.</param>
/// <param name="Load">Reads what the partial shows; null leaves the section out.</param>
/// <param name="Above">Whether it stands above the facts: what needs doing.</param>
public sealed record Section(string Title, string Partial, Func<IServiceProvider, Guid, CancellationToken, Task<object?>> Load, bool Above = false);

/// <summary>What a list was asked for.</summary>
/// <param name="Search">Words that must occur in the searched fields.</param>
/// <param name="Sort">A field's key; with a minus before it, descending.</param>
/// <param name="Filters">Field key to the value that it must have.</param>
/// <param name="Number">From 1.</param>
/// <param name="Size">1 to 200.</param>
public sealed record ListQuery(string? Search = null, string? Sort = null, IReadOnlyDictionary<string, string>? Filters = null, int Number = 1, int Size = 25)
{
    public const int MostRows = 200;

    /// <summary>Choices of a reference in a select; where there are more, it is typed with suggestions.</summary>
    public const int MostChoices = 300;
}

/// <summary>A record as it is shown: each field's value in words, and as a form holds it.</summary>
/// <param name="Shown">By field key; a personal value is masked.</param>
/// <param name="Values">By field key, as a form holds it; personal values are left out.</param>
public sealed record RecordView(Guid Id, string Title, int Version, Guid? Agency, IReadOnlyDictionary<string, string> Shown, IReadOnlyDictionary<string, IReadOnlyList<string>> Values);

/// <summary>A page of a list.</summary>
public sealed record RecordPage(IReadOnlyList<RecordView> Rows, int Total, ListQuery Query);

/// <summary>What pages, sheets and API do with a register, whatever its records are. All of it is narrowed to what the actor may see.</summary>
internal interface IRegisterWork
{
    /// <param name="full">Every field of each record, not only those of the list.</param>
    Task<RecordPage> List(ListQuery query, CancellationToken cancel, bool full = false);

    /// <summary>The record; null where there is none or the actor may not see it.</summary>
    Task<RecordView?> Find(Guid id, CancellationToken cancel);

    /// <summary>What a form for a new record starts from.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>> Blank();

    Task<Outcome<Guid>> Add(Typed typed, CancellationToken cancel);

    /// <param name="version">The version that the form was filled in against; another one in the database is a refusal under <c>version</c>.</param>
    Task<Outcome<Guid>> Change(Guid id, int version, Typed typed, CancellationToken cancel);

    /// <summary>Opens one personal value for who may change the record, and journals that it was read.</summary>
    Task<string?> Reveal(Guid id, string field, CancellationToken cancel);

    /// <summary>All records that the query finds, in the list's order, for a sheet.</summary>
    IAsyncEnumerable<RecordView> All(ListQuery query, CancellationToken cancel);

    /// <summary>Takes the rows of one sheet in, batch by batch.</summary>
    IRegisterRows Rows();

    /// <summary>The values of a choice, or the titles of a reference's records.</summary>
    Task<IReadOnlyList<FieldChoice>> ChoicesOf(Field field, CancellationToken cancel);

    /// <summary>What the search knows of a record, as it is kept: for those who add records in bulk.</summary>
    Task<SearchEntry> EntryOf(IRecord record, CancellationToken cancel);

    /// <summary>Names the records anew that are titled by this one, in the save at hand.</summary>
    Task Retitle(string kind, Guid id, CancellationToken cancel);
}

/// <summary>Takes the rows of one sheet in. One of it a sheet: it remembers what earlier batches held.</summary>
internal interface IRegisterRows
{
    /// <summary>Tries rows without saving (<paramref name="save"/> false), or saves those without fault, each with its own event, together.</summary>
    /// <param name="alongside">Changes what is to be saved in the same transaction as the rows.</param>
    Task<IReadOnlyList<TriedRow>> Put(IReadOnlyList<SheetEntry> rows, bool save, Func<IReadOnlyList<TriedRow>, Task>? alongside, CancellationToken cancel);
}

/// <summary>What somebody typed or sent: field key to values. A field that is absent keeps its value.</summary>
public sealed class Typed : Dictionary<string, IReadOnlyList<string>>
{
    public Typed() : base(StringComparer.Ordinal) { }
}

/// <summary>A row of a sheet that is coming in.</summary>
/// <param name="Row">Its number in the sheet, as the person sees it.</param>
/// <param name="Id">What stands in its column ID; empty for a new record or one that its natural key finds.</param>
/// <param name="Faults">Cells that cannot be read.</param>
public sealed record SheetEntry(int Row, string Id, Typed Typed, IReadOnlyList<Refusal> Faults);

/// <summary>What a row came to.</summary>
public enum RowResult
{
    Added,
    Changed,
    Same,
    Bad,
}

/// <summary>A row tried or saved, and why not.</summary>
/// <param name="Title">What to call a bad row, never personal data; null for the others.</param>
public sealed record TriedRow(int Row, RowResult Result, string? Title, IReadOnlyList<Refusal> Refusals);
