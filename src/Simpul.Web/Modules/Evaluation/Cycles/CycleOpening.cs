using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>Opens a cycle: an indicator for each value of its instrument, each with an agency and a day, and the evidence of the cycle before.</summary>
public sealed class CycleOpening(PlatformDb db, IOrganisation organisation, NationalData national, Today today, Acting acting, NoticeBoard notices, Platform.Journal.Journal journal, IServiceProvider services)
{
    /// <summary>What became of the evidence of the cycle before; null where none was to be carried.</summary>
    public CarriedEvidence? Carried { get; private set; }

    /// <param name="slots">How many services an indicator of several is assessed for.</param>
    /// <param name="carry">Whether verified evidence of the cycle before is offered again, to be verified anew.</param>
    public async Task<Outcome> Open(EvaluationCycle cycle, int slots, bool carry, CancellationToken cancel)
    {
        var instrument = national.Instrument(cycle.Instrument);
        var refusals = Dates(cycle).Concat(OfTarget(cycle, instrument)).ToList();
        if (!acting.Actor.MayEverywhere(EvaluationPermissions.Cycles))
        {
            refusals.Add(Refusal.Whole("Jabatan Anda tidak berwenang membuka putaran evaluasi."));
        }
        if (instrument is null)
        {
            refusals.Add(Refusal.At("Instrument", "Pilih instrumen yang dipakai."));
        }
        if (cycle.Year is < EvaluationCycle.LeastYear or > EvaluationCycle.MostYear)
        {
            refusals.Add(Refusal.At("Year", $"Isi tahun antara {EvaluationCycle.LeastYear} dan {EvaluationCycle.MostYear}."));
        }
        else if (await Taken(cycle, instrument, cancel) is { } taken)
        {
            refusals.Add(taken);
        }
        var most = instrument?.Indicators.Max(one => one.MostValues) ?? 1;
        if (slots < 1 || slots > Math.Max(most, 1))
        {
            refusals.Add(Refusal.At("Slots", $"Isi 1 sampai {most} untuk instrumen ini."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        cycle.OpenedBy = acting.Actor.OfficeTitle is { Length: <= 60 } office ? office : acting.Actor.OfficeTitle?[..60];
        var items = await Put(cycle, instrument!, slots, cancel);
        if (carry)
        {
            await Carry(cycle, instrument!, items, cancel);
        }
        foreach (var agency in items.Where(item => item.AgencyId is not null).GroupBy(item => item.AgencyId))
        {
            notices.Tell(Recipient.HoldersOf("agency", agency.Key), "evaluation.delegated", $"{cycle.Title} dibuka: {Indonesian.Number(agency.Count())} indikator dibagikan kepada perangkat daerah Anda, dijawab paling lambat {Indonesian.Date(cycle.AnswersUntil)}.", $"{EvaluationAddress.List(cycle.Id)}?agency={agency.Key}");
        }
        // Two who open two programmes of one year at once are not parted by the index of year and programme.
        db.HoldTo((nameof(Taken), cycle.Year), stop => Taken(cycle, instrument, stop));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (OvertakenException overtaken)
        {
            db.Forget();
            return overtaken.Refusal;
        }
        catch (DbUpdateException twice) when (db.Dialect.IsDuplicate(twice))
        {
            db.Forget();
            return Refusal.At("Year", $"{cycle.Title} baru saja dibuka orang lain.");
        }
    }

    /// <summary>Each stage not before the one that it waits for.</summary>
    public static IEnumerable<Refusal> Dates(EvaluationCycle cycle)
    {
        (string Field, DateOnly Day)[] days =
        [
            (nameof(cycle.OpensOn), cycle.OpensOn), (nameof(cycle.AnswersUntil), cycle.AnswersUntil), (nameof(cycle.AssessedUntil), cycle.AssessedUntil),
            (nameof(cycle.ValidatedUntil), cycle.ValidatedUntil), (nameof(cycle.SignedUntil), cycle.SignedUntil), (nameof(cycle.ClosesOn), cycle.ClosesOn),
        ];
        return days.Zip(days.Skip(1)).Where(pair => pair.Second.Day < pair.First.Day).Select(pair => Refusal.At(pair.Second.Field, "Tanggal ini mendahului tahap sebelumnya."));
    }

    /// <summary>A target is a figure of the instrument's scale.</summary>
    public static IEnumerable<Refusal> OfTarget(EvaluationCycle cycle, Instrument? instrument) =>
        string.IsNullOrWhiteSpace(cycle.Target) || instrument is null || (cycle.TargetIndex is { } index && index >= instrument.Scale.Min && index <= instrument.Scale.Max) ? []
            : [Refusal.At(nameof(cycle.Target), $"Isi target antara {instrument.Scale.Min} dan {instrument.Scale.Max}, misalnya 2,60, atau kosongkan.")];

    /// <summary>Why the cycle's time is taken: the programme was opened for it already or, where the instrument lets a government take part in one of them a year, the other one was.</summary>
    private async Task<Refusal?> Taken(EvaluationCycle cycle, Instrument? instrument, CancellationToken cancel)
    {
        var others = await db.Set<EvaluationCycle>().AsNoTracking().Where(other => other.Id != cycle.Id && other.Year == cycle.Year).ToListAsync(cancel);
        // Two halves of a year stand beside each other, a half and the whole do not.
        return others.FirstOrDefault(other => other.Purpose == cycle.Purpose && (other.Part == cycle.Part || other.Part == CyclePart.Whole || cycle.Part == CyclePart.Whole)) is { } same ? Refusal.At("Year", $"{same.Title} sudah dibuka.")
            : others.FirstOrDefault(other => other.Purpose != cycle.Purpose) is { } programme && instrument?.Process?.PerYear is { } rule ? Refusal.At("Purpose", $"{programme.Title} sudah dibuka. {rule} ({instrument.Regulation})")
            : null;
    }

    /// <summary>Puts a cycle and its indicators with the save at hand.</summary>
    public async Task<IReadOnlyList<CycleIndicator>> Put(EvaluationCycle cycle, Instrument instrument, int slots, CancellationToken cancel)
    {
        db.Add(cycle);
        await FollowRegisters.Cycles.Keep(services, cycle, isNew: true, cancel);
        var agencies = await organisation.Agencies(today.Date, cancel);
        var before = instrument.InForce.Replaces is { } id ? national.Instrument(id) : null;
        var counts = instrument.Indicators.Where(one => one.MostValues > 1).ToDictionary(one => one.Number, one => Math.Min(slots, one.MostValues));
        List<CycleIndicator> items = [.. instrument.Values(counts).Select((value, at) => new CycleIndicator
        {
            CycleId = cycle.Id, Key = value.Key, Place = at + 1, AgencyId = OwnerOffices.Of(instrument, value.Indicator, before, agencies), DueOn = cycle.AnswersUntil,
        })];
        db.AddRange(items);
        foreach (var item in items)
        {
            journal.Record("evaluation-indicators.registered", item);
        }
        return items;
    }

    /// <summary>The verified evidence of the newest cycle before, along the crosswalk where the instrument is another one.</summary>
    private async Task Carry(EvaluationCycle cycle, Instrument instrument, IReadOnlyList<CycleIndicator> items, CancellationToken cancel)
    {
        var before = await db.Set<EvaluationCycle>().AsNoTracking().Where(other => other.Id != cycle.Id && other.Year <= cycle.Year).OrderByDescending(other => other.Year).ThenByDescending(other => other.Part).ThenByDescending(other => other.Purpose).FirstOrDefaultAsync(cancel);
        if (before is null)
        {
            return;
        }
        var keys = await db.Set<CycleIndicator>().AsNoTracking().Where(item => item.CycleId == before.Id).ToDictionaryAsync(item => item.Id, item => item.Key, cancel);
        var uses = (await db.Set<EvidenceUse>().AsNoTracking().Where(use => use.CycleId == before.Id && use.WithdrawnOn == null && use.Verdict == EvidenceVerdict.Verified).ToListAsync(cancel))
            .ToLookup(use => keys.GetValueOrDefault(use.IndicatorId) ?? "");
        List<string> held = [.. uses.Select(group => group.Key).Where(key => ValueKey.Parse(key) is not null)];
        var (count, taken) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var item in items)
        {
            var from = before.Instrument == cycle.Instrument ? [item.Key] : before.Instrument == instrument.InForce.Replaces ? held.Where(key => IsContinued(instrument, before.Instrument, ValueKey.Parse(item.Key)!.Number, ValueKey.Parse(key)!)).ToList() : [];
            taken.UnionWith(from);
            foreach (var use in from.SelectMany(key => uses[key]).Where(use => use.Level <= instrument.Scale.Max).DistinctBy(use => (use.DocumentId, use.Level)))
            {
                var carried = new EvidenceUse { CycleId = cycle.Id, IndicatorId = item.Id, DocumentId = use.DocumentId, Level = use.Level, AddedById = use.AddedById };
                db.Add(carried);
                journal.Record("evaluation-evidence.carried", carried);
                count++;
            }
        }
        List<string> left = [.. held.Where(key => !taken.Contains(key)).OrderBy(key => ValueKey.Parse(key)!.Number).ThenBy(key => ValueKey.Parse(key)!.Nth)];
        Carried = new CarriedEvidence(before.Title, count, left.Sum(key => uses[key].Count()), left);
    }

    /// <summary>
    /// Whether an indicator takes over the evidence of a value of the instrument before, along the crosswalk. Of an indicator that was assessed for several services each that continues it takes one service, in
    /// their order, and the last of them those that are left.
    /// </summary>
    private bool IsContinued(Instrument instrument, string before, int number, ValueKey value)
    {
        if (!instrument.Continues(number).Contains(value.Number))
        {
            return false;
        }
        List<int> heirs = [.. instrument.Crosswalk.Where(one => one.From.Contains(value.Number)).Select(one => one.Number).Order()];
        var several = national.Instrument(before)?.Indicators.FirstOrDefault(one => one.Number == value.Number)?.MostValues > 1;
        return !several || heirs.Count == 1 || heirs[Math.Min(value.Nth, heirs.Count) - 1] == number;
    }
}

/// <summary>What an opened cycle took over from the one before.</summary>
/// <param name="From">That cycle.</param>
/// <param name="Count">Pieces of evidence that are offered again.</param>
/// <param name="Lost">Pieces of evidence of indicators that nothing continues.</param>
/// <param name="Left">Those indicators, by their numbers in the instrument before.</param>
public sealed record CarriedEvidence(string From, int Count, int Lost, IReadOnlyList<string> Left)
{
    /// <summary>The same in words.</summary>
    public string Words => Count == 0 && Lost == 0 ? $"{From} tidak mempunyai bukti terverifikasi."
        : $"{Indonesian.Number(Count)} bukti {From} ditawarkan lagi.{(Lost == 0 ? "" : $" {Indonesian.Number(Lost)} bukti tidak dibawa, karena indikatornya tidak mempunyai padanan dalam instrumen ini: {Indonesian.List(Left)}.")}";
}
