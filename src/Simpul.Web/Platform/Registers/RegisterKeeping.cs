using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Platform.Registers;

/// <summary>What belongs to every save of a register's record: its event, its search entry, the names of records that are titled by it.</summary>
internal sealed class RegisterKeeping<T>(Register<T> register, IServiceProvider services, RegisterViews<T> views)
    where T : class, IRecord, new()
{
    private readonly PlatformDb db = services.GetRequiredService<PlatformDb>();
    private readonly SearchIndex search = services.GetRequiredService<SearchIndex>();

    /// <summary>Prepares records for the next save.</summary>
    /// <param name="records">Each with whether it is new; the new ones are tracked already.</param>
    public async Task Prepare(IReadOnlyList<(T Record, bool IsNew)> records, string? reason, CancellationToken cancel)
    {
        var journal = services.GetRequiredService<Journal.Journal>();
        List<Guid> changed = [.. records.Where(item => !item.IsNew).Select(item => item.Record.Id)];
        if (changed.Count > 0)
        {
            await search.Load(register.Kind, changed, cancel);
        }
        foreach (var (record, isNew) in records)
        {
            if (!isNew && register.Completes is not null && db.Entry(record).State == EntityState.Unchanged && !IsUnchanged(record))
            {
                // Whoever has the form open must learn that the record is another one now.
                db.Entry(record).Property(item => item.Version).IsModified = true;
            }
            if (register.Saving is { } saving)
            {
                await saving(services, record, isNew, cancel);
            }
            journal.Record($"{register.Kind}.{(isNew ? "registered" : "changed")}", record, reason);
        }
        var named = await views.Of([.. records.Select(item => item.Record)], listed: true, cancel);
        for (var at = 0; at < records.Count; at++)
        {
            await Enter(records[at].Record, named[at].Title, records[at].IsNew, cancel);
        }
        if (changed.Count > 0)
        {
            await Retitle(cancel);
        }
    }

    /// <summary>Whether nothing of the record would be saved.</summary>
    public bool IsUnchanged(T record) => db.Entry(record).State == EntityState.Unchanged
        && (register.Completes is not { } completes || db.Entry(completes(record)).State == EntityState.Unchanged);

    /// <summary>Puts the record's search entry anew.</summary>
    public Task Enter(T record, string title, bool isNew, CancellationToken cancel) => search.Put(Entry(record, title), cancel, isNew);

    /// <summary>What the search knows of the record.</summary>
    public SearchEntry Entry(T record, string title) => new()
    {
        Kind = register.Kind,
        SubjectId = record.Id,
        Title = title,
        Code = register.Uniques.FirstOrDefault(field => field.Kind == FieldKind.Text) is { } coded && coded.Read(record) is [{ Length: <= 100 } code] ? code : null,
        Text = string.Join(' ', register.Of.Where(field => field.Searched).SelectMany(field => field.Read(record)).Append(register.AlsoFoundBy?.Invoke(record))),
        Href = register.HrefOf(record.Id),
        AgencyId = register.AgencyOfOne?.Invoke(record),
        Permission = register.View,
        Classification = register.ClassificationOfOne?.Invoke(record) ?? Classification.Restricted,
    };

    /// <summary>The value of a unique field that another record has already.</summary>
    public async Task<Refusal?> Duplicate(T record, CancellationToken cancel)
    {
        foreach (var field in register.Uniques)
        {
            if (field.UniqueIn(record) is { } value && await db.Set<T>().AsNoTracking().Where(Narrowing.Is<T>(field.UniqueBy!, value)!).AnyAsync(other => other.Id != record.Id, cancel))
            {
                return Taken(field, record);
            }
        }
        return null;
    }

    public Refusal Taken(Field<T> field, T record) => Refusal.At(field.Key, field.Kind == FieldKind.Personal
        ? $"{field.Label} ini sudah dipakai {register.One} lain."
        : $"{field.Label} “{field.Read(record)[0]}” sudah dipakai {register.One} lain.");

    /// <summary>Saves what was prepared. What somebody else did meanwhile is a refusal, and then nothing of it is kept.</summary>
    public async Task<Refusal?> Save(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (OvertakenException overtaken)
        {
            db.Forget();
            return overtaken.Refusal;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Refusal.At("version", "Data ini baru saja diubah orang lain. Bandingkan isian Anda dengan yang tersimpan, lalu simpan lagi.");
        }
        catch (DbUpdateException failure) when (db.Dialect.IsDuplicate(failure))
        {
            db.Forget();
            return Refusal.Whole($"Data {register.One} yang sama baru saja didaftarkan. Periksa daftar.");
        }
    }

    private async Task Retitle(CancellationToken cancel)
    {
        List<Guid> renamed = [.. db.ChangeTracker.Entries<SearchEntry>().Where(item => item.Entity.Kind == register.Kind && item.Property(entry => entry.Title).IsModified).Select(item => item.Entity.SubjectId)];
        foreach (var other in renamed.Count == 0 ? [] : services.GetRequiredService<RegisterCatalogue>().All)
        {
            foreach (var id in renamed)
            {
                await other.Work(services).Retitle(register.Kind, id, cancel);
            }
        }
    }
}
