namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>An entry of a dictionary in a page's model, as a field of a form.</summary>
/// <param name="Name">As the form sends it, below the model's own prefix: <c>Input[title]</c>.</param>
/// <param name="Type">What it is bound to.</param>
public sealed record EntryOf(string Name, Type Type, object? Value)
{
    /// <param name="property">The dictionary's name below the model.</param>
    /// <param name="key">Absent keys stand for an empty field.</param>
    public static EntryOf In<T>(string property, IReadOnlyDictionary<string, T> entries, string key) => new($"{property}[{key}]", typeof(T), entries.TryGetValue(key, out var value) ? value : null);
}
