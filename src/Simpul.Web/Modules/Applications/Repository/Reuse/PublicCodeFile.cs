using System.Globalization;
using System.Text;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Repository.Reuse;

/// <summary>What a publiccode.yml says of a program: the fields of the standard by which others find it.</summary>
/// <param name="Summary">The short description, in Indonesian where there is one.</param>
public sealed record PublicCode(
    string? Name, string? Url, string? Summary, string? Description, string? Licence, string? Owner, string? Status, string? SoftwareType, string? Maintenance,
    string? SoftwareVersion, DateOnly? ReleasedOn, IReadOnlyList<string> Categories, IReadOnlyList<string> Platforms, IReadOnlyList<string> Languages, IReadOnlyList<string> Features);

/// <summary>Reads <c>publiccode.yml</c> and says what the standard would have otherwise (https://yml.publiccode.tools, 0.2 to 0.5). Never throws.</summary>
public static class PublicCodeFile
{
    /// <summary>What the file may be called, the usual one first.</summary>
    public static readonly IReadOnlyList<string> Names = ["publiccode.yml", "publiccode.yaml"];

    private static readonly string[] statuses = ["concept", "development", "beta", "stable", "obsolete"];
    private static readonly string[] types = ["standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend", "standalone/other", "addon", "library", "configurationFiles"];
    private static readonly string[] maintenances = ["internal", "contract", "community", "none"];

    /// <returns>What could be read, null where it is no YAML; and in Indonesian all that is missing or wrong.</returns>
    public static (PublicCode? Code, IReadOnlyList<string> Faults) Read(string text)
    {
        var errors = new YamlErrors("publiccode.yml");
        var map = YamlReader.Read(Encoding.UTF8.GetBytes(text), errors);
        if (map is null || errors.Any)
        {
            return (null, [.. errors.All.Take(5).Select(error => $"Baris {error.Line.ToString(CultureInfo.InvariantCulture)} tidak dapat dibaca sebagai YAML. Jangkar, alias, dan kunci ganda tidak diterima.").Distinct()]);
        }
        var faults = new List<string>();
        var version = Text(map, "publiccodeYmlVersion");
        if (version is null || !(version.StartsWith("0.", StringComparison.Ordinal) || version.StartsWith("1.", StringComparison.Ordinal)))
        {
            faults.Add("publiccodeYmlVersion: isi versi standarnya, misalnya 0.4.");
        }
        var (description, language) = Description(map, faults);
        var legal = Block(map, "legal", faults);
        var maintenance = Block(map, "maintenance", faults);
        var localisation = Block(map, "localisation", faults);
        var code = new PublicCode(
            Wanted(map, "name", "nama program", faults), Web(map, faults), Sentence(description, "shortDescription", 1, 150, language, faults), Sentence(description, "longDescription", 150, 10_000, language, faults),
            legal is null ? null : Wanted(legal, "license", "pengenal SPDX lisensi, misalnya Apache-2.0", faults, "legal."), legal is null ? null : Text(legal, "mainCopyrightOwner"),
            OneOf(map, "developmentStatus", statuses, faults), OneOf(map, "softwareType", types, faults), maintenance is null ? null : OneOf(maintenance, "type", maintenances, faults, "maintenance."),
            Text(map, "softwareVersion"), Date(map, faults), List(map, "categories"), List(map, "platforms"), localisation is null ? [] : List(localisation, "availableLanguages"), description is null ? [] : List(description, "features"));
        if (code.Categories.Count == 0)
        {
            faults.Add("categories: sebut paling sedikit satu kategori.");
        }
        if (code.Platforms.Count == 0)
        {
            faults.Add("platforms: sebut paling sedikit satu, misalnya web atau linux.");
        }
        if (localisation is not null && Text(localisation, "localisationReady") is not ("true" or "false"))
        {
            faults.Add("localisation.localisationReady: isi true atau false.");
        }
        if (maintenance is not null && code.Maintenance is "internal" or "community" && !Has(maintenance!, "contacts"))
        {
            faults.Add("maintenance.contacts: sebut yang dapat dihubungi.");
        }
        if (maintenance is not null && code.Maintenance == "contract" && !Has(maintenance, "contractors"))
        {
            faults.Add("maintenance.contractors: sebut penyedia yang dikontrak.");
        }
        return (code, faults);
    }

    private static (YamlMap?, string) Description(YamlMap map, List<string> faults)
    {
        var all = Block(map, "description", faults);
        var language = all?.Keys.OrderBy(key => key is "id" or "id-ID" ? 0 : key.StartsWith("en", StringComparison.Ordinal) ? 1 : 2).FirstOrDefault();
        if (all is null || language is null)
        {
            return (null, "id");
        }
        var value = all.Optional(language)!;
        if (!value.IsMap)
        {
            faults.Add($"description.{language}: isi shortDescription dan longDescription.");
            return (null, language);
        }
        return (value.Map(), language);
    }

    private static string? Sentence(YamlMap? description, string key, int least, int most, string language, List<string> faults)
    {
        if (description is null)
        {
            return null;
        }
        var text = Text(description, key)?.Trim();
        if (text is null || text.Length < least || text.Length > most)
        {
            faults.Add($"description.{language}.{key}: tulis {Indonesian.Number(least)} sampai {Indonesian.Number(most)} huruf.");
        }
        return text;
    }

    private static string? Web(YamlMap map, List<string> faults)
    {
        var url = Wanted(map, "url", "alamat repositori", faults);
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
        {
            faults.Add("url: alamat repositori dimulai dengan https://.");
            return null;
        }
        return url;
    }

    private static DateOnly? Date(YamlMap map, List<string> faults)
    {
        if (Text(map, "releaseDate") is not { } text)
        {
            return null;
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }
        faults.Add("releaseDate: tulis seperti 2026-11-22.");
        return null;
    }

    private static string? OneOf(YamlMap map, string key, string[] allowed, List<string> faults, string before = "")
    {
        var word = Text(map, key);
        if (word is null || !allowed.Contains(word, StringComparer.Ordinal))
        {
            faults.Add($"{before}{key}: isi salah satu dari {string.Join(", ", allowed)}.");
            return null;
        }
        return word;
    }

    private static string? Wanted(YamlMap map, string key, string what, List<string> faults, string before = "")
    {
        var text = Text(map, key);
        if (text is null)
        {
            faults.Add($"{before}{key}: isi {what}.");
        }
        return text;
    }

    private static YamlMap? Block(YamlMap map, string key, List<string> faults)
    {
        if (map.Optional(key) is { IsMap: true } value)
        {
            return value.Map();
        }
        faults.Add($"{key}: bagian ini belum ada.");
        return null;
    }

    private static bool Has(YamlMap map, string key) => map.Optional(key) is { IsList: true } list && list.List().Count > 0;

    private static string? Text(YamlMap map, string key) => map.Optional(key) is { IsText: true, IsNull: false } value && value.Text() is { Length: > 0 } text ? text : null;

    private static IReadOnlyList<string> List(YamlMap map, string key) =>
        map.Optional(key) is { IsList: true } value ? [.. value.List().Where(item => item is { IsText: true, IsNull: false }).Select(item => item.Text()).Take(50)] : [];
}
