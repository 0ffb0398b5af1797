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

    /// <summary>Whether records can be added by a form; those that come from a case cannot.</summary>
    public bool Adds { get; init; } = true;

    public string Href => $"/kerja/{Slug}";

    public string HrefOf(Guid id) => $"/kerja/{Slug}/{id}";

    public abstract IReadOnlyList<Field> Fields { get; }

    /// <summary>The field by which a sheet's row finds its record; null where rows can only be added.</summary>
    public abstract Field? Natural { get; }

    /// <summary>More of a record's page, below the facts.</summary>
    public abstract IReadOnlyList<Section> Sections { get; }

    internal abstract IRegisterWork Work(IServiceProvider services);
}

/// <summary>A part of a record's page that the module brings.</summary>
/// <param name="Partial">Path of the partial view, from the module's folder.</param>
/// <param name="Load">Reads what the partial shows; null leaves the section out.</param>
public sealed record Section(string Title, string Partial, Func<IServiceProvider, Guid, CancellationToken, Task<object?>> Load);

/// <summary>What a list was asked for.</summary>
/// <param name="Search">Words that must occur in the searched fields.</param>
/// <param name="Sort">A field's key; with a minus before it, descending.</param>
/// <param name="Filters">Field key to the value that it must have.</param>
/// <param name="Number">From 1.</param>
/// <param name="Size">1 to 200.</param>
public sealed record ListQuery(string? Search = null, string? Sort = null, IReadOnlyDictionary<string, string>? Filters = null, int Number = 1, int Size = 25)
{
    public const int MostRows = 200;
}

/// <summary>A record as it is shown: each field's value in words, and as a form holds it.</summary>
/// <param name="Shown">By field key; a personal value is masked.</param>
/// <param name="Values">By field key, as a form holds it; personal values are left out.</param>
public sealed record RecordView(Guid Id, string Title, int Version, Guid? Agency, IReadOnlyDictionary<string, string> Shown, IReadOnlyDictionary<string, IReadOnlyList<string>> Values);

/// <summary>A page of a list.</summary>
public sealed record RecordPage(IReadOnlyList<RecordView> Rows, int Total, ListQuery Query);

/// <summary>What pages, sheets and API do with a register, whatever its records are.</summary>
internal interface IRegisterWork
{
    Task<RecordPage> List(ListQuery query, CancellationToken cancel);

    Task<RecordView?> Find(Guid id, CancellationToken cancel);

    /// <summary>What a form for a new record starts from.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>> Blank();

    Task<Outcome<Guid>> Add(Typed typed, CancellationToken cancel);

    /// <param name="version">The version that the form was filled in against; another one in the database is a refusal under <c>version</c>.</param>
    Task<Outcome<Guid>> Change(Guid id, int version, Typed typed, CancellationToken cancel);

    /// <summary>Opens one personal value and journals that it was read.</summary>
    Task<string?> Reveal(Guid id, string field, CancellationToken cancel);

    /// <summary>All records that the query finds, in pages, for a sheet.</summary>
    IAsyncEnumerable<RecordView> All(ListQuery query, CancellationToken cancel);

    /// <summary>The records that these natural keys name, for a sheet's rows.</summary>
    Task<IReadOnlyDictionary<string, Guid>> FindByNatural(IReadOnlyCollection<string> keys, CancellationToken cancel);

    /// <summary>Tries rows without saving (<paramref name="save"/> false) or saves those without fault, each with its own event, together.</summary>
    Task<IReadOnlyList<TriedRow>> Put(IReadOnlyList<SheetEntry> rows, bool save, CancellationToken cancel);

    /// <summary>What the search knows of a record.</summary>
    Task<SearchEntry> EntryOf(IRecord record, CancellationToken cancel);

    /// <summary>The values of a choice or the titles of a reference's records, for a form; at most 300.</summary>
    Task<IReadOnlyList<FieldChoice>> ChoicesOf(Field field, CancellationToken cancel);
}

/// <summary>What somebody typed or sent: field key to values. A field that is absent keeps its value.</summary>
public sealed class Typed : Dictionary<string, IReadOnlyList<string>>
{
    public Typed() : base(StringComparer.Ordinal) { }
}

/// <summary>A row of a sheet that is coming in.</summary>
/// <param name="Row">Its number in the sheet, as the person sees it.</param>
public sealed record SheetEntry(int Row, Typed Typed);

/// <summary>What a row came to.</summary>
public enum RowResult
{
    Added,
    Changed,
    Same,
    Bad,
}

/// <summary>A row tried or saved, and why not.</summary>
public sealed record TriedRow(int Row, RowResult Result, string? Title, IReadOnlyList<Refusal> Refusals);
