using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Search;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// Tells events in people's words: labels and choices from the registers' declarations and from <see cref="RecordWords"/>, names of people, offices and
/// records by one look-up for all events at hand. Of a record that the actor is not cleared for, it is told that something happened, and when.
/// </summary>
public sealed class EventWords(PlatformDb db, JournalWords actions, RegisterCatalogue registers, IEnumerable<RecordWords> words, Zone zone, Acting acting, IServiceProvider services)
{
    /// <summary>Longer texts are cut where many events stand below each other.</summary>
    public const int Brief = 300;

    private static readonly Func<PlatformDb, Guid[], CancellationToken, Task<List<Entry>>> entries = Prepared.List((PlatformDb db, Guid[] ids) =>
        db.Set<SearchEntry>().Where(entry => ids.Contains(entry.SubjectId)).Select(entry => new Entry(entry.SubjectId, entry.Title, entry.Href, entry.Classification)));

    private readonly Dictionary<string, RecordWords> named = words.ToDictionary(item => item.Name, StringComparer.Ordinal);
    private readonly TimeZoneInfo place = TimeZoneInfo.FindSystemTimeZoneById(zone.Name);
    private readonly Dictionary<Guid, (string Title, string? Href)> known = [];

    private readonly HashSet<Guid> withheld = [];
    private readonly Dictionary<string, Dictionary<string, (Field Field, int Place)>> declared = new(StringComparer.Ordinal);

    /// <param name="length">Characters of a value that are shown at most.</param>
    public async Task<IReadOnlyList<EventView>> Describe(IReadOnlyList<JournalEvent> events, int length, CancellationToken cancel)
    {
        var bodies = events.Select(item => Parse(item.Body)).ToList();
        await Learn(events, bodies, cancel);
        return [.. events.Select((item, at) => Describe(item, bodies[at], length))];
    }

    /// <summary>"perangkat daerah"; the kind itself where nobody named it.</summary>
    public string One(string kind) => registers.ByKind(kind)?.One ?? named.GetValueOrDefault(kind)?.One ?? kind;

