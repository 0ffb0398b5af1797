using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Keeping;

/// <summary>
/// One table of the model as lines of JSON, a row each, in the program's own types: what was written from one database can be read into the other.
/// </summary>
internal sealed class TableCopy
{
    private static readonly JsonSerializerOptions json = new() { Converters = { new SealedJson() } };
    private readonly IEntityType entity;
    private readonly IReadOnlyList<IProperty> properties;

    public TableCopy(IEntityType entity)
    {
        this.entity = entity;
        // A key that the database counts up itself means nothing outside it.
        properties = [.. entity.GetProperties().Where(property => !(property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd && (property.ClrType == typeof(long) || property.ClrType == typeof(int))))];
    }

    public string Name => entity.GetTableName()!;

    /// <summary>The tables in an order in which every row finds what it refers to.</summary>
    public static IReadOnlyList<TableCopy> All(IModel model)
    {
        var done = new List<IEntityType>();
        void Visit(IEntityType entity)
        {
            if (done.Contains(entity))
            {
                return;
            }
            foreach (var principal in entity.GetForeignKeys().Select(key => key.PrincipalEntityType).Where(principal => principal != entity))
            {
                Visit(principal);
            }
            done.Add(entity);
        }
        foreach (var entity in model.GetEntityTypes().OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal))
        {
            Visit(entity);
        }
        return [.. done.Select(entity => new TableCopy(entity))];
    }

    /// <summary>Writes all rows; tells how many there were.</summary>
    public async Task<long> Write(PlatformDb db, Stream output, Action<long> progress, CancellationToken cancel)
    {
        var rows = 0L;
        var line = new MemoryStream();
        foreach (var record in Rows(db))
        {
            cancel.ThrowIfCancellationRequested();
            line.SetLength(0);
            await using (var writer = new Utf8JsonWriter(line))
            {
                writer.WriteStartObject();
                foreach (var property in properties)
                {
                    var value = property.GetGetter().GetClrValueUsingContainingEntity(record);
                    if (value is not null)
                    {
                        writer.WritePropertyName(property.Name);
                        JsonSerializer.Serialize(writer, value, property.ClrType, json);
                    }
                }
                writer.WriteEndObject();
            }
            line.WriteByte((byte)'\n');
            line.WriteTo(output);
            if (++rows % 10_000 == 0)
            {
                progress(rows);
            }
        }
        return rows;
    }

    /// <summary>Reads rows into an empty table.</summary>
    public async Task<long> Read(PlatformDb db, Stream input, Action<long> progress, CancellationToken cancel)
    {
        // Rows that refer to rows of the same table are saved together, so that the framework orders them.
        var batch = entity.GetForeignKeys().Any(key => key.PrincipalEntityType == entity) ? int.MaxValue : 2_000;
        using var reader = new StreamReader(input);
        var rows = 0L;
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            db.Add(Record(line));
            if (++rows % batch == 0)
            {
                await Save();
            }
        }
        await Save();
        return rows;

        async Task Save()
        {
            await db.SaveAsGiven(cancel);
            db.ChangeTracker.Clear();
            progress(rows);
        }
    }

    private object Record(string line)
    {
        using var document = JsonDocument.Parse(line);
        // Required members and initialisers do not matter: every stored property is set below.
        var record = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(entity.ClrType);
        foreach (var property in properties)
        {
            var value = document.RootElement.TryGetProperty(property.Name, out var found) ? found.Deserialize(property.ClrType, json) : null;
            if (value is not null)
            {
                property.PropertyInfo!.SetValue(record, value);
            }
        }
        return record;
    }

    private IEnumerable<object> Rows(PlatformDb db)
    {
        var set = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, [])!.MakeGenericMethod(entity.ClrType).Invoke(db, null)!;
        return set.AsNoTracking();
    }

    private sealed class SealedJson : System.Text.Json.Serialization.JsonConverter<Sealed>
    {
        public override Sealed Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Sealed value, JsonSerializerOptions options) => writer.WriteStringValue(value.Cipher ?? "");
    }
}
