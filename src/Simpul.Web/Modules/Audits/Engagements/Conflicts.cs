using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Contract;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Search;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>Why somebody cannot be independent of what an audit looks at.</summary>
/// <param name="Why">Indonesian, a sentence that names the record it follows from.</param>
/// <param name="Stands">False where the regulation itself lets the office audit what it runs: it is shown, and marks the audit as one of its own.</param>
public sealed record Conflict(Guid? Person, string? Outsider, string Why, bool Stands);

/// <summary>An audit with what it looks at and who is to be independent of that.</summary>
internal sealed record Engagement(Audit Audit, IReadOnlyList<AuditObject> Objects, IReadOnlyList<AuditMember> Team);

/// <summary>
/// Finds conflicts of interest from the records: who holds an office in an agency that owns, built, maintains or operates an object, in a unit of it or in what it
/// is a unit of, cannot audit it, nor can the person who operates it, nor a body that is its vendor.
/// </summary>
internal sealed class Conflicts(PlatformDb db, ApplicationsKnown applications, IOrganisation organisation, CurrentRegulation regulation)
{
    /// <summary>Steps up from a unit at most: agencies are not that deep, and a ring would have no end.</summary>
    private const int MostSteps = 10;

    /// <summary>Of the team as it stands, and of whoever wrote or signed a working paper without being in it.</summary>
    public async Task<IReadOnlyList<Conflict>> Of(Audit audit, IReadOnlyList<AuditObject> objects, IReadOnlyList<AuditMember> team, CancellationToken cancel) => (await Of([new Engagement(audit, objects, team)], cancel))[0];

    /// <summary>The same of several audits, in their order. What the records say is read once for all of them.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Conflict>>> Of(IReadOnlyList<Engagement> engagements, CancellationToken cancel)
    {
        if (engagements.Count == 0)
        {
            return [];
        }
        var records = await Read(engagements, cancel);
        return [.. engagements.Select(one => Of(one, records))];
    }

    /// <summary>Of a person who is to join, or to write for a body.</summary>
    public async Task<IReadOnlyList<Conflict>> OfPerson(Audit audit, IReadOnlyList<AuditObject> objects, Guid person, CancellationToken cancel) =>
        [.. (await Of(audit, objects, [new AuditMember { AuditId = audit.Id, PersonId = person }], cancel)).Where(one => one.Person == person)];

    private async Task<Records> Read(IReadOnlyList<Engagement> engagements, CancellationToken cancel)
    {
        List<Guid> ids = [.. engagements.Select(one => one.Audit).Where(audit => audit is { ReportOnly: false, State: not AuditState.Preparing }).Select(audit => audit.Id)];
        var papers = ids.Count == 0 ? [] : await db.Set<WorkingPaper>().AsNoTracking().Where(paper => ids.Contains(paper.AuditId)).Select(paper => new { paper.AuditId, paper.WrittenBy, paper.ReviewedBy }).Distinct().ToListAsync(cancel);
        var wrote = papers.SelectMany(paper => new[] { (paper.AuditId, Person: paper.WrittenBy), (paper.AuditId, Person: paper.ReviewedBy) }).Where(one => one.Person is not null).Distinct().ToLookup(one => one.AuditId, one => one.Person!.Value);
        List<Guid> people = [.. engagements.SelectMany(one => one.Team).Select(member => member.PersonId).OfType<Guid>().Concat(wrote.SelectMany(one => one)).Distinct()];
        List<(DateOnly From, DateOnly Until)> spans = [.. engagements.SelectMany(one => Spans(one.Audit))];
        List<DateOnly> days = [.. engagements.SelectMany(one => Days(one.Audit))];
        var agencies = await organisation.Agencies(days.Min(), days.Max(), cancel);
        List<Guid> bodies = [.. engagements.Select(one => one.Audit.BodyId).OfType<Guid>().Distinct()];
        return new Records(
            agencies, agencies.ToDictionary(one => one.Agency.Id, one => one.Agency.ParentId),
            (people.Count == 0 ? [] : await organisation.Terms(people, spans.Min(span => span.From), spans.Max(span => span.Until), cancel)).ToLookup(term => term.PersonId),
            (await applications.Hands([.. engagements.SelectMany(one => one.Objects).Select(one => one.ItemId).Distinct()], cancel)).ToLookup(hand => hand.Application),
            bodies.Count == 0 ? [] : await db.Set<AuditBody>().AsNoTracking().Where(body => bodies.Contains(body.Id)).ToDictionaryAsync(body => body.Id, body => body.Name, cancel), wrote);
    }

