using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.FileProviders;

namespace Simpul.Web.Platform.Ui;

/// <summary>
/// The built front end. <c>tools/assets.mjs</c> writes files whose names carry a hash, and <c>manifest.json</c> which maps plain names to them.
/// Read once; in development, again after each build.
/// </summary>
public sealed class Assets
{
    private readonly IFileProvider files;
    private readonly bool mayChange;
    private Manifest manifest;

    public Assets(IWebHostEnvironment environment)
    {
        files = environment.WebRootFileProvider;
        mayChange = environment.IsDevelopment();
        manifest = Read(files.GetFileInfo("assets/manifest.json"));
    }

    /// <summary>Address of an asset by its plain name (<c>work.css</c>). Where nothing was built, the plain name itself, which answers 404.</summary>
    public string Url(string name) => "/assets/" + (Current().Names.TryGetValue(name, out var hashed) ? hashed : name);

    /// <summary>False only for an icon that the built sprite lacks.</summary>
    public bool HasIcon(string name) => Current().Icons is { Count: 0 } || manifest.Icons.Contains(name);

    private Manifest Current()
    {
        if (!mayChange) return manifest;
        var file = files.GetFileInfo("assets/manifest.json");
        return file.LastModified == manifest.Written ? manifest : manifest = Read(file);
    }

    private static Manifest Read(IFileInfo file)
    {
        var nothing = new Manifest([], []);
        if (!file.Exists) return nothing;
        try
        {
            using var stream = file.CreateReadStream();
            return (JsonSerializer.Deserialize<Manifest>(stream) ?? nothing) with { Written = file.LastModified };
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            // Caught half-written: the next request reads the whole of it.
            return nothing;
        }
    }

    private sealed record Manifest(
        [property: JsonPropertyName("names")] Dictionary<string, string> Names,
        [property: JsonPropertyName("icons")] HashSet<string> Icons)
    {
        [JsonIgnore]
        public DateTimeOffset Written { get; init; }
    }
}
