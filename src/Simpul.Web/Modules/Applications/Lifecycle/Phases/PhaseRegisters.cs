using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Phases;

/// <summary>The registers of phases and of consultations about them.</summary>
internal static class PhaseRegisters
{
    public const string PhaseHref = "/kerja/tahap-aplikasi";
    public const string ConsultationHref = "/kerja/konsultasi-aplikasi";

    public static readonly Register<ApplicationPhase> Phases = new()
    {
        Kind = "application-phases",
        Slug = "tahap-aplikasi",
        Title = "Tahap pembangunan aplikasi",
        One = "tahap aplikasi",
        Under = OverviewModel.Parent,
        Why = "Tahap yang dijalani setiap aplikasi, kapan, oleh siapa, dan apa yang ditinggalkannya. Lampirkan hasil setiap tahap pada catatannya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "list-task",
        OrderedBy = "-startedOn",
        TitledBy = ["application", "phase"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settling<ApplicationPhase>(item => item.ApplicationId),
        Of =
        [
            Fields.Reference<ApplicationPhase>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<ApplicationPhase>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Filtered = true, Help = ApplicationParts.Follows }),
            Fields.Number<ApplicationPhase>("round", "Putaran", item => item.Round, 1, 999, new() { Listed = true, Required = true, Help = "1, kecuali bila tahapnya diulang." }),
            Fields.Key<ApplicationPhase>("phase", "Tahap", item => item.Phase, ApplicationPhase.PhaseLength, PhaseOrder.Choices, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<ApplicationPhase>("startedOn", "Mulai", item => item.StartedOn, new() { Required = true, Listed = true }),
            Fields.Date<ApplicationPhase>("endedOn", "Selesai", item => item.EndedOn, new() { Listed = true }),
            Fields.Text<ApplicationPhase>("left", "Hasil tahap", item => item.Left, ApplicationPhase.LeftLength, new() { Searched = true, Help = "Apa yang ditinggalkan tahap ini, misalnya dokumen atau keputusan. Wajib bila tahapnya selesai." }, longText: true),
            Fields.Text<ApplicationPhase>("by", "Pelaksana", item => item.By, 200, new() { Listed = true }),
        ],
        Rules = Check,
    };

    public static readonly Register<ApplicationConsultation> Consultations = new()
    {
        Kind = "application-consultations",
        Slug = "konsultasi-aplikasi",
        Title = "Konsultasi aplikasi",
        One = "konsultasi aplikasi",
        Under = OverviewModel.Parent,
        Why = "Koordinasi dan konsultasi selama aplikasi dibangun: dengan siapa, pada tahap apa, dan apa hasilnya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "chat-left-text",
        OrderedBy = "-heldOn",
        TitledBy = ["application", "heldOn"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settling<ApplicationConsultation>(item => item.ApplicationId),
        Of =
        [
            Fields.Reference<ApplicationConsultation>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<ApplicationConsultation>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Filtered = true, Help = ApplicationParts.Follows }),
            Fields.Key<ApplicationConsultation>("phase", "Tahap", item => item.Phase, ApplicationPhase.PhaseLength, PhaseOrder.Choices, new() { Listed = true, Filtered = true, Help = "Kosongkan bila tentang keseluruhannya." }),
            Fields.Key<ApplicationConsultation>("with", "Dengan", item => item.With, ApplicationConsultation.OfficeLength, Offices, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<ApplicationConsultation>("heldOn", "Tanggal konsultasi", item => item.HeldOn, new() { Required = true, Listed = true }),
            Fields.Text<ApplicationConsultation>("result", "Hasil", item => item.Result, ApplicationConsultation.ResultLength, new() { Required = true, Searched = true }, longText: true),
        ],
        Rules = (services, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(item.HeldOn > services.GetRequiredService<Today>().Date
            ? [Refusal.At("heldOn", "Konsultasi ini belum berlangsung. Catat sesudahnya.")] : []),
    };

    internal static IReadOnlyList<FieldChoice> Offices(IServiceProvider services) =>
        services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation ? [.. regulation.Profile.Offices.Select(office => new FieldChoice(office.Key, office.Name))] : [];

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, ApplicationPhase item, CancellationToken cancel)
    {
        var (db, today) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date);
        var refusals = new List<Refusal>();
        if (item.StartedOn > today || item.EndedOn > today)
        {
            refusals.Add(Refusal.At(item.StartedOn > today ? "startedOn" : "endedOn", "Tahap dicatat sampai hari ini, bukan untuk tanggal yang akan datang."));
        }
        if (item.EndedOn < item.StartedOn)
        {
            refusals.Add(Refusal.At("endedOn", "Tanggal selesai mendahului tanggal mulai."));
        }
        if (item.EndedOn is not null && string.IsNullOrWhiteSpace(item.Left))
        {
            refusals.Add(Refusal.At("left", "Tulis hasil tahap ini. Tahap yang selesai meninggalkan hasil."));
        }
        var method = await db.Set<BuildPlan>().AsNoTracking().Where(plan => plan.ApplicationId == item.ApplicationId).Select(plan => plan.Method).SingleOrDefaultAsync(cancel);
        var order = PhaseOrder.Of(services.GetRequiredService<CurrentRegulation>().Profile, method);
        if (order.Phases.Count == 0)
        {
            refusals.Add(Refusal.At("phase", "Pilih dahulu metode pembangunan pada rencana pembangunan aplikasi ini."));
        }
        else if (!order.Phases.Contains(item.Phase, StringComparer.OrdinalIgnoreCase))
        {
            refusals.Add(Refusal.At("phase", $"Tahap aplikasi ini: {string.Join(", ", order.Phases)}."));
        }
        if (item.Round > 1 && !order.Repeats)
        {
            refusals.Add(Refusal.At("round", "Tahap aplikasi ini tidak diulang, jadi putarannya 1."));
        }
        else if (item.Round > 1 && !await db.Set<ApplicationPhase>().AsNoTracking().AnyAsync(other => other.ApplicationId == item.ApplicationId && other.Round == item.Round - 1, cancel))
        {
            refusals.Add(Refusal.At("round", $"Putaran {item.Round - 1} belum ada. Catat putaran sebelumnya lebih dahulu."));
        }
        if (await db.Set<ApplicationPhase>().AsNoTracking().AnyAsync(other => other.ApplicationId == item.ApplicationId && other.Round == item.Round && other.Phase == item.Phase && other.Id != item.Id, cancel))
        {
            refusals.Add(Refusal.At("phase", "Tahap ini sudah dicatat pada putaran itu. Ubah catatannya, atau pakai putaran berikutnya."));
        }
        return refusals;
    }
}
