using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Obligations;

/// <summary>The register of what ran before the regulation.</summary>
internal static class LegacyRegister
{
    public const int NameLength = 200;
    public const int EvidenceLength = 500;
    public const string Slug = "sistem-terdahulu";

    private static readonly IReadOnlyList<(LegacyKind, string)> kinds =
    [
        (LegacyKind.Agencies, "Penyelenggaraan SPBE perangkat daerah"),
        (LegacyKind.Applications, "Aplikasi"),
        (LegacyKind.Infrastructure, "Infrastruktur"),
        (LegacyKind.Rules, "Aturan"),
        (LegacyKind.Nothing, "Pernyataan: tidak ada yang berjalan sebelumnya"),
    ];

    public static Register<LegacySystem> Declare() => new()
    {
        Kind = "legacy-systems",
        Slug = Slug,
        Title = "Yang berjalan sebelum peraturan",
        One = "yang berjalan sebelumnya",
        Why = "Catat perangkat daerah, aplikasi, infrastruktur, dan aturan yang sudah berjalan sebelum peraturan berlaku, lalu tanggal masing-masing disesuaikan. Bila tidak ada, nyatakan dengan satu catatan.",
        View = ObligationsModule.View,
        Edit = ObligationsModule.Transition,
        Of =
        [
            Fields.Text<LegacySystem>("name", "Nama", item => item.Name, NameLength, new() { Required = true, Listed = true, Searched = true, Unique = true, Help = "Nama aplikasi, jaringan, aturan, atau penyelenggaraan perangkat daerah." }),
            Fields.Choice<LegacySystem, LegacyKind>("kind", "Jenis", item => item.Kind, kinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<LegacySystem>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true }),
            Fields.Date<LegacySystem>("conformedOn", "Disesuaikan pada", item => item.ConformedOn, new() { Listed = true, Help = "Kosongkan selama belum sesuai." }),
            Fields.Text<LegacySystem>("evidence", "Bukti", item => item.Evidence, EvidenceLength, new() { Help = "Nomor dokumen atau alamat yang menunjukkan kesesuaiannya." }, longText: true),
        ],
        TitleOf = item => item.Name,
        AgencyOf = item => item.AgencyId,
        OrderedBy = "name",
        Rules = Rules,
    };

    private static async Task<IReadOnlyList<Refusal>> Rules(IServiceProvider services, LegacySystem item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (item.ConformedOn > services.GetRequiredService<Today>().Date)
        {
            refusals.Add(Refusal.At("conformedOn", "Tanggal penyesuaian belum tiba. Isi setelah penyesuaiannya selesai."));
        }
        if (item.ConformedOn is not null && string.IsNullOrWhiteSpace(item.Evidence))
        {
            refusals.Add(Refusal.At("evidence", "Isi bukti penyesuaiannya."));
        }
        if (item.Kind == LegacyKind.Nothing && await services.GetRequiredService<PlatformDb>().Set<LegacySystem>().AnyAsync(other => other.Id != item.Id && other.Kind != LegacyKind.Nothing, cancel))
        {
            refusals.Add(Refusal.At("kind", "Daftar ini sudah memuat yang berjalan sebelumnya, jadi tidak dapat dinyatakan tidak ada."));
        }
        return refusals;
    }
}
