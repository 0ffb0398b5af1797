using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>An item of a final list with what it was given and what was spent.</summary>
public sealed record BudgetFigure(BudgetItem Item, decimal? Approved, decimal Realised);

/// <summary>Approves what the list holds; reads what became of it.</summary>
public sealed class BudgetApproving(PlatformDb db, BudgetOffices offices, Today today, IServiceProvider services)
{
    /// <summary>The figures of the list, in its order.</summary>
    public async Task<IReadOnlyList<BudgetFigure>> Figures(BudgetBook book, CancellationToken cancel)
    {
        var ids = db.Set<BudgetItem>().Where(item => item.CycleId == book.Cycle.Id).Select(item => item.Id);
        var approved = await db.Set<BudgetApproval>().AsNoTracking().Where(one => ids.Contains(one.ItemId)).ToDictionaryAsync(one => one.ItemId, one => one.Amount, cancel);
        var spent = (await db.Set<BudgetRealisation>().AsNoTracking().Where(one => ids.Contains(one.ItemId)).Select(one => new { one.ItemId, one.Amount }).ToListAsync(cancel)).ToLookup(one => one.ItemId, one => one.Amount ?? 0);
        return [.. book.Entries.Where(entry => entry.Listed || approved.ContainsKey(entry.Item.Id)).Select(entry => new BudgetFigure(entry.Item, approved.GetValueOrDefault(entry.Item.Id), spent[entry.Item.Id].Sum()))];
    }

    /// <summary>Gives every item of the list that has no figure yet what it was recommended for, in one save.</summary>
    public async Task<Outcome<int>> ApproveRest(BudgetBook book, DateOnly? on, string? document, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (!offices.MayCoordinate)
        {
            refusals.Add(Refusal.Whole($"Dicatat oleh {offices.Names(offices.Coordinators)}."));
        }
        if (!book.IsFinal)
        {
            refusals.Add(Refusal.Whole("Daftar tahun ini belum dikonsolidasikan."));
        }
        if (on is null || on > today.Date || on < book.Cycle.OpensOn)
        {
            refusals.Add(Refusal.At("ApprovedOn", on is null ? "Isi tanggal penetapannya." : on > today.Date ? "Tanggal ini belum tiba." : "Tanggal ini mendahului siklusnya."));
        }
        document = document?.Trim();
        if (document is not { Length: > 0 and <= BudgetApproval.NoteLength })
        {
            refusals.Add(Refusal.At("Document", document is null or "" ? "Tulis dokumen penetapannya." : $"Paling banyak {BudgetApproval.NoteLength} huruf."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        List<BudgetApproval> rest = [.. (await Figures(book, cancel)).Where(figure => figure.Approved is null).Select(figure => new BudgetApproval { ItemId = figure.Item.Id, Amount = figure.Item.Wanted, ApprovedOn = on!.Value, Document = document })];
        if (rest.Count == 0)
        {
            return Refusal.Whole("Setiap butir daftar ini sudah mempunyai angka yang disetujui.");
        }
        var kept = await new RegisterWork<BudgetApproval>(BudgetRegisters.Approvals, services).Keep(rest, cancel);
        return kept.Succeeded ? rest.Count : kept.Refusals.ToList();
    }
}
