using System.Text;
using System.Text.Json;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Repository.Reuse;

/// <summary>
/// Writes the publiccode.yml with which an application begins, from what the register knows; its makers complete it in the repository. What it writes is
/// valid by the standard and by <see cref="PublicCodeFile"/>.
/// </summary>
internal static class PublicCodeDraft
{
    /// <summary>The standard wants a long description to have at least 150 letters: this alone has more.</summary>
    private const string Origin = "Uraian ini disusun dari register aplikasi pemerintah daerah karena repositorinya belum memuat publiccode.yml sendiri; pembuat aplikasi melengkapinya dengan menambahkan berkas itu pada cabang utamanya.";

    private const int MostDescription = 9_000;

    /// <param name="platform">How it runs at the user's; null where nobody said.</param>
    /// <param name="address">Where the repository is cloned from.</param>
    /// <param name="keeper">Who is asked about it: its agency, else the government.</param>
    public static string Write(Application application, CodeRepository repository, ClientPlatform? platform, string address, string government, string keeper)
    {
        var text = new StringBuilder();
        text.Append("publiccodeYmlVersion: \"0.4\"\n");
        text.Append("name: ").Append(Quoted(application.Item.Name)).Append('\n');
        text.Append("url: ").Append(Quoted(address)).Append('\n');
        text.Append("categories:\n  - ").Append(application.ServesPublic ? "digital-citizenship" : "business-process-management").Append('\n');
        text.Append("developmentStatus: ").Append(Status(application.Stage)).Append('\n');
        text.Append("softwareType: ").Append(platform == ClientPlatform.Mobile ? "standalone/mobile" : "standalone/web").Append('\n');
        text.Append("platforms:\n").Append(platform switch { ClientPlatform.Mobile => "  - android\n", ClientPlatform.Both => "  - web\n  - android\n", _ => "  - web\n" });
        text.Append("legal:\n  license: ").Append(Quoted(repository.Licence ?? application.Spdx ?? "")).Append("\n  mainCopyrightOwner: ").Append(Quoted(Owner(application, government))).Append('\n');
        text.Append("maintenance:\n  type: internal\n  contacts:\n    - name: ").Append(Quoted(keeper)).Append('\n');
        text.Append("localisation:\n  localisationReady: false\n  availableLanguages:\n    - id\n");
        text.Append("description:\n  id:\n    shortDescription: ").Append(Quoted(Cut(Short(application), 150))).Append("\n    longDescription: ").Append(Quoted(Long(application, repository, keeper))).Append('\n');
        List<string> features = [.. application.Functions.Where(function => !string.IsNullOrWhiteSpace(function)).Select(function => Cut(function, 100))];
        if (features.Count > 0)
        {
            text.Append("    features:\n").AppendJoin("", features.Select(feature => $"      - {Quoted(feature)}\n"));
        }
        return text.ToString();
    }

    private static string Status(ApplicationStage stage) => stage switch
    {
        ApplicationStage.Proposed => "concept",
        ApplicationStage.Building => "development",
        ApplicationStage.Testing => "beta",
        ApplicationStage.Running => "stable",
        _ => "obsolete",
    };

    private static string Owner(Application application, string government) => application.Copyright switch
    {
        CopyrightHolder.Maker => "Pembuat aplikasi",
        CopyrightHolder.Community => "Para pembuat proyek terbuka",
        CopyrightHolder.OtherGovernment => "Pemerintah lain",
        _ => government,
    };

    private static string Short(Application application) => First(application.Item.Description, application.Mandate) ?? application.Item.Name;

    private static string Long(Application application, CodeRepository repository, string keeper)
    {
        List<string> sentences = [$"{application.Item.Name} adalah aplikasi milik {keeper}."];
        if (First(application.Item.Description, application.Mandate) is { } does)
        {
            sentences.Add(does);
        }
        if (application.Functions.Count > 0)
        {
            sentences.Add($"Fungsinya: {Indonesian.List(application.Functions)}.");
        }
        if (application.Users is { Length: > 0 } users)
        {
            sentences.Add($"Penggunanya: {users}");
        }
        if (repository.Terms is { Length: > 0 } terms)
        {
            sentences.Add($"Ketentuan pemakaian ulang: {terms}");
        }
        return $"{Cut(string.Join(' ', sentences), MostDescription)} {Origin}";
    }

    private static string? First(params IReadOnlyList<string?> texts) => texts.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))?.Trim();

    private static string Cut(string text, int most) => text.Length > most ? $"{text[..(most - 1)].TrimEnd()}…" : text;

    /// <summary>A JSON string is a YAML string.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
