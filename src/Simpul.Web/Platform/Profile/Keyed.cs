using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Simpul.Web.Platform.Profile;

/// <summary>Things by key that also keep the order in which the file lists them.</summary>
public sealed class Keyed<T> : IReadOnlyList<T>
{
    private readonly List<T> inOrder;
    private readonly FrozenDictionary<string, T> byKey;

    /// <exception cref="ArgumentException">Two things have the same key.</exception>
    public Keyed(IEnumerable<T> things, Func<T, string> key)
    {
        inOrder = [.. things];
        byKey = inOrder.ToFrozenDictionary(key, StringComparer.Ordinal);
    }

    public int Count => inOrder.Count;

    public T this[int index] => inOrder[index];

    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public T this[string key] => byKey.TryGetValue(key, out var thing) ? thing : throw new KeyNotFoundException($"there is no {typeof(T).Name} “{key}”");

    public bool Has(string key) => byKey.ContainsKey(key);

    public bool TryGet(string key, [MaybeNullWhen(false)] out T thing) => byKey.TryGetValue(key, out thing);

    public IEnumerator<T> GetEnumerator() => inOrder.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
