using System.Collections.Frozen;

namespace Simpul.Web.Platform.Profile;

/// <summary>What one parameter of the profiles means.</summary>
/// <param name="Covers">The keys of the reading notes' tables that find their place in it.</param>
public sealed record ParameterSpec(string Key, ValueSpec Spec, string Means, IReadOnlyList<string> Covers);

/// <summary>The one list of what differs between the regulations: <c>regulations/parameters.yaml</c>.</summary>
public sealed class ParameterCatalogue
{
    public const string FileName = "parameters.yaml";

    private readonly FrozenDictionary<string, ParameterSpec> specs;

    private ParameterCatalogue(IReadOnlyList<ParameterSpec> all) =>
        (All, specs) = (all, all.ToFrozenDictionary(spec => spec.Key, StringComparer.Ordinal));

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ParameterSpec> All { get; }

    public ParameterSpec? Find(string key) => specs.GetValueOrDefault(key);

    /// <exception cref="InvalidDataException">The catalogue itself is broken; the message holds every error.</exception>
    public static ParameterCatalogue Load(string path)
    {
        var errors = new YamlErrors(path);
        List<ParameterSpec> all = [];
        HashSet<string> covered = new(StringComparer.Ordinal);
        if (YamlReader.ReadFile(path, errors) is { } file)
        {
            foreach (var (key, value) in file.Map("parameters").Values())
            {
                if (!IsKey(key)) value.Report($"“{key}” must be lower-case words joined by hyphens and one point");
                var map = value.Map();
                all.Add(new ParameterSpec(key, ValueSpec.Read(map), map.Text("means"), map.Texts("covers")));
                foreach (var cover in map.List("covers")) Once(cover);
                map.Close();
            }
            foreach (var entry in file.Maps("left-out"))
            {
                Once(entry["key"]);
                entry.Text("because");
                entry.Close();
            }
            file.Close();
        }
        return errors.Any ? throw new InvalidDataException(string.Join('\n', errors.All)) : new ParameterCatalogue(all);

        void Once(YamlValue name)
        {
            if (name.Text() is { Length: > 0 } text && !covered.Add(text)) name.Report($"“{text}” has found its place already");
        }
    }

    private static bool IsKey(string key) =>
        key.Count(letter => letter == '.') == 1 && !key.StartsWith('.') && !key.EndsWith('.') &&
        key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.');
}
