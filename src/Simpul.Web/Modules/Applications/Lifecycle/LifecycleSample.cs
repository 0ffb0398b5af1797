using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Application = Simpul.Web.Modules.Applications.Inventory.Application;

namespace Simpul.Web.Modules.Applications.Lifecycle;

/// <summary>
/// Applications in each state that matters: one waits for its opinion, one is built, one came back from its test and was submitted again, one that
/// runs is to be evaluated and stopped. Their cases are walked as people would, by sample people of two agencies.
/// </summary>
internal sealed class LifecycleSample(IServiceProvider services, EffectiveProfile profile)
{
    private static readonly byte[] pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

    private readonly PlatformDb db = services.GetRequiredService<PlatformDb>();
    private readonly DateOnly today = services.GetRequiredService<Today>().Date;
    private readonly Acting acting = services.GetRequiredService<Acting>();
    private Actor owner = Actor.Command;
    private Actor ict = Actor.Command;

    public static async Task Add(IServiceProvider services, EffectiveProfile profile, CancellationToken cancel)
    {
        // Made while the command itself acts: what a file hangs on is seen by it.
        _ = services.GetRequiredService<CaseFlow>();
        var sample = new LifecycleSample(services, profile);
        var before = sample.acting.Actor;
        try
        {
            await sample.Fill(cancel);
        }
        finally
        {
            sample.acting.Actor = before;
        }
    }

    private async Task Fill(CancellationToken cancel)
    {
        var holders = await services.GetRequiredService<IOrganisation>().Holders(today, cancel);
        var desk = holders.FirstOrDefault(item => item.Offices.Contains("ict-agency"));
        var asks = holders.Where(item => item.AgencyId is not null && item.AgencyId != desk?.AgencyId && item.Offices.Contains("agency")).OrderByDescending(item => item.Roles.Contains(Role.Operator)).FirstOrDefault();
        if (desk is null || asks is null || ApplicationProcedures.Of(profile.Stated).FirstOrDefault(ApplicationProcedures.HasTests) is not { } testing)
        {
            return;
        }
        (owner, ict) = (Holder(asks, "agency"), Holder(desk, "ict-agency"));
        var first = GateList.Of(profile).Where(gate => gate.Before == GateStage.Build && gate.Type != "general").SelectMany(gate => gate.At).Select(place => place.Procedure).FirstOrDefault(procedure => procedure == testing)
            ?? GateList.Of(profile).Where(gate => gate.Before == GateStage.Build).SelectMany(gate => gate.At).Select(place => place.Procedure).FirstOrDefault(procedure => procedure.Proposes()) ?? testing;
        await Walk(await Propose(first, "Pengaduan Warga (contoh)", cancel), first, (_, number) => number > 1, cancel);
        var built = await Propose(first, "Perizinan Reklame (contoh)", cancel);
        await Walk(built, first, (step, number) => number > 1 && step.By == Vocabulary.Applicant, cancel);
        await Returned(first, testing, cancel);
        await Running(cancel);
    }

    /// <summary>One that failed a control, was sent back and came again: its first round can be read, its second waits.</summary>
    private async Task Returned(Procedure first, Procedure testing, CancellationToken cancel)
    {
        var item = await Propose(first, "Antrean Puskesmas (contoh)", cancel);
        if (first != testing)
        {
            await Walk(item, first, (_, _) => false, cancel);
            item = await Open(testing, "Hosting Antrean Puskesmas (contoh)", [("application", (await Subject(item, cancel))!.Value.ToString()), .. proposal], cancel);
        }
        var failed = false;
        await Walk(item, testing, (step, _) => failed && step.Tests().Any(), cancel, async step =>
        {
            acting.Actor = step.By == Vocabulary.Applicant ? owner : ict;
            await Answer(item, failing: true, cancel);
        }, step =>
        {
            // Back at the test, or at the step that says so, with the reason that people would give.
            var back = step.Outcomes.FirstOrDefault(outcome => outcome.NeedsReason && !outcome.Ends);
            var here = step.Tests().Any() ? step.Outcomes.FirstOrDefault(outcome => !outcome.NeedsReason && !testing.LetsThrough(step, outcome)) ?? back : IsAfterTests(testing, step) ? back : null;
            failed |= here is not null && here == back && IsAfterTests(testing, step);
            return here;
        });
    }

