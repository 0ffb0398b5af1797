using Microsoft.EntityFrameworkCore;

namespace Simpul.Web.Data.Sql;

/// <summary>Inserts rows past the change tracker, as the model maps them: a hundred thousand in the time that tracking takes for a few.</summary>
internal static class BulkRows
{
    /// <summary>Inserts in the transaction at hand, or in one of the database's own.</summary>
    public static async Task Insert<T>(PlatformDb db, IReadOnlyCollection<T> rows, CancellationToken cancel)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }
        var entity = db.Model.FindEntityType(typeof(T))!;
        var columns = entity.GetProperties().Select(property => (
            Name: property.GetColumnName(), Read: property.GetGetter(), Stored: property.GetTypeMapping().Converter?.ConvertToProvider)).ToArray();
        await db.Dialect.Insert(db, entity.GetTableName()!, [.. columns.Select(column => column.Name)], Values(), cancel);

        IEnumerable<object?[]> Values()
        {
            var values = new object?[columns.Length];
            foreach (var row in rows)
            {
                for (var at = 0; at < columns.Length; at++)
                {
                    var value = columns[at].Read.GetClrValueUsingContainingEntity(row);
                    values[at] = value is null || columns[at].Stored is not { } stored ? value : stored(value);
                }
                yield return values;
            }
        }
    }
}
