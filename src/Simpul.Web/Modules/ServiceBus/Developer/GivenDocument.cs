using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <summary>
/// An OpenAPI document as callers are given it: its servers are the gateway and the sandbox, whatever the provider wrote, because every exchange goes through the bus. Servers stand at the root, at paths, at
/// operations, at those of callbacks, and at links; a data element that happens to be called so stays.
/// </summary>
internal static class GivenDocument
{
    private const int MaxDepth = 200;

    private static readonly JsonWriterOptions options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions reading = new() { MaxDepth = MaxDepth };
    private static readonly string[] methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    /// <param name="gateway">Address of the version at the gateway.</param>
    /// <param name="sandbox">Its address in the sandbox; null where it is not named: that of a limited version has a key in it.</param>
    public static byte[] Of(byte[] document, string gateway, string? sandbox)
    {
        if (JsonNode.Parse(document, documentOptions: reading) is not JsonObject root)
        {
            return document;
        }
        var servers = new JsonArray(Server(gateway, "Gerbang penghubung layanan: data sebenarnya, dengan sertifikat dan kontrak"));
        if (sandbox is not null)
        {
            servers.Add(Server(sandbox, "Lingkungan uji: jawaban dari dokumentasi ini, tanpa data sebenarnya"));
        }
        root["servers"] = servers;
        Paths(root["paths"]);
        Paths(root["webhooks"]);
        if (root["components"] is JsonObject components)
        {
            Paths(components["pathItems"]);
            foreach (var callback in Values(components["callbacks"])) Paths(callback);
            foreach (var response in Values(components["responses"])) Links(response["links"]);
            Links(components["links"]);
        }
        using var to = new MemoryStream();
        using (var writer = new Utf8JsonWriter(to, options)) root.WriteTo(writer);
        return to.ToArray();
    }

    private static JsonObject Server(string url, string description) => new() { ["url"] = url, ["description"] = description };

    private static void Paths(JsonNode? paths)
    {
        foreach (var path in Values(paths))
        {
            path.Remove("servers");
            foreach (var method in methods)
            {
                if (path[method] is not JsonObject operation) continue;
                operation.Remove("servers");
                foreach (var callback in Values(operation["callbacks"])) Paths(callback);
                foreach (var response in Values(operation["responses"])) Links(response["links"]);
            }
        }
    }

    private static void Links(JsonNode? links)
    {
        foreach (var link in Values(links)) link.Remove("server");
    }

    /// <summary>Objects among the members; extensions and texts are none.</summary>
    private static List<JsonObject> Values(JsonNode? holder) => holder is JsonObject members ? [.. members.Select(one => one.Value).OfType<JsonObject>()] : [];
}
