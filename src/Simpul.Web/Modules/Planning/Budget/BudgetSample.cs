using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.Planning.Roadmap;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>Last year's list with what was approved and spent, and this year's cycle with proposals that wait: similar ones, one without a trace, one refused.</summary>
internal sealed class BudgetSample(IServiceProvider services)
{
    private readonly PlatformDb db = services.GetRequiredService<PlatformDb>();
    private readonly BudgetOffices offices = services.GetRequiredService<BudgetOffices>();
    private readonly DateOnly today = services.GetRequiredService<Today>().Date;

    private static readonly (string Name, string Need, SpendingKind Kind, RoadmapArea Content, int Quantity, string Unit, decimal Price)[] plain =
    [
        ("Laptop untuk petugas pelayanan loket", "Perangkat lama berumur tujuh tahun dan tidak menerima pembaruan keamanan.", SpendingKind.Equipment, RoadmapArea.Infrastructure, 12, "unit", 14_500_000m),
        ("Langganan jaringan intra pemerintah", "Menghubungkan kantor layanan dengan ruang server tanpa melalui internet terbuka.", SpendingKind.Subscription, RoadmapArea.Infrastructure, 12, "bulan", 18_000_000m),
        ("Pengembangan layanan perizinan daring", "Pemohon masih datang tiga kali untuk satu izin.", SpendingKind.Development, RoadmapArea.Services, 1, "paket", 640_000_000m),
        ("Pelatihan pengelola keamanan informasi", "Belum ada pegawai yang bersertifikat untuk menangani insiden.", SpendingKind.Training, RoadmapArea.Security, 8, "orang", 9_750_000m),
        ("Pemeliharaan server aplikasi", "Kontrak pemeliharaan berakhir pada akhir tahun.", SpendingKind.Maintenance, RoadmapArea.Infrastructure, 1, "tahun", 275_000_000m),
        ("Lisensi perangkat lunak pengolah gambar", "Dipakai oleh bagian humas.", SpendingKind.Software, RoadmapArea.Applications, 5, "lisensi", 4_200_000m),
    ];

    public static Task Add(IServiceProvider services, CancellationToken cancel) => new BudgetSample(services).Add(cancel);

    private async Task Add(CancellationToken cancel)
    {
        var agencies = (await services.GetRequiredService<IOrganisation>().Agencies(today, cancel)).Where(agency => agency.AnswersForItself).ToList();
        if (agencies.Count < 4)
        {
            return;
        }
        var codes = await db.Set<ArchitectureItem>().AsNoTracking().OrderBy(item => item.Code).Select(item => item.Code).Take(6).ToListAsync(cancel);
        var activities = await db.Set<RoadmapActivity>().AsNoTracking().OrderBy(item => item.Code).Select(item => item.Id).Take(6).ToListAsync(cancel);
        // The one who signs in as an operator, the ICT agency, and two others.
        List<AgencyFacts> proposers = [.. agencies.Where(agency => agency.ShortName == "Dinkes" || agency.Holds.Contains("ict-agency")).Concat(agencies).Distinct().Take(4)];
        await AddLast(proposers, codes, activities, cancel);
        await AddCurrent(proposers, codes, activities, cancel);
    }