    private List<Conflict> Of(Engagement one, Records records)
    {
        var ties = Ties(one.Audit, one.Objects, records);
        var found = new List<Conflict>();
        foreach (var member in one.Team)
        {
            found.AddRange(member.PersonId is { } person ? OfPerson(one.Audit, ties, person, records) : OfOutsider(ties, member.OutsideName, body: false));
        }
        foreach (var person in records.Wrote[one.Audit.Id].Where(person => one.Team.All(member => member.PersonId != person)))
        {
            found.AddRange(OfPerson(one.Audit, ties, person, records));
        }
        if (one.Audit.BodyId is { } body && records.Bodies.TryGetValue(body, out var name))
        {
            found.AddRange(OfOutsider(ties, name, body: true));
        }
        return [.. found.Distinct()];
    }

    private IReadOnlyList<Conflict> OfPerson(Audit audit, IReadOnlyList<Tie> ties, Guid person, Records records)
    {
        var found = new List<Conflict>();
        found.AddRange(ties.Where(tie => tie.Person == person).Select(tie => new Conflict(person, null, $"Tercatat sebagai petugas yang mengoperasikan {tie.Object}.", true)));
        var ict = regulation.IsSetUp && audit.Performer == Performer.IctAgency && regulation.Profile.Flag("audit.self-performed") == true;
        // Every office held on any day that is looked at or that is audited on: one given up shortly before, or taken over meanwhile, binds too.
        foreach (var term in records.Terms[person].Where(term => Spans(audit).Any(span => term.From <= span.Until && !(term.Until < span.From))))
        {
            foreach (var tie in ties.Where(tie => records.AreOneBranch(term.AgencyId, tie.Agency)).DistinctBy(tie => (tie.What, tie.Object)))
            {
                found.Add(new Conflict(person, null, $"Memegang jabatan {term.Title} {Said(term)}, {At(term, tie, records)} {tie.What} {tie.Object}.", !(ict && tie.IsIct)));
            }
        }
        return [.. found.DistinctBy(one => one.Why)];
    }

    /// <summary>The time that is looked at, and the time in which it is audited.</summary>
    private static IEnumerable<(DateOnly From, DateOnly Until)> Spans(Audit audit)
    {
        if ((audit.PeriodFrom ?? audit.PeriodUntil) is { } from)
        {
            yield return (from, audit.PeriodUntil ?? audit.StartsOn);
        }
        yield return (audit.StartsOn, audit.FinishedOn ?? audit.EndsOn);
    }

    /// <summary>The days whose agencies are looked at: its first, and, for agencies may be gone by then, both ends of the time that is looked at.</summary>
    private static IEnumerable<DateOnly> Days(Audit audit) => new DateOnly?[] { audit.StartsOn, audit.PeriodFrom, audit.PeriodUntil }.OfType<DateOnly>();

    private static string Said(TermFacts term) => $"sejak {Indonesian.Date(term.From)}{(term.Until is { } until ? $" sampai {Indonesian.Date(until)}" : "")}";

    /// <summary>How the agency of an office stands to the one that is tied to the object.</summary>
    private static string At(TermFacts term, Tie tie, Records records) => term.AgencyId == tie.Agency || records.Within(term.AgencyId, tie.Agency) ? $"di {tie.AgencyName} yang" : $"di perangkat daerah yang membawahi {tie.AgencyName}, yang";

