using System.Collections.Frozen;

namespace Simpul.Web.Platform.Profile;

/// <summary>A check that obligations may ask for: what it decides, from which parameters, and which module answers it.</summary>
/// <param name="Answers">The statuses that it can give.</param>
/// <param name="Since"><c>now</c>, or the later body of work that brings its records.</param>
/// <param name="SingleRowReason">Why it exists although only one row of all regulations asks for it.</param>
public sealed record CheckSpec(
    string Name,
    string Module,
    string Decides,
    IReadOnlyList<string> Answers,
    IReadOnlyList<CheckParameter> Parameters,
    string Since,
    string? SingleRowReason);

public sealed record CheckParameter(string Name, ValueSpec Spec, bool Optional, string? Help);

/// <summary>Every question that an obligation may put to the records: <c>regulations/checks.yaml</c>.</summary>
public sealed class CheckCatalogue
{
    public const string FileName = "checks.yaml";

    private static readonly string[] Statuses = ["met", "due", "overdue", "missing", "not-applicable"];

    private readonly FrozenDictionary<string, CheckSpec> specs;

    private CheckCatalogue(IReadOnlyList<CheckSpec> all) =>
        (All, specs) = (all, all.ToFrozenDictionary(spec => spec.Name, StringComparer.Ordinal));

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<CheckSpec> All { get; }

    public CheckSpec? Find(string name) => specs.GetValueOrDefault(name);

    /// <exception cref="InvalidDataException">The catalogue itself is broken; the message holds every error.</exception>
    public static CheckCatalogue Load(string path)
    {
        var errors = new YamlErrors(path);
        List<CheckSpec> all = [];
        if (YamlReader.ReadFile(path, errors) is { } file)
        {
            all.AddRange(file.Map("checks").Values().Select(entry => Read(entry.Key, entry.Value)));
            file.Close();
        }
        return errors.Any ? throw new InvalidDataException(string.Join('\n', errors.All)) : new CheckCatalogue(all);
    }

    private static CheckSpec Read(string name, YamlValue value)
    {
        if (!name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            value.Report($"“{name}” must be lower-case words joined by hyphens");
        }
        var map = value.Map();
        var check = new CheckSpec(
            name,
            map["module"].OneOf([.. Vocabulary.Modules]),
            map.Text("decides"),
            [.. map.List("answers").Select(answer => answer.OneOf(Statuses))],
            [.. map.Map("parameters").Values().Select(entry => Parameter(entry.Key, entry.Value.Map()))],
            map.Id("since"),
            map.Optional("single-row-reason")?.Text());
        map.Close();
        return check;
    }

    private static CheckParameter Parameter(string name, YamlMap map)
    {
        var parameter = new CheckParameter(name, ValueSpec.Read(map), map.Optional("optional")?.Bool() ?? false, map.Optional("help")?.Text());
        map.Close();
        return parameter;
    }
}
