using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Journal;

/// <summary>An event that the next save writes. What changed is read from the tracked rows at that moment.</summary>
/// <param name="Always">Written even where no row changed: somebody looked, something was sent.</param>
internal sealed record PendingEvent(string Action, string SubjectKind, Guid SubjectId, Actor Actor, string? Reason, JsonObject? Details, bool Always)
{
    /// <summary>Field → [before, after] of the subject and of its parts; null where nothing changed and the event need not be written.</summary>
    public JsonObject? Changes(ChangeTracker tracker)
    {
        JsonObject? changes = null;
        foreach (var entry in tracker.Entries())
        {
            var prefix = entry.Entity switch
            {
                IRecord record when record.Id == SubjectId && RecordKindAttribute.Of(entry.Metadata.ClrType) == SubjectKind => "",
                IPart part when part.OwnerId == SubjectId => $"{entry.Metadata.GetTableName()}/{entry.Metadata.FindPrimaryKey()!.Properties.Select(key => entry.Property(key).CurrentValue).Last()}/",
                _ => null,
            };
            if (prefix is null || entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }
            foreach (var property in entry.Properties)
            {
                var before = entry.State == EntityState.Added ? null : property.OriginalValue;
                var after = entry.State == EntityState.Deleted ? null : property.CurrentValue;
                if (property.Metadata.Name is nameof(IRecord.Version) or nameof(IRecord.Id) || IsSecret(property.Metadata.Name) || Same(before, after))
                {
                    continue;
                }
                (changes ??= [])[prefix + Camel(property.Metadata.Name)] = new JsonArray(Value(before), Value(after));
            }
        }
        return changes;
    }

    /// <summary>Sign-in material never reaches the journal, not even as a hash: a journal is kept for ever and shown to auditors.</summary>
    private static bool IsSecret(string property) => property is "PasswordHash" or "SecurityStamp" or "ConcurrencyStamp" or "NormalizedUserName" or "NormalizedEmail" or "OpenIdSubject" or "TokenHash";

    private static bool Same(object? before, object? after) => before is byte[] left && after is byte[] right
        ? left.AsSpan().SequenceEqual(right)
        : before is IEnumerable<string> first && after is IEnumerable<string> second ? first.SequenceEqual(second)
        : Equals(before, after) || (before is null && after is Sealed { IsEmpty: true }) || (after is null && before is Sealed { IsEmpty: true });

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag,
        int number => number,
        // Beyond 2^53 a JSON number is not exact, and money must be.
        long number => number is > -(1L << 53) and < 1L << 53 ? number : number.ToString(CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        double number => number,
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Sealed box => box.IsEmpty ? null : new JsonObject { ["sealed"] = Fingerprint(box) },
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IEnumerable<string> list => new JsonArray([.. list.Select(item => (JsonNode?)item)]),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>Tells that a protected value changed, and nothing of what it is: a hash of the randomised cipher text.</summary>
    private static string Fingerprint(Sealed box) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(box.Cipher)).AsSpan(0, 8));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
