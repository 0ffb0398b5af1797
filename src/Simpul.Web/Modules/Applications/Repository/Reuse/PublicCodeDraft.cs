using System.Text;
using System.Text.Json;

namespace Simpul.Web.Modules.Applications.Repository.Reuse;

/// <summary>Writes the publiccode.yml with which an application begins, from what the register knows; its makers complete it in the repository.</summary>
internal static class PublicCodeDraft
{
    public static string Write(RepositoryApplication application, CodeRepository repository, string government)
    {
        var text = new StringBuilder();
        text.Append("publiccodeYmlVersion: \"0.4\"\n");
        text.Append("name: ").Append(Quoted(application.Name)).Append('\n');
        text.Append("legal:\n  license: ").Append(Quoted(repository.Licence ?? "")).Append("\n  mainCopyrightOwner: ").Append(Quoted(government)).Append('\n');
        text.Append("developmentStatus: stable\nsoftwareType: standalone/web\nplatforms:\n  - web\n");
        text.Append("maintenance:\n  type: internal\nlocalisation:\n  localisationReady: false\n  availableLanguages:\n    - id\n");
        if (repository.Terms is { } terms)
        {
            text.Append("description:\n  id:\n    shortDescription: ").Append(Quoted(terms.Length > 150 ? terms[..149] + "…" : terms)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>A JSON string is a YAML string.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
