using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Checks;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>
/// <c>hosting-central</c>, for rows about applications alone: the production of every application in use stands where the regulation wants it. Where data
/// and servers stand nobody records yet.
/// </summary>
internal sealed class HostingCentral(PlatformDb db, IOrganisation organisation) : ICheck
{
    public string Name => "hosting-central";

    public bool Decides(Question question) => question.List("what") is ["applications"] && question.Key("facility") == "data-centre" && !question.Flag("when-available");

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await ApplicationBook.On(db, when.Date, cancel);
        List<Application> running = [.. book.All.Where(item => item.Stage == ApplicationStage.Running && CentralPlaces.Binds(item.Kind, HostingEnvironment.Production))];
        var placed = (await db.Set<Placement>().AsNoTracking()
            .Where(item => item.Environment == HostingEnvironment.Production && item.StartsOn != null && item.StartsOn <= when.Date
                && (item.State == RequestState.Active || (item.State == RequestState.Ended && item.EndedOn >= when.Date)))
            .OrderBy(item => item.StartsOn).ThenBy(item => item.Id).Select(item => new Placed(item.Id, item.ApplicationId, item.Facility, item.StartsOn!.Value, item.ExpiresOn)).ToListAsync(cancel)).ToLookup(item => item.Application);
        List<Guid> agencies = [.. (await organisation.Agencies(when.Date, cancel)).Where(agency => agency.AnswersForItself).Select(agency => agency.Id)];
        return [.. questions.Select(question => Of(question, running, placed, agencies, when.Date))];
    }

    private static Answer Of(Question question, List<Application> running, ILookup<Guid, Placed> placed, List<Guid> asked, DateOnly date)
    {
        if (running.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada aplikasi sendiri yang beroperasi dalam register.");
        }
        var allowed = CentralPlaces.Of(question.Profile);
        var standings = running.Select(item => Stand(item, [.. placed[item.Id]], allowed, date)).ToList();
        var owned = standings.ToLookup(one => one.Application.Item.AgencyId);
        List<AgencyAnswer> agencies = question.OfEveryAgency ? [.. asked.Select(agency => OfAgency(agency, [.. owned[agency]]))] : [];
        var wanting = standings.Where(one => one.Fault is not null).ToList();
        if (wanting.Count == 0 && Expired(standings) is [var (first, on), ..] expired)
        {
            return question.Is(State.Overdue, $"{Lapsed(first, on)}{(expired.Count == 1 ? "" : $" Begitu pula {Indonesian.Number(expired.Count - 1)} penempatan lain.")} Perpanjang, atau akhiri.") with
            {
                Since = on.AddDays(1), Agencies = agencies, Evidence = Proofs(expired.Select(one => one.Standing)),
                Next = new NextStep("Perpanjang penempatannya", Proof(first).Href, ApplicationsPermissions.View),
            };
        }
        if (wanting.Count == 0)
        {
            return question.Is(State.Met, $"{Indonesian.Number(running.Count)} aplikasi yang beroperasi ditempatkan di {question.Profile.Text("data-centre.name") ?? "pusat data pemerintah daerah"}.") with
            {
                Since = standings.Max(one => one.Placed!.StartsOn), Agencies = agencies, Evidence = Proofs(standings),
            };
        }
        return question.Is(State.Missing, $"{Indonesian.Number(wanting.Count)} dari {Indonesian.Number(running.Count)} aplikasi yang beroperasi tidak tercatat di {question.Profile.Text("data-centre.name") ?? "pusat data pemerintah daerah"}: {ApplicationBook.Named([.. wanting.Select(one => $"{one.Application.Item.Name} {one.Fault}")])}.") with
        {
            Agencies = agencies,
            Evidence = Proofs(wanting),
            Next = wanting.FirstOrDefault(one => one.Placed is not null)?.Placed is { } elsewhere ? new NextStep("Periksa penempatannya", $"{PlacementRegister.Href}/{elsewhere.Id}", ApplicationsPermissions.View)
                : new NextStep("Buka hosting dan domain", HostingOverviewModel.Href, ApplicationsPermissions.View),
        };
    }

    private static AgencyAnswer OfAgency(Guid agency, List<Standing> own)
    {
        var wanting = own.Where(one => one.Fault is not null).ToList();
        return own.Count == 0 ? new AgencyAnswer(agency, State.NotApplicable, "Tidak punya aplikasi sendiri yang beroperasi.")
            : wanting.Count == 0 && Expired(own) is [var (first, on), ..]
            ? new AgencyAnswer(agency, State.Overdue, Lapsed(first, on)) { Since = on.AddDays(1), Evidence = Proof(first) }
            : wanting.Count == 0
            ? new AgencyAnswer(agency, State.Met, $"{Indonesian.Number(own.Count)} aplikasi ditempatkan terpusat.") { Since = own.Max(one => one.Placed!.StartsOn), Evidence = Proof(own[0]) }
            : new AgencyAnswer(agency, State.Missing, $"{ApplicationBook.Named([.. wanting.Select(one => $"{one.Application.Item.Name} {one.Fault}")])}.") { Evidence = Proof(wanting[0]) };
    }

    /// <summary>Those whose place was given until a day that is past, the longest past first.</summary>
    private static List<(Standing Standing, DateOnly On)> Expired(IEnumerable<Standing> standings) =>
        [.. standings.Where(one => one.ExpiredOn is not null).Select(one => (one, one.ExpiredOn!.Value)).OrderBy(one => one.Value)];

    private static string Lapsed(Standing one, DateOnly on) => $"Masa berlaku penempatan {one.Application.Item.Name} lewat pada {Indonesian.Date(on)}.";

    /// <summary>One that runs at two places is where it should be only when both are; what of them expired first is shown.</summary>
    private static Standing Stand(Application item, IReadOnlyList<Placed> own, IReadOnlySet<HostingFacility> allowed, DateOnly date) =>
        own.FirstOrDefault(one => !allowed.Contains(one.Facility)) is { } elsewhere ? new Standing(item, elsewhere, $"(di {elsewhere.Facility.Word().ToLowerInvariant()})")
        : own.Count == 0 ? new Standing(item, null, "(belum tercatat penempatannya)")
        : own.Where(one => one.ExpiresOn < date).MinBy(one => one.ExpiresOn) is { } expired ? new Standing(item, expired, null, expired.ExpiresOn) : new Standing(item, own[0], null);

    private static IReadOnlyList<Evidence> Proofs(IEnumerable<Standing> standings) => [.. standings.Take(Platform.Checks.Answer.MostEvidence).Select(Proof)];

    private static Evidence Proof(Standing one) => one.Placed is { } placed
        ? new Evidence($"Penempatan {one.Application.Item.Name}", $"{PlacementRegister.Href}/{placed.Id}", PlacementRegister.Kind, placed.Id) : ApplicationBook.Proof(one.Application);

    private sealed record Placed(Guid Id, Guid Application, HostingFacility Facility, DateOnly StartsOn, DateOnly? ExpiresOn);

    /// <param name="Placed">Where it stands, the wrong place first; null where nobody said.</param>
    /// <param name="Fault">What is wrong about it, after its name.</param>
    /// <param name="ExpiredOn">The day until which it was given, where that is past.</param>
    private sealed record Standing(Application Application, Placed? Placed, string? Fault, DateOnly? ExpiredOn = null);
}
