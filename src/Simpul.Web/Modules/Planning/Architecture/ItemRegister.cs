using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>The register of architecture items of all six domains.</summary>
internal static class ItemRegister
{
    public const string Kind = "architecture-items";
    public const string Slug = "butir-arsitektur";
    public const string Href = "/kerja/" + Slug;

    public static Register<ArchitectureItem> Declare(ReferenceTree tree) => new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Butir arsitektur",
        One = "butir arsitektur",
        Why = "Proses bisnis, data, layanan, aplikasi, infrastruktur, dan keamanan pemerintah daerah, masing-masing dengan kode referensi nasional dan pemiliknya. Dari sini peta, analisis kesenjangan, dan berkas pertukaran dibuat.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Architecture,
        Under = OverviewModel.Parent,
        Icon = "diagram-3",
        OrderedBy = "name",
        TitleOf = item => item.Name,
        AgencyOf = item => item.AgencyId,
        AlsoFoundBy = item => ReferenceName(tree, item),
        Of = FieldsOf(tree),
        Rules = async (services, item, cancel) => [.. Check(tree, item), .. await services.GetRequiredService<ArchitectureItems>().Against(item, cancel)],
        Saving = (services, item, isNew, cancel) => services.GetRequiredService<ArchitectureItems>().Kept(item, isNew, cancel),
        More =
        [
            new Section("Register", "/Modules/Planning/Architecture/_ItemDetail.cshtml", ItemDetails.Load, Above: true),
            ArchitectureSections.Relations,
            ArchitectureSections.Metadata,
        ],
    };

    /// <summary>The name of an item's national reference code; empty where it has none.</summary>
    public static string ReferenceName(ReferenceTree tree, ArchitectureItem item) => item.Reference is { } code && tree.Architecture.Find(code) is { } found ? found.Name : "";

    public static IReadOnlyList<Field<ArchitectureItem>> FieldsOf(ReferenceTree tree) =>
    [
        Fields.Choice<ArchitectureItem, ArchitectureDomain>("domain", "Domain", item => item.Domain, ArchitectureWords.Domains, new() { Required = true, Listed = true, Filtered = true, Fixed = true, CitedBy = "architecture.domains" }),
        Fields.Text<ArchitectureItem>("name", "Nama", item => item.Name, ArchitectureItem.NameLength, new() { Required = true, Listed = true, Searched = true }),
        Fields.Text<ArchitectureItem>("code", "Kode sendiri", item => item.Code, ArchitectureItem.CodeLength, new() { Required = true, Listed = true, Searched = true, Unique = true, Help = "Kode yang dipakai pemerintah daerah, misalnya DAA-001; tidak boleh sama." }),
        MetadataField.Reference(tree),
        Fields.Reference<ArchitectureItem>("agency", "Perangkat daerah pemilik", item => item.AgencyId, "agencies", new() { Required = true, Listed = true, Filtered = true }),
        Fields.Choice<ArchitectureItem, ItemState>("state", "Keadaan", item => item.State, ArchitectureWords.States, new() { Required = true, Listed = true, Filtered = true, Help = "Saat ini untuk yang sudah ada; target untuk yang direncanakan." }),
        Fields.Text<ArchitectureItem>("description", "Uraian", item => item.Description, ArchitectureItem.DescriptionLength, new() { Searched = true }, longText: true),
        Fields.Date<ArchitectureItem>("from", "Ada sejak", item => item.From, new() { Help = "Untuk target: tanggal yang direncanakan." }),
        Fields.Date<ArchitectureItem>("until", "Ada sampai", item => item.Until, new() { Help = "Hari terakhir dipakai. Kosongkan bila belum ditentukan." }),
        MetadataField.Metadata(tree),
    ];

    public static IReadOnlyList<Refusal> Check(ReferenceTree tree, ArchitectureItem item)
    {
        var refusals = new List<Refusal>();
        if (item.Until < item.From)
        {
            refusals.Add(Refusal.At("until", "Tanggal akhir mendahului tanggal mulai."));
        }
        // A sheet's row may leave the code as it is; an item that an import brought without one is completed when it is next changed.
        if (item.Reference is not { Length: > 0 } code)
        {
            refusals.Add(Refusal.At("reference", $"Isi kode referensi nasional {item.Domain.Reference()}. Yang terdekat dengan namanya: {string.Join("; ", tree.Nearest(item.Domain, item.Name).Select(near => $"{near.Code} {near.Name}"))}."));
        }
        else if (!tree.Allows(item.Domain, code))
        {
            refusals.Add(Refusal.At("reference", $"{code} bukan kode {item.Domain.Reference()}. Yang terdekat: {string.Join("; ", tree.Nearest(item.Domain, code).Select(near => $"{near.Code} {near.Name}"))}."));
        }
        return refusals;
    }
}
