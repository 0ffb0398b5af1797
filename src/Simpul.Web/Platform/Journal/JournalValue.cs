using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// How a column's value stands in an event. Writing events and comparing records with them go through here, so that the two cannot drift apart.
/// Values that the two databases round differently are rounded here first.
/// </summary>
internal static class JournalValue
{
    /// <summary>
    /// Columns that no event holds: the id stands beside, the version counts saves, and sign-in material never reaches the journal, not even as
    /// a hash, because a journal is kept for ever and shown to auditors.
    /// </summary>
    public static bool IsLeftOut(string property) => property is nameof(IRecord.Version) or nameof(IRecord.Id)
        or "PasswordHash" or "SecurityStamp" or "ConcurrencyStamp" or "NormalizedUserName" or "NormalizedEmail" or "OpenIdSubject" or "TokenHash";

    /// <summary>The field's name in an event.</summary>
    public static string Name(IReadOnlyProperty property) => char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    /// <summary>What stands before the field names of a part: its table and its key within the record.</summary>
    public static string Prefix(IEntityType part, Func<IProperty, object?> value) =>
        $"{part.GetTableName()}/{Convert.ToString(value(part.FindPrimaryKey()!.Properties[^1]), CultureInfo.InvariantCulture)}/";

    public static bool Same(IProperty property, object? before, object? after)
    {
        if (IsNothing(before) || IsNothing(after))
        {
            return IsNothing(before) && IsNothing(after);
        }
        return property.GetValueComparer().Equals(before, after) || JsonNode.DeepEquals(Of(before, property), Of(after, property));
    }

    public static JsonNode? Of(object? value, IReadOnlyProperty property) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag,
        int number => number,
        // Beyond 2^53 a JSON number is not exact, and money must be.
        long number => number is > -(1L << 53) and < 1L << 53 ? number : number.ToString(CultureInfo.InvariantCulture),
        decimal number => Exact(number),
        double number => number,
        DateTimeOffset moment => Moment(moment),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Sealed box => box.IsEmpty ? null : new JsonObject { ["sealed"] = Fingerprint(box) },
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IEnumerable<string> lines => new JsonArray([.. lines.Select(line => (JsonNode?)line)]),
        Enum or Guid => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ when property.GetValueConverter() is { } converter && converter.ConvertToProvider(value) is { } stored && stored.GetType() != value.GetType() => Of(stored, property),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(item => Of(item, property))]),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>Whole microseconds, which is what PostgreSQL keeps.</summary>
    public static DateTimeOffset Rounded(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond));

    public static string Moment(DateTimeOffset moment) => Rounded(moment).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Without the trailing zeros that one database keeps and the other does not.</summary>
    private static string Exact(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static bool IsNothing(object? value) => value is null or Sealed { IsEmpty: true };

    /// <summary>Tells that a protected value changed, and nothing of what it is: a hash of the randomised cipher text.</summary>
    private static string Fingerprint(Sealed box) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(box.Cipher)).AsSpan(0, 8));
}
