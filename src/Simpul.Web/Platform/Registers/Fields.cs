using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using System.Text.Json;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Ui.Text;
using static Simpul.Web.Platform.Registers.FieldAccess;

namespace Simpul.Web.Platform.Registers;

/// <summary>What a field is beside its kind and its bounds.</summary>
public sealed record FieldSettings
{
    public string? Help { get; init; }

    public string? Cite { get; init; }

    /// <summary>Parameter of the regulation profile whose article says why, where each regulation has its own.</summary>
    public string? CitedBy { get; init; }

    public bool Required { get; init; }

    public bool Listed { get; init; }

    public bool Searched { get; init; }

    public bool Filtered { get; init; }

    public bool Unique { get; init; }

    public bool Fixed { get; init; }

    /// <summary>Where suggestions for a text come from; see <see cref="Field.SuggestHref"/>.</summary>
    public string? SuggestHref { get; init; }
}

/// <summary>The kinds of field there are, each made from the property that it stands for: <c>Fields.Text&lt;Agency&gt;("name", "Nama", agency => agency.Name, 200)</c>.</summary>
public static class Fields
{
    public static Field<T> Text<T>(string key, string label, Expression<Func<T, string?>> property, int maxLength, FieldSettings? settings = null, bool longText = false)
        where T : class, IRecord
    {
        var (get, set) = Access<T, string?>(property);
        var absent = IsNullable(property) ? null : "";
        return Make<T>(key, label, longText ? FieldKind.LongText : FieldKind.Text, property, settings, One(get), (record, values) =>
        {
            var typed = longText ? Typed(values) : Typed(values)?.Replace('\n', ' ');
            if (typed?.Length > maxLength)
            {
                return $"Paling banyak {Indonesian.Number(maxLength)} huruf; sekarang {Indonesian.Number(typed.Length)}.";
            }
            set(record, typed ?? absent);
            return null;
        }, maxLength, uniqueBy: property);
    }

    public static Field<T> Number<T>(string key, string label, Expression<Func<T, int?>> property, int least, int most, FieldSettings? settings = null)
        where T : class, IRecord
    {
        var (get, set) = Access<T, int?>(property);
        return Make<T>(key, label, FieldKind.Number, property, settings, record => get(record) is { } number && (number != 0 || least <= 0) ? [number.ToString(CultureInfo.InvariantCulture)] : [], (record, values) =>
        {
            if (Typed(values) is not { } typed)
            {
                set(record, null);
                return null;
            }
            if (CellValue.Number(typed) is not { } number || number != decimal.Truncate(number) || number < least || number > most)
            {
                return $"Isi bilangan bulat antara {Indonesian.Number(least)} dan {Indonesian.Number(most)}.";
            }
            set(record, (int)number);
            return null;
        });
    }

    /// <summary>An amount in rupiah, not negative, with at most two decimals. As a person writes it: 1.250.000 or Rp1.250.000,50.</summary>
    public static Field<T> Money<T>(string key, string label, Expression<Func<T, decimal?>> property, FieldSettings? settings = null)
        where T : class, IRecord
    {
        var (get, set) = Access<T, decimal?>(property);
        return Make<T>(key, label, FieldKind.Money, property, settings, record => get(record) is { } amount ? [amount.ToString("0.##", CultureInfo.InvariantCulture)] : [], (record, values) =>
        {
            if (Typed(values) is not { } typed)
            {
                set(record, null);
                return null;
            }
            if (CellValue.Number(typed) is not { } amount || amount < 0 || amount > MostMoney || decimal.Round(amount, 2) != amount)
            {
                return "Isi jumlah rupiah, misalnya 1.250.000 atau 1.250.000,50.";
            }
            set(record, amount);
            return null;
        });
    }

    /// <summary>What a cell of a sheet holds exactly to the sen (fifteen digits); no region's budget comes near.</summary>
    public const decimal MostMoney = 9_999_999_999_999.99m;

