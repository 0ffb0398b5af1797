using Simpul.Web.Platform.Profile.Loading;

namespace Simpul.Web.Platform.Profile;

/// <summary>
/// Reads and checks a profile. Never throws for what the file contains; an instance is cheap, keeps no state and may be used from several threads.
/// </summary>
public sealed class ProfileLoader(ParameterCatalogue parameters, CheckCatalogue checks)
{
    /// <summary>Loads the two catalogues that lie beside the profiles.</summary>
    /// <exception cref="InvalidDataException">A catalogue is broken.</exception>
    public static ProfileLoader ForFolder(string folder) => new(
        ParameterCatalogue.Load(Path.Combine(folder, ParameterCatalogue.FileName)),
        CheckCatalogue.Load(Path.Combine(folder, CheckCatalogue.FileName)));

    public ParameterCatalogue Parameters => parameters;

    public CheckCatalogue Checks => checks;

    public ProfileResult Load(string path)
    {
        var errors = new YamlErrors(path);
        return Load(YamlReader.ReadFile(path, errors), errors);
    }

    /// <param name="file">The name under which errors are reported.</param>
    public ProfileResult Load(ReadOnlySpan<byte> content, string file)
    {
        var errors = new YamlErrors(file);
        return Load(YamlReader.Read(content, errors), errors);
    }

    internal ProfileResult Load(YamlMap? top, YamlErrors errors)
    {
        var profile = top is null ? null : new ProfileReader(top, errors, parameters, checks).Read();
        return errors.Any ? new ProfileResult(null, errors.All) : new ProfileResult(profile, []);
    }
}

/// <summary>A profile, or everything that is wrong with its file: exactly one of the two.</summary>
public sealed record ProfileResult(RegulationProfile? Profile, IReadOnlyList<YamlError> Errors)
{
    /// <exception cref="InvalidDataException">There are errors; the message holds every one.</exception>
    public RegulationProfile Required() => Profile ?? throw new InvalidDataException(string.Join('\n', Errors));
}
