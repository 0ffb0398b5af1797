using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Simpul.Web.Platform.Ui;

/// <summary>
/// The built front end. <c>tools/assets.mjs</c> writes files whose names carry a hash, and <c>manifest.json</c> which maps plain names to them;
/// a new manifest is taken up while the program runs.
/// </summary>
public sealed class Assets : IDisposable
{
    private readonly IFileProvider files;
    private readonly IDisposable watch;
    private volatile Manifest manifest;

    public Assets(IWebHostEnvironment environment)
    {
        files = environment.WebRootFileProvider;
        manifest = Read(files);
        watch = ChangeToken.OnChange(() => files.Watch("assets/manifest.json"), () => manifest = Read(files));
    }

    /// <summary>Address of an asset by its plain name (<c>work.css</c>). Where nothing was built, the plain name itself, which answers 404.</summary>
    public string Url(string name) => "/assets/" + (manifest.Names.TryGetValue(name, out var hashed) ? hashed : name);

    /// <summary>False only for an icon that the built sprite lacks.</summary>
    public bool HasIcon(string name) => manifest.Icons.Count == 0 || manifest.Icons.Contains(name);

    public void Dispose() => watch.Dispose();

    private static Manifest Read(IFileProvider files)
    {
        var file = files.GetFileInfo("assets/manifest.json");
        if (!file.Exists) return new Manifest([], []);
        try
        {
            using var stream = file.CreateReadStream();
            return JsonSerializer.Deserialize<Manifest>(stream) ?? new Manifest([], []);
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            // Caught half-written: the next change brings the whole of it.
            return new Manifest([], []);
        }
    }

    private sealed record Manifest(
        [property: JsonPropertyName("names")] Dictionary<string, string> Names,
        [property: JsonPropertyName("icons")] HashSet<string> Icons);
}
