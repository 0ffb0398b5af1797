using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Cases;

/// <summary>Reads what was typed into the fields of a case, and shows what a case holds in words.</summary>
public sealed class CaseForm(PlatformDb db, RecordTitles titles, IServiceProvider services)
{
    /// <summary>The values of a case as they are stored.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Stored(Case item)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, node) in JsonNode.Parse(item.Data)!.AsObject())
        {
            values[key] = node switch
            {
                JsonArray list => [.. list.Select(text => text!.GetValue<string>())],
                null => [],
                _ => [node.GetValue<string>()],
            };
        }
        return values;
    }

    /// <summary>Stores values: one as a text, several as a list, none not at all. Keys in order, so that the same values are the same text.</summary>
    public static string Store(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var data = new JsonObject();
        foreach (var (key, list) in values.Where(pair => pair.Value.Count > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            data[key] = list.Count == 1 ? list[0] : new JsonArray([.. list.Select(text => (JsonNode)text)]);
        }
        return data.ToJsonString();
    }

    /// <summary>Checks what was typed and puts it into the values. Refusals are at the fields' keys.</summary>
    public async Task<IReadOnlyList<Refusal>> Read(IReadOnlyList<CaseField> fields, Typed typed, Dictionary<string, IReadOnlyList<string>> values, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        foreach (var field in fields)
        {
            List<string> given = [.. typed.GetValueOrDefault(field.Key, []).Select(text => text.Trim().Replace("\r\n", "\n", StringComparison.Ordinal)).Where(text => text.Length > 0)];
            if (given.Count == 0)
            {
                if (field.Required)
                {
                    refusals.Add(Refusal.At(field.Key, field.Kind is FieldKind.Choice or FieldKind.Choices or FieldKind.Reference or FieldKind.YesNo ? $"Pilih {field.Label.ToLowerInvariant()}." : $"Isi {field.Label.ToLowerInvariant()}."));
                }
                values.Remove(field.Key);
                continue;
            }
            var (read, wrong) = await Read(field, given, cancel);
            if (wrong is not null)
            {
                refusals.Add(Refusal.At(field.Key, wrong));
            }
            else
            {
                values[field.Key] = read;
            }
        }
        return refusals;
    }

    /// <summary>The choices that a field offers; null for a reference with so many that it is typed instead.</summary>
    public async Task<IReadOnlyList<FieldChoice>?> ChoicesOf(CaseField field, CancellationToken cancel)
    {
        if (field.Refers is not { } kind)
        {
            return field.Choices?.Invoke(services) ?? [];
        }
        var records = await titles.Some(kind, 300, cancel, field.Among?.Invoke(db));
        return records.Count >= 300 ? null : records;
    }

    /// <summary>A value in words.</summary>
    public async Task<string> Shown(CaseField field, IReadOnlyList<string> values, CancellationToken cancel)
    {
        if (values.Count == 0)
        {
            return "";
        }
        switch (field.Kind)
        {
            case FieldKind.Date:
                return DateOnly.TryParseExact(values[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Indonesian.Date(date) : values[0];
            case FieldKind.YesNo:
                return values[0] == "true" ? "Ya" : "Tidak";
            case FieldKind.Choice or FieldKind.Choices:
                var choices = field.Choices?.Invoke(services) ?? [];
                return string.Join("; ", values.Select(value => choices.FirstOrDefault(choice => choice.Value == value)?.Title ?? value));
            case FieldKind.Reference:
                return Guid.TryParse(values[0], out var id) && await titles.Of(field.Refers!, id, cancel) is { } found ? found.Title : "";
            default:
                return string.Join("\n", values);
        }
    }

    private async Task<(IReadOnlyList<string> Read, string? Wrong)> Read(CaseField field, List<string> given, CancellationToken cancel)
    {
        var typed = given[0];
        switch (field.Kind)
        {
            case FieldKind.Date:
                return CellValue.Date(typed) is { Year: >= 1900 and <= 2200 } date
                    ? ([date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)], null)
                    : ([], "Isi tanggal, misalnya 22 November 2026 atau 2026-11-22.");
            case FieldKind.Number:
                return CellValue.Number(typed) is { } number && number == decimal.Truncate(number) && number >= field.Least && number <= field.Most
                    ? ([number.ToString("0", CultureInfo.InvariantCulture)], null)
                    : ([], $"Isi bilangan bulat antara {Indonesian.Number(field.Least)} dan {Indonesian.Number(field.Most)}.");
            case FieldKind.YesNo:
                return typed is "true" or "false" ? ([typed], null) : ([], "Pilih Ya atau Tidak.");
            case FieldKind.Choice or FieldKind.Choices:
                var choices = field.Choices?.Invoke(services) ?? [];
                var chosen = given.Select(text => (Text: text, Choice: FieldChoice.Among(choices, text))).ToList();
                return chosen.FirstOrDefault(item => item.Choice is null) is { Text: { } unknown }
                    ? ([], $"“{unknown}” tidak ada dalam pilihan.")
                    : ([.. chosen.Take(field.Kind == FieldKind.Choice ? 1 : 200).Select(item => item.Choice!.Value).Distinct()], null);
            case FieldKind.Reference:
                return await Reference(field.Refers!, field.Among?.Invoke(db), typed, cancel);
            case FieldKind.Lines:
                List<string> lines = [.. given.SelectMany(text => text.Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0)];
                return lines.FirstOrDefault(line => line.Length > field.MaxLength) is { } tooLong ? ([], $"Baris “{tooLong[..30]}…” lebih dari {field.MaxLength} huruf.") : (lines, null);
            default:
                return typed.Length > field.MaxLength ? ([], $"Paling banyak {Indonesian.Number(field.MaxLength)} huruf; sekarang {Indonesian.Number(typed.Length)}.") : ([typed], null);
        }
    }

    private async Task<(IReadOnlyList<string> Read, string? Wrong)> Reference(string kind, IQueryable<Guid>? among, string typed, CancellationToken cancel)
    {
        if (Guid.TryParse(typed, out var id))
        {
            return await titles.Of(kind, id, cancel) is null || (among is not null && !await among.ContainsAsync(id, cancel)) ? ([], "Data yang dipilih tidak ditemukan.") : ([id.ToString()], null);
        }
        var found = await titles.Named(kind, typed, cancel, among);
        return found.Count switch
        {
            1 => ([found[0].Value], null),
            0 => ([], $"“{typed}” tidak ditemukan. Periksa ejaannya, atau daftarkan dahulu."),
            _ => ([], $"“{typed}” cocok dengan beberapa: {string.Join("; ", found.Take(5).Select(choice => choice.Title))}. Tulis lebih lengkap."),
        };
    }
}
