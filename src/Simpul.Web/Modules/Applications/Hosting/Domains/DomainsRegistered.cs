using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Checks;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary><c>domains-registered</c>: what must stand under the government's domain has a name there, with target, owner, who answers for its content, and renewal.</summary>
internal sealed class DomainsRegistered(PlatformDb db, IOrganisation organisation) : ICheck
{
    /// <summary>Days before the renewal from which it is due.</summary>
    private const int Soon = 30;

    public string Name => "domains-registered";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var names = await db.Set<DomainName>().AsNoTracking()
            .Where(name => name.RegisteredOn != null && name.RegisteredOn <= when.Date && (name.State == RequestState.Active || (name.State == RequestState.Ended && name.EndedOn >= when.Date)))
            .OrderBy(name => name.Name)
            .Select(name => new Held(name.Id, name.Name, name.Purpose, name.AgencyId, name.ApplicationId, name.ContentOwnerId, name.RegisteredBy, name.RegisteredOn!.Value, name.RenewOn)).ToListAsync(cancel);
        var agencies = await organisation.Agencies(when.Date, cancel);
        var applications = questions.Any(question => question.Key("for") == "applications")
            ? (await ApplicationBook.On(db, when.Date, cancel)).All.Where(item => item.Stage == ApplicationStage.Running && item.Kind != ApplicationKind.General).Select(item => new Running(item.Id, item.Item.Name)).ToList()
            : [];
        return [.. questions.Select(question =>
        {
            var domain = question.Key("domain") is { } text ? DomainSyntax.Clean(text) : Zones.MainOf(question.Profile);
            var under = names.Where(name => DomainSyntax.IsUnder(name.Name, domain)).ToList();
            return question.Key("for") switch
            {
                "government-site" => OfGovernment(question, domain, [.. under.Where(name => name.Purpose == DomainPurpose.GovernmentSite)], when),
                "applications" => OfApplications(question, domain, applications, under.Where(name => name.Purpose == DomainPurpose.Application).ToLookup(name => name.ApplicationId), when),
                _ when question.Key("registrar") is { } registrar => OfRegistrar(question, registrar, [.. under.Where(name => name.Purpose == DomainPurpose.AgencySite)], when),
                _ => OfAgencies(question, domain, agencies, under.Where(name => name.Purpose == DomainPurpose.AgencySite).ToLookup(name => name.AgencyId), when),
            };
        })];
    }

    private static Answer OfGovernment(Question question, string domain, List<Held> sites, CheckTime when)
    {
        if (sites.Count == 0)
        {
            return question.Is(State.Missing, $"Belum ada situs pemerintah daerah yang terdaftar pada {domain}.") with { Next = Register };
        }
        return Sum(question, sites, when, $"Situs pemerintah daerah berada pada {Indonesian.List([.. sites.Take(3).Select(site => site.Name)])}.");
    }

    private static Answer OfApplications(Question question, string domain, List<Running> applications, ILookup<Guid?, Held> names, CheckTime when)
    {
        if (applications.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada aplikasi khusus yang beroperasi dalam register.");
        }
        var without = applications.Where(item => !names[item.Id].Any()).ToList();
        var held = applications.SelectMany(item => names[item.Id]).ToList();
        return without.Count == 0 ? Sum(question, held, when, $"{applications.Count} aplikasi yang beroperasi memakai nama di bawah {domain}.")
            : question.Is(State.Missing, $"{without.Count} dari {applications.Count} aplikasi yang beroperasi belum punya nama di bawah {domain}.{Answers.Wanting([.. without.Select(item => item.Name)])}") with { Next = Register, Evidence = Proofs(held) };
    }

    /// <summary>Every name of an agency's site was set by the office that sets names.</summary>
    private static Answer OfRegistrar(Question question, string registrar, List<Held> sites, CheckTime when)
    {
        var office = question.Profile.Offices.TryGet(registrar, out var found) ? found.Name : registrar;
        if (sites.Count == 0)
        {
            return question.Is(State.Missing, "Belum ada nama situs perangkat daerah yang ditetapkan.") with { Next = Register };
        }
        var others = sites.Where(site => site.RegisteredBy != registrar).ToList();
        return others.Count == 0 ? Sum(question, sites, when, $"{sites.Count} nama situs perangkat daerah ditetapkan oleh {office}.")
            : question.Is(State.Missing, $"{others.Count} dari {sites.Count} nama situs perangkat daerah tidak ditetapkan oleh {office}.{Answers.Wanting([.. others.Select(site => site.Name)])}") with
            {
                Evidence = Proofs(others),
                Next = new NextStep("Periksa dan simpan nama ini", $"{DomainRegister.Href}/{others[0].Id}", ApplicationsPermissions.HostingDecide),
            };
    }

    private static Answer OfAgencies(Question question, string domain, IReadOnlyList<AgencyFacts> agencies, ILookup<Guid?, Held> names, CheckTime when)
    {
        var owner = question.Flag("content-owner");
        List<AgencyAnswer> answers =
        [
            .. agencies.Where(agency => agency.AnswersForItself).Select(agency =>
            {
                var held = names[agency.Id].ToList();
                if (held.Count == 0)
                {
                    return new AgencyAnswer(agency.Id, State.Missing, $"Belum ada situs pada {domain}.");
                }
                var nobody = held.FirstOrDefault(name => name.ContentOwnerId is null);
                if (owner && nobody is not null)
                {
                    return new AgencyAnswer(agency.Id, State.Missing, $"{nobody.Name} belum punya penanggung jawab isi.") { Evidence = Proof(nobody) };
                }
                var worst = held.MaxBy(name => Answers.Rank(Standing(name, when)))!;
                return new AgencyAnswer(agency.Id, Standing(worst, when), Words(worst, when)) { Evidence = Proof(worst), Due = worst.RenewOn, Since = Since(worst, when) };
            }),
        ];
        var called = agencies.ToDictionary(agency => agency.Id, agency => agency.Called);
        var answer = Answers.OfEvery(question, answers, id => called[id], owner ? "menunjuk penanggung jawab isi situsnya" : $"menempatkan situsnya pada {domain}");
        return answer.Status == State.Met || answers.Count == 0 ? answer : answer with { Next = Register };
    }

    /// <summary>The worst of names that are all there.</summary>
    private static Answer Sum(Question question, IReadOnlyList<Held> names, CheckTime when, string why)
    {
        var status = Answers.Worst(names.Select(name => Standing(name, when)));
        var those = names.Where(name => Standing(name, when) == status).ToList();
        var first = those.MinBy(name => name.RenewOn)!;
        return question.Is(status, status == State.Met ? why : $"{why} {Words(first, when)}{(those.Count > 1 ? $" Demikian pula {those.Count - 1} nama lain." : "")}") with
        {
            Due = first.RenewOn,
            Since = status == State.Met ? names.Max(name => name.RegisteredOn) : Since(first, when),
            Evidence = Proofs(status == State.Met ? names : those),
            Next = status == State.Met ? null : new NextStep("Perpanjang nama domain", $"{DomainRegister.Href}/{first.Id}", ApplicationsPermissions.HostingDecide),
        };
    }

    private static State Standing(Held name, CheckTime when) => name.RenewOn is not { } renew ? State.Missing
        : renew < when.Date ? State.Overdue : when.Within(renew, Soon) ? State.Due : State.Met;

    private static string Words(Held name, CheckTime when) => Standing(name, when) switch
    {
        State.Missing => $"{name.Name} belum punya tanggal perpanjangan.",
        State.Overdue => $"{name.Name} seharusnya diperpanjang sebelum {Indonesian.Date(name.RenewOn!.Value)}.",
        State.Due => $"{name.Name} harus diperpanjang sebelum {Indonesian.Date(name.RenewOn!.Value)}.",
        _ => $"{name.Name} terdaftar sejak {Indonesian.Date(name.RegisteredOn)}.",
    };

    private static DateOnly? Since(Held name, CheckTime when) => Standing(name, when) switch
    {
        State.Overdue => name.RenewOn!.Value.AddDays(1),
        State.Met => name.RegisteredOn,
        _ => null,
    };

    private static NextStep Register => new("Buka daftar nama domain", DomainRegister.Href, ApplicationsPermissions.View);

    private static Evidence Proof(Held name) => new(name.Name, $"{DomainRegister.Href}/{name.Id}", DomainRegister.Kind, name.Id);

    private static IReadOnlyList<Evidence> Proofs(IEnumerable<Held> names) => [.. names.Take(Platform.Checks.Answer.MostEvidence).Select(Proof)];

    private sealed record Held(Guid Id, string Name, DomainPurpose Purpose, Guid? AgencyId, Guid? ApplicationId, Guid? ContentOwnerId, string? RegisteredBy, DateOnly RegisteredOn, DateOnly? RenewOn);

    private sealed record Running(Guid Id, string Name);
}
