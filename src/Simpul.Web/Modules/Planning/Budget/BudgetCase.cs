using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>
/// The regulation's procedure for the yearly plan and budget. One case holds the items of one agency, or of all where one office gathers them. Each
/// step that goes on is that office's part in the cycle; what the items get is decided one by one beside it (decision 0130).
/// </summary>
internal sealed class BudgetCase(PlatformDb db, BudgetOffices offices, BudgetDecisions decisions, CurrentRegulation regulation, Acting acting, Today today, Platform.Journal.Journal journal, IServiceProvider services) : ICaseProcedure
{
    public const string Key = "budget";

    /// <summary>The outcome by which a consultation with outside parties is put on record.</summary>
    private const string Recorded = "record";

    /// <summary>The choice of a reading under which one recommendation stands for all items.</summary>
    private const string PerAgency = "per-agency";

    /// <summary>The list as it was read before the decision that makes it final.</summary>
    private BudgetBook? list;

    public string Procedure => Key;

    public string? SubjectKind => BudgetRegisters.ProposalKind;

    public IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step) =>
    [
        .. step.Needs.Contains("minutes") ? [new CaseField("coordinatedOn", "Tanggal koordinasi", FieldKind.Date), new CaseField("coordinationResult", "Hasil koordinasi", FieldKind.LongText) { MaxLength = BudgetCoordination.ResultLength, Cite = step.Cite?.ToString() }] : (CaseField[])[],
        .. Consults(step) ? [
            new CaseField("consultedWith", "Dikoordinasikan dengan", FieldKind.Choice) { Choices = PlanWords.Outside, Required = false, Help = "Diisi bila koordinasinya dicatat.", Cite = step.Cite?.ToString() },
            new CaseField("consultedOn", "Tanggal koordinasi", FieldKind.Date) { Required = false },
            new CaseField("consultedOutcome", "Hasil koordinasi", FieldKind.LongText) { Required = false, MaxLength = PlanConsultation.OutcomeLength }] : (CaseField[])[],
    ];

    public async Task<IReadOnlyList<(string Title, string Href)>> Links(Case item, CancellationToken cancel)
    {
        if (offices.Steps?.Steps.FirstOrDefault(one => one.Id == item.Step) is not { } step || await db.Set<BudgetProposal>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == item.SubjectId, cancel) is not { } proposal)
        {
            return [];
        }
        var year = await Year(proposal, cancel);
        var agency = proposal.AgencyId is { } id ? $"agency={id}" : "";
        return BudgetOffices.Recommends(step) ? [("Putuskan butirnya satu per satu", $"{BudgetAddress.Recommend(year)}?{agency}&keputusan={Recommendation.Undecided}".Replace("?&", "?", StringComparison.Ordinal))]
            : step.Id == offices.Steps.First.Id ? [("Lihat dan isi butir usulannya", $"/kerja/{BudgetRegisters.Proposals.Slug}/{proposal.Id}")]
            : [("Lihat butir usulannya", $"{BudgetAddress.Recommend(year)}{(agency.Length > 0 ? "?" + agency : "")}"), ("Lihat rancangan daftar konsolidasi", BudgetAddress.List(year))];
    }

    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        if (await db.Set<BudgetProposal>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == item.SubjectId, cancel) is not { } proposal)
        {
            return [Refusal.Whole("Buka urusan ini dari halaman usulan pada siklus anggarannya.")];
        }
        var refusals = new List<Refusal>();
        if (offices.IsCentral && proposal.AgencyId is not null)
        {
            refusals.Add(Refusal.Whole("Di sini satu urusan memuat usulan seluruh perangkat daerah. Buka dari halaman siklusnya."));
        }
        else if (!offices.IsCentral && (proposal.AgencyId is not { } agency || acting.Actor.Agencies?.Contains(agency) != true))
        {
            refusals.Add(Refusal.Whole("Setiap perangkat daerah mengajukan usulannya sendiri. Buka dari halaman usulan perangkat daerah Anda."));
        }
        if (await db.Set<BudgetCycle>().AnyAsync(cycle => cycle.Id == proposal.CycleId && cycle.ConsolidatedOn != null, cancel) || proposal.SettledOn is not null)
        {
            refusals.Add(Refusal.Whole("Usulan ini sudah disepakati atau daftarnya sudah dikonsolidasikan."));
        }
        if (await db.Set<Case>().AsNoTracking().Where(other => other.SubjectKind == SubjectKind && other.SubjectId == proposal.Id && other.State != CaseState.Withdrawn && (other.State != CaseState.Done || proposal.SubmittedOn != null)).Select(other => other.Number).FirstOrDefaultAsync(cancel) is { } number)
        {
            refusals.Add(Refusal.Whole($"Usulan ini sudah mempunyai urusan {number}."));
        }
        return refusals;
    }

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (!turn.Forward || await Find(turn, cancel) is not { } proposal)
        {
            return refusals;
        }
        if (await db.Set<BudgetCycle>().AnyAsync(cycle => cycle.Id == proposal.CycleId && cycle.ConsolidatedOn != null, cancel))
        {
            refusals.Add(Refusal.Whole("Daftar tahun ini sudah dikonsolidasikan tanpa usulan ini. Minta daftarnya dibuka kembali lebih dahulu."));
        }
        if (Consolidates(turn, proposal))
        {
            list = await Read(proposal, cancel);
        }
        if (turn.Step.Id == turn.Procedure.First.Id && !await Items(proposal).AnyAsync(cancel))
        {
            refusals.Add(Refusal.Whole("Belum ada butir usulan. Tambahkan satu per satu atau unggah dari Excel, lalu ajukan."));
        }
        if (turn.Step.Needs.Contains("minutes") && turn.Data.Date("coordinatedOn") > today.Date)
        {
            refusals.Add(Refusal.At("coordinatedOn", "Tanggal koordinasi tidak mungkin sesudah hari ini."));
        }
        if (BudgetOffices.Recommends(turn.Step) && !IsPerAgency(turn.Procedure) && await Items(proposal).CountAsync(item => item.Recommendation == Recommendation.Undecided, cancel) is > 0 and var open)
        {
            refusals.Add(Refusal.Whole($"{Indonesian.Number(open)} butir belum diputuskan. Putuskan setiap butir pada halaman rekomendasi, lalu kembali ke sini."));
        }
        if (BudgetOffices.Recommends(turn.Step) && IsPerAgency(turn.Procedure) && turn.Reason?.Trim().Length > BudgetItem.ReasonLength)
        {
            refusals.Add(Refusal.At("Reason", $"Alasan ini dicatat pada setiap butir: paling banyak {Indonesian.Number(BudgetItem.ReasonLength)} huruf."));
        }
        if (Consults(turn.Step) && turn.Outcome.Key == Recorded)
        {
            refusals.AddRange(new[] { ("consultedWith", "Pilih dengan siapa."), ("consultedOn", "Isi tanggalnya."), ("consultedOutcome", "Tulis hasilnya.") }.Where(field => turn.Data.Text(field.Item1) is null).Select(field => Refusal.At(field.Item1, field.Item2)));
            if (turn.Data.Date("consultedOn") > today.Date)
            {
                refusals.Add(Refusal.At("consultedOn", "Tanggal koordinasi tidak mungkin sesudah hari ini."));
            }
        }
        return refusals;
    }

    public async Task Decided(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Forward || await Find(turn, cancel) is not { } proposal)
        {
            return;
        }
        db.HoldToOpen(proposal.CycleId);
        if (turn.Step.Id == turn.Procedure.First.Id)
        {
            proposal.SubmittedOn = today.Date;
            await BudgetRegisters.Proposals.Keep(services, proposal, isNew: false, cancel, turn.Item.Number);
        }
        if (BudgetOffices.Recommends(turn.Step) && IsPerAgency(turn.Procedure))
        {
            foreach (var item in await Items(proposal).Where(item => item.Recommendation == Recommendation.Undecided).ToListAsync(cancel))
            {
                decisions.Put(item, new ItemDecision(item.Version, turn.Outcome.NeedsReason ? Recommendation.WithChanges : Recommendation.Recommended, turn.Reason, null));
            }
        }
        if (turn.Outcome.Key == Recorded && Consults(turn.Step))
        {
            await Consulted(turn, proposal, cancel);
        }
        // Every agency's own step is no part of the government's coordination.
        if (turn.Step.By != Vocabulary.Applicant && !CaseRules.IsOfEachAgency(regulation.Profile.Stated, turn.Step.By) && !BudgetOffices.Recommends(turn.Step))
        {
            await Coordinated(turn, proposal, cancel);
        }
        if (Consolidates(turn, proposal))
        {
            await Consolidated(turn, proposal, cancel);
        }
    }

    /// <summary>What stands in a final list stays.</summary>
    public async Task<bool> MayWithdraw(Case item, CancellationToken cancel) =>
        !await db.Set<BudgetProposal>().AnyAsync(proposal => proposal.Id == item.SubjectId && db.Set<BudgetCycle>().Any(cycle => cycle.Id == proposal.CycleId && cycle.ConsolidatedOn != null), cancel);

    /// <summary>The end of the one case that holds the items of all agencies makes the list final.</summary>
    private static bool Consolidates(CaseTurn turn, BudgetProposal proposal) => turn.Done && proposal.AgencyId is null;

    private static bool Consults(Step step) => step.Outcomes.Any(outcome => outcome.Key == Recorded);

    private bool IsPerAgency(Procedure procedure) => procedure.Reading is { } reading && regulation.Profile.Readings.TryGet(reading, out _) && regulation.Profile.Chosen(reading).Key == PerAgency;

    private IQueryable<BudgetItem> Items(BudgetProposal proposal) => db.Set<BudgetItem>().Where(item => item.CycleId == proposal.CycleId && (proposal.AgencyId == null || item.AgencyId == proposal.AgencyId));

    private async Task<BudgetProposal?> Find(CaseTurn turn, CancellationToken cancel) => turn.Item.SubjectId is { } id ? await db.FindAsync<BudgetProposal>([id], cancel) : null;

    private async Task Coordinated(CaseTurn turn, BudgetProposal proposal, CancellationToken cancel)
    {
        var minutes = turn.Step.Needs.Contains("minutes");
        var part = new BudgetCoordination
        {
            CycleId = proposal.CycleId,
            // The case of the whole government is about the cycle itself.
            ProposalId = proposal.AgencyId is null ? null : proposal.Id,
            Office = turn.Step.By,
            HeldOn = (minutes ? turn.Data.Date("coordinatedOn") : null) ?? today.Date,
            Result = (minutes ? turn.Data.Text("coordinationResult") : null) ?? (turn.Reason is { } reason ? $"{turn.Step.Title}: {turn.Outcome.Label}. {reason}" : $"{turn.Step.Title}: {turn.Outcome.Label}."),
            CaseNumber = turn.Item.Number,
        };
        db.Add(part);
        await BudgetRegisters.Coordinations.Keep(services, part, isNew: true, cancel, turn.Item.Number);
    }

    private async Task Consulted(CaseTurn turn, BudgetProposal proposal, CancellationToken cancel)
    {
        var consultation = new PlanConsultation
        {
            BudgetYear = await Year(proposal, cancel),
            With = turn.Data.Text("consultedWith")!,
            Through = turn.Step.By,
            HeldOn = turn.Data.Date("consultedOn")!.Value,
            Outcome = turn.Data.Text("consultedOutcome")!,
        };
        db.Add(consultation);
        await ConsultationRegister.Declared.Keep(services, consultation, isNew: true, cancel, turn.Item.Number);
    }

    private async Task Consolidated(CaseTurn turn, BudgetProposal proposal, CancellationToken cancel)
    {
        var book = list ?? await Read(proposal, cancel);
        var cycle = (await db.FindAsync<BudgetCycle>([proposal.CycleId], cancel))!;
        (cycle.ConsolidatedOn, cycle.ConsolidatedBy) = (today.Date, turn.Step.By);
        db.HoldToItems(book);
        journal.Record("budget-cycles.consolidated", cycle, turn.Item.Number, BudgetDecisions.Figures(book));
    }

    private Task<int> Year(BudgetProposal proposal, CancellationToken cancel) => db.Set<BudgetCycle>().Where(cycle => cycle.Id == proposal.CycleId).Select(cycle => cycle.Year).SingleAsync(cancel);

    private async Task<BudgetBook> Read(BudgetProposal proposal, CancellationToken cancel) => (await BudgetBook.Read(db, offices, await Year(proposal, cancel), cancel))!;
}
