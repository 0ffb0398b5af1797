using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>The registers of what makes a review due, and of the reviews.</summary>
internal static class ReviewRegisters
{
    public static readonly Register<PlanTrigger> Triggers = new()
    {
        Kind = "plan-triggers",
        Slug = "alasan-reviu",
        Title = "Perubahan yang menjadi alasan reviu",
        One = "perubahan",
        Why = "Perubahan kebijakan, rencana, atau unsur SPBE. Sekali dicatat, reviu setiap rencana yang bergantung padanya terbuka sendiri.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Plans,
        OrderedBy = "-knownOn",
        TitledBy = ["ground", "knownOn"],
        Of =
        [
            Fields.Key<PlanTrigger>("ground", "Perubahan", item => item.Ground, PlanContent.KeyLength, _ => PlanWords.Grounds, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Date<PlanTrigger>("knownOn", "Diketahui pada", item => item.KnownOn, new() { Required = true, Listed = true, Fixed = true, Help = "Waktu untuk mereviu dihitung sejak tanggal ini." }),
            Fields.Text<PlanTrigger>("what", "Apa yang berubah", item => item.What, PlanTrigger.WhatLength, new() { Required = true, Searched = true }, longText: true),
        ],
        Rules = Check,
        Saving = async (services, trigger, isNew, cancel) =>
        {
            if (isNew)
            {
                await Open(services, trigger, cancel);
            }
        },
    };

    public static readonly Register<PlanReview> Reviews = new()
    {
        Kind = "plan-reviews",
        Slug = "reviu-rencana",
        Title = "Reviu rencana",
        One = "reviu rencana",
        Why = "Reviu paruh waktu, tahun terakhir, berkala, atau karena suatu perubahan: siapa yang melakukannya, hasilnya, dan ke mana hasil itu disampaikan.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Plans,
        OrderedBy = "-openedOn",
        TitledBy = ["plan", "why"],
        Of =
        [
            Fields.Reference<PlanReview>("plan", "Rencana", item => item.PlanId, PlanRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<PlanReview, ReviewWhy>("why", "Alasan", item => item.Why, PlanWords.Whys, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<PlanReview>("trigger", "Perubahan yang menjadi alasannya", item => item.TriggerId, "plan-triggers"),
            Fields.Date<PlanReview>("openedOn", "Dibuka pada", item => item.OpenedOn, new() { Required = true, Listed = true }),
            Fields.Key<PlanReview>("by", "Dilakukan oleh", item => item.By, Plan.OfficeLength, PlanWords.OwnOffices, new() { Listed = true }),
            Fields.Date<PlanReview>("finishedOn", "Selesai pada", item => item.FinishedOn, new() { Listed = true }),
            Fields.Choice<PlanReview, ReviewResult>("result", "Hasil", item => item.Result, PlanWords.Results, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Text<PlanReview>("report", "Kesimpulan dan laporan", item => item.Report, PlanReview.ReportLength, new() { Searched = true }, longText: true),
            Fields.Date<PlanReview>("enactedOn", "Hasil ditetapkan pada", item => item.EnactedOn),
            Fields.Key<PlanReview>("enactedBy", "Hasil ditetapkan oleh", item => item.EnactedBy, Plan.OfficeLength, PlanWords.OwnOffices),
            Fields.Reference<PlanReview>("enactedById", "Produk hukum penetapan hasil", item => item.EnactedById, "legal-documents"),
            Fields.Key<PlanReview>("deliveredTo", "Hasil disampaikan kepada", item => item.DeliveredTo, Plan.OfficeLength, PlanWords.Consulted),
            Fields.Date<PlanReview>("deliveredOn", "Disampaikan pada", item => item.DeliveredOn),
            Fields.Date<PlanReview>("receivedOn", "Diterima pada", item => item.ReceivedOn),
        ],
        Rules = async (services, item, cancel) => [.. Check(item), .. await OfPlan(services, item, cancel)],
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, PlanTrigger item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (item.KnownOn > services.GetRequiredService<Today>().Date)
        {
            refusals.Add(Refusal.At("knownOn", "Tanggal ini belum tiba."));
        }
        if (await services.GetRequiredService<PlatformDb>().Set<PlanTrigger>().AsNoTracking().AnyAsync(other => other.Id != item.Id && other.Ground == item.Ground && other.KnownOn == item.KnownOn, cancel))
        {
            refusals.Add(Refusal.At("ground", "Perubahan ini sudah dicatat untuk tanggal itu; reviunya sudah terbuka."));
        }
        return refusals;
    }

    private static IEnumerable<Refusal> Check(PlanReview item)
    {
        if (item.FinishedOn < item.OpenedOn)
        {
            yield return Refusal.At("finishedOn", "Reviu tidak mungkin selesai sebelum dibuka.");
        }
        if (item.FinishedOn is null != (item.Result == ReviewResult.None))
        {
            yield return Refusal.At(item.FinishedOn is null ? "finishedOn" : "result", "Isi tanggal selesai dan hasilnya, atau kosongkan keduanya.");
        }
        if (item.FinishedOn is not null && item.Report is null)
        {
            yield return Refusal.At("report", "Tulis kesimpulan reviu yang sudah selesai.");
        }
        if (item.Why == ReviewWhy.Ground && item.TriggerId is null)
        {
            yield return Refusal.At("trigger", "Pilih perubahan yang menjadi alasannya.");
        }
        if (item.EnactedOn is null != item.EnactedBy is null || item.EnactedOn < item.FinishedOn || (item.EnactedOn is not null && item.FinishedOn is null))
        {
            yield return Refusal.At("enactedOn", "Penetapan hasil memerlukan tanggal sesudah reviu selesai dan siapa yang menetapkannya.");
        }
        if (item.DeliveredOn is null != item.DeliveredTo is null || item.DeliveredOn < item.FinishedOn || (item.DeliveredOn is not null && item.FinishedOn is null))
        {
            yield return Refusal.At("deliveredOn", "Penyampaian hasil memerlukan tanggal sesudah reviu selesai dan siapa penerimanya.");
        }
        if (item.ReceivedOn is not null && !(item.ReceivedOn >= item.DeliveredOn))
        {
            yield return Refusal.At("receivedOn", "Hasil diterima sesudah disampaikan.");
        }
    }

    private static async Task<IReadOnlyList<Refusal>> OfPlan(IServiceProvider services, PlanReview item, CancellationToken cancel)
    {
        var enacted = await services.GetRequiredService<PlatformDb>().Set<Plan>().AsNoTracking().AnyAsync(plan => plan.Id == item.PlanId && plan.State != PlanState.Drafting, cancel);
        return enacted ? [] : [Refusal.At("plan", "Hanya rencana yang sudah ditetapkan yang dapat direviu.")];
    }

    /// <summary>Opens the review of each plan in force for which the regulation names this ground. A plan enacted on that day or since already knows of it.</summary>
    private static async Task Open(IServiceProvider services, PlanTrigger trigger, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var profile = services.GetRequiredService<CurrentRegulation>().Profile;
        var today = services.GetRequiredService<Today>().Date;
        foreach (var plan in (await db.Set<Plan>().AsNoTracking().Where(plan => plan.State == PlanState.Enacted).ToListAsync(cancel))
            .Where(plan => plan.InForceOn(today) && plan.EnactedOn < trigger.KnownOn && PlanTerm.GroundsOf(profile, plan.Kind).Contains(trigger.Ground)))
        {
            var review = new PlanReview { PlanId = plan.Id, Why = ReviewWhy.Ground, TriggerId = trigger.Id, OpenedOn = today, By = PlanTerm.ReviewerOf(profile, plan.Kind) };
            db.Add(review);
            await Reviews.Keep(services, review, isNew: true, cancel);
        }
    }
}
