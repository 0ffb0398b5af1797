using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Inventory.Checks;

/// <summary><c>general-applications-used</c>: each general application set for the areas is used, or has an exception. Sectoral ones are not asked.</summary>
internal sealed class GeneralApplicationsUsed(PlatformDb db, NationalData national, IOrganisation organisation, IServiceProvider services) : ICheck
{
    public string Name => "general-applications-used";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var adoptions = (await db.Set<GeneralAdoption>().AsNoTracking().ToListAsync(cancel)).ToLookup(item => item.General);
        var applications = (await ApplicationBook.On(db, when.Date, cancel)).All.ToDictionary(item => item.Id);
        var exceptions = await SimilarExceptions.On(services, when.Date, cancel);
        var agencies = (await organisation.Agencies(when.Date, cancel)).Where(agency => agency.AnswersForItself).ToList();
        return [.. questions.Select(question => Of(question, when.Date, adoptions, applications, exceptions, agencies))];
    }

    private Answer Of(Question question, DateOnly date, ILookup<string, GeneralAdoption> adoptions, Dictionary<Guid, Application> applications, SimilarExceptions exceptions, List<AgencyFacts> agencies)
    {
        var (areas, services) = (question.List("areas"), question.Key("services", "all"));
        var asked = national.General.All.Where(item => item.IsGeneral && !(item.Since > date) && (services == "all" || item.Service == services) && (areas.Count == 0 || item.Areas.Any(areas.Contains))).ToList();
        if (asked.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada aplikasi umum yang ditetapkan untuk bidang ini.");
        }
        List<(NationalApplication Item, State State, string? What, DateOnly? Due)> rows = [.. asked.Select(item => Stands(question, item, date, adoptions[item.Id], applications, exceptions, agencies))];
        var unset = areas.Where(area => !asked.Any(item => item.Areas.Contains(area))).Select(national.General.AreaTitle).ToList();
        var rest = unset.Count == 0 ? "" : $" Belum ada aplikasi umum yang ditetapkan untuk {Indonesian.List([.. unset.Select(title => title.ToLowerInvariant())])}.";
        var state = Answers.Worst(rows.Select(row => row.State));
        var wanting = rows.Where(row => row.State != State.Met).ToList();
        return question.Is(state, (wanting.Count == 0 ? $"{asked.Count} aplikasi umum digunakan: {Indonesian.List([.. asked.Select(item => item.Name)])}."
            : string.Join(' ', wanting.Take(3).Select(row => $"{row.Item.Name} ({Indonesian.List([.. row.Item.Areas.Select(area => national.General.AreaTitle(area).ToLowerInvariant())])}): {row.What}.")) + (wanting.Count > 3 ? $" Dan {wanting.Count - 3} aplikasi umum lain." : "")) + rest) with
        {
            Due = rows.Where(row => row.State == state).Min(row => row.Due),
            Evidence = [.. asked.SelectMany(item => adoptions[item.Id]).Take(Platform.Checks.Answer.MostEvidence).Select(one => new Evidence(
                $"{national.General.Find(one.General)!.Name}: {GeneralAdoptionRegister.States.Of(one.State).ToLowerInvariant()}", $"{GeneralAdoptionRegister.Href}/{one.Id}", "general-adoptions", one.Id))],
            Next = wanting.Count == 0 ? null : new NextStep("Catat penerapan aplikasi umum", NationalListModel.Href, ApplicationsPermissions.View),
        };
    }

    /// <summary>How one application stands: an agency's own row goes before the government's.</summary>
    private static (NationalApplication, State, string?, DateOnly?) Stands(
        Question question, NationalApplication item, DateOnly date, IEnumerable<GeneralAdoption> adoptions, Dictionary<Guid, Application> applications, SimilarExceptions exceptions, List<AgencyFacts> agencies)
    {
        var whole = adoptions.FirstOrDefault(one => one.AgencyId is null);
        var own = adoptions.Where(one => one.AgencyId is not null).ToDictionary(one => one.AgencyId!.Value);
        if (whole is null && own.Count == 0)
        {
            return (item, State.Missing, "penerapannya belum dicatat", null);
        }
        // Without agencies the government's own row says it.
        List<(string? Agency, GeneralAdoption? Row)> rows = [.. agencies.Select(agency => ((string?)agency.Called, own.GetValueOrDefault(agency.Id) ?? whole))];
        rows = rows.Count == 0 ? [(null, whole)] : rows;
        var states = rows.Select(row => (row.Agency, row.Row, State: StateOf(question, row.Row, date, applications, exceptions))).ToList();
        var worst = Answers.Worst(states.Select(one => one.State));
        if (worst == State.Met)
        {
            return (item, worst, null, null);
        }
        var wanting = states.Where(one => one.State == worst).ToList();
        var everywhere = wanting.Count == states.Count;
        var who = everywhere ? "" : $" oleh {ApplicationBook.Named([.. wanting.Select(one => one.Agency).OfType<string>()])}";
        return (item, worst, worst == State.Due ? $"sedang diterapkan{who}" : $"belum digunakan{who}, tanpa pengecualian", worst == State.Due ? wanting.Min(one => one.Row?.PlannedOn) : null);
    }

    private static State StateOf(Question question, GeneralAdoption? row, DateOnly date, Dictionary<Guid, Application> applications, SimilarExceptions exceptions) => row switch
    {
        null => State.Missing,
        { State: AdoptionState.Used } when row.Since <= date => State.Met,
        { State: AdoptionState.Used } => State.Missing,
        _ when row.InsteadId is { } id && applications.TryGetValue(id, out var instead) && exceptions.Holds(question.Profile, instead) => State.Met,
        // Where it is only preferred, a reason will do.
        _ when question.Flag("prefer") && row.Reason is { Length: > 0 } => State.Met,
        { State: AdoptionState.UnderWay } => State.Due,
        _ => State.Missing,
    };
}
