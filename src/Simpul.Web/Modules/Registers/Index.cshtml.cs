using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Registers;

/// <summary>The list of any register.</summary>
[RegisterPermission]
public sealed class IndexModel(RegisterCatalogue catalogue, Acting acting) : PageModel
{
    public Register Register { get; private set; } = null!;

    public RecordPage Rows { get; private set; } = null!;

    public IReadOnlyList<Field> Columns { get; private set; } = [];

    /// <summary>The column that leads to the record: the first of text, so that a choice is never the link.</summary>
    public Field? LinkColumn { get; private set; }

    public IReadOnlyList<FilterChoice> Filters { get; private set; } = [];

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
        Sort = query.Sort;
        Columns = [.. Register.Fields.Where(field => field.Listed)];
        LinkColumn = Columns.Count > 0 ? Columns[0] : null;
        var filters = new List<FilterChoice>();
        foreach (var field in Register.Fields.Where(field => field.Filtered))
        {
            filters.Add(new FilterChoice(field, await work.ChoicesOf(field, cancel), query.Filters?.GetValueOrDefault(field.Key)));
        }
        Filters = filters;
    }
}

/// <summary>A way to narrow the list, and what was chosen.</summary>
public sealed record FilterChoice(Field Field, IReadOnlyList<FieldChoice> Choices, string? Chosen);
