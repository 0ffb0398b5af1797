using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Platform.Registers;

/// <summary>A register's records: read in pages, written one save at a time with their event and their search entry.</summary>
internal sealed class RegisterWork<T> : IRegisterWork
    where T : class, IRecord, new()
{
    /// <summary>Records of an export that are read at a time.</summary>
    private const int Chunk = 500;

    /// <summary>Records that are named anew when the one that they are titled by changes its name.</summary>
    private const int MostRetitled = 2000;

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<T?>> byId = Prepared.One((PlatformDb db, Guid id, CancellationToken _) => db.Set<T>().AsNoTracking().SingleOrDefault(item => item.Id == id));

    private readonly Register<T> register;
    private readonly IServiceProvider services;
    private readonly PlatformDb db;
    private readonly Actor actor;
    private readonly RecordTitles titles;
    private readonly RegisterViews<T> views;
    private readonly RegisterInput<T> input;
    private readonly RegisterKeeping<T> keeping;

    public RegisterWork(Register<T> register, IServiceProvider services)
    {
        (this.register, this.services) = (register, services);
        db = services.GetRequiredService<PlatformDb>();
        actor = services.GetRequiredService<Acting>().Actor;
        titles = services.GetRequiredService<RecordTitles>();
        views = new RegisterViews<T>(register, services);
        input = new RegisterInput<T>(register, services, views);
        keeping = new RegisterKeeping<T>(register, services, views);
    }

    public async Task<RecordPage> List(ListQuery query, CancellationToken cancel, bool full = false)
    {
        var found = Narrowed(query);
        var total = await found.CountAsync(cancel);
        var rows = await Ordered(found, query.Sort).Skip((query.Number - 1) * query.Size).Take(query.Size).ToListAsync(cancel);
        return new RecordPage(await views.Of(rows, listed: !full, cancel), total, query);
    }

    public async Task<RecordView?> Find(Guid id, CancellationToken cancel)
    {
        var record = register.Visible is null ? await byId(db, id, cancel) : await Seen().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel);
        if (record is null || !Sees(record))
        {
            return null;
        }
        register.Found?.Invoke(services, record);
        return (await views.Of([record], listed: false, cancel))[0];
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Blank()
    {
        var blank = new T();
        var values = register.Of.ToDictionary(field => field.Key, field => field.Read(blank));
        // Who may add for their own agency only is not asked which.
        if (register.AgencyField is { } agency && actor.AgencyId is { } own && !actor.MayEverywhere(register.Edit) && values[agency.Key].Count == 0)
        {
            values[agency.Key] = [own.ToString()];
        }
        return values;
    }

    public async Task<Outcome<Guid>> Add(Typed typed, CancellationToken cancel)
    {
        var record = new T();
        var refusals = await input.Put(record, typed, isNew: true, cancel);
        if (refusals.Count > 0)
        {
            return refusals;
        }
        db.Add(record);
        return await Save(record, isNew: true, cancel);
    }

    public async Task<Outcome<Guid>> Change(Guid id, int version, Typed typed, CancellationToken cancel)
    {
        var record = await Seen().SingleOrDefaultAsync(item => item.Id == id, cancel);
        if (record is null)
        {
            return Refusal.Whole($"Data {register.One} ini tidak ditemukan. Mungkin sudah dihapus.");
        }
        if (input.Refused(record) is { } outOfReach)
        {
            return outOfReach;
        }
        if (record.Version != version)
        {
            return Refusal.At("version", "Data ini telah diubah orang lain sejak Anda membukanya. Bandingkan isian Anda dengan yang tersimpan, lalu simpan lagi.");
        }
        var refusals = await input.Put(record, typed, isNew: false, cancel);
        if (refusals.Count == 0)
        {
            return await Save(record, isNew: false, cancel);
        }
        db.Forget();
        return refusals;
    }

    /// <summary>Puts a record's event and search entry with the save at hand.</summary>
    public Task Prepare(T record, bool isNew, string? reason, CancellationToken cancel) => keeping.Prepare([(record, isNew)], reason, cancel);

    /// <summary>
    /// Adds records that another operation made, and keeps the changes that it made to those it read through the database, all in one save:
    /// with the register's rules, their events and their search entries. Where one is refused, none is kept.
    /// </summary>
    public async Task<Outcome> Keep(IReadOnlyList<T> records, CancellationToken cancel, string? reason = null)
    {
        var refusals = new List<Refusal>();
        foreach (var record in records)
        {
            if (register.Settles is { } settles)
            {
                await settles(services, record, cancel);
            }
            if (input.Refused(record) is { } outOfReach)
            {
                refusals.Add(outOfReach);
            }
            else if (register.Rules is { } rules)
            {
                refusals.AddRange(await rules(services, record, cancel));
            }
            if (await keeping.Duplicate(record, cancel) is { } taken)
            {
                refusals.Add(taken);
            }
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        var kept = records.Select(record => (Record: record, IsNew: db.Entry(record).State == EntityState.Detached)).ToList();
        db.AddRange(kept.Where(item => item.IsNew).Select(item => item.Record));
        await keeping.Prepare(kept, reason, cancel);
        return await keeping.Save(cancel) is { } refusal ? refusal : Outcome.Done;
    }

    public async Task<string?> Reveal(Guid id, string field, CancellationToken cancel)
    {
        var chosen = register.Of.FirstOrDefault(item => item.Key == field && item.Kind == FieldKind.Personal);
        var record = await Seen().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel);
        if (chosen is null || record is null || input.Refused(record) is not null || chosen.Read(record) is not [var cipher])
        {
            return null;
        }
        services.GetRequiredService<Journal.Journal>().Note($"{register.Kind}.personal-data-read", register.Kind, id, details: new() { ["field"] = field });
        await db.SaveChangesAsync(cancel);
        return services.GetRequiredService<Sealer>().Open(new Sealed(cipher), Sealer.Field(register.Kind, id, field));
    }

    public async IAsyncEnumerable<RecordView> All(ListQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        // The ids first: what is added meanwhile shifts no page, and no page costs more than another.
        var ids = await Ordered(Narrowed(query), query.Sort).Select(record => record.Id).ToListAsync(cancel);
        foreach (var chunk in ids.Chunk(Chunk))
        {
            var records = await Seen().AsNoTracking().Where(record => chunk.Contains(record.Id)).ToDictionaryAsync(record => record.Id, cancel);
            foreach (var view in await views.Of([.. chunk.Where(records.ContainsKey).Select(id => records[id])], listed: false, cancel))
            {
                yield return view;
            }
        }
    }

    public IRegisterRows Rows() => new RegisterRows<T>(register, services, Seen());

    public async Task<IReadOnlyList<FieldChoice>> ChoicesOf(Field field, CancellationToken cancel) =>
        field.Refers is { } kind ? await titles.Some(kind, ListQuery.MostChoices + 1, cancel) : views.ChoicesOf(field);

    public async Task<SearchEntry> EntryOf(IRecord record, CancellationToken cancel)
    {
        var entry = keeping.Entry((T)record, (await views.Of([(T)record], listed: true, cancel))[0].Title);
        SearchIndex.Fold(entry);
        return entry;
    }

    public async Task Retitle(string kind, Guid id, CancellationToken cancel)
    {
        if (register.TitleOf is not null)
        {
            return;
        }
        foreach (var field in register.Of.Where(field => field.Refers == kind && register.TitledBy.Contains(field.Key)))
        {
            var records = await db.Set<T>().AsNoTracking().Where(Narrowing.Is<T>(field.Property, id.ToString())!).OrderByDescending(record => record.Id).Take(MostRetitled).ToListAsync(cancel);
            await services.GetRequiredService<SearchIndex>().Load(register.Kind, [.. records.Select(record => record.Id)], cancel);
            foreach (var (record, view) in records.Zip(await views.Of(records, listed: true, cancel)))
            {
                await keeping.Enter(record, view.Title, isNew: false, cancel);
            }
        }
    }

    /// <summary>The records that the actor may see: by the reach of the permission, the classification, and what the declaration adds.</summary>
    private IQueryable<T> Seen()
    {
        IQueryable<T> records = db.Set<T>();
        if (!actor.MayEverywhere(register.View))
        {
            IReadOnlyList<Guid?> agencies = actor.May(register.View) ? [.. (actor.Agencies ?? new HashSet<Guid>()).Select(agency => (Guid?)agency)] : [];
            records = register.AgencyOf is { } of ? records.Where(Narrowing.Among(of, agencies)) : records.Where(_ => false);
        }
        if (register.ClassificationOf is { } classification && actor.Clearance < Classification.Secret)
        {
            records = records.Where(Narrowing.Among(classification, actor.Readable()));
        }
        return register.Visible is { } visible ? visible(services, records) : records;
    }

    /// <summary>The same of one record that was read already, but for what the declaration adds.</summary>
    private bool Sees(T record) =>
        (register.AgencyOfOne is { } agency ? actor.May(register.View, agency(record)) : actor.MayEverywhere(register.View))
        && (register.ClassificationOfOne is not { } classification || actor.MayRead(classification(record)));

    private IQueryable<T> Narrowed(ListQuery query)
    {
        var found = Seen().AsNoTracking();
        if (register.Always is { } always)
        {
            found = found.Where(always);
        }
        // By the search entries, whose words are folded: both databases find the same, and a record that others name is found by their names.
        // All words at once: the entries of a register of 20,000 are read through one time for the question, not once a word.
        List<string> words = [.. Folded.Words(query.Search ?? "").Take(8)];
        if (words.Count > 0)
        {
            var named = db.Set<SearchEntry>().Where(entry => entry.Kind == register.Kind);
            foreach (var word in words)
            {
                named = named.Where(entry => entry.Text.Contains(word));
            }
            found = found.Where(record => named.Select(entry => entry.SubjectId).Contains(record.Id));
        }
        foreach (var (key, value) in query.Filters ?? new Dictionary<string, string>())
        {
            found = register.Of.FirstOrDefault(field => field.Key == key && field.Filtered) is { } field ? Filtered(found, field, value) : found.Where(_ => false);
        }
        return found;
    }

    private IQueryable<T> Filtered(IQueryable<T> found, Field<T> field, string value)
    {
        if (field.Kind == FieldKind.Reference && !Guid.TryParse(value, out _))
        {
            // Typed where the choices are too many for a select: every record whose name holds the words.
            var named = db.Set<SearchEntry>().Where(entry => entry.Kind == field.Refers);
            foreach (var word in Folded.Words(value).Take(8))
            {
                named = named.Where(entry => entry.Text.Contains(word));
            }
            return found.Where(Narrowing.Among<T>(field.Property, named.Select(entry => entry.SubjectId)));
        }
        var meant = field.Kind == FieldKind.Choice && FieldChoice.Among(views.ChoicesOf(field), value) is { } choice ? choice.Value : value;
        return Narrowing.Is<T>(field.Property, meant) is { } condition ? found.Where(condition) : found.Where(_ => false);
    }

    private IQueryable<T> Ordered(IQueryable<T> found, string? sort)
    {
        var asked = register.Of.FirstOrDefault(field => field.Sortable && field.Key == sort?.TrimStart('-'));
        var order = asked is null ? register.OrderedBy : sort!;
        var by = asked ?? register.Of.First(field => field.Key == order.TrimStart('-'));
        // A register's own order is asked of all its records all the time, by the column and its index; what a reader asks for is ranked.
        return ((IOrderedQueryable<T>)Narrowing.Ordered(found, by.Property, order.StartsWith('-'), ranked: asked is not null)).ThenBy(record => record.Id);
    }

    private async Task<Outcome<Guid>> Save(T record, bool isNew, CancellationToken cancel)
    {
        if (await keeping.Duplicate(record, cancel) is { } taken)
        {
            db.Forget();
            return taken;
        }
        await keeping.Prepare([(record, isNew)], null, cancel);
        return await keeping.Save(cancel) is { } refusal ? refusal : record.Id;
    }
}
