using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>
/// What the registers of this part refuse. Of one scope, so that a sheet of a thousand rows asks for each cycle and each proposal once.
/// </summary>
internal sealed class BudgetRules(PlatformDb db, BudgetOffices offices, Today today)
{
    private readonly Dictionary<Guid, BudgetCycle?> cycles = [];
    private readonly Dictionary<(Guid, Guid?), ProposalFacts?> proposals = [];
    private readonly Dictionary<Guid, Dictionary<Guid, string>> outside = [];
    private HashSet<string>? codes;

    /// <summary>Asks anew: a cycle is about to be saved as another one.</summary>
    public void Forget()
    {
        cycles.Clear();
        proposals.Clear();
        outside.Clear();
    }

    public async Task<IReadOnlyList<Refusal>> Item(BudgetItem item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (await Closed(item, cancel) is { } closed)
        {
            refusals.Add(closed);
        }
        refusals.AddRange(Money(item));
        if (item.Architecture.Count > 0)
        {
            codes ??= await db.Set<ArchitectureItem>().AsNoTracking().Select(one => one.Code).ToHashSetAsync(StringComparer.Ordinal, cancel);
            if (item.Architecture.FirstOrDefault(code => !codes.Contains(code)) is { } unknown)
            {
                refusals.Add(Refusal.At("architecture", $"Tidak ada butir arsitektur berkode “{unknown}”. Cari kodenya pada Arsitektur SPBE."));
            }
        }
        return refusals;
    }

    /// <summary>Who changes what was decided on, decides nothing: the item is open again. Also sets what follows from other fields.</summary>
    public void Saving(BudgetItem item, bool isNew)
    {
        if (item is { Quantity: { } quantity, UnitPrice: { } price })
        {
            item.Amount = quantity * price;
        }
        if (isNew && item.ProposedOn == default)
        {
            item.ProposedOn = today.Date;
        }
        if (isNew || item.Recommendation == Recommendation.Undecided)
        {
            return;
        }
        string[] about = [nameof(BudgetItem.Name), nameof(BudgetItem.Kind), nameof(BudgetItem.Need), nameof(BudgetItem.Quantity), nameof(BudgetItem.UnitPrice), nameof(BudgetItem.Amount), nameof(BudgetItem.Architecture), nameof(BudgetItem.ActivityId), nameof(BudgetItem.Fund)];
        if (about.Any(name => db.Entry(item).Property(name).IsModified))
        {
            (item.Recommendation, item.RecommendationReason, item.RecommendedAmount, item.RecommendedOn, item.RecommendedBy, item.RecommendedById, item.KeptBecause) = (Recommendation.Undecided, null, null, null, null, null, null);
        }
    }

    public static IEnumerable<Refusal> Cycle(BudgetCycle cycle)
    {
        (string Key, DateOnly Day)[] days = [("opensOn", cycle.OpensOn), ("proposalsUntil", cycle.ProposalsUntil), ("recommendationsUntil", cycle.RecommendationsUntil), ("coordinationUntil", cycle.CoordinationUntil), ("closesOn", cycle.ClosesOn)];
        for (var at = 1; at < days.Length; at++)
        {
            if (days[at].Day < days[at - 1].Day)
            {
                yield return Refusal.At(days[at].Key, $"Tanggal ini mendahului tahap sebelumnya ({Indonesian.Date(days[at - 1].Day)}).");
            }
        }
        if (cycle.OpensOn.Year < cycle.Year - 2 || cycle.ClosesOn.Year > cycle.Year)
        {
            yield return Refusal.At("closesOn", $"Rencana dan anggaran tahun {cycle.Year} disusun sebelum atau pada tahun itu.");
        }
    }

    public async Task<IReadOnlyList<Refusal>> Proposal(BudgetProposal proposal, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (proposal.None && (proposal.AgencyId is null || await db.Set<BudgetItem>().AnyAsync(item => item.CycleId == proposal.CycleId && item.AgencyId == proposal.AgencyId, cancel)))
        {
            refusals.Add(Refusal.At("none", proposal.AgencyId is null ? "Hanya perangkat daerah yang dapat menyatakan tidak mengusulkan apa pun." : "Perangkat daerah ini sudah mempunyai butir usulan pada siklus ini."));
        }
        if (db.Entry(proposal) is { State: not EntityState.Detached } entry && (entry.Property(item => item.SettledOn).IsModified || entry.Property(item => item.SettledBy).IsModified))
        {
            refusals.AddRange(Settled(proposal));
            if (await CycleBy(proposal.CycleId, cancel) is { ConsolidatedOn: { } day })
            {
                refusals.Add(Refusal.At("settledOn", $"Daftar tahun ini sudah dikonsolidasikan pada {Indonesian.Date(day)}, jadi kesepakatannya tidak berubah lagi."));
            }
        }
        return refusals;
    }

