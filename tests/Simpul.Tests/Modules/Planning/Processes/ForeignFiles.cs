using Xunit;

namespace Simpul.Tests.Modules.Planning.Processes;

/// <summary>Small BPMN files written in the manner of other tools, with their prefixes and extensions.</summary>
internal static class ForeignFiles
{
    public static readonly IReadOnlyList<string> Names = ["camunda-modeler.bpmn", "signavio.bpmn", "jbpm.bpmn2", "semantic.bpmn", "bizagi.bpmn", "adonis.bpmn"];

    public static IEnumerable<TheoryDataRow<string>> All() => Names.Select(name => new TheoryDataRow<string>(name));

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder(), name));

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Simpul.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
        }
        return Path.Combine(folder.FullName, "tests", "Simpul.Tests", "Modules", "Planning", "Processes", "Files");
    }
}
