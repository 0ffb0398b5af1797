using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>The register of plan documents. A version begins as a draft; what it says is frozen when it is enacted.</summary>
internal static class PlanRegister
{
    public const string Kind = "plans";

    public static readonly Register<Plan> Declared = new()
    {
        Kind = Kind,
        Slug = "dokumen-rencana",
        Title = "Dokumen rencana",
        One = "dokumen rencana",
        Why = "Rencana Induk, Arsitektur, Peta Rencana, dan Proses Bisnis SPBE: setiap versi dengan jangka waktu, muatan, dasar, penetapan, dan reviunya.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Plans,
        OrderedBy = "title",
        TitleOf = item => item.Title,
        Of =
        [
            Fields.Text<Plan>("title", "Judul", item => item.Title, Plan.TitleLength, new() { Required = true, Listed = true, Searched = true, Help = "Sebutkan versinya, misalnya Arsitektur SPBE 2025–2029 versi 2." }),
            Fields.Choice<Plan, PlanKind>("kind", "Jenis rencana", item => item.Kind, PlanWords.Kinds, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Number<Plan>("number", "Nomor versi", item => item.Number, 1, 999, new() { Required = true, Listed = true, Fixed = true }),
            Fields.Date<Plan>("from", "Jangka waktu mulai", item => item.From, new() { Listed = true }),
            Fields.Date<Plan>("until", "Jangka waktu berakhir", item => item.Until, new() { Listed = true, Help = "Hari terakhir." }),
            Fields.Date<Plan>("rpjmdUntil", "RPJMD yang sedang berjalan berakhir", item => item.RpjmdUntil, new() { Help = "Isi bila peraturan mengakhiri rencana ini bersama RPJMD." }),
            Fields.Key<Plan>("draftedBy", "Disusun oleh", item => item.DraftedBy, Plan.OfficeLength, PlanWords.OwnOffices),
            Fields.Choices<Plan>("coordinators", "Dikoordinasikan oleh", item => item.Coordinators, PlanWords.OwnOffices),
            Fields.Choices<Plan>("participants", "Disusun bersama", item => item.Participants, PlanWords.Participants),
            Fields.Choice<Plan, PlanState>("state", "Keadaan", item => item.State, PlanWords.States, new() { Required = true, Listed = true, Filtered = true, Help = "Mulailah dari rancangan. Muatan dan dasarnya tidak dapat diubah lagi sesudah ditetapkan." }),
            Fields.Date<Plan>("enactedOn", "Ditetapkan pada", item => item.EnactedOn),
            Fields.Reference<Plan>("enactedById", "Produk hukum penetapan", item => item.EnactedById, "legal-documents"),
            Fields.Key<Plan>("enactedBy", "Ditetapkan oleh", item => item.EnactedBy, Plan.OfficeLength, PlanWords.OwnOffices),
            Fields.Choice<Plan, PlanInstrument>("instrument", "Bentuk penetapan", item => item.Instrument, PlanWords.Instruments, new() { Required = true }),
            Fields.Date<Plan>("replacedOn", "Diganti sejak", item => item.ReplacedOn, new() { Help = "Terisi sendiri ketika versi penggantinya ditetapkan." }),
        ],
        Rules = Check,
        Saving = async (services, plan, _, cancel) => await Freeze(services, plan, cancel),
        More = PlanSections.All,
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, Plan plan, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (plan.Until < plan.From)
        {
            refusals.Add(Refusal.At("until", "Hari terakhir lebih dahulu daripada hari pertama."));
        }
        if (plan.State == PlanState.Drafting)
        {
            if (plan.EnactedOn is not null || plan.EnactedById is not null || plan.ReplacedOn is not null)
            {
                refusals.Add(Refusal.At("state", "Rancangan belum mempunyai penetapan. Pilih Ditetapkan, atau kosongkan isian penetapannya."));
            }
        }
        else
        {
            refusals.AddRange(OfEnactment(plan));
        }
        if (PlanTerm.EndWanted(services.GetRequiredService<CurrentRegulation>(), plan) is { } end && plan.Until != end && plan.Digest is null)
        {
            refusals.Add(Refusal.At("until", $"Peraturan mengakhiri rencana ini bersama RPJMD yang sedang berjalan: isi {Platform.Ui.Text.Indonesian.Date(end)}."));
        }
        refusals.AddRange(await AgainstStored(services, plan, cancel));
        return refusals;
    }

    private static IEnumerable<Refusal> OfEnactment(Plan plan)
    {
        if (plan.From is null)
        {
            yield return Refusal.At("from", "Isi sejak kapan rencana yang ditetapkan ini berlaku.");
        }
        if (plan.EnactedOn is null)
        {
            yield return Refusal.At("enactedOn", "Isi kapan rencana ini ditetapkan.");
        }
        if (plan.EnactedById is null)
        {
            yield return Refusal.At("enactedById", "Pilih produk hukum yang menetapkannya. Daftarkan dahulu bila belum ada.");
        }
        if (plan.EnactedBy is null)
        {
            yield return Refusal.At("enactedBy", "Pilih siapa yang menetapkan.");
        }
        if (plan.Instrument == PlanInstrument.None)
        {
            yield return Refusal.At("instrument", "Pilih bentuk penetapannya.");
        }
        if (plan.State == PlanState.Replaced != plan.ReplacedOn is not null)
        {
            yield return Refusal.At("replacedOn", "Isi sejak kapan versi ini diganti hanya bila keadaannya Diganti.");
        }
    }

    private static async Task<IReadOnlyList<Refusal>> AgainstStored(IServiceProvider services, Plan plan, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var others = await db.Set<Plan>().AsNoTracking().Where(other => other.Kind == plan.Kind && (other.Id == plan.Id || other.Number == plan.Number)).ToListAsync(cancel);
        var refusals = new List<Refusal>();
        if (others.Any(other => other.Id != plan.Id && other.Number == plan.Number))
        {
            refusals.Add(Refusal.At("number", "Nomor versi ini sudah dipakai rencana sejenis."));
        }
        var stored = others.FirstOrDefault(other => other.Id == plan.Id);
        if (stored is null)
        {
            return plan.State == PlanState.Drafting ? refusals : [.. refusals, Refusal.At("state", "Simpan dahulu sebagai rancangan dan isi muatannya; penetapan membekukan naskahnya.")];
        }
        if (stored.State == PlanState.Drafting)
        {
            return refusals;
        }
        if (plan.State == PlanState.Drafting)
        {
            refusals.Add(Refusal.At("state", "Rencana yang sudah ditetapkan tidak kembali menjadi rancangan. Buat versi baru untuk mengubahnya."));
        }
        if (plan.Title != stored.Title)
        {
            refusals.Add(Frozen("title"));
        }
        if (plan.From != stored.From)
        {
            refusals.Add(Frozen("from"));
        }
        if (plan.Until != stored.Until)
        {
            refusals.Add(Frozen("until"));
        }
        return refusals;

        static Refusal Frozen(string field) => Refusal.At(field, "Naskah rencana yang sudah ditetapkan tidak dapat diubah. Buat versi baru untuk mengubahnya.");
    }

    /// <summary>When a version is enacted its text is frozen and the version before it no longer holds.</summary>
    private static async Task Freeze(IServiceProvider services, Plan plan, CancellationToken cancel)
    {
        if (plan.State == PlanState.Drafting || plan.Digest is not null)
        {
            return;
        }
        var db = services.GetRequiredService<PlatformDb>();
        plan.Digest = await PlanDigest.Of(db, plan, cancel);
        var changes = false;
        foreach (var former in await db.Set<Plan>().Where(other => other.Kind == plan.Kind && other.Id != plan.Id && other.State == PlanState.Enacted).ToListAsync(cancel))
        {
            (former.State, former.ReplacedOn) = (PlanState.Replaced, plan.From > plan.EnactedOn ? plan.From : plan.EnactedOn);
            await Declared.Keep(services, former, isNew: false, cancel, $"Diganti oleh {plan.Title}");
            changes = true;
        }
        if (changes)
        {
            await PlanGrounds.Changed(services, plan.Kind, plan.EnactedOn!.Value, $"{plan.Title} ditetapkan sebagai pengganti versi sebelumnya.", cancel);
        }
    }
}