    public async Task<IReadOnlyList<Refusal>> Coordination(BudgetCoordination item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>(NotMine());
        if (item.HeldOn > today.Date)
        {
            refusals.Add(Refusal.At("heldOn", "Koordinasi ini belum berlangsung. Catat sesudahnya."));
        }
        if (item.ProposalId is { } id && !await db.Set<BudgetProposal>().AnyAsync(proposal => proposal.Id == id && proposal.CycleId == item.CycleId, cancel))
        {
            refusals.Add(Refusal.At("proposal", "Usulan ini dari siklus yang lain."));
        }
        return refusals;
    }

    public async Task<IReadOnlyList<Refusal>> Approval(BudgetApproval item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>(NotMine());
        if (item.ApprovedOn > today.Date)
        {
            refusals.Add(Refusal.At("approvedOn", "Tanggal ini belum tiba. Catat sesudah anggarannya ditetapkan."));
        }
        if (await db.Set<BudgetItem>().Where(one => one.Id == item.ItemId).Select(one => (Guid?)one.CycleId).SingleOrDefaultAsync(cancel) is not { } id || await CycleBy(id, cancel) is not { } cycle)
        {
            return refusals;
        }
        if (cycle.ConsolidatedOn is null)
        {
            refusals.Add(Refusal.At("item", "Daftar tahun ini belum dikonsolidasikan. Konsolidasikan dahulu, lalu catat yang disetujui."));
        }
        else if (await Outside(cycle, item.ItemId, cancel) is { } why)
        {
            refusals.Add(Refusal.At("item", $"Butir ini tidak masuk daftar {cycle.Year}: {why}. Buka kembali daftarnya bila butir ini seharusnya masuk."));
        }
        if (db.Entry(item).State is EntityState.Modified && (await db.Set<BudgetRealisation>().AsNoTracking().Where(one => one.ItemId == item.ItemId).Select(one => one.Amount).ToListAsync(cancel)).Sum() is { } spent && item.Amount < spent)
        {
            refusals.Add(Refusal.At("amount", $"Sudah terealisasi {Indonesian.Money(spent)}, jadi yang disetujui tidak dapat kurang dari itu."));
        }
        return refusals;
    }

    public async Task<IReadOnlyList<Refusal>> Realisation(BudgetRealisation item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (item.SpentOn > today.Date)
        {
            refusals.Add(Refusal.At("spentOn", "Realisasi dicatat sesudah uangnya dibelanjakan."));
        }
        var approved = await db.Set<BudgetApproval>().AsNoTracking().Where(one => one.ItemId == item.ItemId).Select(one => one.Amount).SingleOrDefaultAsync(cancel);
        if (approved is null)
        {
            refusals.Add(Refusal.At("item", "Butir ini belum mempunyai angka yang disetujui."));
            return refusals;
        }
        // Rows of the same sheet are not saved yet when the next is asked about.
        var waiting = db.ChangeTracker.Entries<BudgetRealisation>().Where(entry => entry.State is EntityState.Added or EntityState.Modified && entry.Entity.ItemId == item.ItemId && entry.Entity.Id != item.Id).Select(entry => entry.Entity).ToList();
        var known = waiting.Select(one => one.Id).Append(item.Id).ToList();
        var spent = ((await db.Set<BudgetRealisation>().AsNoTracking().Where(one => one.ItemId == item.ItemId && !known.Contains(one.Id)).Select(one => one.Amount).ToListAsync(cancel)).Sum() ?? 0) + waiting.Sum(one => one.Amount ?? 0);
        if (spent + item.Amount > approved)
        {
            refusals.Add(Refusal.At("amount", $"Melampaui yang disetujui: {Indonesian.Money(approved.Value)}, sudah terealisasi {Indonesian.Money(spent)}."));
        }
        return refusals;
    }

