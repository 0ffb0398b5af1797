using System.Text.RegularExpressions;
using Simpul.Web.Platform.Ui;

namespace Simpul.Tests.Platform.Ui;

/// <summary>The colours of <c>Assets/styles/_tokens.scss</c>, by theme.</summary>
internal static partial class Tokens
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyDictionary<string, Colour> Light { get; }

    public static IReadOnlyDictionary<string, Colour> Dark { get; }

    static Tokens()
    {
        var text = File.ReadAllText(Path.Combine(Root, "src/Simpul.Web/Assets/styles/_tokens.scss"));
        var dark = text.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);
        var more = text.IndexOf("prefers-contrast: more", StringComparison.Ordinal);
        Light = Read(text[..dark]);
        Dark = new Dictionary<string, Colour>(Light.Concat(Read(text[dark..more])).GroupBy(pair => pair.Key).Select(group => group.Last()));
    }

    private static Dictionary<string, Colour> Read(string css) => Declaration().Matches(css)
        .ToDictionary(match => match.Groups[1].Value, match => Colour.TryParse(match.Groups[2].Value, out var colour) ? colour : throw new FormatException(match.Value));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Simpul.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run from inside the repository.");
    }

    [GeneratedRegex("--ina-([a-z-]+): (#[0-9a-f]{6});")]
    private static partial Regex Declaration();
}
