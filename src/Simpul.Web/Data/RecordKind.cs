using System.Collections.Concurrent;
using System.Reflection;

namespace Simpul.Web.Data;

/// <summary>The name by which the journal, search, files and the API know a kind of record: plural, kebab-case, never renamed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RecordKindAttribute(string kind) : Attribute
{
    private static readonly ConcurrentDictionary<Type, string> kinds = new();

    public string Kind => kind;

    /// <exception cref="InvalidOperationException">The type carries no kind.</exception>
    public static string Of(Type type) => kinds.GetOrAdd(type, static key =>
        key.GetCustomAttribute<RecordKindAttribute>()?.Kind ?? throw new InvalidOperationException($"{key.Name} has no [RecordKind]."));
}
