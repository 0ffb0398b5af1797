using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Registers;

/// <summary>What stands in the form of any register: values as text by field, several for a list.</summary>
public sealed class RecordForm
{
    /// <summary>The version of the record that the form was opened on.</summary>
    public int Version { get; set; }

    /// <summary>Fields of one value.</summary>
    public Dictionary<string, string?> Input { get; set; } = [];

    /// <summary>Fields of several.</summary>
    public Dictionary<string, List<string>> Many { get; set; } = [];

    [BindNever, ValidateNever]
    public Register Register { get; set; } = null!;

    /// <summary>The choices of choices and references. A reference with more than 300 is typed instead.</summary>
    [BindNever, ValidateNever]
    public Dictionary<string, IReadOnlyList<SelectListItem>?> Items { get; } = [];

    public async Task Prepare(Register register, IServiceProvider services, CancellationToken cancel)
    {
        Register = register;
        var work = register.Work(services);
        foreach (var field in register.Fields)
        {
            if (field.Kind is FieldKind.Choice or FieldKind.Choices or FieldKind.Reference)
            {
                var choices = await work.ChoicesOf(field, cancel);
                Items[field.Key] = field.Kind == FieldKind.Reference && choices.Count >= 300 ? null : [.. choices.Select(choice => new SelectListItem(choice.Title, choice.Value))];
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
                Input[key] = list.Count == 0 ? null : string.Join('\n', list);
            }
        }
    }

    /// <summary>Values that a link brought.</summary>
    public void FillFrom(IQueryCollection query)
    {
        foreach (var field in Register.Fields)
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

    /// <summary>What was typed, for the register. An empty personal field of an existing record is left as it is.</summary>
    public Typed Typed(Register register)
    {
        var typed = new Typed();
        foreach (var field in register.Fields)
        {
            if (field.Kind == FieldKind.Choices)
            {
                typed[field.Key] = Many.GetValueOrDefault(field.Key) ?? [];
            }
            else if (Input.TryGetValue(field.Key, out var value) && !(field.Kind == FieldKind.Personal && string.IsNullOrWhiteSpace(value)))
            {
                typed[field.Key] = value is null ? [] : [value];
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

/// <summary>Choices that every form has.</summary>
public static class RecordFormItems
{
    public static readonly IReadOnlyList<SelectListItem> YesNo = [new("Ya", "true"), new("Tidak", "false")];
}
