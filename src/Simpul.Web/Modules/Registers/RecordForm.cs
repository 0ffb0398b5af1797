using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Registers;

/// <summary>What stands in the form of any register: values as text by field, several for a list.</summary>
public sealed class RecordForm
{
    /// <summary>The version of the record that the form was opened on; -1 where a form that was sent says none.</summary>
    public int Version { get; set; } = -1;

    /// <summary>Fields of one value.</summary>
    public Dictionary<string, string?> Input { get; set; } = [];

    /// <summary>Fields of several.</summary>
    public Dictionary<string, List<string>> Many { get; set; } = [];

    /// <summary>Personal fields whose stored value is to be taken away.</summary>
    public List<string> Emptied { get; set; } = [];

    [BindNever, ValidateNever]
    public Register Register { get; private set; } = null!;

    /// <summary>The record that is changed; null for a new one.</summary>
    [BindNever, ValidateNever]
    public RecordView? Record { get; private set; }

    /// <summary>The choices of choices and references; null for a reference with so many that it is typed, with suggestions.</summary>
    [BindNever, ValidateNever]
    public Dictionary<string, IReadOnlyList<SelectListItem>?> Items { get; } = [];

    /// <summary>Where the suggestions of a typed reference, or of a text that has some, come from.</summary>
    [BindNever, ValidateNever]
    public Dictionary<string, string> Suggestions { get; } = [];

    /// <summary>Reads what the form offers. What the record holds already is offered whatever else is: saving must not lose it.</summary>
    public async Task Prepare(Register register, RecordView? record, IServiceProvider services, CancellationToken cancel)
    {
        (Register, Record) = (register, record);
        var work = register.Work(services);
        var references = new Dictionary<string, IReadOnlyList<FieldChoice>>(StringComparer.Ordinal);
        foreach (var field in register.Fields)
        {
            if (field.Refers is { } kind)
            {
                if (!references.TryGetValue(kind, out var records))
                {
                    references[kind] = records = await work.ChoicesOf(field, cancel);
                }
                if (records.Count > ListQuery.MostChoices && services.GetRequiredService<RegisterCatalogue>().ByKind(kind) is { } other)
                {
                    Suggestions[field.Key] = $"{other.Href}/pilih";
                    Items[field.Key] = null;
                }
                else
                {
                    Items[field.Key] = Offered(field, records);
                }
            }
            else if (field.SuggestHref is { } href)
            {
                Suggestions[field.Key] = href;
            }
            else if (field.Kind is FieldKind.Choice or FieldKind.Choices)
            {
                Items[field.Key] = Offered(field, await work.ChoicesOf(field, cancel));
            }
            if (field.Kind == FieldKind.Choices)
            {
                Many.TryAdd(field.Key, []);
            }
            else
            {
                Input.TryAdd(field.Key, null);
            }
        }
    }

    private List<SelectListItem> Offered(Field field, IReadOnlyList<FieldChoice> choices)
    {
        var items = choices.Select(choice => new SelectListItem(choice.Title, choice.Value)).ToList();
        if (Record is not null)
        {
            var words = Record.Shown[field.Key].Split('\n');
            foreach (var (value, at) in Record.Values[field.Key].Select((value, at) => (value, at)))
            {
                if (!choices.Any(choice => choice.Value == value))
                {
                    items.Add(new SelectListItem(at < words.Length && words[at].Length > 0 ? words[at] : value, value));
                }
            }
        }
        return items;
    }

    /// <summary>Puts a record's values into the form; personal values stay out and are kept when their field is left empty.</summary>
    public void Fill(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        foreach (var (key, list) in values)
        {
            if (Register.Fields.First(field => field.Key == key).Kind == FieldKind.Choices)
            {
                Many[key] = [.. list];
            }
            else
            {
                // A typed reference shows its name, which reads back to the same record while nobody changes it.
                Input[key] = list.Count == 0 ? null : Suggestions.ContainsKey(key) && Record is not null ? Record.Shown[key] : string.Join('\n', list);
            }
        }
    }

    /// <summary>Values that a link brought.</summary>
    public void FillFrom(IQueryCollection query)
    {
        foreach (var field in Register.Fields.Where(field => field.Kind != FieldKind.Personal))
        {
            if (field.Kind == FieldKind.Choices && query[field.Key] is { Count: > 0 and < 50 } several)
            {
                Many[field.Key] = [.. several.OfType<string>()];
            }
            else if (field.Kind is not (FieldKind.Choices or FieldKind.Personal) && query[field.Key] is [{ Length: > 0 and < 500 } value])
            {
                Input[field.Key] = value;
            }
        }
    }

    /// <summary>What was typed, for the register. An empty personal field of an existing record is left as it is, unless it is to be emptied.</summary>
    public Typed Typed(Register register)
    {
        var typed = new Typed();
        foreach (var field in register.Fields.Where(field => Record is null || !field.Fixed))
        {
            if (field.Kind == FieldKind.Choices)
            {
                typed[field.Key] = Many.GetValueOrDefault(field.Key) ?? [];
            }
            else if (field.Kind == FieldKind.Personal && Emptied.Contains(field.Key))
            {
                typed[field.Key] = [];
            }
            else if (Input.TryGetValue(field.Key, out var value) && !(field.Kind == FieldKind.Personal && string.IsNullOrWhiteSpace(value)))
            {
                typed[field.Key] = value is null ? []
                    : Suggestions.ContainsKey(field.Key) && Record is not null && Fields.Clean(value) == Record.Shown[field.Key] ? Record.Values[field.Key]
                    : [value];
            }
        }
        return typed;
    }

    /// <summary>Puts each refusal at its field.</summary>
    public void Refuse(ModelStateDictionary state, IReadOnlyList<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            var field = Register.Fields.FirstOrDefault(item => item.Key == refusal.Field);
            state.AddModelError(field is null ? "" : $"Form.{(field.Kind == FieldKind.Choices ? "Many" : "Input")}[{field.Key}]", refusal.Message);
        }
    }
}