    private async Task AddLast(List<AgencyFacts> agencies, List<string> codes, List<Guid> activities, CancellationToken cancel)
    {
        var year = today.Year;
        var cycle = new BudgetCycle
        {
            Year = year, OpensOn = new DateOnly(year - 1, 1, 20), ProposalsUntil = new DateOnly(year - 1, 4, 30), RecommendationsUntil = new DateOnly(year - 1, 6, 30), CoordinationUntil = new DateOnly(year - 1, 8, 31),
            ClosesOn = new DateOnly(year - 1, 11, 30), OpenedBy = offices.Openers[0],
        };
        await services.GetRequiredService<BudgetOpening>().Put(cycle, cancel);
        await db.SaveChangesAsync(cancel);
        List<BudgetItem> items = [.. plain.Take(4).Select((one, at) => Item(cycle, agencies[at % agencies.Count], at, one, codes, activities))];
        foreach (var item in items)
        {
            (item.Recommendation, item.RecommendedOn, item.RecommendedBy) = (Recommendation.Recommended, cycle.RecommendationsUntil.AddDays(-5), offices.Recommender);
        }
        await Keep(BudgetItemRegister.Declared, items, cancel);
        var settled = await db.Set<BudgetProposal>().Where(proposal => proposal.CycleId == cycle.Id).ToListAsync(cancel);
        var ids = items.Select(item => item.AgencyId).ToHashSet();
        foreach (var proposal in settled.Where(proposal => proposal.AgencyId is null || ids.Contains(proposal.AgencyId)))
        {
            (proposal.SettledOn, proposal.SettledBy) = (cycle.CoordinationUntil.AddDays(-10), "Berita acara koordinasi (contoh)");
        }
        await Keep(BudgetRegisters.Proposals, settled, cancel);
        await Keep(BudgetRegisters.Coordinations, [.. offices.Coordinators.Append(offices.Recommender).Distinct().Select(office => new BudgetCoordination
        {
            CycleId = cycle.Id, Office = office, HeldOn = cycle.CoordinationUntil.AddDays(-10), Result = "Usulan seluruh perangkat daerah diselaraskan; dua belanja yang sama disatukan.",
        })], cancel);
        var stored = await db.Set<BudgetCycle>().SingleAsync(one => one.Id == cycle.Id, cancel);
        (stored.ConsolidatedOn, stored.ConsolidatedBy) = (cycle.ClosesOn.AddDays(-8), offices.Coordinators is [var office, ..] ? office : offices.Recommender);
        await Keep(BudgetRegisters.Cycles, [stored], cancel);
        await Keep(BudgetRegisters.Approvals, [.. items.Select((item, at) => new BudgetApproval { ItemId = item.Id, Amount = at == 2 ? 600_000_000m : item.Amount, ApprovedOn = new DateOnly(year - 1, 12, 20), Document = "DPA (contoh)" })], cancel);
        await Keep(BudgetRegisters.Realisations, [.. items.Take(3).Select((item, at) => new BudgetRealisation { ItemId = item.Id, AgencyId = item.AgencyId, Amount = decimal.Truncate(item.Amount!.Value * (0.3m + (0.2m * at))), SpentOn = new DateOnly(year, 1, 2) > today ? today : new DateOnly(year, 1, 2), Note = "Termin pertama (contoh)" })], cancel);
    }

    private async Task AddCurrent(List<AgencyFacts> agencies, List<string> codes, List<Guid> activities, CancellationToken cancel)
    {
        var cycle = new BudgetCycle
        {
            Year = today.Year + 1, OpensOn = today.AddDays(-60), ProposalsUntil = today.AddDays(6), RecommendationsUntil = today.AddDays(20), CoordinationUntil = today.AddDays(30), ClosesOn = today.AddDays(34), OpenedBy = offices.Openers[0],
        };
        await services.GetRequiredService<BudgetOpening>().Put(cycle, cancel);
        await db.SaveChangesAsync(cancel);
        List<BudgetItem> items = [.. plain.SelectMany((one, at) => new[] { at, at + 6 }.Where(number => number < 10).Select(number => (one, number)))
            .Select(pair => Item(cycle, agencies[pair.number % agencies.Count], pair.number, pair.one, codes, activities))];
        // A second agency wants the same; one item has no trace; advice was given on two where advice is not bound to a step of the case.
        items[^1].Architecture = [];
        items[^1].ActivityId = null;
        if (!offices.IsBlocking)
        {
            (items[0].Recommendation, items[0].RecommendedOn, items[0].RecommendedBy) = (Recommendation.Recommended, today, offices.Recommender);
            (items[^1].Recommendation, items[^1].RecommendedOn, items[^1].RecommendedBy, items[^1].RecommendationReason) = (Recommendation.Refused, today, offices.Recommender, "Lisensi bersama sudah tersedia di Dinas Kominfo.");
        }
        await Keep(BudgetItemRegister.Declared, items, cancel);
    }

    private static BudgetItem Item(BudgetCycle cycle, AgencyFacts agency, int at, (string Name, string Need, SpendingKind Kind, RoadmapArea Content, int Quantity, string Unit, decimal Price) one, List<string> codes, List<Guid> activities) => new()
    {
        CycleId = cycle.Id, AgencyId = agency.Id, Code = $"{cycle.Year}-{agency.Code}-{at + 1:00}", Name = one.Name, Need = one.Need, Kind = one.Kind, Content = one.Content, Quantity = one.Quantity, Unit = one.Unit, UnitPrice = one.Price,
        Amount = one.Quantity * one.Price, ProposedOn = cycle.OpensOn.AddDays(20 + at), Architecture = codes.Count > 0 ? [codes[at % codes.Count]] : [], ActivityId = activities.Count > 0 ? activities[at % activities.Count] : null,
    };

    private async Task Keep<T>(Register<T> register, IReadOnlyList<T> records, CancellationToken cancel)
        where T : class, Data.IRecord, new()
    {
        var kept = await new RegisterWork<T>(register, services).Keep(records, cancel);
        if (!kept.Succeeded)
        {
            throw new InvalidOperationException($"The sample's budget breaks its rules: {string.Join(' ', kept.Refusals.Select(refusal => refusal.Message))}");
        }
    }
}