    private async Task<Refusal?> Closed(BudgetItem item, CancellationToken cancel)
    {
        if (await CycleBy(item.CycleId, cancel) is { ConsolidatedOn: { } day })
        {
            return Refusal.At("cycle", $"Daftar tahun ini sudah dikonsolidasikan pada {Indonesian.Date(day)}, jadi usulannya tidak berubah lagi.");
        }
        var key = (item.CycleId, offices.IsCentral ? null : item.AgencyId);
        if (!proposals.TryGetValue(key, out var facts))
        {
            facts = await BudgetBook.Facts(db, offices, db.Set<BudgetProposal>().Where(proposal => proposal.CycleId == key.CycleId && proposal.AgencyId == key.Item2), cancel) is [var found, ..] ? found : null;
            proposals[key] = facts;
        }
        return facts?.Standing switch
        {
            Standing.Submitted => Refusal.Whole($"Usulan ini sudah diajukan dalam urusan {facts.CaseNumber}. Minta dikembalikan bila ada yang harus diubah."),
            Standing.Refused => Refusal.Whole($"Usulan ini ditolak dalam urusan {facts.CaseNumber}."),
            Standing.Settled when offices.Steps is not null => Refusal.Whole(facts.CaseNumber is { } number ? $"Usulan ini sudah disepakati dalam urusan {number}." : "Usulan ini sudah disepakati di luar Simpul."),
            _ => null,
        };
    }

    /// <summary>An amount that contradicts quantity and price is a mistake in one of the three; one that merely stayed from before is set anew.</summary>
    private IEnumerable<Refusal> Money(BudgetItem item)
    {
        if (item is { Quantity: { } quantity, UnitPrice: { } price })
        {
            var product = quantity * price;
            var entry = db.Entry(item);
            var stayed = entry.State is not EntityState.Detached && !entry.Property(one => one.Amount).IsModified && entry.State != EntityState.Added;
            if (product > Platform.Registers.Fields.MostMoney)
            {
                yield return Refusal.At("unitPrice", "Banyaknya kali harga satuan terlalu besar. Periksa keduanya.");
            }
            else if (item.Amount is { } amount && amount != product && !stayed)
            {
                yield return Refusal.At("amount", $"Banyaknya kali harga satuan adalah {Indonesian.Money(product)}. Kosongkan jumlah agar dihitung sendiri, atau perbaiki salah satunya.");
            }
        }
        else if (item.Amount is not > 0)
        {
            yield return Refusal.At("amount", "Isi jumlah, atau banyaknya beserta harga satuannya.");
        }
    }

    private IEnumerable<Refusal> Settled(BudgetProposal proposal)
    {
        if (!offices.MayCoordinate && !offices.MayOpen)
        {
            yield return Refusal.At("settledOn", $"Diisi oleh {offices.Names(offices.Coordinators)}.");
        }
        if (proposal.SettledOn is null != string.IsNullOrEmpty(proposal.SettledBy))
        {
            yield return Refusal.At(proposal.SettledOn is null ? "settledOn" : "settledBy", "Isi tanggalnya beserta dokumennya.");
        }
        if (proposal.SettledOn > today.Date)
        {
            yield return Refusal.At("settledOn", "Tanggal ini belum tiba.");
        }
    }

    private IEnumerable<Refusal> NotMine()
    {
        if (!offices.MayCoordinate)
        {
            yield return Refusal.Whole($"Ini dicatat oleh {offices.Names(offices.Coordinators)}. Pilih jabatan yang sesuai, atau minta yang berwenang mencatatnya.");
        }
    }

    /// <summary>Why an item is not in its cycle's list; null where it is.</summary>
    private async Task<string?> Outside(BudgetCycle cycle, Guid item, CancellationToken cancel)
    {
        if (!outside.TryGetValue(cycle.Id, out var why))
        {
            why = outside[cycle.Id] = (await BudgetBook.Read(db, offices, cycle.Year, cancel))!.Excluded.ToDictionary(entry => entry.Item.Id, entry => entry.Why.TrimEnd('.'));
        }
        return why.GetValueOrDefault(item);
    }

    private async Task<BudgetCycle?> CycleBy(Guid id, CancellationToken cancel) =>
        cycles.TryGetValue(id, out var found) ? found : cycles[id] = await db.Set<BudgetCycle>().AsNoTracking().SingleOrDefaultAsync(cycle => cycle.Id == id, cancel);
}
