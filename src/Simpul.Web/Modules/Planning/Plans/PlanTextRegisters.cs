using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>The registers of what a version of a plan says and rests on. They take changes while it is a draft.</summary>
internal static class PlanTextRegisters
{
    public static readonly Register<PlanContent> Contents = new()
    {
        Kind = "plan-contents",
        Slug = "muatan-rencana",
        Title = "Muatan rencana",
        One = "muatan",
        Why = "Isi setiap muatan yang diminta peraturan dalam sebuah rencana. Muatan rencana yang sudah ditetapkan tidak berubah lagi.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Plans,
        OrderedBy = "part",
        TitledBy = ["plan", "part", "key"],
        Of =
        [
            Fields.Reference<PlanContent>("plan", "Rencana", item => item.PlanId, PlanRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<PlanContent, PlanPart>("part", "Bagian", item => item.Part, PlanWords.Parts, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Key<PlanContent>("key", "Muatan", item => item.Key, PlanContent.KeyLength, _ => PlanWords.ContentKeys, new() { Required = true, Listed = true }),
            Fields.Text<PlanContent>("text", "Uraian", item => item.Text, PlanContent.TextLength, new() { Searched = true }, longText: true),
            Rupiah("budget", "Perkiraan anggaran dalam rupiah", item => item.Budget, (item, value) => item.Budget = value),
        ],
        Rules = async (services, item, cancel) => [.. await Frozen(services, item.PlanId, "muatan", cancel), .. await Check(services, item, cancel)],
    };

    public static readonly Register<PlanLink> Links = new()
    {
        Kind = "plan-links",
        Slug = "dasar-rencana",
        Title = "Dasar dan keselarasan rencana",
        One = "dasar rencana",
        Why = "Dokumen yang menjadi dasar sebuah rencana atau yang diselaraskan dengannya, dalam versi yang berlaku ketika rencana ditetapkan.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Plans,
        OrderedBy = "basis",
        TitledBy = ["plan", "basis"],
        Of =
        [
            Fields.Reference<PlanLink>("plan", "Rencana", item => item.PlanId, PlanRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Key<PlanLink>("basis", "Dokumen", item => item.Basis, PlanContent.KeyLength, _ => PlanWords.BasisKeys, new() { Required = true, Listed = true }),
            Fields.Reference<PlanLink>("document", "Produk hukum", item => item.DocumentId, "legal-documents", new() { Listed = true, Help = "Pilih bila dokumennya terdaftar sebagai produk hukum." }),
            Fields.Reference<PlanLink>("other", "Rencana yang tercatat di sini", item => item.OtherId, PlanRegister.Kind, new() { Listed = true }),
            Fields.Text<PlanLink>("name", "Nama, nomor, dan tahun dokumen", item => item.Name, PlanLink.NameLength, new() { Listed = true, Searched = true, Help = "Untuk dokumen yang tidak terdaftar di sini." }),
        ],
        Rules = async (services, item, cancel) => [.. await Frozen(services, item.PlanId, "dasar", cancel), .. Check(item)],
    };

    private static async Task<IReadOnlyList<Refusal>> Frozen(IServiceProvider services, Guid planId, string what, CancellationToken cancel)
    {
        var plan = await services.GetRequiredService<PlatformDb>().Set<Plan>().AsNoTracking().Where(plan => plan.Id == planId).Select(plan => new { plan.State, plan.EnactedOn }).SingleOrDefaultAsync(cancel);
        return plan is null or { State: PlanState.Drafting } ? []
            : [Refusal.Whole($"Rencana ini sudah ditetapkan{(plan.EnactedOn is { } day ? $" pada {Indonesian.Date(day)}" : "")}, sehingga {what}nya tidak dapat diubah. Buat versi baru untuk mengubahnya.")];
    }

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, PlanContent item, CancellationToken cancel)
    {
        if (!PlanWords.KeysOf(item.Part).Contains(item.Key))
        {
            return item.Key.Length == 0 ? [] : [Refusal.At("key", $"Muatan ini tidak termasuk bagian “{PlanWords.Parts.Of(item.Part)}”. Pilih bagian atau muatan yang lain.")];
        }
        return await services.GetRequiredService<PlatformDb>().Set<PlanContent>().AsNoTracking().AnyAsync(other => other.Id != item.Id && other.PlanId == item.PlanId && other.Part == item.Part && other.Key == item.Key, cancel)
            ? [Refusal.At("key", "Muatan ini sudah ada pada rencana ini. Ubah yang sudah ada.")] : [];
    }

    private static IEnumerable<Refusal> Check(PlanLink item)
    {
        if (item.DocumentId is null && item.OtherId is null && item.Name is null)
        {
            yield return Refusal.At("name", "Pilih produk hukum atau rencananya, atau tulis nama dokumennya.");
        }
        if (item.OtherId == item.PlanId)
        {
            yield return Refusal.At("other", "Rencana tidak berdasar pada dirinya sendiri.");
        }
    }

    /// <summary>Whole rupiah, of which a number of the program's size holds too few.</summary>
    private static Field<PlanContent> Rupiah(string key, string label, Expression<Func<PlanContent, decimal?>> property, Action<PlanContent, decimal?> set) => new()
    {
        Key = key,
        Label = label,
        Kind = FieldKind.Number,
        Property = property,
        Help = "Hanya untuk perkiraan anggaran; bilangan bulat.",
        Read = item => item.Budget is { } amount ? [amount.ToString("0", CultureInfo.InvariantCulture)] : [],
        Write = (item, values) =>
        {
            if (values.Count == 0 || Fields.Clean(values[0]).Length == 0)
            {
                set(item, null);
                return null;
            }
            if (CellValue.Number(Fields.Clean(values[0])) is not { } amount || amount != decimal.Truncate(amount) || amount is < 0 or > 999_999_999_999_999)
            {
                return "Isi rupiah sebagai bilangan bulat, misalnya 1.250.000.000.";
            }
            set(item, amount);
            return null;
        },
    };
}
