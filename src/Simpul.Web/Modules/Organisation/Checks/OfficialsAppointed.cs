using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary><c>officials-appointed</c>: enough people hold an assignment, in the government or in each agency.</summary>
internal sealed class OfficialsAppointed(PlatformDb db, IOrganisation organisation) : ICheck
{
    public string Name => "officials-appointed";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var date = when.Date;
        var found = await (
            from official in db.Set<Official>().AsNoTracking()
            where official.From <= date && (official.Until == null || official.Until >= date)
            join person in db.Set<Person>().AsNoTracking() on official.PersonId equals person.Id
            where person.LeftOn == null || person.LeftOn > date
            join decree in db.Set<LegalDocument>().AsNoTracking() on official.DecreeId equals decree.Id into decrees
            from decree in decrees.DefaultIfEmpty()
            select new Assigned(official.Id, official.Kind, person.Name, official.AgencyId, official.From, official.Until,
                decree != null && decree.InForceFrom <= date && (decree.InForceUntil == null || decree.InForceUntil >= date), decree == null ? null : decree.InForceUntil)).ToListAsync(cancel);
        var agencies = await organisation.Agencies(date, cancel);
        return [.. questions.Select(question => Answer(question, found, agencies, when))];
    }

    private static Answer Answer(Question question, IReadOnlyList<Assigned> found, IReadOnlyList<AgencyFacts> agencies, CheckTime when)
    {
        var kind = Words.OfficialKindOf(question.Key("kind")) ?? throw new InvalidOperationException($"{question.Id} asks for officials of no kind that there is.");
        var (title, least, decreed) = (Words.OfficialKinds.Of(kind), (int)(question.Number("minimum") ?? 1), question.Flag("decree"));
        var counted = found.Where(item => item.Kind == kind && (!decreed || item.Decreed)).ToList();
        var without = decreed ? found.Count(item => item.Kind == kind && !item.Decreed) : 0;
        if (question.OfEveryAgency)
        {
            var names = agencies.ToDictionary(agency => agency.Id, agency => agency.Called);
            var own = counted.Where(item => item.AgencyId is not null).ToLookup(item => Top(item.AgencyId!.Value, agencies));
            return Answers.OfEvery(question, [.. agencies.Where(agency => agency.AnswersForItself).Select(agency => OfAgency(agency.Id, [.. own[agency.Id]], title, least, decreed, when))],
                id => names[id], $"memiliki {title.ToLowerInvariant().Replace("tik", "TIK", StringComparison.Ordinal).Replace("spbe", "SPBE", StringComparison.Ordinal)}{(decreed ? " dengan keputusan" : "")}") with
            {
                Next = new NextStep("Lihat perangkat daerah yang belum punya", $"{CoverageModel.Href}?jenis={Words.Code(kind)}"),
                Evidence = [.. counted.Take(Platform.Checks.Answer.MostEvidence).Select(item => item.Evidence(title))],
            };
        }
        if (counted.Count < least)
        {
            return question.Is(State.Missing, counted.Count == 0
                ? $"{title} belum ada.{(without > 0 ? $" {without} orang sudah ditugasi, tetapi keputusannya belum terdaftar." : "")}"
                : $"{title} baru {counted.Count} dari sedikitnya {least} orang.") with
            {
                Next = without > 0 ? Decrees.Register(Words.Code(kind)) : new NextStep($"Tunjuk {title}", $"/kerja/pejabat-spbe/baru?kind={kind}"),
                Evidence = [.. counted.Take(Platform.Checks.Answer.MostEvidence).Select(item => item.Evidence(title))],
            };
        }
        var ends = EndOf(counted, least, decreed);
        var since = counted.OrderBy(item => item.From).ElementAt(least - 1).From;
        var evidence = counted.Take(Platform.Checks.Answer.MostEvidence).Select(item => item.Evidence(title)).ToList();
        return ends is { } last && when.Within(last, Terms.Notice)
            ? question.Is(State.Due, $"{title}: {counted.Count} orang, tetapi masa tugasnya berakhir {Indonesian.Date(last)}.") with { Due = last, Evidence = evidence, Next = new NextStep("Perpanjang atau ganti", "/kerja/pejabat-spbe") }
            : question.Is(State.Met, $"{title}: {counted.Count} orang bertugas{(decreed ? " dengan keputusan yang berlaku" : "")}.") with { Due = ends, Since = since, Evidence = evidence };
    }

    private static AgencyAnswer OfAgency(Guid agency, IReadOnlyList<Assigned> own, string title, int least, bool decreed, CheckTime when)
    {
        if (own.Count < least)
        {
            return new AgencyAnswer(agency, State.Missing, own.Count == 0 ? $"{title} belum ada." : $"Baru {own.Count} dari sedikitnya {least} orang.");
        }
        var ends = EndOf(own, least, decreed);
        return new AgencyAnswer(agency, ends is { } last && when.Within(last, Terms.Notice) ? State.Due : State.Met, Indonesian.List([.. own.Take(5).Select(item => item.Name)]) + ".")
        {
            Due = ends,
            Since = own.OrderBy(item => item.From).ElementAt(least - 1).From,
            Evidence = own[0].Evidence(title),
        };
    }

    /// <summary>The last day on which enough of them still hold their assignment; null where that has no end.</summary>
    private static DateOnly? EndOf(IReadOnlyList<Assigned> assigned, int least, bool decreed) =>
        assigned.Select(item => decreed && item.DecreeUntil < (item.Until ?? DateOnly.MaxValue) ? item.DecreeUntil : item.Until)
            .OrderByDescending(until => until ?? DateOnly.MaxValue).ElementAt(Math.Max(least, 1) - 1);

    /// <summary>The agency that answers for a unit.</summary>
    private static Guid Top(Guid agency, IReadOnlyList<AgencyFacts> agencies)
    {
        for (var at = agencies.FirstOrDefault(item => item.Id == agency); at is not null; at = agencies.FirstOrDefault(item => item.Id == at.ParentId))
        {
            if (at.AnswersForItself)
            {
                return at.Id;
            }
        }
        return agency;
    }

    private sealed record Assigned(Guid Id, OfficialKind Kind, string Name, Guid? AgencyId, DateOnly From, DateOnly? Until, bool Decreed, DateOnly? DecreeUntil)
    {
        public Evidence Evidence(string title) => new($"{Name}, {title}", $"/kerja/pejabat-spbe/{Id}", "officials", Id);
    }
}
