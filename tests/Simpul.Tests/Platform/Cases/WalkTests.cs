using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Repository;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Modules.Applications.Repository.Deposits;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Modules.Planning.Budget;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Xunit;
using Case = Simpul.Web.Platform.Cases.Case;
using TestResult = Simpul.Web.Modules.Applications.Lifecycle.Testing.TestResult;

namespace Simpul.Tests.Platform.Cases;

/// <summary>Every procedure of every regulation is walked at random, by people who each hold exactly the office of the step.</summary>
public sealed class WalkTests
{
    private const int Walks = 4;

    /// <summary>After so many decisions the walk turns to the nearest end: random returns could go on for long.</summary>
    private const int Patience = 12;

    public static TheoryData<string> Regulations => [.. CaseRulesTests.Profiles().Select(profile => profile.Id)];

    [Theory, MemberData(nameof(Regulations))]
    public async Task Every_procedure_comes_to_an_end_whatever_is_decided(string regulation)
    {
        await using var app = await App.Start();
        await app.SetUp(regulation);
        var profile = app.Services.GetRequiredService<CurrentRegulation>().Profile.Stated;
        var random = new Random(20231);
        var policy = await Policy(app);
        await Audit(app);
        var nobody = new Staff(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), null, "");
        var ends = new HashSet<CaseState>();
        foreach (var procedure in profile.Procedures)
        {
            for (var walk = 0; walk < Walks; walk++)
            {
                var person = procedure.Key is "appointment" or "repository-access" or "subdomain" ? await app.Staff($"Jabatan {walk}", null, [], []) : nobody;
                var subject = procedure.Key == "repository-access" ? await app.Application($"APL-{walk}", null) : await Plan(app, procedure.Key) ?? await Application(app, procedure.Key) ?? await Cycle(app, procedure.Key) ?? policy;
                ends.Add(await Walk(app, profile, procedure, random, person, subject));
            }
        }
        ends.ShouldContain(CaseState.Done);
    }

    private static async Task<CaseState> Walk(App app, RegulationProfile profile, Procedure procedure, Random random, Staff person, Guid policy)
    {
        var opener = Somebody(profile, procedure.First.By, Guid.NewGuid());
        policy = await Budget(app, procedure.Key, opener.AgencyId!.Value) ?? await BusMember(app, procedure.Key, opener.AgencyId!.Value) ?? policy;
        var opened = await app.Do(services => services.GetRequiredService<CaseFlow>().Open(new CaseOpening(procedure.Key, $"Jalan {procedure.Title}", policy, Filled(services, procedure, person, policy)), CancellationToken.None), opener);
        opened.Refusals.ShouldBeEmpty($"{profile.Id} {procedure.Key}");
        for (var decisions = 0; ; decisions++)
        {
            decisions.ShouldBeLessThan(60, $"{profile.Id} {procedure.Key} does not end");
            var (item, row) = await app.Do(async services =>
            {
                var db = services.GetRequiredService<PlatformDb>();
                return (await db.Set<Case>().AsNoTracking().SingleAsync(other => other.Id == opened.Value.Id),
                    await db.Set<CaseStep>().AsNoTracking().SingleOrDefaultAsync(step => step.CaseId == opened.Value.Id && step.DoneAt == null));
            });
            if (row is null)
            {
                item.State.ShouldNotBe(CaseState.Running);
                item.Step.ShouldBeNull();
                return item.State;
            }
            item.Step.ShouldBe(row.Step);
            // What came before this step is earlier, also for a clock.
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            var step = procedure.Step(row.Step);
            await Test(app, item, step);
            if (step.Records.Any(DepositWords.All.Contains) && item.SubjectId is { } application)
            {
                await app.HandIn(application, item.Id);
            }
            var outcome = decisions < Patience ? step.Outcomes[random.Next(step.Outcomes.Count)] : step.Outcomes.MinBy(other => Distance(procedure, other.To, []))!;
            await Decide(app, profile, procedure, item, step, outcome, CaseRules.IsOwn(procedure, step) ? opener : Somebody(profile, row.Office, row.AgencyId));
        }
    }

    private static async Task Decide(App app, RegulationProfile profile, Procedure procedure, Case item, Step step, Outcome outcome, Actor actor)
    {
        var forward = CaseRules.IsForward(procedure, step, outcome);
        if (forward && step.Needs.Count > 0)
        {
            var early = await app.Do(services => services.GetRequiredService<CaseFlow>().Decide(item.Id, new CaseDecision(item.Version, outcome.Key, "alasan", AtStep(services, procedure, step)), CancellationToken.None), actor);
            if (early.Succeeded)
            {
                // The document is there from an earlier step or, of what was submitted, an earlier round.
                if (item.Round > 1 && !CaseRules.IsOwn(procedure, step))
                {
                    step.Needs.ShouldBeSubsetOf(await OfRound(app, item), $"{profile.Id} {procedure.Key} {step.Id}");
                }
                return;
            }
            early.Refusals.ShouldAllBe(refusal => refusal.Field.StartsWith("Documents.", StringComparison.Ordinal));
            foreach (var need in step.Needs)
            {
                (await app.Do(async services => await services.GetRequiredService<Attachments>().Attach((await services.GetRequiredService<FileSubjects>().Find("cases", item.Id, CancellationToken.None))!,
                    new Upload(need, "dokumen.pdf", new MemoryStream(CityHall.Pdf), Classification.Restricted), CancellationToken.None), actor)).Refusals.ShouldBeEmpty($"{profile.Id} {procedure.Key} {need}");
            }
        }
        var decided = await app.Do(services => services.GetRequiredService<CaseFlow>().Decide(item.Id,
            new CaseDecision(item.Version, outcome.Key, outcome.NeedsReason ? "Alasan." : null, AtStep(services, procedure, step)), CancellationToken.None), actor);
        decided.Refusals.ShouldBeEmpty($"{profile.Id} {procedure.Key} {step.Id} {outcome.Key}");
    }

    /// <summary>Documents that came in the round at hand.</summary>
    private static Task<IReadOnlyList<string>> OfRound(App app, Case item) => app.Do<IReadOnlyList<string>>(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var began = (await db.Set<CaseStep>().AsNoTracking().Where(row => row.CaseId == item.Id && row.Round == item.Round).ToListAsync()).Min(row => row.StartedAt);
        return [.. (await db.Set<FileRecord>().AsNoTracking().Where(file => file.SubjectKind == "cases" && file.SubjectId == item.Id).ToListAsync()).Where(file => file.UploadedAt >= began).Select(file => file.Slot)];
    });

    /// <summary>How many decisions lie between a step and the nearest end.</summary>
    private static int Distance(Procedure procedure, string to, HashSet<string> seen) =>
        Vocabulary.Ends.Contains(to) ? 0 : !seen.Add(to) ? 1000 : 1 + procedure.Step(to).Outcomes.Min(outcome => Distance(procedure, outcome.To, [.. seen]));

    /// <summary>Somebody who holds nothing but this office.</summary>
    private static Actor Somebody(RegulationProfile profile, string office, Guid? agency)
    {
        var home = agency ?? Guid.NewGuid();
        return new Actor("web", Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), home, "Pejabat", "Jabatan",
            new HashSet<string> { office == Vocabulary.Applicant ? "agency" : CaseRules.DeskOf(profile, office) }, new HashSet<Guid> { home },
            new Dictionary<string, Reach> { [CaseRules.Work] = Reach.OwnAgency, [CaseRules.View] = Reach.OwnAgency }, Classification.Restricted);
    }

    private static Typed Filled(IServiceProvider services, Procedure procedure, Staff person, Guid subject) => procedure.Key switch
    {
        "policy-enactment" => new Typed { ["policy"] = ["other"], ["kind"] = ["Guideline"], ["background"] = ["Dasar."] },
        "appointment" => new Typed { ["to"] = ["official"], ["person"] = [person.PersonId.ToString()], ["duty"] = ["Auditor"], ["from"] = ["2026-11-02"] },
        "repository-access" => new Typed { ["person"] = [person.PersonId.ToString()], ["right"] = ["Read"], ["purpose"] = ["Uji."], ["from"] = ["2026-11-02"], ["until"] = ["2026-12-02"] },
        // A facility that is no application's place: nothing is said of where one would stand.
        "infrastructure-request" => [],
        _ => Fields(services.GetRequiredService<Procedures>().Part(procedure.Key)?.Fields ?? [], services, subject, person.PersonId),
    };

    private static Typed AtStep(IServiceProvider services, Procedure procedure, Step step) =>
        Fields(services.GetRequiredService<Procedures>().Part(procedure.Key)?.FieldsAt(procedure, step) ?? [], services, all: !ApplicationProcedures.Keys.Contains(procedure.Key));

    private static Typed Fields(IReadOnlyList<CaseField> fields, IServiceProvider services, Guid subject = default, Guid person = default, bool all = false)
    {
        var typed = new Typed();
        // A contract of exchange in force is no walk's business; it may be left out.
        foreach (var field in fields.Where(field => field.Refers != "bus-contracts").Where(field => all || field.Required || field.Refers == "applications" || field.Key is "domainTarget" or "generalSetOn" or "purpose" or "functions" or "source" or "builder" or "platform"))
        {
            typed[field.Key] = field.Kind switch
            {
                FieldKind.Reference when field.Refers is "applications" or "bus-members" => [$"{subject}"],
                FieldKind.Reference when field.Refers == "people" => [$"{person}"],
                FieldKind.Reference when field.Refers == "audits" => [$"{services.GetRequiredService<PlatformDb>().Set<Audit>().Single().Id}"],
                FieldKind.Text when field.Key == "domainName" => [$"n{Guid.NewGuid():n}.{Web.Modules.Applications.Hosting.Domains.Zones.MainOf(services.GetRequiredService<CurrentRegulation>().Profile)}"],
                FieldKind.Text when field.Key == "domainTarget" => ["203.0.113.10"],
                FieldKind.Date => [services.GetRequiredService<Today>().Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)],
                FieldKind.Choice or FieldKind.Choices => [field.Choices!(services)[0].Value],
                FieldKind.Number => [field.Least.ToString(System.Globalization.CultureInfo.InvariantCulture)],
                FieldKind.YesNo => ["true"],
                _ => [$"{Guid.NewGuid()}"],
            };
        }
        return typed;
    }

    /// <summary>The version of a plan that is drafted or reviewed; null where the procedure is about none.</summary>
    private static Task<Guid?> Plan(App app, string procedure) => app.Do<Guid?>(async services =>
    {
        if (PlanWords.KindOf(procedure[..Math.Max(0, procedure.LastIndexOf('-'))]) is not { } kind || services.GetRequiredService<Procedures>().Part(procedure)?.SubjectKind != PlanRegister.Kind)
        {
            return null;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var plan = new Plan { Kind = kind, Title = "Rencana", Number = 1 + await db.Set<Plan>().CountAsync(item => item.Kind == kind) };
        if (procedure.EndsWith("-review", StringComparison.Ordinal))
        {
            (plan.State, plan.EnactedOn, plan.From, plan.EnactedBy) = (PlanState.Enacted, new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 2), "head");
        }
        db.Add(plan);
        await PlanRegister.Declared.Keep(services, plan, isNew: true, CancellationToken.None);
        await db.SaveChangesAsync();
        return plan.Id;
    });

    /// <summary>A cycle with what is proposed in it, decided on already; null where the procedure is about none.</summary>
    private static Task<Guid?> Budget(App app, string procedure, Guid agency) => app.Do<Guid?>(async services =>
    {
        if (procedure != BudgetCase.Key)
        {
            return null;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var cycle = new BudgetCycle { Year = 2027 + await db.Set<BudgetCycle>().CountAsync(), OpensOn = new(2026, 1, 2), ClosesOn = new(2026, 12, 1) };
        var proposal = new BudgetProposal { CycleId = cycle.Id, AgencyId = services.GetRequiredService<BudgetOffices>().IsCentral ? null : agency, Title = "Usulan" };
        var item = new BudgetItem { CycleId = cycle.Id, AgencyId = agency, Name = "Butir", Need = "Perlu", Amount = 1, Recommendation = Recommendation.Recommended };
        db.AddRange(cycle, proposal, item);
        await BudgetRegisters.Cycles.Keep(services, cycle, isNew: true, CancellationToken.None);
        await BudgetRegisters.Proposals.Keep(services, proposal, isNew: true, CancellationToken.None);
        await BudgetItemRegister.Declared.Keep(services, item, isNew: true, CancellationToken.None);
        await db.SaveChangesAsync();
        return proposal.Id;
    });

    /// <summary>A member of the service bus that is not connected yet; null where the procedure is about none.</summary>
    private static Task<Guid?> BusMember(App app, string procedure, Guid agency) => app.Do<Guid?>(async services =>
    {
        if (procedure != "bus-connection")
        {
            return null;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var member = new Web.Modules.ServiceBus.Members.BusMember { Code = $"m{Guid.NewGuid():n}", Name = "Anggota", AgencyId = agency };
        db.Add(member);
        await services.RegisterOf<Web.Modules.ServiceBus.Members.BusMember>().Keep(services, member, isNew: true, CancellationToken.None);
        await db.SaveChangesAsync();
        return member.Id;
    });

    /// <summary>An application that ran before any regulation, so that its case needs no other; null where the procedure is about none.</summary>
    private static Task<Guid?> Application(App app, string procedure) => app.Do<Guid?>(async services =>
    {
        if (!ApplicationProcedures.Keys.Contains(procedure))
        {
            return null;
        }
        var application = new Application { Stage = ApplicationStage.Running, Kind = procedure == "general-application" ? ApplicationKind.General : ApplicationKind.Special };
        (application.Item.Name, application.Item.Code, application.Item.Reference, application.Item.From) = ("Aplikasi lama", $"A-{Guid.NewGuid():n}", "RAA.02.02", new DateOnly(2015, 1, 1));
        var db = services.GetRequiredService<PlatformDb>();
        db.Add(application);
        await services.GetServices<Register>().OfType<Register<Application>>().Single().Keep(services, application, isNew: true, CancellationToken.None);
        await db.SaveChangesAsync();
        return application.Id;
    });

    /// <summary>A cycle of evaluation whose minutes are signed; null where the procedure is about none.</summary>
    private static Task<Guid?> Cycle(App app, string procedure) => app.Do<Guid?>(async services =>
    {
        if (services.GetRequiredService<Procedures>().Part(procedure)?.SubjectKind != "evaluation-cycles")
        {
            return null;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var year = EvaluationCycle.LeastYear + await db.Set<EvaluationCycle>().CountAsync();
        var cycle = new EvaluationCycle
        {
            Year = year, Instrument = "spbe-2020", State = CycleState.SignedOff, OpensOn = new(year, 5, 2), AnswersUntil = new(year, 6, 1), AssessedUntil = new(year, 7, 1), ValidatedUntil = new(year, 7, 10), SignedUntil = new(year, 7, 20), ClosesOn = new(year, 12, 1),
            SignedOn = new(year, 7, 18), SignedBy = "coordination-team", SelfIndex = 2.5m,
        };
        db.Add(cycle);
        await services.RegisterOf<EvaluationCycle>().Keep(services, cycle, isNew: true, CancellationToken.None);
        await db.SaveChangesAsync();
        return cycle.Id;
    });

    /// <summary>An audit of security that is over: one that every procedure of audits can be about.</summary>
    private static Task Audit(App app) => app.Do(async services =>
    {
        var audit = new Audit { Code = "ST-1", Title = "Audit", Kind = AuditKind.Security, State = AuditState.Finished, StartsOn = new DateOnly(2026, 1, 5), EndsOn = new DateOnly(2026, 3, 1), FinishedOn = new DateOnly(2026, 2, 27) };
        services.GetRequiredService<PlatformDb>().Add(audit);
        await services.RegisterOf<Audit>().Keep(services, audit, isNew: true, CancellationToken.None);
        await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
    });

    /// <summary>What a step tests passes.</summary>
    private static Task Test(App app, Case item, Step step) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        foreach (var test in await db.Set<ApplicationTest>().Where(test => test.CaseId == item.Id && test.Step == step.Id && test.EndedAt == null).ToListAsync())
        {
            foreach (var result in await db.Set<TestResult>().Where(result => result.TestId == test.Id && result.Verdict == TestVerdict.Open).ToListAsync())
            {
                result.Verdict = TestVerdict.Passes;
            }
            services.GetRequiredService<Web.Platform.Journal.Journal>().Record("application-tests.answered", test);
        }
        await db.SaveChangesAsync();
    });

    /// <summary>A policy that reviews can be about: every walk ends before the next opens.</summary>
    private static Task<Guid> Policy(App app) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var decree = new LegalDocument { Number = "1", Title = "Keputusan", IssuedOn = new DateOnly(2026, 1, 2), InForceFrom = new DateOnly(2026, 1, 2) };
        var policy = new InternalPolicy { Key = "own-policy", Title = "Kebijakan", EnactedById = decree.Id, InForceFrom = decree.InForceFrom };
        db.AddRange(decree, policy);
        await LegalDocumentRegister.Declared.Keep(services, decree, isNew: true, CancellationToken.None);
        await PolicyRegister.Declared.Keep(services, policy, isNew: true, CancellationToken.None);
        await db.SaveChangesAsync();
        return policy.Id;
    });
}
