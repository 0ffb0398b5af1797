using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Search;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Registers;

/// <summary>A register's records: read in pages, written one save at a time with their event and their search entry.</summary>
internal sealed class RegisterWork<T>(Register<T> register, IServiceProvider services) : IRegisterWork
    where T : class, IRecord, new()
{
    private readonly PlatformDb db = services.GetRequiredService<PlatformDb>();
    private readonly Actor actor = services.GetRequiredService<Acting>().Actor;
    private readonly RecordTitles titles = services.GetRequiredService<RecordTitles>();
    private readonly Func<T, string>? title = register.TitleOfOne;
    private readonly Func<T, Guid?>? agency = register.AgencyOfOne;

    public async Task<RecordPage> List(ListQuery query, CancellationToken cancel)
    {
        var found = Narrowed(query);
        var total = await found.CountAsync(cancel);
        var rows = await Ordered(found, query.Sort).Skip((query.Number - 1) * query.Size).Take(query.Size).ToListAsync(cancel);
        return new RecordPage(await Views(rows, listed: true, cancel), total, query);
    }

    public async Task<RecordView?> Find(Guid id, CancellationToken cancel)
    {
        var record = await Visible().SingleOrDefaultAsync(item => item.Id == id, cancel);
        return record is null ? null : (await Views([record], listed: false, cancel))[0];
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Blank()
    {
        var blank = new T();
        return register.Of.ToDictionary(field => field.Key, field => field.Read(blank));
    }

    public async Task<Outcome<Guid>> Add(Typed typed, CancellationToken cancel)
    {
        var record = new T();
        var refusals = await Apply(record, typed, isNew: true, cancel);
        if (refusals.Count > 0)
        {
            return refusals;
        }
        db.Add(record);
        return await Save(record, isNew: true, cancel);
    }

    public async Task<Outcome<Guid>> Change(Guid id, int version, Typed typed, CancellationToken cancel)
    {
        var record = await Tracked().SingleOrDefaultAsync(item => item.Id == id, cancel);
        if (record is null)
        {
            return Refusal.Whole($"Data {register.One} ini tidak ditemukan. Mungkin sudah dihapus.");
        }
        if (!actor.May(register.Edit, agency?.Invoke(record)))
        {
            return Refusal.Whole(OutOfReach);
        }
        if (record.Version != version)
        {
            return Refusal.At("version", "Data ini telah diubah orang lain sejak Anda membukanya. Bandingkan isian Anda dengan yang tersimpan, lalu simpan lagi.");
        }
        var refusals = await Apply(record, typed, isNew: false, cancel);
        return refusals.Count > 0 ? refusals : await Save(record, isNew: false, cancel);
    }

    /// <summary>
    /// Adds records that another operation made, and keeps the changes that it made to those it read through the database, all in one save:
    /// with the register's rules, their events and their search entries. Where one is refused, none is kept.
    /// </summary>
    public async Task<Outcome> Keep(IReadOnlyList<T> records, CancellationToken cancel, string? reason = null)
    {
        var refusals = new List<Refusal>();
        foreach (var record in records)
        {
            if (!actor.May(register.Edit, agency?.Invoke(record)))
            {
                refusals.Add(Refusal.Whole(OutOfReach));
            }
            else if (register.Rules is { } rules)
            {
                refusals.AddRange(await rules(services, record, cancel));
            }
            if (await Duplicate(record, cancel) is { } taken)
            {
                refusals.Add(taken);
            }
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        foreach (var record in records)
        {
            var isNew = db.Entry(record).State == EntityState.Detached;
            if (isNew)
            {
                db.Add(record);
            }
            await Record(record, isNew, cancel, reason);
        }
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (db.Dialect.IsDuplicate(failure))
        {
            return Refusal.Whole($"Data {register.One} yang sama baru saja didaftarkan. Periksa daftar.");
        }
        return Outcome.Done;
    }

    public async Task<string?> Reveal(Guid id, string field, CancellationToken cancel)
    {
        var chosen = register.Of.FirstOrDefault(item => item.Key == field && item.Kind == FieldKind.Personal);
        var record = await Visible().SingleOrDefaultAsync(item => item.Id == id, cancel);
        if (chosen is null || record is null || chosen.Read(record) is not [var cipher])
        {
            return null;
        }
        services.GetRequiredService<Journal.Journal>().Note($"{register.Kind}.personal-data-read", register.Kind, id, details: new() { ["field"] = field });
        await db.SaveChangesAsync(cancel);
        return services.GetRequiredService<Sealer>().Open(new Sealed(cipher));
    }

    public async IAsyncEnumerable<RecordView> All(ListQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        // By keyset: a page by offset would cost more the further the export has come.
        var last = Guid.Empty;
        while (true)
        {
            var rows = await Narrowed(query).Where(record => record.Id.CompareTo(last) > 0).OrderBy(record => record.Id).Take(500).ToListAsync(cancel);
            if (rows.Count == 0)
            {
                yield break;
            }
            foreach (var view in await Views(rows, listed: false, cancel))
            {
                yield return view;
            }
            last = rows[^1].Id;
        }
    }

    public async Task<IReadOnlyDictionary<string, Guid>> FindByNatural(IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        if (register.Of.FirstOrDefault(field => field.Unique) is not { } natural)
        {
            return new Dictionary<string, Guid>();
        }
        var property = (Expression<Func<T, string?>>)natural.Property;
        var contained = Expression.Lambda<Func<T, bool>>(
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(string)], Expression.Constant(keys.ToList()), property.Body), property.Parameters);
        var found = await db.Set<T>().AsNoTracking().Where(contained).ToListAsync(cancel);
        return found.ToDictionary(record => natural.Read(record)[0], record => record.Id, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<TriedRow>> Put(IReadOnlyList<SheetEntry> rows, bool save, CancellationToken cancel)
    {
        var natural = register.Of.FirstOrDefault(field => field.Unique);
        var known = natural is null ? new Dictionary<string, Guid>() : await FindByNatural([.. rows.Select(row => Key(row)).Where(key => key.Length > 0)], cancel);
        var records = known.Count == 0 ? [] : await Tracked().Where(record => known.Values.Contains(record.Id)).ToDictionaryAsync(record => record.Id, cancel);
        var tried = new List<TriedRow>(rows.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            if (natural is not null && Key(row) is { Length: > 0 } twice && !seen.Add(twice))
            {
                tried.Add(new TriedRow(row.Row, RowResult.Bad, twice, [Refusal.At(natural.Key, $"{natural.Label} “{twice}” ada di lebih dari satu baris.")]));
                continue;
            }
            var isNew = !known.TryGetValue(Key(row), out var id);
            var record = isNew ? new T() : records[id];
            var refusals = !isNew && !actor.May(register.Edit, agency?.Invoke(record)) ? [Refusal.Whole(OutOfReach)] : await Apply(record, row.Typed, isNew, cancel);
            if (refusals.Count > 0)
            {
                if (!isNew)
                {
                    await db.Entry(record).ReloadAsync(cancel);
                }
                tried.Add(new TriedRow(row.Row, RowResult.Bad, Key(row), refusals));
                continue;
            }
            if (isNew)
            {
                db.Add(record);
            }
            var result = isNew ? RowResult.Added : db.Entry(record).State == EntityState.Unchanged ? RowResult.Same : RowResult.Changed;
            if (save && result != RowResult.Same)
            {
                await Record(record, isNew, cancel);
            }
            tried.Add(new TriedRow(row.Row, result, await Title(record, cancel), []));
        }
        if (save)
        {
            await db.SaveChangesAsync(cancel);
        }
        db.ChangeTracker.Clear();
        return tried;

        string Key(SheetEntry row) => natural is not null && row.Typed.TryGetValue(natural.Key, out var values) && values.Count > 0 ? values[0].Trim() : "";
    }

    public async Task<IReadOnlyList<FieldChoice>> ChoicesOf(Field field, CancellationToken cancel) =>
        field.Refers is { } kind ? await titles.Some(kind, 300, cancel) : field.Choices?.Invoke(services) ?? [];

    private const string OutOfReach = "Data ini milik perangkat daerah lain. Minta perangkat daerah itu, atau pengelola SPBE, untuk mengubahnya.";

    private IQueryable<T> Tracked() => register.Visible is { } visible ? visible(services, db.Set<T>()) : db.Set<T>();

    private IQueryable<T> Visible() => Tracked().AsNoTracking();

    private IQueryable<T> Narrowed(ListQuery query)
    {
        var found = Visible();
        foreach (var word in (query.Search ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            found = title is null ? Found(found, word.ToLowerInvariant()) : found.Where(Holds(word.ToLowerInvariant()));
        }
        foreach (var (key, value) in query.Filters ?? new Dictionary<string, string>())
        {
            if (register.Of.FirstOrDefault(field => field.Key == key && field.Filtered) is { } field && Equal(field, value) is { } equal)
            {
                found = found.Where(equal);
            }
        }
        return found;
    }

    /// <summary>Records that other records name are looked for by that name, which their search entries hold.</summary>
    private IQueryable<T> Found(IQueryable<T> records, string word)
    {
        var entries = db.Set<SearchEntry>().Where(entry => entry.Kind == register.Kind && (entry.Title.ToLower().Contains(word) || entry.Text.ToLower().Contains(word)));
        return records.Where(record => entries.Any(entry => entry.SubjectId == record.Id));
    }

    /// <summary>record => lower(a) contains word or lower(b) contains word…</summary>
    private Expression<Func<T, bool>> Holds(string word)
    {
        var record = Expression.Parameter(typeof(T), "record");
        Expression? any = null;
        foreach (var field in register.Of.Where(field => field.Searched))
        {
            var value = Replace(field.Property, record);
            Expression one = Expression.Call(Expression.Call(value, nameof(string.ToLower), Type.EmptyTypes), nameof(string.Contains), Type.EmptyTypes, Expression.Constant(word));
            one = Expression.AndAlso(Expression.NotEqual(value, Expression.Constant(null, typeof(string))), one);
            any = any is null ? one : Expression.OrElse(any, one);
        }
        return Expression.Lambda<Func<T, bool>>(any ?? Expression.Constant(false), record);
    }

    private static Expression<Func<T, bool>>? Equal(Field<T> field, string value)
    {
        var record = Expression.Parameter(typeof(T), "record");
        var property = Replace(field.Property, record);
        object? wanted = property.Type.IsEnum ? (Enum.TryParse(property.Type, value, out var parsed) ? parsed : null)
            : property.Type == typeof(Guid) || property.Type == typeof(Guid?) ? (Guid.TryParse(value, out var id) ? id : null)
            : property.Type == typeof(bool) ? value == "true"
            : value;
        return wanted is null ? null : Expression.Lambda<Func<T, bool>>(Expression.Equal(property, Expression.Convert(Expression.Constant(wanted), property.Type)), record);
    }

    private IOrderedQueryable<T> Ordered(IQueryable<T> found, string? sort)
    {
        var asked = sort?.TrimStart('-');
        var (key, descending) = register.Of.Any(field => field.Key == asked && field.Sortable)
            ? (asked, sort!.StartsWith('-'))
            : (register.OrderedBy.TrimStart('-'), register.OrderedBy.StartsWith('-'));
        var by = register.Of.First(field => field.Key == key).Property;
        var record = Expression.Parameter(typeof(T), "record");
        var value = Replace(by, record);
        var call = Expression.Call(typeof(Queryable), descending ? nameof(Queryable.OrderByDescending) : nameof(Queryable.OrderBy),
            [typeof(T), value.Type], found.Expression, Expression.Quote(Expression.Lambda(value, record)));
        return ((IOrderedQueryable<T>)found.Provider.CreateQuery<T>(call)).ThenBy(item => item.Id);
    }

    /// <summary>The property on another parameter, without a conversion that the compiler put around it.</summary>
    private static MemberExpression Replace(LambdaExpression property, ParameterExpression record)
    {
        var body = property.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : property.Body;
        return Expression.MakeMemberAccess(record, ((MemberExpression)body).Member);
    }

    private async Task<List<Refusal>> Apply(T record, Typed typed, bool isNew, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        foreach (var field in register.Of)
        {
            if (field.Fixed && !isNew)
            {
                continue;
            }
            if (!typed.TryGetValue(field.Key, out var values))
            {
                if (isNew && field.Required && field.Read(record).Count == 0)
                {
                    refusals.Add(Refusal.At(field.Key, $"Isi {field.Label.ToLowerInvariant()}."));
                }
                continue;
            }
            values = await Meant(field, values, refusals, cancel);
            if (field.Write(record, values) is { } wrong && !refusals.Any(refusal => refusal.Field == field.Key))
            {
                refusals.Add(Refusal.At(field.Key, wrong));
            }
        }
        if (refusals.Count == 0)
        {
            if (!actor.May(register.Edit, agency?.Invoke(record)))
            {
                refusals.Add(Refusal.Whole(OutOfReach));
            }
            else if (register.Rules is { } rules)
            {
                refusals.AddRange(await rules(services, record, cancel));
            }
        }
        return refusals;
    }

    /// <summary>Titles to ids, titles of choices to their values: a sheet and a person type what they see.</summary>
    private async Task<IReadOnlyList<string>> Meant(Field<T> field, IReadOnlyList<string> values, List<Refusal> refusals, CancellationToken cancel)
    {
        if (field.Kind == FieldKind.Choices)
        {
            var choices = field.Choices!(services);
            var meant = new List<string>();
            foreach (var value in values.SelectMany(value => value.Split(';', '\n')).Select(value => value.Trim()).Where(value => value.Length > 0))
            {
                if (Registers.Fields.Among(choices, value) is { } choice)
                {
                    meant.Add(choice.Value);
                }
                else
                {
                    refusals.Add(Refusal.At(field.Key, $"“{value}” tidak ada dalam pilihan."));
                }
            }
            return meant;
        }
        if (field.Kind == FieldKind.Choice && values is [var word, ..] && word.Trim().Length > 0)
        {
            var choices = field.Choices!(services);
            if (Registers.Fields.Among(choices, word.Trim()) is { } choice)
            {
                return [choice.Value];
            }
            refusals.Add(Refusal.At(field.Key, $"“{word.Trim()}” tidak ada dalam pilihan{(choices.Count is > 0 and <= 12 ? $". Pilih: {string.Join(", ", choices.Select(item => item.Title))}" : "")}."));
            return [];
        }
        if (field.Refers is { } kind && values is [var typed, ..] && typed.Trim() is { Length: > 0 } words && !Guid.TryParse(words, out _))
        {
            var found = await titles.Named(kind, words, cancel);
            if (found.Count == 1)
            {
                return [found[0].Value];
            }
            refusals.Add(Refusal.At(field.Key, found.Count == 0
                ? $"“{words}” tidak ditemukan. Periksa ejaannya, atau daftarkan dahulu."
                : $"“{words}” cocok dengan beberapa: {string.Join("; ", found.Take(5).Select(choice => choice.Title))}. Tulis lebih lengkap."));
            return [];
        }
        if (field.Refers is { } named && values is [var id, ..] && Guid.TryParse(id, out var known) && (await titles.Of(named, [known], cancel)).Count == 0)
        {
            refusals.Add(Refusal.At(field.Key, "Data yang dirujuk tidak ditemukan."));
        }
        return values;
    }

    private async Task<Outcome<Guid>> Save(T record, bool isNew, CancellationToken cancel)
    {
        if (await Duplicate(record, cancel) is { } taken)
        {
            return taken;
        }
        await Record(record, isNew, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.At("version", "Data ini baru saja diubah orang lain. Buka kembali dan bandingkan isian Anda.");
        }
        catch (DbUpdateException failure) when (db.Dialect.IsDuplicate(failure))
        {
            return Refusal.Whole($"Data {register.One} yang sama baru saja didaftarkan. Periksa daftar.");
        }
        return record.Id;
    }

    private async Task<Refusal?> Duplicate(T record, CancellationToken cancel)
    {
        foreach (var field in register.Of.Where(field => field.Unique && field.Read(record).Count == 1))
        {
            if (Equal(field, field.Read(record)[0]) is { } equal && await db.Set<T>().AsNoTracking().Where(equal).AnyAsync(other => other.Id != record.Id, cancel))
            {
                return Refusal.At(field.Key, $"{field.Label} “{field.Read(record)[0]}” sudah dipakai {register.One} lain.");
            }
        }
        return null;
    }

    internal async Task Record(T record, bool isNew, CancellationToken cancel, string? reason = null)
    {
        if (register.Saving is { } saving)
        {
            await saving(services, record, isNew, cancel);
        }
        services.GetRequiredService<Journal.Journal>().Record($"{register.Kind}.{(isNew ? "registered" : "changed")}", record, reason);
        await services.GetRequiredService<SearchIndex>().Put(await Entry(record, cancel), cancel);
    }

    public Task<SearchEntry> EntryOf(IRecord record, CancellationToken cancel) => Entry((T)record, cancel);

    private async Task<SearchEntry> Entry(T record, CancellationToken cancel) => new()
    {
        Kind = register.Kind,
        SubjectId = record.Id,
        Title = await Title(record, cancel),
        Text = string.Join(' ', register.Of.Where(field => field.Searched).SelectMany(field => field.Read(record)).Append(register.AlsoFoundBy?.Invoke(record))),
        Href = register.HrefOf(record.Id),
        AgencyId = agency?.Invoke(record),
        Permission = register.View,
        Classification = register.HeldAs?.Invoke(record) ?? Classification.Restricted,
    };

    private async Task<string> Title(T record, CancellationToken cancel) => title?.Invoke(record) ?? (await Views([record], listed: true, cancel))[0].Title;

    private async Task<IReadOnlyList<RecordView>> Views(IReadOnlyList<T> records, bool listed, CancellationToken cancel)
    {
        var fields = register.Of.Where(field => !listed || field.Listed || register.TitledBy.Contains(field.Key)).ToList();
        var names = new Dictionary<Guid, string>();
        foreach (var field in fields.Where(field => field.Refers is not null))
        {
            var ids = records.SelectMany(field.Read).Select(Guid.Parse).Distinct().ToList();
            foreach (var (id, name) in ids.Count == 0 ? new Dictionary<Guid, string>() : await titles.Of(field.Refers!, ids, cancel))
            {
                names[id] = name;
            }
        }
        return
        [
            .. records.Select(record =>
            {
                var shown = fields.ToDictionary(field => field.Key, field => Shown(field, field.Read(record), names));
                return new RecordView(record.Id, title?.Invoke(record) ?? string.Join(", ", register.TitledBy.Select(key => shown[key]).Where(part => part.Length > 0)),
                    record.Version, agency?.Invoke(record), shown,
                    fields.Where(field => field.Kind != FieldKind.Personal).ToDictionary(field => field.Key, field => field.Read(record)));
            }),
        ];
    }

    private string Shown(Field<T> field, IReadOnlyList<string> values, Dictionary<Guid, string> names) => field.Kind switch
    {
        FieldKind.Personal => values.Count == 0 ? "" : "••••••",
        FieldKind.Date when values is [var date] => Indonesian.Date(DateOnly.Parse(date, CultureInfo.InvariantCulture)),
        FieldKind.Number when values is [var number] => Indonesian.Number(long.Parse(number, CultureInfo.InvariantCulture)),
        FieldKind.YesNo => values is ["true"] ? "Ya" : "Tidak",
        FieldKind.Choice or FieldKind.Choices => string.Join("; ", values.Select(value => field.Choices!(services).FirstOrDefault(choice => choice.Value == value)?.Title ?? value)),
        FieldKind.Reference => values is [var id] && names.TryGetValue(Guid.Parse(id), out var name) ? name : "",
        FieldKind.Lines => string.Join("\n", values),
        _ => values.Count > 0 ? values[0] : "",
    };
}
