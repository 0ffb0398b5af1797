using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Platform.Registers;

/// <summary>
/// Takes the rows of one sheet in. A row finds its record by its ID, else by the register's natural key; one that finds none is a new record.
/// A cell that holds what the export of the record would hold changes nothing, so that a sheet that comes back as it went out changes nothing.
/// </summary>
internal sealed class RegisterRows<T> : IRegisterRows
    where T : class, IRecord, new()
{
    private readonly Register<T> register;
    private readonly IQueryable<T> seen;
    private readonly PlatformDb db;
    private readonly RegisterViews<T> views;
    private readonly RegisterInput<T> input;
    private readonly RegisterKeeping<T> keeping;
    private readonly HashSet<Guid> found = [];
    private readonly HashSet<(string Field, string Value)> taken = [];

    /// <param name="seen">The records that the actor may see.</param>
    public RegisterRows(Register<T> register, IServiceProvider services, IQueryable<T> seen)
    {
        (this.register, this.seen) = (register, seen);
        db = services.GetRequiredService<PlatformDb>();
        views = new RegisterViews<T>(register, services);
        input = new RegisterInput<T>(register, services, views);
        keeping = new RegisterKeeping<T>(register, services, views);
    }

    public async Task<IReadOnlyList<TriedRow>> Put(IReadOnlyList<SheetEntry> rows, bool save, Func<IReadOnlyList<TriedRow>, Task>? alongside, CancellationToken cancel)
    {
        var (tried, accepted) = await Try(rows, cancel);
        if (save)
        {
            await keeping.Prepare(accepted, null, cancel);
        }
        else
        {
            db.Forget();
        }
        if (alongside is not null)
        {
            await alongside(tried);
        }
        if (save && await keeping.Save(CancellationToken.None) is not null)
        {
            tried = await OneByOne(rows, tried, alongside, cancel);
        }
        else if (!save && alongside is not null)
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        db.Forget();
        return tried;
    }

    /// <summary>Somebody else's save met this batch: each row by itself, so that the one that they met is named and the others are saved.</summary>
    private async Task<List<TriedRow>> OneByOne(IReadOnlyList<SheetEntry> rows, List<TriedRow> before, Func<IReadOnlyList<TriedRow>, Task>? alongside, CancellationToken cancel)
    {
        var tried = new List<TriedRow>(rows.Count);
        foreach (var (row, first) in rows.Zip(before))
        {
            if (first.Result is RowResult.Bad or RowResult.Same)
            {
                tried.Add(first);
                continue;
            }
            Release(row);
            var (again, accepted) = await Try([row], cancel);
            await keeping.Prepare(accepted, null, cancel);
            tried.Add(await keeping.Save(CancellationToken.None) is { } refusal ? new TriedRow(row.Row, RowResult.Bad, Called(row), [Refusal.Whole(refusal.Message)]) : again[0]);
            db.Forget();
        }
        if (alongside is not null)
        {
            await alongside(tried);
            await db.SaveChangesAsync(CancellationToken.None);
        }
        return tried;
    }

    private async Task<(List<TriedRow> Tried, List<(T Record, bool IsNew)> Accepted)> Try(IReadOnlyList<SheetEntry> rows, CancellationToken cancel)
    {
        var batch = await Load(rows, cancel);
        var tried = new List<TriedRow>(rows.Count);
        var accepted = new List<(T, bool)>(rows.Count);
        foreach (var row in rows)
        {
            var (result, record, title, refusals) = await Try(row, batch, cancel);
            tried.Add(new TriedRow(row.Row, result, result == RowResult.Bad ? title ?? Called(row) : null, refusals));
            if (result is RowResult.Added or RowResult.Changed)
            {
                accepted.Add((record!, result == RowResult.Added));
                input.Remember(record!);
            }
        }
        return (tried, accepted);
    }

    private async Task<(RowResult Result, T? Record, string? Title, IReadOnlyList<Refusal> Refusals)> Try(SheetEntry row, Known batch, CancellationToken cancel)
    {
        if (row.Faults.Count > 0)
        {
            return (RowResult.Bad, null, null, row.Faults);
        }
        var (record, view, fault) = batch.Find(row);
        if (fault is not null)
        {
            return (RowResult.Bad, null, null, [fault]);
        }
        var isNew = record is null;
        if (record is not null && !found.Add(record.Id))
        {
            return (RowResult.Bad, null, view!.Title, [Refusal.Whole("Data ini ada di lebih dari satu baris.")]);
        }
        record ??= new T();
        var typed = view is null ? row.Typed : RegisterSheets.Different(register, view, row.Typed);
        var refusals = typed.Count == 0 && !isNew ? [] : await input.Put(record, typed, isNew, cancel);
        if (refusals.Count == 0)
        {
            refusals.AddRange(register.Uniques.Select(field => Taken(field, record, batch)).OfType<Refusal>());
        }
        if (refusals.Count > 0)
        {
            if (!isNew)
            {
                await db.Entry(record).ReloadAsync(cancel);
                await (register.Completes is { } completes ? db.Entry(completes(record)).ReloadAsync(cancel) : Task.CompletedTask);
            }
            return (RowResult.Bad, null, view?.Title, refusals);
        }
        if (isNew)
        {
            db.Add(record);
            return (RowResult.Added, record, null, []);
        }
        return (keeping.IsUnchanged(record) ? RowResult.Same : RowResult.Changed, record, null, []);
    }

    private Refusal? Taken(Field<T> field, T record, Known batch)
    {
        if (field.UniqueIn(record) is not { } value)
        {
            return null;
        }
        return batch.Owner(field, value) is { } owner && owner != record.Id ? keeping.Taken(field, record)
            : taken.Add((field.Key, value)) ? null
            : Refusal.At(field.Key, "Nilai ini ada di lebih dari satu baris.");
    }

    /// <summary>Lets a row be tried once more.</summary>
    private void Release(SheetEntry row)
    {
        if (Guid.TryParse(row.Id, out var id))
        {
            found.Remove(id);
        }
        foreach (var field in register.Uniques)
        {
            if (Value(field, row) is { } value)
            {
                taken.Remove((field.Key, value));
            }
        }
    }

    /// <summary>All that the rows name, read at once.</summary>
    private async Task<Known> Load(IReadOnlyList<SheetEntry> rows, CancellationToken cancel)
    {
        var owners = new Dictionary<(string, string), Guid>();
        foreach (var field in register.Uniques)
        {
            List<string?> values = [.. rows.Select(row => Value(field, row)).Where(value => value is not null).Distinct()];
            if (values.Count > 0)
            {
                foreach (var record in await db.Set<T>().AsNoTracking().Where(Narrowing.Among(field.UniqueBy!, values)).ToListAsync(cancel))
                {
                    owners.TryAdd((field.Key, field.UniqueIn(record)!), record.Id);
                }
            }
        }
        var ids = rows.Select(row => Guid.TryParse(row.Id, out var id) ? id : Guid.Empty).Concat(owners.Values).Where(id => id != Guid.Empty).Distinct().ToList();
        var records = ids.Count == 0 ? [] : await seen.Where(record => ids.Contains(record.Id)).ToListAsync(cancel);
        var shown = await views.Of(records, listed: false, cancel);
        return new Known(register, owners, records.ToDictionary(record => record.Id), shown.ToDictionary(view => view.Id));
    }

    private static string? Value(Field<T> field, SheetEntry row) =>
        row.Typed.TryGetValue(field.Key, out var values) && values.Count > 0 && Fields.Clean(values[0]) is { Length: > 0 } text ? field.UniqueOf(text) : null;

    /// <summary>What to call a row that is no record yet: its first text, which is never personal.</summary>
    private string? Called(SheetEntry row) => register.Of.Where(field => field.Kind == FieldKind.Text)
        .Select(field => row.Typed.TryGetValue(field.Key, out var values) && values.Count > 0 ? values[0] : "").FirstOrDefault(text => text.Length > 0) is { } text
        ? text.Length <= 100 ? text : $"{text[..100]}…"
        : null;

    /// <summary>Records that rows of a batch name.</summary>
    private sealed class Known(Register<T> register, Dictionary<(string, string), Guid> owners, Dictionary<Guid, T> records, Dictionary<Guid, RecordView> views)
    {
        public Guid? Owner(Field<T> field, string value) => owners.TryGetValue((field.Key, value), out var id) ? id : null;

        public (T? Record, RecordView? View, Refusal? Fault) Find(SheetEntry row)
        {
            var natural = register.Uniques.FirstOrDefault();
            if (row.Id.Length > 0)
            {
                return !Guid.TryParse(row.Id, out var given) ? (null, null, Refusal.Whole("Isi kolom ID tidak dikenal. Biarkan seperti pada unduhan, atau kosongkan untuk data baru."))
                    : records.TryGetValue(given, out var byId) ? (byId, views[given], null)
                    : (null, null, Refusal.Whole("Data dengan ID ini tidak ada atau bukan wewenang Anda. Kosongkan kolom ID untuk mendaftarkannya sebagai data baru."));
            }
            if (natural is null || Value(natural, row) is not { } value || Owner(natural, value) is not { } owner)
            {
                return (null, null, null);
            }
            return records.TryGetValue(owner, out var byKey) ? (byKey, views[owner], null)
                : (null, null, Refusal.At(natural.Key, $"Sudah dipakai {register.One} yang bukan wewenang Anda."));
        }
    }
}
