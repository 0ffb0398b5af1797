using System.CommandLine;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Commands;

/// <summary><c>./run regulations check FILE</c> and <c>./run regulations list</c>.</summary>
public static class RegulationsCommand
{
    /// <summary>The folder that goes out with the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "regulations");

    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The profile to check." };
        var check = new Command("check", "Check a profile: every error at once, with line and column.") { file };
        check.SetAction(parsed => Check(parsed.GetRequiredValue(file), Folder, Console.Out));
        var list = new Command("list", "List the profiles that this program has.");
        list.SetAction(_ => List(Folder, Console.Out));
        return new Command("regulations", "The regulation profiles.") { check, list };
    }

    /// <summary>
    /// Says <c>file:line:column: message</c> for everything that is wrong with a profile, then how many that is. The catalogues beside the file are
    /// used where there are any, so that a government may keep its profile elsewhere, otherwise those in <paramref name="regulations"/>.
    /// </summary>
    /// <returns>0 where the profile is sound, 1 where it is not or a catalogue is broken.</returns>
    public static int Check(string file, string regulations, TextWriter output)
    {
        var beside = Path.GetDirectoryName(Path.GetFullPath(file)) ?? regulations;
        var folder = File.Exists(Path.Combine(beside, ParameterCatalogue.FileName)) && File.Exists(Path.Combine(beside, CheckCatalogue.FileName)) ? beside : regulations;
        ProfileResult result;
        try
        {
            result = ProfileLoader.ForFolder(folder).Load(file);
        }
        catch (InvalidDataException broken)
        {
            output.WriteLine(broken.Message);
            return 1;
        }
        foreach (var error in result.Errors) output.WriteLine(error);
        output.WriteLine(result.Profile is { } profile ? $"{file}: sound ({Summary(profile)})" : result.Errors.Count == 1 ? "1 error" : $"{result.Errors.Count} errors");
        return result.Profile is null ? 1 : 0;
    }

    /// <summary>One line for each profile: its id, what it governs, and how much it holds; a broken one is named with its first error.</summary>
    /// <returns>0 where all are sound, 1 otherwise.</returns>
    public static int List(string regulations, TextWriter output)
    {
        var profiles = ProfileSet.Load(regulations);
        var width = profiles.Ids.Select(id => id.Length).DefaultIfEmpty(0).Max();
        var broken = 0;
        foreach (var id in profiles.Ids)
        {
            var result = profiles.Find(id);
            var says = result.Profile is { } profile
                ? $"{profile.Regulation.Name}  {profile.Region.Government}  ({Summary(profile)})"
                : $"broken: {result.Errors[0]} ({result.Errors.Count} in all)";
            output.WriteLine($"{id.PadRight(width)}  {says}");
            if (result.Profile is null) broken++;
        }
        return broken == 0 ? 0 : 1;
    }

    private static string Summary(RegulationProfile profile) =>
        $"{profile.Obligations.Count} obligations, {profile.Provisions.Count} provisions, {profile.Glossary.Count} terms, {profile.Procedures.Count} procedures, {profile.Readings.Count} readings";
}
