using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;
using Xunit;

namespace Simpul.Tests.Platform.Cases;

public sealed class CaseRulesTests
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 4).Select(number => new Guid(number, 0, 0, new byte[8]))];
    private static readonly string[] Offices = ["agency", "agency-head", "ict-agency", "secretary", "coordination-team"];

    private static readonly Gen<Guid?> AnyId = Gen.Elements<Guid?>([null, .. Ids.Select(id => (Guid?)id)]);

    private static readonly Gen<Actor> Actors =
        from office in AnyId
        from agency in AnyId
        from units in Gen.SubListOf(Ids)
        from acts in Gen.SubListOf(Offices)
        select new Actor("web", Guid.NewGuid(), Guid.NewGuid(), office, agency, Offices: acts.ToHashSet(), Agencies: units.Concat(agency is { } own ? [own] : []).ToHashSet());

    private static readonly Gen<CaseStep> Steps =
        from office in Gen.Elements([.. Offices, Vocabulary.Applicant])
        from desk in Gen.Elements(Offices)
        from of in AnyId
        from agency in AnyId
        select new CaseStep { Office = office, Desk = office == Vocabulary.Applicant ? office : desk, OfficeId = of, AgencyId = agency };

    [Fact]
    public void The_rule_for_a_row_and_the_rule_for_a_query_are_one() =>
        Prop.ForAll((from actor in Actors from step in Steps select (actor, step)).ToArbitrary(), given =>
            CaseRules.MayAct(given.actor, given.step) == CaseRules.Acts(given.actor).Compile()(given.step)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_visitor_may_act_nowhere() =>
        Prop.ForAll(Steps.ToArbitrary(), step => !CaseRules.MayAct(Actor.Visitor, step)).QuickCheckThrowOnFailure();

    [Fact]
    public void Ahead_of_every_step_of_every_procedure_lies_an_end()
    {
        foreach (var profile in Profiles())
        {
            foreach (var procedure in profile.Procedures)
            {
                foreach (var step in procedure.Steps)
                {
                    CaseRules.Ahead(procedure, step).Count.ShouldBeLessThan(procedure.Steps.Count, $"{profile.Id} {procedure.Key} {step.Id}");
                    foreach (var outcome in step.Outcomes.Where(outcome => !outcome.Ends))
                    {
                        (CaseRules.IsForward(procedure, step, outcome) ^ CaseRules.IsReturn(procedure, step, outcome)).ShouldBeTrue();
                    }
                }
            }
        }
    }

    [Fact]
    public void Every_step_of_every_procedure_lies_at_a_desk_inside_the_government()
    {
        foreach (var profile in Profiles())
        {
            foreach (var step in profile.Procedures.SelectMany(procedure => procedure.Steps).Where(step => step.By != Vocabulary.Applicant))
            {
                var desk = CaseRules.DeskOf(profile, step.By);
                Vocabulary.OwnOffices.ShouldContain(desk);
                profile.Offices[desk].Kind.ShouldNotBeOneOf(OfficeKind.External, OfficeKind.Government);
            }
        }
    }

    internal static IReadOnlyList<RegulationProfile> Profiles()
    {
        var set = ProfileSet.Load(Path.Combine(AppContext.BaseDirectory, "regulations"));
        set.Ids.Count.ShouldBeGreaterThanOrEqualTo(4);
        return [.. set.Ids.Select(id => set.Find(id).Profile ?? throw new InvalidDataException(id))];
    }
}
