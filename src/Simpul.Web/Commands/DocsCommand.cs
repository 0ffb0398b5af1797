using System.CommandLine;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Commands;

/// <summary><c>docs checks</c>: writes <c>docs/checks.md</c> to the output. For developers, so it is not in the list of commands.</summary>
public static class DocsCommand
{
    public static Command Build()
    {
        var checks = new Command("checks", "docs/checks.md: each check and the rows that it serves.");
        checks.SetAction(_ => Checks(RegulationsCommand.Folder, Console.Out));
        return new Command("docs", "Generate documents of the repository from its data.") { Hidden = true, Subcommands = { checks } };
    }

    /// <returns>0, or 1 where a profile is broken; then only its errors are written.</returns>
    public static int Checks(string regulations, TextWriter output)
    {
        var set = ProfileSet.Load(regulations);
        var results = set.Ids.Select(set.Find).ToList();
        var errors = results.SelectMany(result => result.Errors).ToList();
        if (errors.Count > 0)
        {
            foreach (var error in errors) output.WriteLine(error);
            return 1;
        }
        output.Write(new ChecksPage(set.Loader.Checks, [.. results.Select(result => result.Required())]).ToString());
        return 0;
    }
}
