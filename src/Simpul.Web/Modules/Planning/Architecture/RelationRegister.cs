using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>The register of relations between architecture items.</summary>
internal static class RelationRegister
{
    public const string Kind = "architecture-relations";
    public const string Href = "/kerja/hubungan-arsitektur";

    public static readonly Register<ArchitectureRelation> Declared = new()
    {
        Kind = Kind,
        Slug = "hubungan-arsitektur",
        Title = "Hubungan arsitektur",
        One = "hubungan arsitektur",
        Why = "Proses menggunakan data dan didukung aplikasi, yang berjalan pada infrastruktur dan dilindungi kendali keamanan, untuk menyelenggarakan layanan. Tanpa hubungan, dampak dan tumpang tindih tidak terlihat.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Architecture,
        Under = OverviewModel.Parent,
        Icon = "link-45deg",
        HasFiles = false,
        OrderedBy = "kind",
        TitledBy = ["from", "kind", "to"],
        AgencyOf = relation => relation.AgencyId,
        Of =
        [
            Fields.Reference<ArchitectureRelation>("from", "Butir asal", relation => relation.FromId, ItemRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<ArchitectureRelation, RelationKind>("kind", "Jenis hubungan", relation => relation.Kind, ArchitectureWords.Kinds, new() { Required = true, Listed = true, Filtered = true, Fixed = true, CitedBy = "architecture.domains" }),
            Fields.Reference<ArchitectureRelation>("to", "Butir tujuan", relation => relation.ToId, ItemRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<ArchitectureRelation>("agency", "Perangkat daerah pencatat", relation => relation.AgencyId, "agencies", new() { Listed = true, Help = "Biasanya pemilik butir asal." }),
            Fields.Text<ArchitectureRelation>("note", "Keterangan", relation => relation.Note, ArchitectureRelation.NoteLength, new() { Searched = true }, longText: true),
            Fields.Date<ArchitectureRelation>("until", "Berakhir pada", relation => relation.Until, new() { Help = "Hari terakhir hubungan ini berlaku. Kosongkan selama masih berlaku." }),
        ],
        Rules = Check,
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, ArchitectureRelation relation, CancellationToken cancel)
    {
        if (relation.FromId == relation.ToId)
        {
            return [Refusal.At("to", "Butir tidak dapat berhubungan dengan dirinya sendiri.")];
        }
        var db = services.GetRequiredService<PlatformDb>();
        var ends = await db.Set<ArchitectureItem>().AsNoTracking().Where(item => item.Id == relation.FromId || item.Id == relation.ToId)
            .Select(item => new { item.Id, item.Domain }).ToDictionaryAsync(item => item.Id, item => item.Domain, cancel);
        if (!ends.TryGetValue(relation.FromId, out var from) || !ends.TryGetValue(relation.ToId, out var to))
        {
            return [Refusal.At(ends.ContainsKey(relation.FromId) ? "to" : "from", "Butir ini tidak ditemukan.")];
        }
        if (!relation.Kind.Joins(from, to))
        {
            return [Refusal.At("kind", Refused(relation.Kind, from, to))];
        }
        return await db.Set<ArchitectureRelation>().AsNoTracking().AnyAsync(other => other.Id != relation.Id && other.FromId == relation.FromId && other.ToId == relation.ToId && other.Kind == relation.Kind, cancel)
            ? [Refusal.At("to", "Hubungan yang sama sudah tercatat.")] : [];
    }

    private static string Refused(RelationKind kind, ArchitectureDomain from, ArchitectureDomain to)
    {
        var possible = ArchitectureWords.Between(from, to).Select(other => $"“{other.Word()}”").ToList();
        var turned = ArchitectureWords.Between(to, from).Select(other => $"“{other.Word()}”").ToList();
        return $"{from.Word()} tidak dapat “{kind.Word()}” {to.Word()}. "
            + (possible.Count > 0 ? $"Yang dapat: {string.Join(", ", possible)}." : turned.Count > 0 ? $"Catat dari arah sebaliknya: {to.Word()} {string.Join(", ", turned)} {from.Word()}." : "Hubungkan melalui butir di antaranya, misalnya proses atau aplikasi.");
    }
}
