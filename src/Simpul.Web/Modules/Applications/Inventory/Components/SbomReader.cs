namespace Simpul.Web.Modules.Applications.Inventory.Components;

/// <summary>
/// Reads a CycloneDX bill of materials, 1.4 to 1.6, JSON or XML. Strict in what Simpul holds, indifferent to the rest, which stays in the file.
/// However made, a file costs no more than its limits.
/// </summary>
public static class SbomReader
{
    public const int MostBytes = 20 * 1024 * 1024;
    public const int MostComponents = 20_000;

    /// <summary>Components within components, and the parser keeps something for every level.</summary>
    internal const int Deepest = 64;

    public static SbomReading Read(byte[] content)
    {
        if (content.Length == 0)
        {
            return Refused("Berkas kosong. Pilih berkas CycloneDX yang berisi.");
        }
        if (content.Length > MostBytes)
        {
            return Refused("Berkas lebih dari 20 MB. Bagi menjadi satu berkas untuk setiap bagian aplikasi.");
        }
        ReadOnlySpan<byte> start = content;
        start = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
        var first = start.TrimStart(" \t\r\n"u8);
        // XML in UTF-16 begins with its own mark.
        return first.StartsWith("<"u8) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            ? SbomXml.Read(content) : SbomJson.Read(content.AsMemory(content.Length - start.Length));
    }

    internal static SbomReading Refused(string reason) => new(null, [new SbomFault("", reason)]);
}

/// <summary>Gathers components from either format, with everything that is wrong with them.</summary>
internal sealed class SbomGathering
{
    private const int MostFaults = 20;

    private static readonly HashSet<string> versions = ["1.4", "1.5", "1.6"];

    /// <summary>Those of 1.6; earlier versions know fewer.</summary>
    private static readonly HashSet<string> types =
    [
        "application", "framework", "library", "container", "platform", "operating-system", "device", "device-driver", "firmware", "file", "machine-learning-model", "data", "cryptographic-asset",
    ];

    private readonly List<SbomComponent> components = [];
    private readonly HashSet<SbomComponent> seen = [];
    private readonly HashSet<string> references = new(StringComparer.Ordinal);
    private readonly List<SbomFault> faults = [];

    /// <summary>Whether to read on: a file that is wrong all over is told by its first faults.</summary>
    public bool GoesOn => faults.Count < MostFaults && components.Count <= SbomReader.MostComponents;

    public void Fault(string place, string reason)
    {
        if (faults.Count < MostFaults)
        {
            faults.Add(new SbomFault(place, reason));
        }
    }

    public void Version(string? version)
    {
        if (version is null || !versions.Contains(version))
        {
            Fault("specVersion", version is null ? "Versi CycloneDX tidak tertulis. Ekspor ulang sebagai CycloneDX 1.4, 1.5, atau 1.6." : $"Versi “{Short(version)}” tidak dikenal. Ekspor ulang sebagai CycloneDX 1.4, 1.5, atau 1.6.");
        }
    }

    /// <summary>Names that other parts of the file refer to may occur once.</summary>
    public void Reference(string place, string? reference)
    {
        if (reference is { Length: > 0 } && !references.Add(reference))
        {
            Fault($"{place}.bom-ref", $"“{Short(reference)}” sudah dipakai komponen lain.");
        }
    }

    public void Add(string place, SbomComponent component)
    {
        if (Checked(place, component) && seen.Add(component))
        {
            components.Add(component);
        }
        if (components.Count > SbomReader.MostComponents)
        {
            Fault("components", "Komponen lebih dari 20.000. Bagi menjadi satu berkas untuk setiap bagian aplikasi.");
        }
    }

    public bool Checked(string place, SbomComponent one)
    {
        var before = faults.Count;
        if (!types.Contains(one.Type))
        {
            Fault($"{place}.type", one.Type.Length == 0 ? "Jenis komponen belum ditulis." : $"Jenis “{Short(one.Type)}” tidak dikenal CycloneDX.");
        }
        if (one.Name.Length == 0)
        {
            Fault($"{place}.name", "Nama komponen belum ditulis.");
        }
        Long($"{place}.name", one.Name, SbomComponent.NameLength);
        Long($"{place}.group", one.Group, SbomComponent.NameLength);
        Long($"{place}.version", one.Version, SbomComponent.VersionLength);
        Long($"{place}.purl", one.Purl, SbomComponent.PurlLength);
        if (one.Purl is { } purl && !IsPurl(purl))
        {
            Fault($"{place}.purl", $"“{Short(purl)}” bukan package URL, misalnya pkg:npm/leaflet@1.9.4.");
        }
        if (one.Licences.Count > SbomComponent.MostLicences)
        {
            Fault($"{place}.licenses", $"Lebih dari {SbomComponent.MostLicences} lisensi.");
        }
        foreach (var licence in one.Licences.Take(SbomComponent.MostLicences))
        {
            Long($"{place}.licenses", licence, SbomComponent.LicenceLength);
            if (licence.StartsWith("expression=", StringComparison.Ordinal) && Spdx.Fault(licence["expression=".Length..]) is { } wrong)
            {
                Fault($"{place}.licenses", wrong);
            }
        }
        return faults.Count == before;
    }

    public SbomReading Reading(string? version, SbomComponent? subject) => faults.Count > 0 ? new SbomReading(null, faults) : new SbomReading(new Sbom(version!, subject, components), []);

    /// <summary>Text as it is kept, or null where nothing was written.</summary>
    public static string? Text(string? text) => text is null ? null : Platform.Registers.Fields.Clean(text).Replace('\n', ' ') is { Length: > 0 } clean ? clean : null;

    private void Long(string place, string? text, int most)
    {
        if (text?.Length > most)
        {
            Fault(place, $"Lebih dari {most} huruf.");
        }
    }

    private static bool IsPurl(string purl)
    {
        if (!purl.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        var rest = purl[4..].TrimStart('/');
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < rest.Length - 1 && rest[..slash].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '+' or '-') && !purl.Any(char.IsWhiteSpace);
    }

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..(char.IsHighSurrogate(text[59]) ? 59 : 60)]}…";
}
