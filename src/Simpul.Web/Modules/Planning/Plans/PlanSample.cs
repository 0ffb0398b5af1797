using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>An architecture in force with a finished review, a roadmap in drafting and a few consultations. One domain stays empty: the board has something to show.</summary>
internal sealed class PlanSample(IServiceProvider services, EffectiveProfile profile)
{
    private static readonly string[] Domains = ["process", "data", "infrastructure", "application", "security", "service"];

    private static readonly string[] Begun = ["governance", "services", "applications"];
    private static readonly string[] Ministries = ["ministry-apparatus", "ministry-communications"];

    private readonly PlatformDb db = services.GetRequiredService<PlatformDb>();
    private readonly DateOnly today = services.GetRequiredService<Today>().Date;

    public static async Task Add(IServiceProvider services, EffectiveProfile profile, CancellationToken cancel)
    {
        var sample = new PlanSample(services, profile);
        // Another document to rest on would be made up; the regulation itself enacts the sample.
        if (await sample.db.Set<SearchEntry>().AsNoTracking().Where(entry => entry.Kind == "legal-documents").OrderBy(entry => entry.Id).Select(entry => (Guid?)entry.SubjectId).FirstOrDefaultAsync(cancel) is { } document)
        {
            await sample.AddArchitecture(document, cancel);
            await sample.AddRoadmap(cancel);
        }
    }

    private async Task AddArchitecture(Guid document, CancellationToken cancel)
    {
        var from = new DateOnly(today.Year - 2, 1, 1);
        var plan = new Plan
        {
            Kind = PlanKind.Architecture, Title = $"Arsitektur SPBE {from.Year}–{from.Year + 4} (contoh)", Number = 1, From = from, Until = from.AddYears(5).AddDays(-1), DraftedBy = "ict-agency",
            Coordinators = ["ict-agency"], Participants = [PlanWords.AllAgencies],
        };
        await Keep([plan], cancel);
        await Keep([
            new PlanContent { PlanId = plan.Id, Part = PlanPart.Sections, Key = "references", Text = "Memakai Referensi Arsitektur SPBE Nasional untuk keenam domain." },
            new PlanContent { PlanId = plan.Id, Part = PlanPart.Sections, Key = "domains", Text = "Arsitektur disusun menurut enam domain yang saling berhubungan." },
            .. Domains.SkipLast(1).Select(key => new PlanContent { PlanId = plan.Id, Part = PlanPart.Domains, Key = key, Text = $"Keadaan sekarang dan keadaan yang dituju untuk {PlanWords.ContentTitle(PlanPart.Domains, key).ToLowerInvariant()}." }),
        ], cancel);
        await Keep([
            new PlanLink { PlanId = plan.Id, Basis = "national-architecture", Name = "Perpres 132 Tahun 2022 tentang Arsitektur SPBE Nasional" },
            new PlanLink { PlanId = plan.Id, Basis = "rpjmd", Name = "RPJMD (contoh)" },
        ], cancel);
        await Keep([.. Ministry().Select(office => new PlanConsultation
        {
            PlanId = plan.Id, With = office, Through = "ict-agency", HeldOn = from.AddDays(-40), Outcome = "Rancangan arsitektur dinyatakan selaras dengan Arsitektur SPBE Nasional.",
        })], cancel);
        var stored = await db.Set<Plan>().SingleAsync(item => item.Id == plan.Id, cancel);
        (stored.State, stored.EnactedOn, stored.EnactedById, stored.EnactedBy, stored.Instrument) = (PlanState.Enacted, from.AddDays(-14), document, profile.Text("architecture.enactor") ?? "head", PlanInstrument.HeadRegulation);
        await Keep([stored], cancel);
        var finished = today.AddMonths(-5);
        await Keep([new PlanReview
        {
            PlanId = plan.Id, Why = ReviewWhy.MidTerm, OpenedOn = finished.AddDays(-45), By = PlanTerm.ReviewerOf(profile, PlanKind.Architecture) ?? "ict-agency", FinishedOn = finished, Result = ReviewResult.Keep,
            Report = "Arsitektur masih sesuai; domain layanan dilengkapi pada versi berikutnya.",
        }], cancel);
    }

    private async Task AddRoadmap(CancellationToken cancel)
    {
        var from = new DateOnly(today.Year + 1, 1, 1);
        var plan = new Plan { Kind = PlanKind.Roadmap, Title = $"Peta Rencana SPBE {from.Year}–{from.Year + 4} (contoh)", Number = 1, From = from, Until = from.AddYears(5).AddDays(-1), DraftedBy = "ict-agency" };
        await Keep([plan], cancel);
        await Keep([.. Begun.Select(key => new PlanContent
        {
            PlanId = plan.Id, Part = PlanPart.Sections, Key = key, Text = $"Kegiatan dan target {PlanWords.ContentTitle(PlanPart.Sections, key)} untuk lima tahun.",
        })], cancel);
        await Keep([.. Ministry().Select(office => new PlanConsultation { PlanId = plan.Id, With = office, Through = "ict-agency", HeldOn = today.AddDays(-20), Outcome = "Konsultasi pertama atas rancangan; tujuh muatan diminta dilengkapi." })], cancel);
    }

    /// <summary>A ministry with which the regulation knows one to consult.</summary>
    private IEnumerable<string> Ministry() => Ministries.Where(profile.Offices.Has).Take(1);

    /// <exception cref="InvalidOperationException">The sample breaks a rule of the register: a mistake in this file.</exception>
    private async Task Keep<T>(IReadOnlyList<T> records, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        var register = services.RegisterOf<T>();
        var outcome = await new RegisterWork<T>(register, services).Keep(records, cancel);
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException($"The sample's {register.Kind} break their rules: {string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message).Distinct())}");
        }
        db.ChangeTracker.Clear();
    }
}
