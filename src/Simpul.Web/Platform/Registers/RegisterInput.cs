using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Platform.Registers;

/// <summary>Puts what somebody typed, sent or has in a row into a record, or says field by field why not.</summary>
internal sealed class RegisterInput<T>(Register<T> register, IServiceProvider services, RegisterViews<T> views)
    where T : class, IRecord, new()
{
    private const string OutOfReach = "Data ini milik perangkat daerah lain. Minta perangkat daerah itu, atau pengelola SPBE, untuk mengubahnya.";

    private readonly Actor actor = services.GetRequiredService<Acting>().Actor;
    private readonly RecordTitles titles = services.GetRequiredService<RecordTitles>();

    // Rows of a sheet name the same few records over and over.
    private readonly Dictionary<(string Kind, string Typed), IReadOnlyList<FieldChoice>> looked = [];
    private readonly Dictionary<(string Kind, Guid Id), bool> known = [];
    private readonly Dictionary<string, Guid> fresh = new(StringComparer.Ordinal);

    /// <summary>Lets later rows of the same sheet refer to a record that is not saved yet.</summary>
    public void Remember(T record)
    {
        known[(register.Kind, record.Id)] = true;
        if (register.TitleOfOne?.Invoke(record) is { } title)
        {
            fresh.TryAdd(Folded.Of(title), record.Id);
        }
    }

    public async Task<List<Refusal>> Put(T record, Typed typed, bool isNew, CancellationToken cancel)
    {
        if (!isNew && Refused(record) is { } before)
        {
            return [before];
        }
        var refusals = new List<Refusal>();
        foreach (var field in register.Of)
        {
            if (typed.TryGetValue(field.Key, out var values))
            {
                if (await Put(record, field, values, isNew, cancel) is { } wrong)
                {
                    refusals.Add(Refusal.At(field.Key, wrong));
                }
            }
            else if (isNew && field.Required && field.Read(record).Count == 0)
            {
                refusals.Add(Refusal.At(field.Key, $"Isi {field.Label.ToLowerInvariant()}."));
            }
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        if (register.Settles is { } settles)
        {
            await settles(services, record, cancel);
        }
        return Refused(record) is { } after ? [after] : register.Rules is { } rules ? [.. await rules(services, record, cancel)] : [];
    }

    /// <summary>Whether the actor's permission reaches the record as it now is.</summary>
    public Refusal? Refused(T record) => actor.May(register.Edit, register.AgencyOfOne?.Invoke(record)) ? null : Refusal.At(register.AgencyField?.Key ?? "", OutOfReach);

    private async Task<string?> Put(T record, Field<T> field, IReadOnlyList<string> values, bool isNew, CancellationToken cancel)
    {
        var (meant, wrong) = await Meant(field, field.Read(record), values, cancel);
        if (wrong is not null)
        {
            return wrong;
        }
        if (!field.Fixed || isNew)
        {
            return field.Write(record, meant);
        }
        // Sent back as it was, it is no change.
        var probe = new T();
        return field.Kind == FieldKind.Personal || (field.Write(probe, meant) is null && field.Read(probe).SequenceEqual(field.Read(record)))
            ? null
            : $"{field.Label} tidak dapat diubah sesudah didaftarkan.";
    }

    /// <summary>Titles to ids, titles of choices to their values: a sheet and a person type what they see. What is stored already may stay.</summary>
    private async Task<(IReadOnlyList<string> Meant, string? Wrong)> Meant(Field<T> field, IReadOnlyList<string> stored, IReadOnlyList<string> values, CancellationToken cancel)
    {
        switch (field.Kind)
        {
            case FieldKind.Choices:
                var chosen = new List<string>();
                foreach (var value in values.SelectMany(value => Parts(field, stored, value)))
                {
                    if (stored.Contains(value))
                    {
                        chosen.Add(value);
                    }
                    else if (FieldChoice.Among(views.ChoicesOf(field), value) is { } choice)
                    {
                        chosen.Add(choice.Value);
                    }
                    else
                    {
                        return ([], NotOffered(field, value));
                    }
                }
                return (chosen, null);
            case FieldKind.Choice:
                var word = values.Count == 0 ? "" : Fields.Clean(values[0]);
                return word.Length == 0 || stored.Contains(word) ? (word.Length == 0 ? [] : [word], null)
                    : FieldChoice.Among(views.ChoicesOf(field), word) is { } found ? ([found.Value], null)
                    : ([], NotOffered(field, word));
            case FieldKind.Reference:
                return await Referred(field.Refers!, stored, values.Count == 0 ? "" : Fields.Clean(values[0]), cancel);
            default:
                return (values, null);
        }
    }

    /// <summary>A cell holds its choices one a line or, as people write them, parted by semicolons; a title may hold a semicolon itself.</summary>
    private IEnumerable<string> Parts(Field<T> field, IReadOnlyList<string> stored, string value) => Fields.Clean(value).Split('\n')
        .SelectMany(line => stored.Contains(line.Trim()) || FieldChoice.Among(views.ChoicesOf(field), line.Trim()) is not null ? [line] : line.Split(';'))
        .Select(part => part.Trim()).Where(part => part.Length > 0);

    private string NotOffered(Field field, string value)
    {
        var choices = views.ChoicesOf(field);
        return $"“{Short(value)}” tidak ada dalam pilihan.{(choices.Count is > 0 and <= 12 ? $" Pilih: {string.Join(", ", choices.Select(choice => choice.Title))}." : "")}";
    }

    private async Task<(IReadOnlyList<string> Meant, string? Wrong)> Referred(string kind, IReadOnlyList<string> stored, string typed, CancellationToken cancel)
    {
        if (typed.Length == 0)
        {
            return ([], null);
        }
        if (Guid.TryParse(typed, out var id))
        {
            if (stored.Contains(id.ToString()))
            {
                return (stored, null);
            }
            if (!known.TryGetValue((kind, id), out var exists))
            {
                known[(kind, id)] = exists = await titles.Knows(kind, id, cancel);
            }
            return exists ? ([id.ToString()], null) : ([], "Data yang dirujuk tidak ditemukan.");
        }
        if (kind == register.Kind && fresh.TryGetValue(Folded.Of(typed), out var earlier))
        {
            return ([earlier.ToString()], null);
        }
        if (!looked.TryGetValue((kind, typed), out var found))
        {
            looked[(kind, typed)] = found = await titles.Named(kind, typed, cancel);
        }
        return found.Count == 1 ? ([found[0].Value], null)
            : found.Count == 0 ? ([], $"“{Short(typed)}” tidak ditemukan. Periksa ejaannya, atau daftarkan dahulu.")
            : ([], $"“{Short(typed)}” cocok dengan beberapa: {string.Join("; ", found.Take(5).Select(choice => choice.Title))}. Tulis salah satunya selengkap itu.");
    }

    private static string Short(string typed) => typed.Length <= 80 ? typed : $"{typed[..80]}…";
}
