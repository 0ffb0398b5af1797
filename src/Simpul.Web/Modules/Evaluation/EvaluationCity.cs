using System.Text;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Evaluation;

/// <summary>Five years of monitoring in the made-up city, each with the 47 indicators, what every stage judged and hundreds of pieces of evidence; the last one runs. The sample's own cycles are evaluations.</summary>
internal sealed class EvaluationCity(City city, Instrument instrument, IReadOnlyList<Guid> agencies, IReadOnlyList<HolderFacts> holders)
{
    /// <summary>Years that there are cycles of.</summary>
    public const int Years = 5;

    /// <summary>Pieces of evidence of a year, for the city by which the budgets are measured: 3,000 in all.</summary>
    public const int Pieces = 600;

    public static async Task Plan(City city, CancellationToken cancel)
    {
        var (organisation, store) = (city.Services.GetRequiredService<IOrganisation>(), city.Services.GetRequiredService<FileStore>());
        List<Guid> agencies = [.. (await organisation.Agencies(city.Today, cancel)).Select(agency => agency.Id)];
        if (agencies.Count == 0)
        {
            agencies = [.. city.Steps.Where(step => step.Action == "agencies.registered").Select(step => step.Record.Id)];
        }
        if (city.Services.GetRequiredService<NationalData>().Instrument("spbe-2020") is not { } instrument || agencies.Count == 0)
        {
            return;
        }
        // A piece of each year has the content of the same piece of the others: what is kept twice is kept once.
        var contents = new List<StoredContent>();
        for (var at = 0; at < Math.Max(1, Pieces * city.Size.Agencies / CitySize.Full.Agencies); at++)
        {
            var bytes = Encoding.ASCII.GetBytes($"%PDF-1.4\n% Bukti contoh {at}\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");
            contents.Add((await store.Put(new MemoryStream(bytes), bytes.Length, cancel))!);
        }
        var plan = new EvaluationCity(city, instrument, agencies, await organisation.Holders(city.Today, cancel));
        for (var year = city.Today.Year - Years + 1; year <= city.Today.Year; year++)
        {
            plan.Year(year, contents);
        }
    }

    private void Year(int year, List<StoredContent> contents)
    {
        var running = year == city.Today.Year;
        var usual = new DateOnly(year, 5, 2);
        var on = running ? city.Today.AddDays(-40) : usual < city.First ? city.First : usual;
        var cycle = new EvaluationCycle
        {
            Id = city.NewId(on), Year = year, Purpose = CyclePurpose.Monitoring, Instrument = instrument.Id, OpensOn = on, AnswersUntil = on.AddDays(45), AssessedUntil = on.AddDays(60), ValidatedUntil = on.AddDays(70), SignedUntil = on.AddDays(80), ClosesOn = on.AddDays(200),
            OpenedBy = "Kepala Bidang Aplikasi Informatika", State = running ? CycleState.Running : CycleState.Closed,
        };
        var values = instrument.Values().ToDictionary(value => value.Key, value => (decimal)Math.Min(instrument.Scale.Max, instrument.Scale.Min + 1 + ((value.Indicator.Number * 7) + year) % 3));
        if (!running)
        {
            var index = IndexCalculation.Of(instrument, values).Index.Exact;
            (cycle.SelfIndex, cycle.ExternalIndex, cycle.SignedOn, cycle.SignedBy, cycle.ClosedOn, cycle.MayPublish) = (index, index, on.AddDays(78), "coordination-team", on.AddDays(190), true);
        }
        city.Add(on, cycle);
        List<CycleIndicator> indicators = [.. instrument.Values().Select((value, at) => new CycleIndicator
        {
            Id = city.NewId(on), CycleId = cycle.Id, Key = value.Key, Place = at + 1, AgencyId = agencies[at % agencies.Count], DueOn = cycle.AnswersUntil, State = running ? (IndicatorState)(at % 5) : IndicatorState.Validated,
        })];
        foreach (var indicator in indicators)
        {
            city.Add(on, indicator);
        }
        for (var at = 0; at < contents.Count; at++)
        {
            Piece(cycle, indicators[at % indicators.Count], at, contents[at], running);
        }
        foreach (var indicator in indicators)
        {
            Judge(cycle, indicator, values[indicator.Key], running);
        }
    }

    private void Piece(EvaluationCycle cycle, CycleIndicator indicator, int at, StoredContent content, bool running)
    {
        var on = cycle.OpensOn.AddDays(at % 30);
        var by = Of(Role.Operator, at);
        var document = city.Add(on, new EvidenceDocument { Id = city.NewId(on), Title = $"Bukti {cycle.Year} nomor {at + 1:000} (contoh)", Form = EvidenceForm.File, IssuedOn = on.AddDays(-30), AgencyId = indicator.AgencyId });
        city.Add(on, new FileRecord
        {
            Id = city.NewId(on), SubjectKind = EvidenceRegister.Kind, SubjectId = document.Id, Slot = "attachment/1", Name = $"bukti-{cycle.Year}-{at + 1:000}.pdf", Sha256 = content.Sha256, Size = content.Size, MediaType = "application/pdf", AgencyId = indicator.AgencyId,
            Permission = EvaluationPermissions.View, UploadedBy = by, UploadedAt = Moment(on),
        }, "attached");
        city.Add(on, new EvidenceUse
        {
            Id = city.NewId(on), CycleId = cycle.Id, IndicatorId = indicator.Id, DocumentId = document.Id, Level = instrument.Scale.Min + 1 + (at / 47 % 4), AddedById = by, Verdict = running && indicator.State < IndicatorState.Assessed ? EvidenceVerdict.Waiting : EvidenceVerdict.Verified,
        });
    }

    private void Judge(EvaluationCycle cycle, CycleIndicator indicator, decimal value, bool running)
    {
        var day = cycle.OpensOn.AddDays(35);
        foreach (var (stage, role) in new[] { (JudgementStage.Agency, Role.Operator), (JudgementStage.Assessor, Role.Assessor), (JudgementStage.Officer, Role.IctAgency), (JudgementStage.Documents, Role.IctAgency) })
        {
            // Submitted has the agency's, assessed the assessor's too, validated all three; a closed cycle has the ministry's.
            if (running && (int)stage > (int)indicator.State - (int)IndicatorState.Submitted)
            {
                break;
            }
            var judgement = new Judgement
            {
                Id = city.NewId(day), CycleId = cycle.Id, IndicatorId = indicator.Id, Stage = stage, Value = value, Met = [.. Enumerable.Range(instrument.Scale.Min + 1, Math.Max(0, (int)value - instrument.Scale.Min))],
                Reason = "Bukti mendukung tingkat ini (contoh).", PersonId = stage == JudgementStage.Documents ? null : Of(role, indicator.Place), At = Moment(day),
            };
            city.Add(day, judgement);
        }
    }

    private Guid? Of(string role, int at)
    {
        var own = holders.Where(holder => holder.Roles.Contains(role)).ToList();
        return own.Count == 0 ? null : own[at % own.Count].PersonId;
    }

    private static DateTimeOffset Moment(DateOnly on) => new(on, new TimeOnly(2, 0), TimeSpan.Zero);
}
