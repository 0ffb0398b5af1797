namespace Simpul.Web.Platform.Profile;

/// <summary>
/// The profiles of a folder: every <c>*.yaml</c> at its top but the two catalogues and the template. Opening reads the catalogues only; a
/// profile is read when it is asked for, so that serving one regulation does not cost reading all.
/// </summary>
public sealed class ProfileSet
{
    public const string TemplateName = "template.yaml";

    private readonly string folder;

    private ProfileSet(string folder)
    {
        this.folder = folder;
        Loader = ProfileLoader.ForFolder(folder);
        Ids =
        [
            .. Directory.EnumerateFiles(folder, "*.yaml").Select(path => Path.GetFileName(path))
                .Where(name => name is not (ParameterCatalogue.FileName or CheckCatalogue.FileName or TemplateName))
                .Select(name => Path.GetFileNameWithoutExtension(name)).Order(StringComparer.Ordinal),
        ];
    }

    /// <exception cref="InvalidDataException">A catalogue is broken.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static ProfileSet Load(string folder) => new(folder);

    public ProfileLoader Loader { get; }

    /// <summary>By file name, sorted; a profile's file must be named after its id.</summary>
    public IReadOnlyList<string> Ids { get; }

    public string PathOf(string id) => Path.Combine(folder, id + ".yaml");

    /// <exception cref="KeyNotFoundException">The folder holds no such profile.</exception>
    public ProfileResult Find(string id)
    {
        if (!Ids.Contains(id, StringComparer.Ordinal)) throw new KeyNotFoundException($"there is no regulation “{id}”; there are: {string.Join(", ", Ids)}");
        var result = Loader.Load(PathOf(id));
        return result.Profile is { } profile && profile.Id != id
            ? new ProfileResult(null, [new YamlError(PathOf(id), 1, 1, $"the file must be named after its id: {profile.Id}.yaml")])
            : result;
    }
}