    private static bool IsAfterTests(Procedure procedure, Step step) => procedure.Steps.TakeWhile(other => other != step).Append(step).Any(other => other.Tests().Any());

    /// <summary>One that ran before the regulation: to be evaluated, and proposed to stop.</summary>
    private async Task Running(CancellationToken cancel)
    {
        acting.Actor = owner;
        var application = new Application { Stage = ApplicationStage.Running, Criticality = Criticality.Low };
        (application.Item.Name, application.Item.Code, application.Item.Reference, application.Item.AgencyId, application.Item.From) = ("Buku Tamu Lama (contoh)", "APL-CONTOH-01", "RAA.02.02", owner.AgencyId, new DateOnly(2016, 1, 4));
        db.Add(application);
        await LifecycleApplications.Keep(services, application, isNew: true, null, cancel);
        await db.SaveChangesAsync(cancel);
        var held = new Running.Evaluation { ApplicationId = application.Id, DueOn = today.AddMonths(-2), HeldOn = today.AddMonths(-2), Result = EvaluationResult.Merge, Criteria = ["Banyaknya pengguna", "Kesesuaian dengan proses bisnis"], Findings = "Dipakai kurang dari sepuluh orang sebulan.", FollowUp = "Usulkan penghentian." };
        await Keep(held, cancel);
        await Keep(new Retirement { ApplicationId = application.Id, Why = "Fungsinya sudah ada pada aplikasi lain.", EndsOn = today.AddMonths(3) }, cancel);
        await Keep(new KnowledgeEntry { ApplicationId = application.Id, Title = "Menghentikan aplikasi kecil (contoh)", Summary = "Data tamu diarsipkan lebih dahulu, baru aplikasinya dihentikan.", WrittenOn = today.AddMonths(-1) }, cancel);
    }

    private static readonly (string, string)[] proposal = [("kind", "Special"), ("purpose", "Melayani tugas dan fungsi perangkat daerah (contoh)."), ("source", "Open"), ("builder", "OwnStaff"), ("platform", "Web"), ("method", "waterfall")];

    private Task<Case> Propose(Procedure procedure, string name, CancellationToken cancel) => Open(procedure, name, [("applicationName", name), (Cases.ProposalFields.Functions, $"melayani {name}"), .. proposal], cancel);

    private async Task<Case> Open(Procedure procedure, string title, IReadOnlyList<(string Key, string Value)> values, CancellationToken cancel)
    {
        acting.Actor = owner;
        var opened = await Flow().Open(new CaseOpening(procedure.Key, title, null, Filled(Part(procedure).Fields, values)), cancel);
        db.ChangeTracker.Clear();
        return opened.Succeeded ? opened.Value : throw Broken(opened.Refusals.Select(refusal => refusal.Message));
    }

    /// <summary>Walks a case along what goes on until it ends or comes where it is to wait.</summary>
    /// <param name="stop">Asked with the step and its number before anything is done there.</param>
    /// <param name="test">What is done at a step that tests; null where all passes.</param>
    /// <param name="choose">Another outcome than the first that goes on; null for that.</param>
    private async Task Walk(Case opened, Procedure procedure, Func<Step, int, bool> stop, CancellationToken cancel, Func<Step, Task>? test = null, Func<Step, Platform.Profile.Outcome?>? choose = null)
    {
        for (var turn = 0; turn < 30; turn++)
        {
            var item = await db.Set<Case>().AsNoTracking().SingleAsync(one => one.Id == opened.Id, cancel);
            if (item.Step is not { } key || procedure.Step(key) is var step && stop(step, turn + 1))
            {
                return;
            }
            step = procedure.Step(key);
            acting.Actor = CaseRules.IsOwn(procedure, step) ? owner : Desk(step);
            if (step.Tests().Any())
            {
                await (test?.Invoke(step) ?? Answer(item, failing: false, cancel));
            }
            foreach (var need in step.Needs)
            {
                await services.GetRequiredService<Attachments>().Attach((await services.GetRequiredService<FileSubjects>().Find("cases", item.Id, cancel))!, new Upload(need, $"{need}.pdf", new MemoryStream(pdf), Classification.Restricted), cancel);
                db.ChangeTracker.Clear();
            }
            var outcome = choose?.Invoke(step) ?? step.Outcomes.First(one => CaseRules.IsForward(procedure, step, one) || (one.NeedsReason is false && !one.Ends));
            var decided = await Flow().Decide(item.Id, new CaseDecision(item.Version, outcome.Key, outcome.NeedsReason ? "Perbaiki temuan pengujian, lalu ajukan lagi." : null, Filled(Part(procedure).FieldsAt(procedure, step), [])), cancel);
            db.ChangeTracker.Clear();
            if (!decided.Succeeded)
            {
                throw Broken(decided.Refusals.Select(refusal => $"{step.Id}: {refusal.Message}"));
            }
        }
    }

