using System.Text.Json;

namespace Simpul.Web.Modules.Applications.Inventory.Components;

/// <summary>CycloneDX in JSON.</summary>
internal static class SbomJson
{
    private static readonly JsonDocumentOptions options = new() { MaxDepth = SbomReader.Deepest * 2, CommentHandling = JsonCommentHandling.Disallow };

    public static SbomReading Read(ReadOnlyMemory<byte> content)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(content, options);
        }
        catch (JsonException wrong)
        {
            return SbomReader.Refused($"Baris {wrong.LineNumber + 1}: JSON tidak tertata benar. Ekspor ulang dari alat pembuatnya sebagai CycloneDX.");
        }
        using (document)
        {
            try
            {
                return Read(document.RootElement);
            }
            catch (InvalidOperationException)
            {
                // A string with half a letter in it cannot be read as text.
                return SbomReader.Refused("Sebuah teks dalam berkas memuat huruf yang rusak. Ekspor ulang dalam UTF-8.");
            }
        }
    }

    private static SbomReading Read(JsonElement root)
    {
        var gathering = new SbomGathering();
        if (root.ValueKind != JsonValueKind.Object || Text(root, "bomFormat") != "CycloneDX")
        {
            return SbomReader.Refused("Berkas ini bukan CycloneDX: “bomFormat” tidak berisi “CycloneDX”. Ekspor ulang sebagai CycloneDX JSON.");
        }
        var version = Text(root, "specVersion");
        gathering.Version(version);
        SbomComponent? subject = null;
        if (Member(root, "metadata", JsonValueKind.Object, "", gathering) is { } metadata && Member(metadata, "component", JsonValueKind.Object, "metadata.", gathering) is { } described)
        {
            gathering.Reference("metadata.component", Text(described, "bom-ref"));
            var read = Component(described, "metadata.component", gathering);
            subject = gathering.Checked("metadata.component", read) ? read : null;
            All(described, "metadata.component.components", gathering, 1);
        }
        All(root, "components", gathering, 0);
        return gathering.Reading(version, subject);
    }

    /// <summary>The components of an element, and those within them.</summary>
    private static void All(JsonElement holder, string place, SbomGathering gathering, int depth)
    {
        if (Member(holder, "components", JsonValueKind.Array, place[..^"components".Length], gathering) is not { } list)
        {
            return;
        }
        var at = 0;
        foreach (var entry in list.EnumerateArray())
        {
            if (!gathering.GoesOn)
            {
                return;
            }
            var own = $"{place}[{at++}]";
            if (entry.ValueKind != JsonValueKind.Object)
            {
                gathering.Fault(own, "Bukan sebuah komponen.");
                continue;
            }
            gathering.Reference(own, Text(entry, "bom-ref"));
            gathering.Add(own, Component(entry, own, gathering));
            if (depth < SbomReader.Deepest)
            {
                All(entry, $"{own}.components", gathering, depth + 1);
            }
        }
    }

    private static SbomComponent Component(JsonElement entry, string place, SbomGathering gathering) => new(
        Text(entry, "type") ?? "", Text(entry, "group"), Text(entry, "name") ?? "", Text(entry, "version"), Text(entry, "purl"), Licences(entry, place, gathering));

    private static List<string> Licences(JsonElement entry, string place, SbomGathering gathering)
    {
        List<string> found = [];
        if (Member(entry, "licenses", JsonValueKind.Array, $"{place}.", gathering) is not { } list)
        {
            return found;
        }
        foreach (var one in list.EnumerateArray())
        {
            if (one.ValueKind == JsonValueKind.Object && Text(one, "expression") is { } expression)
            {
                found.Add($"expression={expression}");
            }
            else if (one.ValueKind == JsonValueKind.Object && one.TryGetProperty("license", out var licence) && licence.ValueKind == JsonValueKind.Object && (Text(licence, "id") ?? Text(licence, "name")) is not null)
            {
                found.Add(Text(licence, "id") is { } id ? $"id={id}" : $"name={Text(licence, "name")}");
            }
            else
            {
                gathering.Fault($"{place}.licenses", "Lisensi tidak memuat id, nama, atau ungkapan SPDX.");
            }
        }
        return found;
    }

    private static JsonElement? Member(JsonElement holder, string name, JsonValueKind kind, string place, SbomGathering gathering)
    {
        if (!holder.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        if (member.ValueKind == kind)
        {
            return member;
        }
        gathering.Fault($"{place}{name}", kind == JsonValueKind.Array ? "Seharusnya sebuah daftar." : "Seharusnya sebuah objek.");
        return null;
    }

    private static string? Text(JsonElement holder, string name) => holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? SbomGathering.Text(value.GetString()) : null;
}
