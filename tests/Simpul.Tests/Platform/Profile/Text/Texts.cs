using Xunit;

namespace Simpul.Tests.Platform.Profile.Text;

/// <summary>
/// The texts of the four regulations are not in the repository: SIMPUL_REGULATION_TEXTS names the folder with
/// <c>palembang-25-2023.txt</c> and the others, by default <c>../shared/seeds</c> beside the repository. Beside that folder,
/// <c>regulations/palembang.md</c> and the others list the provisions that a reader of the law found in each.
/// </summary>
internal static class Texts
{
    public static string Repository { get; } = FindRepository();

    public static string Own(string name) => Path.Combine(Repository, "tests", "Simpul.Tests", "Platform", "Profile", "Text", name);

    public static string MadeUp { get; } = File.ReadAllText(Own("made-up-regulation.txt"));

    /// <summary>Skips the test, so that it is counted, where the text is not there.</summary>
    public static string Real(string regulation) => Need(Path.Combine(Folder, regulation + ".txt"));

    /// <inheritdoc cref="Real"/>
    public static string Reading(string region) => Need(Path.Combine(Folder, "..", "regulations", region + ".md"));

    private static string Folder =>
        Environment.GetEnvironmentVariable("SIMPUL_REGULATION_TEXTS") is { Length: > 0 } folder ? folder : Path.Combine(Repository, "..", "shared", "seeds");

    private static string Need(string file)
    {
        Assert.SkipUnless(File.Exists(file), $"{Path.GetFileName(file)} is not here; SIMPUL_REGULATION_TEXTS names the folder.");
        return File.ReadAllText(file);
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Simpul.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
