using System.Globalization;
using System.Linq.Expressions;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Registers;

/// <summary>A field of records of one type: how its value is read from a record, put into one, and asked of the database.</summary>
public sealed class Field<T> : Field
    where T : class, IRecord
{
    /// <summary>The property, for queries: x => x.Name.</summary>
    public required LambdaExpression Property { get; init; }

    public override string Member => ((MemberExpression)(Property.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : Property.Body)).Member.Name;

    /// <summary>The stored value as text that a form can hold and that reads back to the same value; several for lists.</summary>
    public required Func<T, IReadOnlyList<string>> Read { get; init; }

    /// <summary>Puts what was typed into the record; says what is wrong with it otherwise.</summary>
    public required Func<T, IReadOnlyList<string>, string?> Write { get; init; }
}

/// <summary>Makes fields: <c>Fields.Text&lt;Agency&gt;("name", "Nama", agency => agency.Name, 200)</c>, then <c>with</c>-like settings by the initialiser.</summary>
public sealed record FieldSettings
{
    public string? Help { get; init; }

    public string? Cite { get; init; }

    public bool Required { get; init; }

    public bool Listed { get; init; }

    public bool Searched { get; init; }

    public bool Filtered { get; init; }

    public bool Unique { get; init; }

    public bool Fixed { get; init; }
}

/// <summary>The kinds of field there are, each made from the property that it stands for.</summary>
public static class Fields
{
    public static Field<T> Text<T>(string key, string label, Expression<Func<T, string?>> property, int maxLength, FieldSettings? settings = null, bool longText = false)
        where T : class, IRecord
    {
        var (get, set) = Access<T, string?>(property);
        return Make<T>(key, label, longText ? FieldKind.LongText : FieldKind.Text, property, settings, One(get), (record, values) =>
        {
            var typed = Typed(values);
            if (typed?.Length > maxLength)
            {
                return $"Paling banyak {Indonesian.Number(maxLength)} huruf; sekarang {Indonesian.Number(typed.Length)}.";
            }
            set(record, typed ?? (IsNullable(property) ? null : ""));
            return null;
        }, maxLength);
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
        IReadOnlyList<FieldChoice> choices = [.. titles.Select(title => new FieldChoice(title.Value.ToString(), title.Title))];
        return Make<T>(key, label, FieldKind.Choice, property, settings, record => [get(record).ToString()], (record, values) =>
        {
            var typed = Typed(values);
            if (Among(choices, typed) is not { } found)
            {
                return typed is null ? "Pilih salah satu." : $"“{typed}” tidak ada dalam pilihan. Pilih: {string.Join(", ", choices.Select(choice => choice.Title))}.";
            }
            set(record, Enum.Parse<TEnum>(found.Value));
            return null;
        }, choices: _ => choices);
    }

    /// <summary>One of a list of keys that the instance's profile or the program gives. What is chosen was looked up before it is written.</summary>
    public static Field<T> Key<T>(string key, string label, Expression<Func<T, string?>> property, int maxLength, Func<IServiceProvider, IReadOnlyList<FieldChoice>> choices, FieldSettings? settings = null)
        where T : class, IRecord
    {
        var (get, set) = Access<T, string?>(property);
        return Make<T>(key, label, FieldKind.Choice, property, settings, One(get), (record, values) =>
        {
            set(record, Typed(values) ?? (IsNullable(property) ? null : ""));
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
            List<string> lines = [.. values.SelectMany(value => value.Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0)];
            if (lines.Count > most)
            {
                return $"Paling banyak {most} baris.";
            }
            if (lines.FirstOrDefault(line => line.Length > lineLength) is { } tooLong)
            {
                return $"Baris “{tooLong[..30]}…” lebih dari {lineLength} huruf.";
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
    public static Field<T> Personal<T>(string key, string label, Expression<Func<T, Sealed>> property, Func<Sealer> sealer, int maxLength, Func<string, string?> check, Action<T, string?>? written = null, FieldSettings? settings = null)
        where T : class, IRecord
    {
        var (get, set) = Access<T, Sealed>(property);
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
            if (typed is null || sealer().Open(get(record)) != typed)
            {
                set(record, sealer().Seal(typed));
                written?.Invoke(record, typed);
            }
            return null;
        }, maxLength);
    }

    private static Field<T> Make<T>(
        string key, string label, FieldKind kind, LambdaExpression property, FieldSettings? settings,
        Func<T, IReadOnlyList<string>> read, Func<T, IReadOnlyList<string>, string?> write, int maxLength = 0,
        Func<IServiceProvider, IReadOnlyList<FieldChoice>>? choices = null, string? refers = null)
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
            Write = (record, values) => settings.Required && Typed(values) is null ? $"Isi {label.ToLowerInvariant()}." : write(record, values),
            Help = settings.Help,
            Cite = settings.Cite,
            Required = settings.Required,
            Listed = settings.Listed,
            Searched = settings.Searched,
            Filtered = settings.Filtered,
            Unique = settings.Unique,
            Fixed = settings.Fixed,
            Sortable = settings.Listed && kind is not (FieldKind.Lines or FieldKind.Choices or FieldKind.Personal or FieldKind.Reference),
            MaxLength = maxLength,
            Choices = choices,
            Refers = refers,
        };
    }

    /// <summary>A choice by its value or, as sheets have it, by its title.</summary>
    public static FieldChoice? Among(IReadOnlyList<FieldChoice> choices, string? typed) =>
        choices.FirstOrDefault(choice => choice.Value == typed) ?? choices.FirstOrDefault(choice => string.Equals(choice.Title, typed, StringComparison.OrdinalIgnoreCase));

    private static Func<T, IReadOnlyList<string>> One<T>(Func<T, string?> get) => record => get(record) is { Length: > 0 } text ? [text] : [];

    private static string? Typed(IReadOnlyList<string> values) => values.Count > 0 && values[0].Trim() is { Length: > 0 } text ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : null;

    /// <summary>The getter and the setter of the property; conversions that the compiler put around it are seen through.</summary>
    private static (Func<T, TValue> Get, Action<T, TValue> Set) Access<T, TValue>(Expression<Func<T, TValue>> property)
    {
        var member = (MemberExpression)(property.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : property.Body);
        var record = property.Parameters[0];
        var value = Expression.Parameter(typeof(TValue));
        // A date or an id that the record must have takes its default when nothing was typed; Required says so at the field.
        Expression given = member.Type == typeof(TValue) ? value
            : Nullable.GetUnderlyingType(typeof(TValue)) == member.Type ? Expression.Call(value, nameof(Nullable<int>.GetValueOrDefault), Type.EmptyTypes)
            : Expression.Convert(value, member.Type);
        return (property.Compile(), Expression.Lambda<Action<T, TValue>>(Expression.Assign(member, given), record, value).Compile());
    }

    private static bool IsNullable(LambdaExpression property) =>
        new System.Reflection.NullabilityInfoContext().Create((System.Reflection.PropertyInfo)((MemberExpression)property.Body).Member).WriteState == System.Reflection.NullabilityState.Nullable;
}
