using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>The log of consultations about plans and yearly budgets.</summary>
internal static class ConsultationRegister
{
    public static readonly Register<PlanConsultation> Declared = new()
    {
        Kind = "plan-consultations",
        Slug = "konsultasi-rencana",
        Title = "Konsultasi rencana",
        One = "konsultasi rencana",
        Why = "Koordinasi dan konsultasi tentang rencana atau anggaran dengan kementerian dan pihak lain: dengan siapa, kapan, dan apa hasilnya.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Plans,
        OrderedBy = "-heldOn",
        TitledBy = ["with", "heldOn"],
        Of =
        [
            Fields.Reference<PlanConsultation>("plan", "Rencana", item => item.PlanId, PlanRegister.Kind, new() { Listed = true, Filtered = true, Help = "Kosongkan bila tentang rencana dan anggaran suatu tahun." }),
            Fields.Number<PlanConsultation>("budgetYear", "Tahun anggaran", item => item.BudgetYear, 2018, 2100, new() { Listed = true }),
            Fields.Key<PlanConsultation>("with", "Dengan", item => item.With, Plan.OfficeLength, PlanWords.Consulted, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Key<PlanConsultation>("through", "Melalui", item => item.Through, Plan.OfficeLength, PlanWords.OwnOffices, new() { Listed = true }),
            Fields.Date<PlanConsultation>("heldOn", "Tanggal konsultasi", item => item.HeldOn, new() { Required = true, Listed = true }),
            Fields.Text<PlanConsultation>("outcome", "Hasil", item => item.Outcome, PlanConsultation.OutcomeLength, new() { Required = true, Searched = true }, longText: true),
        ],
        Rules = (services, item, _) => Task.FromResult<IReadOnlyList<Refusal>>([.. Check(services.GetRequiredService<Today>(), item)]),
    };

    private static IEnumerable<Refusal> Check(Today today, PlanConsultation item)
    {
        if (item.PlanId is null == item.BudgetYear is null)
        {
            yield return Refusal.At(item.PlanId is null ? "plan" : "budgetYear", "Pilih rencananya atau isi tahun anggarannya, salah satu.");
        }
        if (item.HeldOn > today.Date)
        {
            yield return Refusal.At("heldOn", "Konsultasi ini belum berlangsung. Catat sesudahnya.");
        }
    }
}
