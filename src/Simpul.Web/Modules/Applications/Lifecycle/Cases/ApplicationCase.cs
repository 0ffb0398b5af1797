using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Documents;
using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;
using Application = Simpul.Web.Modules.Applications.Inventory.Application;

namespace Simpul.Web.Modules.Applications.Lifecycle.Cases;

/// <summary>
/// Every case about an application, whatever its procedure. What a step asks and what follows from it is read from the words in its records; the
/// parts that keep what the words name answer for them.
/// </summary>
internal sealed class ApplicationCase(
    string procedure, PlatformDb db, CurrentRegulation regulation, GateReader gates, Tests tests, DocumentReview documents, Handover handover,
    PhaseRecording phases, IEnumerable<IStepRecord> records, IServiceProvider services) : ICaseProcedure
{
    public string Procedure => procedure;

    public IReadOnlyList<CaseField> Fields => regulation.Profile.Procedures.TryGet(procedure, out var found)
        ? [.. ProposalFields.Of(found, regulation.Profile, Asking(found).Select(record => record.WithoutApplication(found)).FirstOrDefault(help => help is not null)), .. Asking(found).SelectMany(record => record.Asked(found))] : [];

    public IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step) =>
        [.. StepFields.Of(procedure, step, regulation.Profile), .. Answering(step).SelectMany(record => record.Fields(procedure, step))];

    /// <summary>The tests of the step at hand, and the documents where somebody other than who submitted them examines.</summary>
    public async Task<IReadOnlyList<(string Title, string Href)>> Links(Case item, CancellationToken cancel)
    {
        if (item.Step is not { } key || services.GetRequiredService<Procedures>().Of(item).Procedure is not { } own || own.Steps.FirstOrDefault(step => step.Id == key) is not { } step)
        {
            return [];
        }
        var open = await db.Set<ApplicationTest>().AsNoTracking().Where(test => test.CaseId == item.Id && test.Step == key && test.EndedAt == null).OrderBy(test => test.Word).Select(test => new { test.Id, test.Word }).ToListAsync(cancel);
        List<(string, string)> links = [.. open.Select(test => ($"Isi {TestWords.Word(test.Word).ToLowerInvariant()}", Tests.Href(test.Id)))];
        if (step.By == Vocabulary.Applicant && item.SubjectId is { } tested && await db.Set<Finding>().AnyAsync(one => one.ApplicationId == tested && one.State == FindingState.Open, cancel))
        {
            links.Add(("Tulis perbaikan temuan", $"{FindingRegister.Href}?application={tested}&state={nameof(FindingState.Open)}"));
        }
        if (!CaseRules.IsOwn(own, step) && DocumentReview.Submitted(own).Count > 0)
        {
            links.Add(("Periksa dokumen", DocumentsModel.Href(item.Number)));
        }
        if (item.SubjectId is { } application && step.Records.Any(Repository.Deposits.DepositWords.All.Contains))
        {
            links.Add(("Buka repositori kode", $"{ApplicationRegister.Href}/{application}/repositori"));
        }
        if (!CaseRules.IsOwn(own, step) && step.Records.Contains(HostingRecord.Word))
        {
            links.Add(("Lihat kapasitas setiap tempat", CapacityModel.Href));
        }
        return links;
    }

    /// <summary>What the proposal resembles, for whoever gives an opinion about it: before the decision, not after. And what the case's records want read.</summary>
    public async Task<IReadOnlyList<CasePanel>> Panels(Case item, Step step, CancellationToken cancel)
    {
        if (item.SubjectId is not { } application || services.GetRequiredService<Procedures>().Of(item).Procedure is not { } own || CaseRules.IsOwn(own, step))
        {
            return [];
        }
        List<CasePanel> panels = [];
        foreach (var record in Asking(own))
        {
            panels.AddRange(await record.Panels(item, cancel));
        }
        if (await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == application && one.Stage == ApplicationStage.Proposed, cancel) is not { } proposed)
        {
            return panels;
        }
        if (await LikenessView.Load(services, application, cancel) is { } view)
        {
            panels.Add(new CasePanel("Aplikasi yang mirip dengan usulan ini", LikenessView.Partial, view));
        }
        var plan = await db.PlanOf(application, cancel);
        if (GateReader.IsUnder(regulation.Profile, proposed.Stage, proposed.Item.From, plan is not null)
            && (await services.GetRequiredService<BasisReader>().Of(proposed, gates.Read(proposed, plan, []), cancel)).Where(basis => basis.Proof is null).ToList() is { Count: > 0 } missing)
        {
            panels.Add(new CasePanel("Dasar yang belum ada", Basis.Partial, missing));
        }
        return panels;
    }

    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        var refusals = new List<Refusal>(await AgainstApplication(item, data, cancel));
        if (data.List(ProposalFields.Functions).Count > Application.MostFunctions)
        {
            refusals.Add(Refusal.At(ProposalFields.Functions, $"Paling banyak {Application.MostFunctions} fungsi. Gabungkan yang sejenis."));
        }
        foreach (var record in Asking(regulation.Profile.Procedures[item.Procedure]))
        {
            refusals.AddRange(await record.Opening(item, data, cancel));
        }
        return refusals;
    }

    /// <summary>What stands against a case about this application.</summary>
    private async Task<IReadOnlyList<Refusal>> AgainstApplication(Case item, CaseData data, CancellationToken cancel)
    {
        if (data.Id(ProposalFields.Application) is not { } id)
        {
            var proposed = new BuildPlan();
            ProposalFields.Fill(proposed, data);
            return Blocking(gates.Read(ProposalFields.Make(item, data), proposed, []), item.Procedure);
        }
        var application = await db.Set<Application>().AsNoTracking().SingleAsync(one => one.Id == id, cancel);
        (item.SubjectKind, item.SubjectId) = (ApplicationRegister.Kind, id);
        var actor = services.GetRequiredService<Acting>().Actor;
        if (application.Item.AgencyId is { } owner && actor.Agencies?.Contains(owner) != true && !actor.MayEverywhere(ApplicationsPermissions.Edit))
        {
            return [Refusal.At(ProposalFields.Application, "Aplikasi ini milik perangkat daerah lain. Pilih aplikasi perangkat daerah Anda, atau minta pemiliknya membuka urusan ini.")];
        }
        if (application.Stage == ApplicationStage.Retired)
        {
            return [Refusal.At(ProposalFields.Application, "Aplikasi ini sudah dihentikan. Pilih aplikasi lain.")];
        }
        if (!ProposalFields.IsFor(item.Procedure, application.Kind))
        {
            return [Refusal.At(ProposalFields.Application, ProposalFields.NotFor(application.Kind, regulation.Profile))];
        }
        if (await db.Set<Case>().AsNoTracking().Where(other => other.SubjectKind == ApplicationRegister.Kind && other.SubjectId == id && other.Procedure == procedure && other.State == CaseState.Running)
                .Select(other => other.Number).FirstOrDefaultAsync(cancel) is { } running)
        {
            return [Refusal.At(ProposalFields.Application, $"Aplikasi ini masih dalam urusan {running} yang sama. Lanjutkan urusan itu.")];
        }
        var plan = await db.Set<BuildPlan>().AsNoTracking().SingleOrDefaultAsync(one => one.ApplicationId == id, cancel);
        if (regulation.Profile.Procedures[item.Procedure] is var own && own.Proposes())
        {
            if (plan is null && ProposalFields.Missing(own, regulation.Profile, application, data).ToList() is { Count: > 0 } missing)
            {
                return missing;
            }
            // The gates are those of what is proposed, not of what was recorded before.
            ProposalFields.Fill(application, data);
            if (plan is not null)
            {
                ProposalFields.Fill(plan, data);
            }
        }
        if (!GateReader.IsUnder(regulation.Profile, application.Stage, application.Item.From, plan is not null))
        {
            return [];
        }
        var results = gates.Read(application, plan, await gates.Cases(id, cancel));
        return own.Proposes() && regulation.Profile.LeadsToUse(own) && data.Text(ProposalFields.Continuing) is null
            && results.FirstOrDefault(result => result is { State: GateState.Refused, Gate: { Advice: true, Before: GateStage.Build } }) is { } negative
                ? [Refusal.At(ProposalFields.Continuing, $"{negative.Gate.Title} pada urusan {negative.Case} tidak mendukung ({negative.Gate.Cite}). Tulis alasan melanjutkan.")]
                : Blocking(results, item.Procedure);
    }

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Forward)
        {
            return turn.Step.By == Vocabulary.Applicant && CaseRules.IsReturn(turn.Procedure, turn.Step, turn.Outcome) && turn.Procedure.Reading is { } reading && regulation.Profile.Readings.Has(reading) && regulation.Profile.Chosen(reading).Key == "new-case"
                ? [Refusal.At("Outcome", "Menurut tafsir yang dipilih, yang dikembalikan diajukan sebagai permohonan baru. Hentikan permohonan ini, lalu buka yang baru.")] : [];
        }
        var application = await db.Tracked(turn.Item.SubjectId, cancel);
        var refusals = new List<Refusal>(StepFields.Check(turn, application, regulation.Profile));
        refusals.AddRange(await tests.Against(turn, cancel));
        refusals.AddRange(await documents.Against(turn, cancel));
        refusals.AddRange(await handover.Against(turn, application, cancel));
        refusals.AddRange(await PassedOver(turn, application, cancel));
        foreach (var record in Answering(turn.Step))
        {
            refusals.AddRange(await record.Deciding(turn, application, cancel));
        }
        return refusals;
    }

    public async Task Decided(CaseTurn turn, CancellationToken cancel)
    {
        var application = await db.Tracked(turn.Item.SubjectId, cancel);
        var isNew = false;
        await tests.End(turn, cancel);
        if (turn.Forward)
        {
            if (turn.Step.Records.Contains("application"))
            {
                (application, isNew) = await Propose(turn, application, cancel);
            }
            if (application is not null)
            {
                StepFields.Fill(turn, application);
            }
            await documents.Accept(turn, cancel);
            await handover.Record(turn, application, cancel);
            foreach (var record in Answering(turn.Step))
            {
                await record.Decided(turn, application, cancel);
            }
        }
        if (application is null)
        {
            return;
        }
        await tests.Begin(turn, application, cancel);
        await phases.Record(turn, application, cancel);
        var passed = gates.Read(application, await db.PlanOf(application.Id, cancel), await gates.Cases(application.Id, cancel, tracked: true));
        if ((await Stages.Follow(turn, application, passed, services, cancel) || db.Entry(application).State == EntityState.Modified) && !isNew)
        {
            await LifecycleApplications.Keep(services, application, isNew: false, $"{turn.Item.Number}: {turn.Outcome.Label}", cancel);
        }
    }

    /// <summary>The application that a proposal brings, and the plan by which it is built.</summary>
    private async Task<(Application Application, bool IsNew)> Propose(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        var isNew = application is null;
        if (application is null)
        {
            application = ProposalFields.Make(turn.Item, turn.Data);
            application.ProposedOn = services.GetRequiredService<Platform.Calendar.Today>().Date;
            db.Add(application);
            (turn.Item.SubjectKind, turn.Item.SubjectId) = (ApplicationRegister.Kind, application.Id);
            await LifecycleApplications.Keep(services, application, isNew: true, $"{turn.Item.Number}: {turn.Outcome.Label}", cancel);
        }
        else
        {
            ProposalFields.Fill(application, turn.Data);
            if (application.Stage == ApplicationStage.Proposed)
            {
                application.ProposedOn ??= services.GetRequiredService<Platform.Calendar.Today>().Date;
            }
        }
        var plan = await db.PlanOf(application.Id, cancel);
        var planned = plan is not null;
        if (plan is null)
        {
            plan = new BuildPlan { ApplicationId = application.Id, AgencyId = application.Item.AgencyId };
            db.Add(plan);
        }
        ProposalFields.Fill(plan, turn.Data);
        await LifecycleApplications.Relate(services, turn.Data.Id("process"), RelationKind.ServedBy, application.Id, application.Item.AgencyId, turn.Item.Number, cancel);
        await LifecycleApplications.Relate(services, application.Id, RelationKind.Uses, turn.Data.Id("data"), application.Item.AgencyId, turn.Item.Number, cancel);
        await BuildPlanRegister.Declared.Keep(services, plan, !planned, cancel, $"{turn.Item.Number}: {turn.Outcome.Label}");
        return (application, isNew);
    }

    /// <summary>What stops a case whose procedure leads to use: gates of the building that this procedure does not pass itself.</summary>
    private IReadOnlyList<Refusal> Blocking(IReadOnlyList<GateResult> results, string key)
    {
        if (!regulation.Profile.LeadsToUse(regulation.Profile.Procedures[key]))
        {
            return [];
        }
        List<string> open = [.. results.Where(result => result.Stops && result.Gate.Before == GateStage.Build && !result.Gate.At.Any(place => place.Procedure.Key == key)).Select(result => $"{result.Gate.Title} ({result.Gate.Cite})")];
        return open.Count == 0 ? [] : [Refusal.At(ProposalFields.Application, $"Aplikasi ini belum melewati {Indonesian.List(open)}. Selesaikan lebih dahulu; urutannya ada pada halaman aplikasi, bagian Tahapan dan syarat.")];
    }

    /// <summary>What stands against a way that leaves out a gate of this very procedure, where another button of the same step leads to it.</summary>
    private async Task<IReadOnlyList<Refusal>> PassedOver(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        if (application is null || turn.Step.Outcomes.Count(outcome => CaseRules.IsForward(turn.Procedure, turn.Step, outcome)) < 2)
        {
            return [];
        }
        var plan = await db.PlanOf(application.Id, cancel);
        if (!GateReader.IsUnder(regulation.Profile, application.Stage, application.Item.From, plan is not null))
        {
            return [];
        }
        var keys = turn.Procedure.Steps.Select(step => step.Id).ToList();
        var (here, to) = (keys.IndexOf(turn.Step.Id), turn.Done ? keys.Count : keys.IndexOf(turn.Outcome.To));
        var cases = await gates.Cases(application.Id, cancel);
        List<GateCase> others = [.. cases.Where(one => one.Number != turn.Item.Number)];
        foreach (var result in gates.Read(application, plan, cases).Where(result => result.Gate is { Blocks: true, Before: GateStage.Build } && result.State != GateState.Passed))
        {
            var between = result.Gate.At.Where(place => place.Procedure.Key == turn.Procedure.Key && keys.IndexOf(place.Step.Id) is var at && at > here && at < to).Select(place => place.Step.Id).ToHashSet();
            if (turn.Step.Outcomes.FirstOrDefault(outcome => between.Contains(outcome.To)) is { } way)
            {
                var must = $"Aplikasi ini harus melewati {result.Gate.Title} ({result.Gate.Cite}){(result.Gate.Only == "closed-source" ? " karena kode sumbernya tertutup" : "")}";
                return [Refusal.At("Outcome", gates.Read(result.Gate, others) is { State: GateState.Waiting } elsewhere
                    ? $"{must}. Syarat itu sedang diputuskan dalam urusan {elsewhere.Case}. Tunggu keputusannya, atau tekan “{way.Label}”."
                    : $"{must}. Tekan “{way.Label}”.")];
            }
        }
        return [];
    }

    /// <summary>Those whose word a step of the procedure has.</summary>
    private IEnumerable<IStepRecord> Asking(Procedure own) => records.Where(record => own.Steps.Any(step => step.Records.Contains(record.Record)));

    private IEnumerable<IStepRecord> Answering(Step step) => records.Where(record => step.Records.Contains(record.Record));
}