    public static Field<T> Date<T>(string key, string label, Expression<Func<T, DateOnly?>> property, FieldSettings? settings = null)
        where T : class, IRecord
    {
        var (get, set) = Access<T, DateOnly?>(property);
        return Make<T>(key, label, FieldKind.Date, property, settings, record => get(record) is { } date && date != default ? [date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)] : [], (record, values) =>
        {
            if (Typed(values) is not { } typed)
            {
                set(record, null);
                return null;
            }
            if (CellValue.Date(typed) is not { } date || date.Year is < 1900 or > 2200)
            {
                return "Isi tanggal, misalnya 22 November 2026 atau 2026-11-22.";
            }
            set(record, date);
            return null;
        });
    }

    public static Field<T> YesNo<T>(string key, string label, Expression<Func<T, bool>> property, FieldSettings? settings = null)
        where T : class, IRecord
    {
        var (get, set) = Access<T, bool>(property);
        return Make<T>(key, label, FieldKind.YesNo, property, settings, record => [get(record) ? "true" : "false"], (record, values) =>
        {
            var typed = Typed(values);
            if (typed is not (null or "true" or "false") && CellValue.Answer(typed) is null)
            {
                return "Isi Ya atau Tidak.";
            }
            set(record, typed is "true" || (typed is not (null or "false") && CellValue.Answer(typed) == true));
            return null;
        });
    }

    /// <summary>One of an enumeration's values, with its Indonesian titles in the order in which they are offered.</summary>
    public static Field<T> Choice<T, TEnum>(string key, string label, Expression<Func<T, TEnum>> property, IReadOnlyList<(TEnum Value, string Title)> titles, FieldSettings? settings = null)
        where T : class, IRecord
        where TEnum : struct, Enum
    {
        var (get, set) = Access<T, TEnum>(property);
        IReadOnlyList<FieldChoice> choices = [.. titles.Select(title => new FieldChoice(title.Value.ToString(), title.Title) { Name = JsonNamingPolicy.KebabCaseLower.ConvertName(title.Value.ToString()) })];
        return Make<T>(key, label, FieldKind.Choice, property, settings, record => [get(record).ToString()], (record, values) =>
        {
            if (Typed(values) is not { } typed || FieldChoice.Among(choices, typed) is not { } found)
            {
                return "Pilih salah satu.";
            }
            set(record, Enum.Parse<TEnum>(found.Value));
            return null;
        }, choices: _ => choices, closed: true);
    }

    /// <summary>One of a list of keys that the instance's profile or the program gives. What is chosen was looked up before it is written.</summary>
    public static Field<T> Key<T>(string key, string label, Expression<Func<T, string?>> property, int maxLength, Func<IServiceProvider, IReadOnlyList<FieldChoice>> choices, FieldSettings? settings = null)
        where T : class, IRecord
    {
        var (get, set) = Access<T, string?>(property);
        var absent = IsNullable(property) ? null : "";
        return Make<T>(key, label, FieldKind.Choice, property, settings, One(get), (record, values) =>
        {
            set(record, Typed(values) ?? absent);
            return null;
        }, maxLength, choices);
    }

    /// <summary>Any of a list that the instance's profile or the program gives.</summary>
    public static Field<T> Choices<T>(string key, string label, Expression<Func<T, List<string>>> property, Func<IServiceProvider, IReadOnlyList<FieldChoice>> choices, FieldSettings? settings = null)
        where T : class, IRecord
    {
        var (get, set) = Access<T, List<string>>(property);
        return Make<T>(key, label, FieldKind.Choices, property, settings, record => get(record), (record, values) =>
        {
            set(record, [.. values.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)]);
            return null;
        }, choices: choices);
    }

    /// <summary>Several short texts, one a line.</summary>
    public static Field<T> Lines<T>(string key, string label, Expression<Func<T, List<string>>> property, int most, int lineLength, FieldSettings? settings = null)
        where T : class, IRecord
    {
        var (get, set) = Access<T, List<string>>(property);
        return Make<T>(key, label, FieldKind.Lines, property, settings, record => get(record), (record, values) =>
        {
            List<string> lines = [.. values.SelectMany(value => Clean(value).Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0)];
            if (lines.Count > most)
            {
                return $"Paling banyak {most} baris.";
            }
            if (lines.FirstOrDefault(line => line.Length > lineLength) is { } tooLong)
            {
                return $"Baris “{tooLong[..Math.Min(30, lineLength)]}…” lebih dari {lineLength} huruf.";
            }
            set(record, lines);
            return null;
        }, most * (lineLength + 1));
    }

    /// <summary>A record of another register, by its id.</summary>
    public static Field<T> Reference<T>(string key, string label, Expression<Func<T, Guid?>> property, string refers, FieldSettings? settings = null)
        where T : class, IRecord
    {
        var (get, set) = Access<T, Guid?>(property);
        return Make<T>(key, label, FieldKind.Reference, property, settings, record => get(record) is { } id && id != Guid.Empty ? [id.ToString()] : [], (record, values) =>
        {
            if (Typed(values) is not { } typed)
            {
                set(record, null);
                return null;
            }
            if (!Guid.TryParse(typed, out var id))
            {
                return $"“{typed}” tidak ditemukan.";
            }
            set(record, id);
            return null;
        }, refers: refers);
    }

    /// <summary>Personal data: sealed when written; read back only by whoever may, and then it is in the journal.</summary>
    /// <param name="check">What is wrong with a value, or null.</param>
    /// <param name="fingerprint">Where the fingerprint is kept by which the value is found and, where the field says so, unique.</param>
    public static Field<T> Personal<T>(
        string key, string label, Expression<Func<T, Sealed>> property, Func<Sealer> sealer, int maxLength, Func<string, string?> check,
        Expression<Func<T, string?>>? fingerprint = null, FieldSettings? settings = null)
        where T : class, IRecord
    {
        var (get, set) = Access<T, Sealed>(property);
        var kind = RecordKindAttribute.Of(typeof(T));
        var print = fingerprint is null ? null : Access<T, string?>(fingerprint).Set;
        return Make<T>(key, label, FieldKind.Personal, property, settings, record => get(record).IsEmpty ? [] : [get(record).Cipher], (record, values) =>
        {
            var typed = Typed(values);
            if (typed?.Length > maxLength)
            {
                return $"Paling banyak {maxLength} huruf.";
            }
            if (typed is not null && check(typed) is { } wrong)
            {
                return wrong;
            }
            if (typed is null || sealer().Open(get(record), Sealer.Field(kind, record.Id, key)) != typed)
            {
                set(record, sealer().Seal(typed, Sealer.Field(kind, record.Id, key)));
                print?.Invoke(record, sealer().Fingerprint(typed));
            }
            return null;
        }, maxLength, uniqueBy: fingerprint, uniqueOf: typed => sealer().Fingerprint(typed));
    }

    private static Field<T> Make<T>(
        string key, string label, FieldKind kind, LambdaExpression property, FieldSettings? settings,
        Func<T, IReadOnlyList<string>> read, Func<T, IReadOnlyList<string>, string?> write, int maxLength = 0,
        Func<IServiceProvider, IReadOnlyList<FieldChoice>>? choices = null, string? refers = null, bool closed = false,
        Expression<Func<T, string?>>? uniqueBy = null, Func<string, string?>? uniqueOf = null)
        where T : class, IRecord
    {
        settings ??= new FieldSettings();
        return new Field<T>
        {
            Key = key,
            Label = label,
            Kind = kind,
            Property = property,
            Read = read,
            Write = (record, values) => settings.Required && values.All(value => Clean(value).Length == 0) ? $"Isi {label.ToLowerInvariant()}." : write(record, values),
            Help = settings.Help,
            Cite = settings.Cite,
            CitedBy = settings.CitedBy,
            Required = settings.Required,
            Listed = settings.Listed,
            Searched = settings.Searched,
            Filtered = settings.Filtered,
            Unique = settings.Unique,
            Fixed = settings.Fixed,
            SuggestHref = settings.SuggestHref,
            Sortable = settings.Listed && kind is not (FieldKind.Lines or FieldKind.Choices or FieldKind.Personal or FieldKind.Reference),
            MaxLength = maxLength,
            Choices = kind == FieldKind.YesNo ? _ => Answers : choices,
            Closed = closed || kind == FieldKind.YesNo,
            Refers = refers,
            UniqueBy = uniqueBy,
            UniqueOf = uniqueOf ?? (typed => typed),
        };
    }

    private static readonly IReadOnlyList<FieldChoice> Answers = [new("true", "Ya"), new("false", "Tidak")];

    /// <summary>
    /// Text as it is kept: composed, lines parted by a line feed, without the control characters and halves of letters that a database refuses,
    /// without blanks around it.
    /// </summary>
    public static string Clean(string text)
    {
        text = text.ReplaceLineEndings("\n");
        if (text.Any(letter => char.IsSurrogate(letter) || (char.IsControl(letter) && letter is not ('\n' or '\t'))))
        {
            text = string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsControl(rune) || rune.Value is '\n' or '\t').Select(rune => rune.ToString()));
        }
        return text.Normalize().Trim();
    }

    private static Func<T, IReadOnlyList<string>> One<T>(Func<T, string?> get) => record => get(record) is { Length: > 0 } text ? [text] : [];

    private static string? Typed(IReadOnlyList<string> values) => values.Count > 0 && Clean(values[0]) is { Length: > 0 } text ? text : null;
}
