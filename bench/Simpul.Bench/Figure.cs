using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simpul.Bench;

/// <summary>Something that was measured.</summary>
/// <param name="Name">Dotted, never renamed: <c>pages.sqlite.lists.p99</c>.</param>
/// <param name="Unit">ms, s, MB, KB, events/s.</param>
/// <param name="Budget">What it is held against; null where it only explains another.</param>
/// <param name="Met">Null where there is no budget.</param>
/// <param name="Peers">The same measured beside it, in the same run: name to value, in the same unit.</param>
public sealed record Figure(string Name, double Value, string Unit, double? Budget, bool? Met, IReadOnlyDictionary<string, double> Peers)
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>A figure that should not go beyond its budget.</summary>
    public static Figure AtMost(string name, double value, string unit, double budget, IReadOnlyDictionary<string, double>? peers = null) =>
        new(name, Rounded(value), unit, budget, value <= budget, Rounded(peers));

    /// <summary>A figure that should reach its budget.</summary>
    public static Figure AtLeast(string name, double value, string unit, double budget, IReadOnlyDictionary<string, double>? peers = null) =>
        new(name, Rounded(value), unit, budget, value >= budget, Rounded(peers));

    /// <summary>A figure without a budget.</summary>
    public static Figure Of(string name, double value, string unit, IReadOnlyDictionary<string, double>? peers = null) => new(name, Rounded(value), unit, null, null, Rounded(peers));

    /// <summary>The figures as <c>./run bench --json</c> prints them.</summary>
    public static string ToJson(IEnumerable<Figure> figures) => JsonSerializer.Serialize(figures, json);

    /// <summary>A line for a person.</summary>
    public override string ToString()
    {
        var budget = Budget is { } limit ? FormattableString.Invariant($"budget {limit:#,0.##} {Unit}: {(Met == true ? "met" : "MISSED")}") : "";
        return FormattableString.Invariant($"{Name,-36} {Value,12:#,0.##} {Unit,-9} {budget,-30} {string.Join(", ", Peers.Select(peer => FormattableString.Invariant($"{peer.Key} {peer.Value:#,0.##}")))}");
    }

    private static double Rounded(double value) => Math.Round(value, Math.Abs(value) < 1000 ? 2 : 0);

    private static Dictionary<string, double> Rounded(IReadOnlyDictionary<string, double>? peers) => (peers ?? new Dictionary<string, double>()).ToDictionary(peer => peer.Key, peer => Rounded(peer.Value));
}