    /// <summary>Gives the results of the tests that are open: the second control fails where one is to.</summary>
    private async Task Answer(Case item, bool failing, CancellationToken cancel)
    {
        var tests = ActivatorUtilities.CreateInstance<Tests>(services);
        tests.Flow = Flow();
        foreach (var test in await db.Set<ApplicationTest>().Where(one => one.CaseId == item.Id && one.EndedAt == null).OrderBy(one => one.Word).ToListAsync(cancel))
        {
            if (failing && test.Round == 1 && await db.Set<TestResult>().AsNoTracking().Where(one => one.TestId == test.Id && one.Number == 2).SingleOrDefaultAsync(cancel) is { } result)
            {
                await tests.Answer(test, new TestAnswer(result.Id, result.Count, TestVerdict.Fails, null, Severity.High, "Cara meniru temuan ini tertulis dalam laporan (contoh).", today.AddDays(14)), cancel);
            }
            await tests.Pass(test, null, cancel);
        }
        db.ChangeTracker.Clear();
    }

    private Task<Guid?> Subject(Case item, CancellationToken cancel) => db.Set<Case>().AsNoTracking().Where(one => one.Id == item.Id).Select(one => one.SubjectId).SingleAsync(cancel);

    private ICaseProcedure Part(Procedure procedure) => services.GetServices<ICaseProcedure>().Single(part => part.Procedure == procedure.Key);

    /// <summary>One that acts as the person at hand; the scope's own was made for whoever ran the command.</summary>
    private CaseFlow Flow() => ActivatorUtilities.CreateInstance<CaseFlow>(services);

    private Typed Filled(IReadOnlyList<CaseField> fields, IReadOnlyList<(string Key, string Value)> values)
    {
        var typed = new Typed();
        foreach (var field in fields)
        {
            if (values.FirstOrDefault(value => value.Key == field.Key) is { Value: { } given })
            {
                typed[field.Key] = [given];
            }
            else if (field.Required)
            {
                typed[field.Key] = field.Kind switch
                {
                    FieldKind.Choice or FieldKind.Choices => [field.Choices!(services)[0].Value],
                    FieldKind.YesNo => ["true"],
                    FieldKind.Date => [today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)],
                    FieldKind.Number => [field.Least.ToString(System.Globalization.CultureInfo.InvariantCulture)],
                    _ => ["Isian contoh."],
                };
            }
        }
        return typed;
    }

    /// <summary>Somebody of the ICT agency acts for whatever office the step lies at: the sample has no ministers.</summary>
    private Actor Desk(Step step) => ict with { Offices = new HashSet<string>(ict.Offices!) { step.By, CaseRules.DeskOf(profile.Stated, step.By) } };

    private static Actor Holder(HolderFacts facts, string office) => new("command", PersonId: facts.PersonId, OfficeId: facts.OfficeId, AgencyId: facts.AgencyId, Name: facts.PersonName, OfficeTitle: facts.Title,
        Offices: new HashSet<string>(facts.Offices) { office }, Agencies: facts.AgencyId is { } agency ? new HashSet<Guid> { agency } : null, Clearance: Classification.Secret);

    private async Task Keep<T>(T record, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        var register = services.RegisterOf<T>();
        var outcome = await new RegisterWork<T>(register, services).Keep([record], cancel);
        db.ChangeTracker.Clear();
        if (!outcome.Succeeded)
        {
            throw Broken(outcome.Refusals.Select(refusal => refusal.Message));
        }
    }

    /// <summary>A mistake in this file.</summary>
    private static InvalidOperationException Broken(IEnumerable<string> refusals) => new($"The sample's applications break the rules: {string.Join(' ', refusals)}");
}
