using System.Text.Json;

namespace Simpul.Web.Modules.Applications.Inventory.Components;

/// <summary>Writes what is held as CycloneDX 1.6 in JSON. What an import reads of it is what was written.</summary>
public static class SbomWriter
{
    private static readonly JsonWriterOptions options = new() { Indented = true };

    /// <param name="serial">Of this very document: a new one for each export, so that nobody takes two for one.</param>
    public static byte[] Write(SbomComponent subject, IReadOnlyList<SbomComponent> components, Guid serial, DateTimeOffset at)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", "1.6");
            json.WriteString("serialNumber", $"urn:uuid:{serial}");
            json.WriteNumber("version", 1);
            json.WriteStartObject("metadata");
            json.WriteString("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteStartObject("tools");
            json.WriteStartArray("components");
            json.WriteStartObject();
            json.WriteString("type", "application");
            json.WriteString("name", "Simpul");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WritePropertyName("component");
            Write(json, subject, "subject");
            json.WriteEndObject();
            json.WriteStartArray("components");
            for (var place = 0; place < components.Count; place++)
            {
                Write(json, components[place], $"component-{place + 1}");
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return content.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SbomComponent one, string reference)
    {
        json.WriteStartObject();
        json.WriteString("type", one.Type);
        json.WriteString("bom-ref", reference);
        Optional(json, "group", one.Group);
        json.WriteString("name", one.Name);
        Optional(json, "version", one.Version);
        if (one.Licences.Count > 0)
        {
            json.WriteStartArray("licenses");
            foreach (var (kind, words) in one.Licences.Select(Parted))
            {
                json.WriteStartObject();
                if (kind == "expression")
                {
                    json.WriteString("expression", words);
                }
                else
                {
                    json.WriteStartObject("license");
                    json.WriteString(kind, words);
                    json.WriteEndObject();
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        Optional(json, "purl", one.Purl);
        json.WriteEndObject();
    }

    /// <summary><c>id=MIT</c> as its kind and its words.</summary>
    internal static (string Kind, string Words) Parted(string licence) => licence.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (licence[..at], licence[(at + 1)..]) : ("name", licence);

    private static void Optional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
