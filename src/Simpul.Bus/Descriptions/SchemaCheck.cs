using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>A text held against a format.</summary>
delegate bool TextCheck(ReadOnlySpan<char> text);

/// <summary>One value being held against its schema: what was found, and where it is looked at, which is written out only when something is wrong there.</summary>
sealed class SchemaCheck
{
    List<SchemaFault>? faults;
    (JsonProperty Member, int Index)[] steps = new (JsonProperty, int)[8];
    int depth;

    internal IReadOnlyList<SchemaFault> Faults => faults ?? (IReadOnlyList<SchemaFault>)[];

    internal bool IsFull => faults?.Count >= Schema.MaxFaults;

    internal void Enter(JsonProperty member) => Enter((member, -1));

    internal void Enter(int index) => Enter((default, index));

    internal void Leave() => depth--;

    internal void Found(string rule, string expected = "") => (faults ??= []).Add(new(Pointer(), rule, expected));

    void Enter((JsonProperty, int) step)
    {
        if (depth == steps.Length) Array.Resize(ref steps, steps.Length * 2);
        steps[depth++] = step;
    }

    string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var (member, index) in steps.AsSpan(0, depth))
            pointer.Append('/').Append(index >= 0 ? index.ToString(CultureInfo.InvariantCulture) : member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        return pointer.ToString();
    }
}
