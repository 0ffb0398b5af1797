using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>What is done with a cycle as a whole, each in one save with its events. Refusals are at the fields of the pages' forms.</summary>
public sealed class CycleWork(PlatformDb db, CycleRights rights, IOrganisation organisation, NoticeBoard notices, Acting acting, Today today, Platform.Journal.Journal journal)
{
    /// <summary>Gives an indicator to an agency, with a day and the service that was chosen.</summary>
    public async Task<Outcome> Delegate(CycleBook book, IReadOnlyList<(string Key, int Version, Guid? Agency, DateOnly DueOn, string? Service)> wanted, CancellationToken cancel)
    {
        if (!acting.Actor.MayEverywhere(EvaluationPermissions.Cycles) || book.Cycle.State != CycleState.Running)
        {
            return Refusal.Whole(book.Cycle.State == CycleState.Running ? "Jabatan Anda tidak berwenang membagi indikator." : CycleRights.Ended);
        }
        var agencies = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id);
        var items = await db.Set<CycleIndicator>().Where(item => item.CycleId == book.Cycle.Id).ToDictionaryAsync(item => item.Key, cancel);
        var (refusals, told, moved, lost) = (new List<Refusal>(), new Dictionary<Guid, int>(), new Dictionary<Guid, int>(), new Dictionary<Guid, int>());
        foreach (var (key, version, agency, dueOn, service) in wanted)
        {
            if (!items.TryGetValue(key, out var item))
            {
                continue;
            }
            var trimmed = service?.Trim() is { Length: > 0 } words ? words : null;
            if (item.AgencyId == agency && item.DueOn == dueOn && item.Service == trimmed)
            {
                continue;
            }
            if (item.Version != version)
            {
                refusals.Add(Refusal.At($"Rows[{key}]", $"Indikator {key} berubah sejak Anda membuka halaman ini. Periksa yang sekarang, lalu simpan lagi."));
            }
            else if ((item.AgencyId != agency || item.Service != trimmed) && item.State is not (IndicatorState.Answering or IndicatorState.Returned))
            {
                // Level and evidence are of what was asked then, and of whom.
                refusals.Add(Refusal.At($"Rows[{key}]", $"Indikator {key} sudah dijawab dan sekarang {item.State.Word().ToLowerInvariant()}. Kembalikan dahulu jawabannya, lalu ganti {(item.AgencyId != agency ? "perangkat daerahnya" : "layanan yang dinilai")}."));
            }
            // Whose it is may be gone since; nobody else is made to choose another one before they save.
            if (agency is { } chosen && item.AgencyId != agency && !agencies.ContainsKey(chosen))
            {
                refusals.Add(Refusal.At($"Rows[{key}]", $"Pilih perangkat daerah untuk indikator {key}."));
            }
            if (dueOn < book.Cycle.OpensOn || dueOn > book.Cycle.SignedUntil)
            {
                refusals.Add(Refusal.At($"Rows[{key}]", $"Tenggat indikator {key} antara {Indonesian.Date(book.Cycle.OpensOn)} dan {Indonesian.Date(book.Cycle.SignedUntil)}."));
            }
            if (trimmed?.Length > CycleIndicator.ServiceLength)
            {
                refusals.Add(Refusal.At($"Rows[{key}]", $"Nama layanan indikator {key} paling banyak {CycleIndicator.ServiceLength} huruf."));
            }
            if (agency is { } given && (item.AgencyId != agency || item.DueOn != dueOn))
            {
                var count = item.AgencyId != agency ? told : moved;
                count[given] = count.GetValueOrDefault(given) + 1;
            }
            if (item.AgencyId is { } before && before != agency)
            {
                lost[before] = lost.GetValueOrDefault(before) + 1;
            }
            if (item.AgencyId != agency || item.DueOn != dueOn)
            {
                // Whoever answers now, and by another day, is reminded anew.
                item.RemindedOn = null;
            }
            (item.AgencyId, item.DueOn, item.Service) = (agency, dueOn, trimmed);
            journal.Record("evaluation-indicators.delegated", item);
        }
        if (refusals.Count > 0)
        {
            db.Forget();
            return refusals;
        }
        foreach (var (agency, count) in told)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), "evaluation.delegated", $"{Indonesian.Number(count)} indikator {book.Cycle.Title} dibagikan kepada perangkat daerah Anda.", $"{EvaluationAddress.List(book.Cycle.Id)}?agency={agency}");
        }
        foreach (var (agency, count) in moved)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), "evaluation.delegated", $"Tenggat {Indonesian.Number(count)} indikator {book.Cycle.Title} dari perangkat daerah Anda berubah.", $"{EvaluationAddress.List(book.Cycle.Id)}?agency={agency}");
        }
        foreach (var (agency, count) in lost)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), "evaluation.delegated", $"{Indonesian.Number(count)} indikator {book.Cycle.Title} dialihkan dari perangkat daerah Anda, jadi tidak lagi Anda jawab.", $"{EvaluationAddress.List(book.Cycle.Id)}?agency={agency}");
        }
        db.HoldToState(book.Cycle.Id, CycleState.Running);
        return await db.Save("", cancel);
    }

    /// <summary>Signs the minutes: every indicator is validated, and from now on the self-assessment stands.</summary>
    public async Task<Outcome> Sign(CycleBook book, int version, bool mayPublish, CancellationToken cancel)
    {
        if (rights.Signer() is not { } office)
        {
            return Refusal.Whole($"Berita acara ditandatangani {string.Join(" atau ", rights.SignerNames)}. Pilih jabatan yang sesuai.");
        }
        var open = book.Entries.Where(entry => entry.Item.State != IndicatorState.Validated).Select(entry => entry.Item.Key).ToList();
        if (open.Count > 0)
        {
            return Refusal.Whole($"{Indonesian.Number(open.Count)} indikator belum divalidasi: {string.Join(", ", open.Take(10))}{(open.Count > 10 ? " dan lainnya" : "")}.");
        }
        var cycle = await db.Set<EvaluationCycle>().SingleAsync(item => item.Id == book.Cycle.Id, cancel);
        if (cycle.Version != version || cycle.State != CycleState.Running)
        {
            return Refusal.Whole("Putaran ini berubah sejak Anda membukanya. Yang tampil sekarang adalah keadaan terbaru.");
        }
        var result = book.Result(JudgementStage.Officer);
        (cycle.State, cycle.SignedOn, cycle.SignedBy, cycle.SignedById, cycle.MayPublish, cycle.SelfIndex) = (CycleState.SignedOff, today.Date, office, acting.Actor.PersonId, mayPublish, decimal.Round(result.Index.Exact, 10));
        journal.Record("evaluation-cycles.signed", cycle, details: Figures(result));
        db.HoldToBook(book);
        return await db.Save("Putaran ini baru saja diubah orang lain.", cancel);
    }

    /// <summary>Closes a signed cycle, with the external result where there is one.</summary>
    public async Task<Outcome> Close(CycleBook book, int version, CancellationToken cancel)
    {
        if (!acting.Actor.MayEverywhere(EvaluationPermissions.Cycles))
        {
            return Refusal.Whole("Jabatan Anda tidak berwenang menutup putaran.");
        }
        var external = book.ExternalSoFar();
        if (external?.Assumed.Count > 0)
        {
            return Refusal.Whole($"Hasil asesor eksternal belum lengkap: indikator {string.Join(", ", external.Assumed.Take(10))}{(external.Assumed.Count > 10 ? " dan lainnya" : "")} belum diisi. Lengkapi, atau kosongkan semuanya bila putaran ini ditutup tanpa hasil asesor eksternal.");
        }
        var cycle = await db.Set<EvaluationCycle>().SingleAsync(item => item.Id == book.Cycle.Id, cancel);
        if (cycle.Version != version || cycle.State != CycleState.SignedOff)
        {
            return Refusal.Whole("Putaran ini berubah sejak Anda membukanya. Yang tampil sekarang adalah keadaan terbaru.");
        }
        (cycle.State, cycle.ClosedOn, cycle.ExternalIndex) = (CycleState.Closed, today.Date, external is null ? null : decimal.Round(external.Index.Exact, 10));
        journal.Record("evaluation-cycles.closed", cycle, details: external is null ? null : Figures(external));
        db.HoldToBook(book);
        return await db.Save("Putaran ini baru saja diubah orang lain.", cancel);
    }

    /// <summary>Sets what each rise of an indicator costs.</summary>
    /// <param name="read">The version of the indicator that was read.</param>
    public async Task<Outcome> Effort(CycleBook book, IndicatorEntry entry, int read, IReadOnlyList<string?> typed, CancellationToken cancel)
    {
        if (book.Cycle.State == CycleState.Closed)
        {
            return Refusal.Whole(CycleConditions.Closed);
        }
        if (!acting.Actor.MayEverywhere(EvaluationPermissions.Cycles) && !acting.Actor.May(EvaluationPermissions.Answer, entry.Item.AgencyId))
        {
            return Refusal.Whole("Usaha kenaikan diperkirakan oleh yang mengelola putaran atau perangkat daerah penjawab.");
        }
        List<int> efforts = [];
        foreach (var text in typed.Take(book.Instrument.Scale.Max - book.Instrument.Scale.Min))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var effort) || effort > Calculation.Optimiser.MostEffort)
            {
                return Refusal.At("Efforts", $"Isi bilangan bulat 0 sampai {Indonesian.Number(Calculation.Optimiser.MostEffort)} untuk setiap kenaikan.");
            }
            efforts.Add(effort);
        }
        var item = await db.Set<CycleIndicator>().SingleAsync(one => one.Id == entry.Item.Id, cancel);
        if (item.Version != read)
        {
            return Refusal.At("Efforts", $"Indikator ini berubah sejak Anda membuka halaman. Perkiraan yang tersimpan sekarang: {(item.Efforts.Count == 0 ? "belum ada" : string.Join(", ", item.Efforts.Select(effort => Indonesian.Number(effort))))}. Isian Anda masih ada; simpan sekali lagi bila itu yang dipakai.");
        }
        item.Efforts = efforts;
        journal.Record("evaluation-indicators.changed", item);
        db.HoldToOpen(book.Cycle.Id);
        return await db.Save("Indikator ini baru saja diubah orang lain. Ulangi.", cancel);
    }

    private static JsonObject Figures(Calculation.IndexResult result) => new()
    {
        ["index"] = result.Index.Exact.ToString(CultureInfo.InvariantCulture),
        ["predicate"] = result.Predicate.Name,
    };
}