    private static IEnumerable<Conflict> OfOutsider(IReadOnlyList<Tie> ties, string? name, bool body)
    {
        var folded = Folded.Of(name ?? "");
        return folded.Length == 0 ? [] : ties.Where(tie => tie.Vendor is not null && Folded.Of(tie.Vendor) == folded)
            .Select(tie => new Conflict(null, name, $"{(body ? "Lembaga ini" : name)} adalah penyedia {tie.Object} menurut kontraknya.", true));
    }

    private static IReadOnlyList<Tie> Ties(Audit audit, IReadOnlyList<AuditObject> objects, Records records)
    {
        // Those of its first day before the others, for the office of the ICT agency may have changed hands.
        var agencies = Days(audit).SelectMany(day => records.Agencies.Where(one => one.On(day))).Select(one => one.Agency).DistinctBy(agency => agency.Id).ToDictionary(agency => agency.Id);
        var ict = agencies.Values.FirstOrDefault(agency => agency.Holds.Contains("ict-agency"));
        var ties = new List<Tie>();
        if (audit.AgencyId is { } audited)
        {
            ties.Add(Of(audited, "menjadi pihak yang diaudit dalam", audit.Title));
        }
        foreach (var one in objects)
        {
            if ((one.AgencyId ?? (one.Class is ObjectClass.Infrastructure or ObjectClass.DataCentre ? ict?.Id : null)) is { } owner)
            {
                ties.Add(Of(owner, one.AgencyId is null ? "mengelola" : "memiliki", one.Name));
            }
        }
        foreach (var (name, hand) in objects.DistinctBy(one => one.ItemId).SelectMany(one => records.Hands[one.ItemId].Select(hand => (one.Name, hand))))
        {
            if (hand.Agency is { } agency)
            {
                ties.Add(Of(agency, hand.What switch { HandIn.Built => "membangun", HandIn.Operates => "mengoperasikan", HandIn.Maintains => "memelihara", _ => "memiliki" }, name));
            }
            if (hand.Vendor is { } vendor)
            {
                ties.Add(new Tie("menyediakan", name, null, "", vendor, null, false));
            }
            if (hand.Person is { } person)
            {
                ties.Add(new Tie("mengoperasikan", name, null, "", null, person, false));
            }
            if (hand.InServerRoom && ict is not null)
            {
                ties.Add(Of(ict.Id, "mengoperasikan ruang server bagi", name));
            }
        }
        return [.. ties.Distinct()];

        Tie Of(Guid agency, string what, string name) => new(what, name, agency, agencies.TryGetValue(agency, out var known) ? known.Called : "perangkat daerah", null, null, ict?.Id == agency);
    }

    /// <summary>What somebody has to do with an object.</summary>
    /// <param name="What">A verb: "memiliki".</param>
    private sealed record Tie(string What, string Object, Guid? Agency, string AgencyName, string? Vendor, Guid? Person, bool IsIct);

    /// <summary>What the records say that bears on the audits at hand.</summary>
    /// <param name="Parents">What each agency is a unit of.</param>
    /// <param name="Wrote">Who wrote or signed working papers of an audit.</param>
    private sealed record Records(
        IReadOnlyList<AgencyDays> Agencies, Dictionary<Guid, Guid?> Parents, ILookup<Guid, TermFacts> Terms, ILookup<Guid, ApplicationHand> Hands, Dictionary<Guid, string> Bodies, ILookup<Guid, Guid> Wrote)
    {
        /// <summary>Whether one agency is the other, a unit under it, or what it is a unit of: neither is independent of the other.</summary>
        public bool AreOneBranch(Guid? one, Guid? other) => Within(one, other) || Within(other, one);

        /// <summary>Whether an agency is this one or a unit under it.</summary>
        public bool Within(Guid? agency, Guid? top)
        {
            for (var steps = 0; top is not null && agency is { } one && steps < MostSteps; steps++)
            {
                if (one == top)
                {
                    return true;
                }
                agency = Parents.GetValueOrDefault(one);
            }
            return false;
        }
    }
}
