namespace Simpul.Web.Modules.Applications.Inventory.Components;

/// <summary>A bill of materials as far as Simpul holds it: the components, flat, and what the file says it is of.</summary>
/// <param name="SpecVersion">Of CycloneDX: 1.4 to 1.6.</param>
/// <param name="Subject">The application that it describes; null where the file does not say.</param>
public sealed record Sbom(string SpecVersion, SbomComponent? Subject, IReadOnlyList<SbomComponent> Components);

/// <param name="Type">One of CycloneDX's types: library, framework, application, …</param>
/// <param name="Group">Namespace or maker: <c>org.apache.logging.log4j</c>.</param>
/// <param name="Purl">Package URL: <c>pkg:nuget/Npgsql@9.0.3</c>.</param>
/// <param name="Licences">Each <c>id=MIT</c>, <c>name=…</c> or <c>expression=MIT OR Apache-2.0</c>, as CycloneDX tells them apart.</param>
public sealed record SbomComponent(string Type, string? Group, string Name, string? Version, string? Purl, IReadOnlyList<string> Licences)
{
    public const int TypeLength = 30;
    public const int NameLength = 300;
    public const int VersionLength = 120;
    public const int PurlLength = 600;
    public const int LicenceLength = 300;
    public const int MostLicences = 20;

    public bool Equals(SbomComponent? other) => other is not null && (Type, Group, Name, Version, Purl) == (other.Type, other.Group, other.Name, other.Version, other.Purl) && Licences.SequenceEqual(other.Licences);

    public override int GetHashCode() => HashCode.Combine(Type, Group, Name, Version, Purl);
}

/// <summary>What came of reading a bill of materials: it, or why not.</summary>
public sealed record SbomReading(Sbom? Sbom, IReadOnlyList<SbomFault> Faults);

/// <param name="Place">Where in the file: <c>components[3].name</c>; empty for the whole.</param>
public sealed record SbomFault(string Place, string Reason)
{
    public string Message => Place.Length == 0 ? Reason : $"{Place}: {Reason}";
}
