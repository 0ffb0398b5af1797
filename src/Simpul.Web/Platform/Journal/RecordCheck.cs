using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Journal;

/// <summary>A record that is not as its events left it.</summary>
/// <param name="Field">The field; null where the whole record is there, or is not, without an event.</param>
/// <param name="Journal">What the events say, in the journal's own writing.</param>
/// <param name="Stored">What the row says.</param>
public sealed record RecordFault(string Kind, Guid Id, string? Field, string? Journal, string? Stored);

/// <summary>What the comparison of all records with their events came to.</summary>
public sealed record RecordReport(long Records, IReadOnlyList<RecordFault> Faults, long FaultCount);

/// <summary>
/// Holds every record against its events: before and after of all its events, one upon the other, give the row as it must be. Protected values
/// are compared by the fingerprint that their events hold. It finds what was changed in a register's table behind the program's back; the
/// journal itself must have been verified before.
/// </summary>
/// <remarks>
/// A column that came with a later version and that no event of the record holds may have its type's default. Fields that events hold and
/// the model no longer has are passed over, and so is sign-in material, which no event holds.
/// </remarks>
public sealed class RecordCheck(PlatformDb db)
{
    /// <summary>Findings kept; after that they are only counted.</summary>
    public const int MaxFaults = 1000;

    private const int Batch = 200;

    private readonly List<RecordFault> faults = [];
    private List<Part> parts = [];
    private long records;
    private long faultCount;

