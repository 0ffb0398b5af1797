using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Checks;

/// <summary><c>bus-exchanges-registered</c>: every exchange that the registers know runs on the bus under a contract in force.</summary>
internal sealed class BusExchangesRegistered(PlatformDb db, ExchangeBook book, Zone zone) : ICheck
{
    /// <summary>Days in which a contract is put to use before it counts as one on paper.</summary>
    internal const int DaysToUse = 90;

    public string Name => "bus-exchanges-registered";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var (known, _, outside) = await book.Read(when.Date, cancel);
        var open = questions.Any(one => one.Period("answered-within") is not null)
            ? await db.Set<BusContract>().AsNoTracking().Include(one => one.Statements).Where(one => one.State == ContractState.Proposed || one.State == ContractState.Accepted).ToListAsync(cancel) : [];
        return [.. questions.Select(question => Of(question, when, known, outside, open))];
    }

    private Answer Of(Question question, CheckTime when, IReadOnlyList<KnownExchange> known, IReadOnlyList<OutsideExchange> outside, List<BusContract> open)
    {
        var counterparts = question.List("counterparts") is { Count: > 0 } named ? named : ["agencies"];
        var direct = question.Flag("alternative");
        var asked = counterparts.Contains("agencies") ? known : [];
        var others = outside.Where(one => counterparts.Contains(one.Kind switch { MemberKind.CentralGovernment => "central-institutions", MemberKind.OtherGovernment => "other-regions", _ => "others" })
            || (one.Kind == MemberKind.OtherGovernment && counterparts.Contains("provinces"))).ToList();
        var late = question.Period("answered-within") is { } within ? open.Where(one => AskedOn(one) is { } on && within.After(on) < when.Date).ToList() : [];
        if (asked.Count + others.Count + late.Count == 0) return question.Is(State.NotApplicable, "Belum ada pertukaran data yang tercatat pada arsitektur atau kontrak.");

        var past = asked.Where(one => one.Standing == ExchangeStanding.Past || (one.Standing == ExchangeStanding.Direct && !direct)).ToList();
        // A contract that nobody uses is a contract on paper: some time to connect, and then it counts as none.
        var unused = asked.Where(one => one.Standing == ExchangeStanding.Unused).Select(one => (Name: $"{one.From} dengan {one.To}", Due: ToUse(one.Since!.Value)))
            .Concat(others.Where(one => !one.IsUsed).Select(one => (Name: CheckedService.Exchange(one.Consumer, one.Provider, one.Level), Due: ToUse(one.Since)))).ToList();
        var stale = unused.Where(one => one.Due < when.Date).ToList();
        var total = asked.Count + others.Count;
        var good = total - past.Count - unused.Count;
        List<string> wanting =
        [
            .. past.Count > 0 ? [$"Di luar penghubung: {Named([.. past.Select(one => $"{one.From} dengan {one.To}")])}"] : Array.Empty<string>(),
            .. unused.Count > 0 ? [$"Kontrak tidak dipakai dalam {Indonesian.Number(book.RecentDays)} hari terakhir: {Named([.. unused.Select(one => one.Name)])}"] : Array.Empty<string>(),
            .. late.Count > 0 ? [$"{late.Count} permintaan kontrak lewat dari batas waktu jawaban"] : Array.Empty<string>(),
        ];
        Evidence[] evidence = [new Evidence("Pertukaran data antaraplikasi", ExchangesModel.Href, "architecture-relations")];
        if (wanting.Count == 0) return question.Is(State.Met, $"{Indonesian.Number(total)} pertukaran data berlangsung lewat penghubung{(direct ? " atau antarmuka langsung yang tercatat" : "")}.") with { Evidence = evidence };
        var text = $"{Indonesian.Number(good)} dari {Indonesian.Number(total)} pertukaran data lewat penghubung. {string.Join(". ", wanting)}.";
        var next = new NextStep(past.Count > 0 ? "Lihat pertukaran di luar penghubung" : "Lihat pertukaran yang belum berjalan", ExchangesModel.Href, ServiceBusPermissions.View);
        return past.Count + stale.Count + late.Count == 0 ? question.Is(State.Due, text) with { Due = unused.Min(one => one.Due), Evidence = evidence, Next = next } : question.Is(State.Missing, text) with { Evidence = evidence, Next = next };
    }

    private DateOnly ToUse(DateTimeOffset since) => Indonesian.DateIn(since, zone.Info).AddDays(DaysToUse);

    // A request waits for the other side from the day on which the one who asks signed it.
    private DateOnly? AskedOn(BusContract contract) => contract.Statements.Count == 0 ? null : Indonesian.DateIn(contract.Statements.Min(one => one.At), zone.Info);

    private static string Named(IReadOnlyList<string> names) => names.Count <= 3 ? Indonesian.List(names) : $"{string.Join(", ", names.Take(3))} dan {names.Count - 3} lainnya";
}
