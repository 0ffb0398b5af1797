using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Phases;

/// <summary>A way to build software.</summary>
/// <param name="Repeats">Whether its phases form a round that repeats.</param>
public sealed record DevelopmentMethod(string Key, string Title, IReadOnlyList<string> Phases, bool Repeats);

/// <summary>The methods that can be chosen where the regulation leaves the choice to each application: the common ones of the field.</summary>
public static class DevelopmentMethods
{
    public static readonly IReadOnlyList<DevelopmentMethod> All =
    [
        new("waterfall", "Berurutan (waterfall)", ["analisis kebutuhan", "perancangan", "pembangunan", "pengujian", "penerapan", "pemeliharaan"], Repeats: false),
        new("prototyping", "Purwarupa (prototyping)", ["analisis kebutuhan", "pembuatan purwarupa", "penilaian purwarupa", "pembangunan", "pengujian", "penerapan"], Repeats: true),
        new("agile", "Bertahap berulang (agile)", ["perencanaan", "desain", "pengembangan", "pengujian", "peninjauan", "peluncuran"], Repeats: true),
        new("package", "Penyesuaian aplikasi jadi", ["analisis kebutuhan", "pemilihan aplikasi", "penyesuaian", "pengujian", "penerapan", "pemeliharaan"], Repeats: false),
    ];

    /// <summary>Phases that go on while the application is used: one that runs need not have ended them.</summary>
    private static readonly HashSet<string> afterLaunch = new(StringComparer.OrdinalIgnoreCase) { "pemeliharaan", "evaluasi", "pengulangan siklus" };

    internal static IReadOnlyList<FieldChoice> Choices { get; } = [.. All.Select(method => new FieldChoice(method.Key, method.Title))];

    public static DevelopmentMethod? Find(string? key) => All.FirstOrDefault(method => method.Key == key);

    /// <summary>Whether a phase belongs to the use of an application and not to its building.</summary>
    public static bool IsAfterLaunch(string phase) => afterLaunch.Contains(phase);
}