    /// <param name="progress">Told how many records were checked.</param>
    public async Task<RecordReport> Run(Action<long>? progress, CancellationToken cancel)
    {
        await using var view = await db.Dialect.Snapshot(db, cancel);
        parts = [.. db.Model.GetEntityTypes().Where(type => typeof(IPart).IsAssignableFrom(type.ClrType)).Select(Part.Of)];
        foreach (var type in db.Model.GetEntityTypes().Where(type => typeof(IRecord).IsAssignableFrom(type.ClrType) && !type.ClrType.IsAbstract))
        {
            var check = typeof(RecordCheck).GetMethod(nameof(CheckKind), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(type.ClrType);
            await (Task)check.Invoke(this, [type, progress, cancel])!;
        }
        return new RecordReport(records, faults, faultCount);
    }

    private async Task CheckKind<T>(IEntityType type, Action<long>? progress, CancellationToken cancel)
        where T : class, IRecord
    {
        var kind = RecordKindAttribute.Of(typeof(T));
        var last = Guid.Empty;
        while (true)
        {
            db.ChangeTracker.Clear();
            var rows = await db.Set<T>().Where(record => record.Id.CompareTo(last) > 0).OrderBy(record => record.Id).Take(Batch).ToListAsync(cancel);
            if (rows.Count == 0)
            {
                break;
            }
            last = rows[^1].Id;
            List<Guid> ids = [.. rows.Select(row => row.Id)];
            var journal = await Fold(kind, ids, cancel);
            var stored = await Stored(type, rows, cancel);
            foreach (var row in rows)
            {
                Compare(type, kind, row.Id, journal.GetValueOrDefault(row.Id), stored[row.Id]);
            }
            records += rows.Count;
            progress?.Invoke(records);
        }
        await CheckGone<T>(kind, cancel);
    }

    /// <summary>Records that the events know and the table does not.</summary>
    private async Task CheckGone<T>(string kind, CancellationToken cancel)
        where T : class, IRecord
    {
        var last = Guid.Empty;
        while (true)
        {
            var ids = await db.Set<JournalEvent>().Where(item => item.SubjectKind == kind && item.SubjectId.CompareTo(last) > 0)
                .Select(item => item.SubjectId).Distinct().OrderBy(id => id).Take(Batch).ToListAsync(cancel);
            if (ids.Count == 0)
            {
                return;
            }
            last = ids[^1];
            var there = await db.Set<T>().AsNoTracking().Where(record => ids.Contains(record.Id)).Select(record => record.Id).ToListAsync(cancel);
            var gone = ids.Except(there).ToList();
            foreach (var (id, fields) in gone.Count == 0 ? [] : await Fold(kind, gone, cancel))
            {
                if (fields.Any(field => !field.Key.Contains('/')))
                {
                    Found(new RecordFault(kind, id, null, "there", null));
                }
            }
        }
    }

    private void Compare(IEntityType type, string kind, Guid id, Dictionary<string, JsonNode>? journal, Dictionary<string, (JsonNode? Value, IProperty Property, object? Raw)> stored)
    {
        if (journal is null)
        {
            Found(new RecordFault(kind, id, null, null, "there"));
            return;
        }
        foreach (var (name, (value, property, raw)) in stored)
        {
            journal.Remove(name, out var wanted);
            if (!JsonNode.DeepEquals(wanted, value) && !(wanted is null && IsDefault(property, raw)))
            {
                Found(new RecordFault(kind, id, name, wanted?.ToJsonString(), value?.ToJsonString()));
            }
        }
        // What is left is a part that is gone, or a field that the model no longer has.
        foreach (var (name, wanted) in journal)
        {
            if (name.Split('/') is [var table, _, var field] && parts.Any(part => part.Owns(type) && part.Type.GetTableName() == table && part.Type.GetProperties().Any(property => JournalValue.Name(property) == field)))
            {
                Found(new RecordFault(kind, id, name, wanted.ToJsonString(), null));
            }
        }
    }

    /// <summary>A record's fields, one event upon the other.</summary>
    private async Task<Dictionary<Guid, Dictionary<string, JsonNode>>> Fold(string kind, List<Guid> ids, CancellationToken cancel)
    {
        var folded = new Dictionary<Guid, Dictionary<string, JsonNode>>();
        var events = db.Set<JournalEvent>().AsNoTracking().Where(item => item.SubjectKind == kind && ids.Contains(item.SubjectId)).OrderBy(item => item.Index)
            .Select(item => new { item.SubjectId, item.Body }).AsAsyncEnumerable();
        await foreach (var item in events.WithCancellation(cancel))
        {
            if (!folded.TryGetValue(item.SubjectId, out var fields))
            {
                folded[item.SubjectId] = fields = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
            }
            if (JsonNode.Parse(item.Body)?["changes"] is not JsonObject changes)
            {
                continue;
            }
            foreach (var (field, pair) in changes)
            {
                if (pair is JsonArray { Count: 2 } values && values[1] is { } after)
                {
                    fields[field] = after.DeepClone();
                }
                else
                {
                    fields.Remove(field);
                }
            }
        }
        return folded;
    }

    /// <summary>The rows of records and of their parts, as events write them.</summary>
    private async Task<Dictionary<Guid, Dictionary<string, (JsonNode?, IProperty, object?)>>> Stored<T>(IEntityType type, List<T> rows, CancellationToken cancel)
        where T : class, IRecord
    {
        var stored = new Dictionary<Guid, Dictionary<string, (JsonNode?, IProperty, object?)>>();
        foreach (var row in rows)
        {
            Put(stored[row.Id] = new(StringComparer.Ordinal), "", db.Entry(row));
        }
        List<Guid> ids = [.. rows.Select(row => row.Id)];
        foreach (var part in parts.Where(part => part.Owns(type)))
        {
            foreach (var row in await part.Rows(db, ids, cancel))
            {
                if (stored.TryGetValue(row.OwnerId, out var fields))
                {
                    var entry = db.Entry((object)row);
                    Put(fields, JournalValue.Prefix(entry.Metadata, key => entry.Property(key).CurrentValue), entry);
                }
            }
        }
        return stored;
    }

    private static void Put(Dictionary<string, (JsonNode?, IProperty, object?)> fields, string prefix, EntityEntry entry)
    {
        foreach (var property in entry.Properties.Where(property => !JournalValue.IsLeftOut(property.Metadata.Name)))
        {
            fields[prefix + JournalValue.Name(property.Metadata)] = (JournalValue.Of(property.CurrentValue, property.Metadata), property.Metadata, property.CurrentValue);
        }
    }

    private static bool IsDefault(IProperty property, object? value) =>
        !property.IsNullable && (value is string { Length: 0 } or System.Collections.ICollection { Count: 0 }
            || (property.ClrType.IsValueType && Equals(value, RuntimeHelpers.GetUninitializedObject(property.ClrType)))
            || Equals(value, property.GetDefaultValue()));

    private void Found(RecordFault fault)
    {
        if (faultCount++ < MaxFaults)
        {
            faults.Add(fault);
        }
    }

    /// <summary>A kind of part, and the column that names its owner.</summary>
    private sealed record Part(IEntityType Type, IProperty Owner, IEntityType? Principal)
    {
        /// <exception cref="InvalidOperationException">No column of the part is its owner's id, and so it could not be checked.</exception>
        public static Part Of(IEntityType type)
        {
            var sample = RuntimeHelpers.GetUninitializedObject(type.ClrType);
            var mark = Guid.CreateVersion7();
            foreach (var property in type.GetProperties().Where(property => property.ClrType == typeof(Guid) && property.PropertyInfo?.SetMethod is not null))
            {
                property.PropertyInfo!.SetValue(sample, mark);
                if (((IPart)sample).OwnerId == mark)
                {
                    return new Part(type, property, property.GetContainingForeignKeys().FirstOrDefault(key => key.Properties.Count == 1)?.PrincipalEntityType);
                }
                property.PropertyInfo.SetValue(sample, Guid.Empty);
            }
            throw new InvalidOperationException($"No column of {type.ClrType.Name} is its owner's id.");
        }

        /// <summary>Without a foreign key any record may be the owner: ids are unique over all.</summary>
        public bool Owns(IEntityType record) => Principal is null || Principal == record;

        public async Task<IReadOnlyList<IPart>> Rows(PlatformDb db, List<Guid> owners, CancellationToken cancel)
        {
            var read = typeof(Part).GetMethod(nameof(Read), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(Type.ClrType);
            return await (Task<IReadOnlyList<IPart>>)read.Invoke(null, [db, Owner.Name, owners, cancel])!;
        }

        private static async Task<IReadOnlyList<IPart>> Read<T>(PlatformDb db, string owner, List<Guid> owners, CancellationToken cancel)
            where T : class =>
            [.. (await db.Set<T>().Where(row => owners.Contains(EF.Property<Guid>(row, owner))).ToListAsync(cancel)).Cast<IPart>()];
    }
}
