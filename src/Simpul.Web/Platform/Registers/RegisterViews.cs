using System.Globalization;
using Simpul.Web.Data;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Registers;

/// <summary>Records as they are shown: names of what they refer to are looked up once for all of them.</summary>
internal sealed class RegisterViews<T>(Register<T> register, IServiceProvider services)
    where T : class, IRecord, new()
{
    private readonly RecordTitles titles = services.GetRequiredService<RecordTitles>();
    private readonly Dictionary<string, IReadOnlyList<FieldChoice>> choices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> words = new(StringComparer.Ordinal);

    /// <summary>The values of a choice. Those with the same title are told apart by their value, on screen and in sheets.</summary>
    public IReadOnlyList<FieldChoice> ChoicesOf(Field field)
    {
        if (!choices.TryGetValue(field.Key, out var found))
        {
            found = field.Choices?.Invoke(services) ?? [];
            if (!field.Closed && found.DistinctBy(choice => choice.Title, StringComparer.OrdinalIgnoreCase).Count() < found.Count)
            {
                var shared = found.CountBy(choice => choice.Title, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
                found = [.. found.Select(choice => shared[choice.Title] > 1 ? choice with { Title = $"{choice.Title} ({choice.Value})" } : choice)];
            }
            choices[field.Key] = found;
        }
        return found;
    }

    /// <param name="listed">Only the fields of the list and those that name the record.</param>
    public async Task<IReadOnlyList<RecordView>> Of(IReadOnlyList<T> records, bool listed, CancellationToken cancel)
    {
        var fields = register.Of.Where(field => !listed || field.Listed || register.TitledBy.Contains(field.Key)).ToList();
        var names = new Dictionary<(string, Guid), string>();
        foreach (var kind in fields.Where(field => field.Refers is not null).GroupBy(field => field.Refers!))
        {
            var ids = records.SelectMany(record => kind.SelectMany(field => field.Read(record))).Select(Guid.Parse).Distinct().ToList();
            foreach (var (id, name) in ids.Count == 0 ? new Dictionary<Guid, string>() : await titles.Of(kind.Key, ids, cancel))
            {
                names[(kind.Key, id)] = name;
            }
        }
        return [.. records.Select(View)];

        RecordView View(T record)
        {
            var values = fields.ToDictionary(field => field.Key, field => field.Read(record));
            var shown = fields.ToDictionary(field => field.Key, field => Shown(field, values[field.Key], names));
            foreach (var field in fields.Where(field => field.Kind == FieldKind.Personal))
            {
                values.Remove(field.Key);
            }
            return new RecordView(record.Id, register.TitleOfOne?.Invoke(record) ?? string.Join(", ", register.TitledBy.Select(key => shown[key]).Where(part => part.Length > 0)),
                record.Version, register.AgencyOfOne?.Invoke(record), shown, values);
        }
    }

    private string Shown(Field<T> field, IReadOnlyList<string> values, Dictionary<(string, Guid), string> names) => field.Kind switch
    {
        FieldKind.Personal => values.Count == 0 ? "" : "••••••",
        FieldKind.Date when values is [var date] => Indonesian.Date(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        FieldKind.Number when values is [var number] => Indonesian.Number(long.Parse(number, CultureInfo.InvariantCulture)),
        FieldKind.Money when values is [var amount] => Indonesian.Money(decimal.Parse(amount, CultureInfo.InvariantCulture)),
        FieldKind.Choice or FieldKind.Choices or FieldKind.YesNo => string.Join("\n", values.Select(value => Word(field, value))),
        FieldKind.Reference => values is [var id] && names.TryGetValue((field.Refers!, Guid.Parse(id)), out var name) ? name : "",
        _ => string.Join("\n", values),
    };

    /// <summary>A value that the profile at hand no longer gives is shown as it is stored.</summary>
    private string Word(Field field, string value)
    {
        if (!words.TryGetValue(field.Key, out var known))
        {
            words[field.Key] = known = ChoicesOf(field).DistinctBy(choice => choice.Value).ToDictionary(choice => choice.Value, choice => choice.Title, StringComparer.Ordinal);
        }
        return known.GetValueOrDefault(value, value);
    }
}
