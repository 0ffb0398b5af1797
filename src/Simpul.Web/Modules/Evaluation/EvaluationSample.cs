using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation;

/// <summary>Sample data: two cycles that are over, one that runs with answers in every state, follow-ups, monitorings and figures to compare with.</summary>
internal static class EvaluationSample
{
    public static async Task Add(IServiceProvider services, CancellationToken cancel)
    {
        var (db, national, today) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<NationalData>(), services.GetRequiredService<Today>().Date);
        var agencies = await services.GetRequiredService<IOrganisation>().Agencies(today, cancel);
        var holders = await services.GetRequiredService<IOrganisation>().Holders(today, cancel);
        var assessor = holders.FirstOrDefault(holder => holder.Roles.Contains(Role.Assessor))?.PersonId;
        var officer = holders.FirstOrDefault(holder => holder.Roles.Contains(Role.IctAgency))?.PersonId;
        var answering = holders.FirstOrDefault(holder => holder.Roles.Contains(Role.Operator))?.PersonId;
        var make = new Made(services, db, national);

        // The same government gets better: what is drawn depends on nothing but the number.
        await Past(make, "spbe-2020", today.Year - 3, 0, cancel);
        var last = await Past(make, "spbe-2020", today.Year - 2, 1, cancel);
        await db.SaveChangesAsync(cancel);

