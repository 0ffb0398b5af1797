using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Contract;
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

/// <summary>
/// Finds conflicts of interest from the records: who holds an office in an agency that owns, built, maintains or operates an object, in a unit of it or in what it
/// is a unit of, cannot audit it, nor can the person who operates it, nor a body that is its vendor.
/// </summary>
internal sealed class Conflicts(PlatformDb db, ApplicationsKnown applications, IOrganisation organisation, CurrentRegulation regulation)
{
    /// <summary>Steps up from a unit at most: agencies are not that deep, and a ring would have no end.</summary>
    private const int MostSteps = 10;

    /// <summary>Of the agencies of the audit's time: what each is a unit of.</summary>
    private readonly Dictionary<Guid, Guid?> parents = [];

    /// <summary>Of the team as it stands.</summary>
    public async Task<IReadOnlyList<Conflict>> Of(Audit audit, IReadOnlyList<AuditObject> objects, IReadOnlyList<AuditMember> team, CancellationToken cancel)
    {
        var ties = await Ties(audit, objects, cancel);
        var terms = await Terms(audit, [.. team.Select(member => member.PersonId).OfType<Guid>().Distinct()], cancel);
        var found = new List<Conflict>();
        foreach (var member in team)
        {
            found.AddRange(member.PersonId is { } person ? OfPerson(audit, ties, person, terms[person]) : OfOutsider(ties, member.OutsideName, body: false));
        }
        if (audit.BodyId is { } body && await db.Set<AuditBody>().AsNoTracking().Where(one => one.Id == body).Select(one => one.Name).SingleOrDefaultAsync(cancel) is { } name)
        {
            found.AddRange(OfOutsider(ties, name, body: true));
        }
        return [.. found.Distinct()];
    }

    /// <summary>Of a person who is to join.</summary>
    public async Task<IReadOnlyList<Conflict>> OfPerson(Audit audit, IReadOnlyList<AuditObject> objects, Guid person, CancellationToken cancel) =>
        OfPerson(audit, await Ties(audit, objects, cancel), person, (await Terms(audit, [person], cancel))[person]);

    private IReadOnlyList<Conflict> OfPerson(Audit audit, IReadOnlyList<Tie> ties, Guid person, IEnumerable<TermFacts> terms)
    {
        var found = new List<Conflict>();
        found.AddRange(ties.Where(tie => tie.Person == person).Select(tie => new Conflict(person, null, $"Tercatat sebagai petugas yang mengoperasikan {tie.Object}.", true)));
        var ict = regulation.IsSetUp && audit.Performer == Performer.IctAgency && regulation.Profile.Flag("audit.self-performed") == true;
        foreach (var term in terms)
        {
            foreach (var tie in ties.Where(tie => AreOneBranch(term.AgencyId, tie.Agency)).DistinctBy(tie => (tie.What, tie.Object)))
            {
                found.Add(new Conflict(person, null, $"Memegang jabatan {term.Title} {Said(term)}, {At(term, tie)} {tie.What} {tie.Object}.", !(ict && tie.IsIct)));
            }
        }
        return [.. found.DistinctBy(one => one.Why)];
    }

    /// <summary>Every office held on any day that is looked at or that is audited on: one given up shortly before, or taken over meanwhile, binds too.</summary>
    private async Task<ILookup<Guid, TermFacts>> Terms(Audit audit, IReadOnlyCollection<Guid> people, CancellationToken cancel)
    {
        var held = new List<TermFacts>();
        if (people.Count > 0)
        {
            foreach (var (from, until) in Spans(audit))
            {
                held.AddRange(await organisation.Terms(people, from, until, cancel));
            }
        }
        return held.ToLookup(term => term.PersonId);
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

    private static string Said(TermFacts term) => $"sejak {Indonesian.Date(term.From)}{(term.Until is { } until ? $" sampai {Indonesian.Date(until)}" : "")}";

    /// <summary>How the agency of an office stands to the one that is tied to the object.</summary>
    private string At(TermFacts term, Tie tie) => term.AgencyId == tie.Agency || Within(term.AgencyId, tie.Agency) ? $"di {tie.AgencyName} yang" : $"di perangkat daerah yang membawahi {tie.AgencyName}, yang";

    private static IEnumerable<Conflict> OfOutsider(IReadOnlyList<Tie> ties, string? name, bool body)
    {
        var folded = Folded.Of(name ?? "");
        return folded.Length == 0 ? [] : ties.Where(tie => tie.Vendor is not null && Folded.Of(tie.Vendor) == folded)
            .Select(tie => new Conflict(null, name, $"{(body ? "Lembaga ini" : name)} adalah penyedia {tie.Object} menurut kontraknya.", true));
    }

    private async Task<IReadOnlyList<Tie>> Ties(Audit audit, IReadOnlyList<AuditObject> objects, CancellationToken cancel)
    {
        var agencies = (await organisation.Agencies(audit.StartsOn, cancel)).ToDictionary(agency => agency.Id);
        // Agencies of the time that is looked at may be gone by now.
        foreach (var day in new[] { audit.PeriodFrom, audit.PeriodUntil }.OfType<DateOnly>().Distinct())
        {
            foreach (var agency in await organisation.Agencies(day, cancel))
            {
                agencies.TryAdd(agency.Id, agency);
            }
        }
        foreach (var agency in agencies.Values)
        {
            parents[agency.Id] = agency.ParentId;
        }
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
        var names = objects.GroupBy(one => one.ItemId).ToDictionary(group => group.Key, group => group.First().Name);
        foreach (var hand in await applications.Hands([.. names.Keys], cancel))
        {
            var name = names[hand.Application];
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

    /// <summary>Whether one agency is the other, a unit under it, or what it is a unit of: neither is independent of the other.</summary>
    private bool AreOneBranch(Guid? one, Guid? other) => Within(one, other) || Within(other, one);

    /// <summary>Whether an agency is this one or a unit under it.</summary>
    private bool Within(Guid? agency, Guid? top)
    {
        for (var steps = 0; top is not null && agency is { } one && steps < MostSteps; steps++)
        {
            if (one == top)
            {
                return true;
            }
            agency = parents.GetValueOrDefault(one);
        }
        return false;
    }

    /// <summary>What somebody has to do with an object.</summary>
    /// <param name="What">A verb: "memiliki".</param>
    private sealed record Tie(string What, string Object, Guid? Agency, string AgencyName, string? Vendor, Guid? Person, bool IsIct);
}
