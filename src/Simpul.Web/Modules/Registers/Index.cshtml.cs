using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Registers;

/// <summary>The list of any register.</summary>
[RegisterPermission]
public sealed class IndexModel(RegisterCatalogue catalogue, RecordTitles titles, Acting acting) : PageModel
{
    public Register Register { get; private set; } = null!;

    public RecordPage Rows { get; private set; } = null!;

    public IReadOnlyList<Field> Columns { get; private set; } = [];

    /// <summary>The column that leads to the record: the first.</summary>
    public Field LinkColumn { get; private set; } = null!;

    /// <summary>Filters that stand beside the search; the others are behind a fold.</summary>
    private const int MostNear = 4;

    public IReadOnlyList<FilterChoice> Filters { get; private set; } = [];

    /// <summary>Those in force, and the first of those whose column the list has.</summary>
    public IReadOnlyList<FilterChoice> Near { get; private set; } = [];

    public IReadOnlyList<FilterChoice> Further { get; private set; } = [];

    public string? Sort { get; private set; }

    public bool CanAdd { get; private set; }

    public bool IsNarrowed => Rows.Query.Search is { Length: > 0 } || Rows.Query.Filters is { Count: > 0 };

    public async Task OnGetAsync(string register, CancellationToken cancel)
    {
        Register = catalogue.BySlug(register)!;
        CanAdd = Register.Adds && acting.Actor.May(Register.Edit);
        var work = Register.Work(HttpContext.RequestServices);
        var query = RegisterQuery.From(Request, Register);
        Rows = await work.List(query, cancel);
        if (Rows.Rows.Count == 0 && Rows.Total > 0)
        {
            // The list got shorter since the address was sent: its last page.
            query = query with { Number = (Rows.Total + query.Size - 1) / query.Size };
            Rows = await work.List(query, cancel);
        }
        Sort = query.Sort;
        Columns = [.. Register.Fields.Where(field => field.Listed)];
        LinkColumn = Columns[0];
        var filters = new List<FilterChoice>();
        foreach (var field in Register.Fields.Where(field => field.Filtered))
        {
            filters.Add(await Filter(field, work, query.Filters?.GetValueOrDefault(field.Key), cancel));
        }
        Filters = filters;
        var near = filters.OrderBy(filter => filter.Chosen is null).ThenBy(filter => !filter.Field.Listed).Take(Math.Max(MostNear, filters.Count(filter => filter.Chosen is not null))).ToHashSet();
        Near = [.. filters.Where(near.Contains)];
        Further = [.. filters.Where(filter => !near.Contains(filter))];
    }

    private async Task<FilterChoice> Filter(Field field, IRegisterWork work, string? chosen, CancellationToken cancel)
    {
        var choices = await work.ChoicesOf(field, cancel);
        var suggest = field.Refers is { } kind && choices.Count > ListQuery.MostChoices ? $"{catalogue.ByKind(kind)?.Href}/pilih" : null;
        var title = chosen is null ? null : FieldChoice.Among(choices, chosen)?.Title;
        if (title is null && field.Refers is { } other && Guid.TryParse(chosen, out var id))
        {
            title = await titles.Of(other, id, cancel) is { } found ? found.Title : null;
        }
        return new FilterChoice(field, choices, chosen, title ?? chosen, suggest);
    }
}

/// <summary>A way to narrow the list, and what was chosen.</summary>
/// <param name="ChosenTitle">In words.</param>
/// <param name="SuggestHref">Where suggestions come from, where the choices are too many for a select.</param>
public sealed record FilterChoice(Field Field, IReadOnlyList<FieldChoice> Choices, string? Chosen, string? ChosenTitle, string? SuggestHref);