    /// <summary>An altered row may hold anything, and its page must open all the same.</summary>
    private static JsonObject Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? [];
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            return [];
        }
    }

    private EventView Describe(JournalEvent item, JsonObject body, int length)
    {
        var actor = body["actor"] as JsonObject ?? [];
        var subject = known.TryGetValue(item.SubjectId, out var record) ? record : ((string Title, string? Href)?)null;
        var open = !withheld.Contains(item.SubjectId);
        return new EventView(
            item.Index, item.At, Who(actor), Id(actor["person"]), Titled(actor["office"]), Id(actor["office"]), Titled(actor["agency"]), Text(actor["via"]) ?? "", item.Action, actions.Of(item.Action),
            item.SubjectKind, One(item.SubjectKind), item.SubjectId, subject?.Title, subject?.Href, open ? Text(body["reason"]) : null,
            open ? Changes(item.SubjectKind, body["changes"] as JsonObject ?? [], length) : [], open ? Details(item.SubjectKind, body["details"] as JsonObject ?? [], length) : []);
    }

    private string Who(JsonObject actor) => Titled(actor["person"]) ?? Text(actor["via"]) switch
    {
        "job" => "Simpul (terjadwal)",
        "command" => "Pengelola server (baris perintah)",
        _ when actor["person"] is not null || actor["account"] is not null => "Pengguna yang namanya tidak ada lagi",
        _ => "Pengunjung yang belum masuk",
    };

    private List<FieldChange> Changes(string kind, JsonObject changes, int length)
    {
        var told = new List<FieldChange>();
        var fields = FieldsOf(kind);
        foreach (var (name, pair) in changes.OrderBy(change => Place(change.Key, fields)))
        {
            if (pair is not JsonArray { Count: 2 } values)
            {
                continue;
            }
            var (table, field) = name.Split('/') is [var part, _, var inner] ? (part, inner) : (null, name);
            var own = table is null ? fields.GetValueOrDefault(field).Field : null;
            var label = own?.Label ?? Label(table ?? kind, field);
            // The fingerprint of a protected value changes with it, and tells nobody anything.
            if (label.Length == 0 || field.EndsWith("Fingerprint", StringComparison.Ordinal))
            {
                continue;
            }
            var of = table is null ? null : named.GetValueOrDefault(table)?.One ?? "rincian";
            told.Add(IsSealed(values[0]) || IsSealed(values[1])
                ? new FieldChange(label, null, null, of, IsProtected: true)
                : new FieldChange(label, Cut(Words(values[0], own, table ?? kind), length), Cut(Words(values[1], own, table ?? kind), length), of));
        }
        // A field that went from nothing to an empty list says nothing.
        return [.. told.Where(change => change.IsProtected || change.Before != change.After)];
    }

    private List<DetailWords> Details(string kind, JsonObject details, int length) =>
    [
        .. details.Select(pair => new DetailWords(Label(kind, pair.Key),
            Cut(pair.Key == "field" && Text(pair.Value) is { } key && registers.ByKind(kind)?.Fields.FirstOrDefault(field => field.Key == key) is { } named ? named.Label : Words(pair.Value, null, kind), length) ?? "")).Where(detail => detail.Label.Length > 0 && detail.Value.Length > 0),
    ];

    /// <summary>In the order of the form, then what the form does not have, then the parts.</summary>
    private static (int, string) Place(string name, Dictionary<string, (Field Field, int Place)> fields) =>
        name.Contains('/') ? (int.MaxValue, name) : fields.TryGetValue(name, out var field) ? (field.Place, "") : (int.MaxValue - 1, name);

    private Dictionary<string, (Field Field, int Place)> FieldsOf(string kind)
    {
        if (!declared.TryGetValue(kind, out var fields))
        {
            declared[kind] = fields = new(StringComparer.Ordinal);
            foreach (var field in registers.ByKind(kind)?.Fields ?? [])
            {
                fields.TryAdd(char.ToLowerInvariant(field.Member[0]) + field.Member[1..], (field, fields.Count));
            }
        }
        return fields;
    }

    private string Label(string name, string field) =>
        named.GetValueOrDefault(name)?.Labels.GetValueOrDefault(field) ?? PlatformWords.Labels.GetValueOrDefault(field) ?? $"Isian lain ({field})";

    private string? Words(JsonNode? value, Field? field, string name) => value switch
    {
        null => null,
        JsonArray { Count: 0 } => null,
        JsonArray list => string.Join(field?.Kind == FieldKind.Lines ? "\n" : "; ", list.Select(item => Words(item, field, name))),
        JsonValue scalar when scalar.GetValueKind() is JsonValueKind.True => "Ya",
        JsonValue scalar when scalar.GetValueKind() is JsonValueKind.False => "Tidak",
        JsonValue scalar when scalar.GetValueKind() is JsonValueKind.Number => scalar.TryGetValue<long>(out var whole) ? Indonesian.Number(whole) : scalar.ToJsonString(),
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => Words(text, field, name),
        _ => value.ToJsonString(),
    };

    private string? Words(string text, Field? field, string name)
    {
        if (text.Length == 0)
        {
            return null;
        }
        if (field?.Choices?.Invoke(services).FirstOrDefault(choice => choice.Value == text) is { } choice)
        {
            return choice.Title;
        }
        if (Guid.TryParseExact(text, "D", out var id))
        {
            return known.TryGetValue(id, out var record) ? record.Title : "data yang tidak dikenal lagi";
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return Indonesian.Date(date);
        }
        if (text.Length == 28 && text[^1] == 'Z' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return Indonesian.DateAndTime(moment, place);
        }
        return named.GetValueOrDefault(name)?.Values?.GetValueOrDefault(text) ?? (field is null ? PlatformWords.Values.GetValueOrDefault(text) : null) ?? text;
    }

    /// <summary>Looks up every record that the events name, once.</summary>
    private async Task Learn(IReadOnlyList<JournalEvent> events, List<JsonObject> bodies, CancellationToken cancel)
    {
        var ids = new HashSet<Guid>(events.Select(item => item.SubjectId));
        foreach (var body in bodies)
        {
            Collect(body["actor"], ids);
            Collect(body["changes"], ids);
            Collect(body["details"], ids);
        }
        ids.ExceptWith(known.Keys);
        foreach (var some in ids.Chunk(500))
        {
            foreach (var entry in await entries(db, some, cancel))
            {
                if (entry.Classification <= acting.Actor.Clearance)
                {
                    known[entry.SubjectId] = (entry.Title, entry.Href);
                }
                else
                {
                    known[entry.SubjectId] = (RecordTitles.Withheld, null);
                    withheld.Add(entry.SubjectId);
                }
            }
        }
    }

    private sealed record Entry(Guid SubjectId, string Title, string Href, Classification Classification);

    private static void Collect(JsonNode? node, HashSet<Guid> ids)
    {
        switch (node)
        {
            case JsonObject value:
                foreach (var (_, item) in value)
                {
                    Collect(item, ids);
                }
                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Collect(item, ids);
                }
                break;
            default:
                if (Id(node) is { } id)
                {
                    ids.Add(id);
                }
                break;
        }
    }

    private string? Titled(JsonNode? id) => Id(id) is { } named && known.TryGetValue(named, out var record) ? record.Title : null;

    private static Guid? Id(JsonNode? node) => Text(node) is { Length: 36 } text && Guid.TryParseExact(text, "D", out var id) ? id : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool IsSealed(JsonNode? value) => value is JsonObject { Count: 1 } box && box.ContainsKey("sealed");

    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text[..length] + "…";
}
