using System.Text;
using Simpul.Web.Platform.Profile;

namespace Simpul.Tests.Platform.Profile;

/// <summary>The repository's regulations, found from where the tests run.</summary>
internal static class Regulations
{
    private static readonly Lazy<string> Repository = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Simpul.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside the repository");
    });

    public static string Root => Repository.Value;

    public static string Folder => Path.Combine(Root, "regulations");

    public static string Tests => Path.Combine(Root, "tests", "Simpul.Tests", "Platform", "Profile");

    public static ProfileLoader Loader { get; } = ProfileLoader.ForFolder(Folder);

    public static string Template { get; } = File.ReadAllText(Path.Combine(Folder, ProfileSet.TemplateName));

    /// <summary>The four regulations and the template.</summary>
    public static IEnumerable<string> Files => ProfileSet.Load(Folder).Ids.Select(id => Path.Combine(Folder, id + ".yaml")).Append(Path.Combine(Folder, ProfileSet.TemplateName));

    public static ProfileResult Load(string text) => Loader.Load(Encoding.UTF8.GetBytes(text), "p.yaml");

    public static RegulationProfile TemplateProfile() => Load(Template).Required();
}
