using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>What a model property tells about its field: name, kind, rules, what was typed, what was wrong.</summary>
internal sealed class Field
{
    private readonly ModelMetadata metadata;
    private readonly object? model;
    private readonly string[]? attempted;

    public Field(ModelExpression expression, ViewDataDictionary data, string? kind, IEnumerable<SelectListItem>? items, bool? required)
    {
        metadata = expression.Metadata;
        model = expression.Model;
        Name = data.TemplateInfo.GetFullHtmlFieldName(expression.Name);
        Id = TagBuilder.CreateSanitizedId(Name, "_");
        Items = items?.ToList() ?? EnumItems();
        Kind = kind ?? Guess();
        Required = required ?? metadata.IsRequired;
        data.ModelState.TryGetValue(Name, out var entry);
        attempted = entry?.RawValue switch { string text => [text], string[] texts => texts, _ => null };
        Error = entry is null || entry.Errors.Count == 0 ? null : string.Join(' ', entry.Errors.Select(error => error.ErrorMessage).Where(text => text.Length > 0).Distinct());
    }

    public string Name { get; }

    public string Id { get; }

    public string Kind { get; }

    public bool Required { get; }

    /// <summary>All that is wrong with this field, or null.</summary>
    public string? Error { get; }

    public IReadOnlyList<SelectListItem>? Items { get; }

    /// <summary>Several controls under one legend.</summary>
    public bool IsGroup => Kind is "radios" or "checkboxes";

    public bool IsMany => metadata.IsEnumerableType && metadata.ModelType != typeof(string);

    public int? MaxLength => Rule<StringLengthAttribute>()?.MaximumLength ?? Rule<MaxLengthAttribute>()?.Length;

    public (string? From, string? To) Range => Rule<RangeAttribute>() is { } range
        ? (Convert.ToString(range.Minimum, CultureInfo.InvariantCulture), Convert.ToString(range.Maximum, CultureInfo.InvariantCulture))
        : (null, null);

    /// <summary>What stands in the control: what was typed, else the model's value as a form writes it.</summary>
    public string? Value => attempted is [var typed, ..] ? typed : Format(model);

    public bool IsChosen(string? value) => attempted is not null
        ? attempted.Contains(value)
        : model is IEnumerable many and not string ? many.Cast<object?>().Any(one => Format(one) == value) : Format(model) == value;

    public bool IsTrue => attempted is not null ? attempted.Any(text => text.Equals("true", StringComparison.OrdinalIgnoreCase)) : model is true;

    private string? Format(object? value) => value switch
    {
        null => null,
        string text => text,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString(Kind == "date" ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString(Kind == "date" ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############", Indonesian.Culture),
        double or float => Convert.ToString(value, Indonesian.Culture),
        Enum choice => choice.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private string Guess()
    {
        var type = Nullable.GetUnderlyingType(metadata.ModelType) ?? metadata.ModelType;
        if (type == typeof(IFormFile) || typeof(IEnumerable<IFormFile>).IsAssignableFrom(type)) return "file";
        if (Items is not null) return IsMany ? "checkboxes" : "select";
        if (type == typeof(bool)) return "checkbox";
        if (metadata.DataTypeName is { } declared && ByDataType(declared) is { } byDataType) return byDataType;
        if (type == typeof(DateOnly)) return "date";
        if (type == typeof(DateTime) || type == typeof(DateTimeOffset)) return "datetime-local";
        if (type == typeof(TimeOnly)) return "time";
        if (type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte)) return "number";
        if (type == typeof(decimal) || type == typeof(double) || type == typeof(float)) return "decimal";
        return "text";
    }

    private static string? ByDataType(string name) => name switch
    {
        nameof(DataType.MultilineText) => "textarea",
        nameof(DataType.Password) => "password",
        nameof(DataType.EmailAddress) => "email",
        nameof(DataType.PhoneNumber) => "tel",
        nameof(DataType.Url) => "url",
        nameof(DataType.Date) => "date",
        _ => null,
    };

    private List<SelectListItem>? EnumItems() =>
        metadata.EnumGroupedDisplayNamesAndValues?.Select(pair => new SelectListItem(pair.Key.Name, Enum.Parse(metadata.UnderlyingOrModelType, pair.Value).ToString())).ToList();

    private T? Rule<T>() where T : Attribute => metadata.ValidatorMetadata.OfType<T>().FirstOrDefault();
}