        var instrument = national.InstrumentOn(today) ?? national.Instruments[^1];
        var running = new EvaluationCycle
        {
            Year = today.Year, Instrument = instrument.Id, OpensOn = today.AddDays(-20), AnswersUntil = today.AddDays(10), AssessedUntil = today.AddDays(25), ValidatedUntil = today.AddDays(32), SignedUntil = today.AddDays(40), ClosesOn = today.AddDays(120),
            OpenedBy = "Kepala Bidang Aplikasi Informatika",
        };
        var items = await services.GetRequiredService<CycleOpening>().Put(running, instrument, slots: 1, cancel);
        var document = new EvidenceDocument { Title = "Keputusan Kepala Daerah tentang Tim Koordinasi SPBE", Form = EvidenceForm.Link, Link = "https://jdih.contoh.go.id/keputusan-tim-spbe", IssuedOn = today.AddMonths(-5), AgencyId = items[0].AgencyId };
        db.Add(document);
        await EvidenceRegister.Declared.Keep(services, document, isNew: true, cancel);
        foreach (var (at, item) in items.Index().Take(instrument.Indicators.Count() / 2))
        {
            if (instrument.ExternalIndex?.Indicators.Contains(ValueKey.Parse(item.Key)!.Number) == true)
            {
                continue;
            }
            for (var level = instrument.Scale.Min + 1; level <= 3; level++)
            {
                var use = new EvidenceUse { CycleId = running.Id, IndicatorId = item.Id, DocumentId = document.Id, Level = level, AddedById = answering, Verdict = at % 3 == 0 ? EvidenceVerdict.Waiting : EvidenceVerdict.Verified, VerdictOn = at % 3 == 0 ? null : today.AddDays(-3), VerdictById = at % 3 == 0 ? null : assessor };
                db.Add(use);
                make.Journal.Record("evaluation-evidence.registered", use);
            }
            make.Judge(item, JudgementStage.Agency, 2 + (at % 2), "Kebijakan dan pelaksanaannya sudah ada di sebagian besar perangkat daerah.", answering);
            (item.State, item.SubmittedOn, item.SubmittedById) = (IndicatorState.Submitted, today.AddDays(-6), answering);
            if (at % 3 != 0)
            {
                make.Judge(item, JudgementStage.Assessor, 2 + (at % 2), "Bukti mendukung tingkat ini.", assessor);
                item.State = IndicatorState.Assessed;
            }
            if (at % 3 == 2)
            {
                make.Judge(item, JudgementStage.Officer, 2 + (at % 2), "Sesuai penilaian asesor.", officer);
                item.State = IndicatorState.Validated;
            }
            make.Journal.Record("evaluation-indicators.changed", item);
        }
        foreach (var (text, agency, due, done) in ((string, string, int, bool)[])
        [
            ("Lengkapi domain keamanan pada Arsitektur SPBE dan tetapkan perubahannya.", "ict-agency", -30, true),
            ("Susun laporan reviu Peta Rencana SPBE bersama badan perencanaan.", "planning-agency", 45, false),
            ("Bahas pengadaan TIK pada forum koordinasi sebelum anggaran ditetapkan.", "finance-agency", -10, false),
        ])
        {
            var task = new Recommendation
            {
                CycleId = last.Id, Text = text, AgencyId = agencies.FirstOrDefault(one => one.Holds.Contains(agency))?.Id ?? agencies[0].Id, GivenOn = today.AddMonths(-8), DueOn = today.AddDays(due), DoneOn = done ? today.AddDays(-35) : null,
                Outcome = done ? "Domain keamanan sudah lengkap." : null,
            };
            db.Add(task);
            await FollowRegisters.Tasks.Keep(services, task, isNew: true, cancel);
        }
        if (Schedule.OfAgencies(services.GetRequiredService<CurrentRegulation>().Profile) is { } every)
        {
            foreach (var agency in agencies.Where(agency => agency.AnswersForItself).Take(4))
            {
                var held = today.AddDays(-40);
                var monitoring = new AgencyMonitoring
                {
                    AgencyId = agency.Id, PeriodFrom = held.AddYears(-1), PeriodUntil = held, DueOn = held.AddDays(5), HeldOn = held, Result = MonitoringResult.Good, Looked = ["Aplikasi yang dipakai", "Layanan kepada masyarakat", "Keamanan akun"],
                };
                db.Add(monitoring);
                await FollowRegisters.Monitorings.Keep(services, monitoring, isNew: true, cancel);
                await Schedule.PlanNext(services, monitoring, cancel);
            }
        }
        foreach (var (at, name) in ((string[])["Kota Contoh Utara", "Kota Contoh Selatan", "Kabupaten Contoh Timur", "Kabupaten Contoh Barat", "Kabupaten Contoh Tengah"]).Index())
        {
            var figure = new PublishedFigure { Government = name, Year = today.Year - 2, Instrument = "spbe-2020", Index = (2.15m + (at * 0.31m)).ToString("0.00", CultureInfo.GetCultureInfo("id-ID")), Source = "Angka rekaan untuk contoh" };
            db.Add(figure);
            await FollowRegisters.Published.Keep(services, figure, isNew: true, cancel);
        }
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<EvaluationCycle> Past(Made make, string id, int year, int better, CancellationToken cancel)
    {
        var instrument = make.National.Instrument(id)!;
        var cycle = new EvaluationCycle
        {
            Year = year, Instrument = id, OpensOn = new(year, 5, 2), AnswersUntil = new(year, 6, 15), AssessedUntil = new(year, 6, 30), ValidatedUntil = new(year, 7, 10), SignedUntil = new(year, 7, 20), ClosesOn = new(year, 12, 15),
            State = CycleState.Closed, OpenedBy = "Kepala Bidang Aplikasi Informatika", SignedOn = new(year, 7, 18), SignedBy = "coordination-team", MayPublish = true, ClosedOn = new(year, 12, 10),
        };
        var (self, outside) = (Values(2), Values(1));
        (cycle.SelfIndex, cycle.ExternalIndex) = (IndexCalculation.Of(instrument, self).Index.Exact, IndexCalculation.Of(instrument, outside).Index.Exact);
        foreach (var item in await make.Services.GetRequiredService<CycleOpening>().Put(cycle, instrument, slots: 1, cancel))
        {
            item.State = IndicatorState.Validated;
            make.Judge(item, JudgementStage.Officer, self[item.Key], "Hasil penilaian mandiri.", null);
            make.Judge(item, JudgementStage.Documents, outside[item.Key], "Hasil penilaian luar.", null);
        }
        return cycle;

        Dictionary<string, decimal> Values(int least) => instrument.Values().ToDictionary(value => value.Key, value => (decimal)Math.Min(instrument.Scale.Max, least + better + (value.Indicator.Number * 7 % 3 == 0 ? 1 : 0)));
    }

    private sealed record Made(IServiceProvider Services, PlatformDb Db, NationalData National)
    {
        public Platform.Journal.Journal Journal { get; } = Services.GetRequiredService<Platform.Journal.Journal>();

        public void Judge(CycleIndicator item, JudgementStage stage, decimal value, string reason, Guid? person)
        {
            var judgement = new Judgement
            {
                CycleId = item.CycleId, IndicatorId = item.Id, Stage = stage, Value = value, Met = [.. Enumerable.Range(1, (int)value)], Reason = reason, PersonId = person, At = Services.GetRequiredService<TimeProvider>().GetUtcNow(),
            };
            Db.Add(judgement);
            Journal.Record("evaluation-judgements.registered", judgement);
        }
    }
}
