using Shouldly;
using Simpul.Web.Platform.Profile;
using Xunit;

namespace Simpul.Tests.Platform.Profile;

public sealed class EffectiveProfileTests
{
    private readonly RegulationProfile profile = Regulations.TemplateProfile();

    [Fact]
    public void Without_another_choice_the_files_readings_hold()
    {
        var effective = profile.Effective();

        effective.Chosen("architecture-review-may").Key.ShouldBe("reminder");
        effective.Period("architecture.review").ShouldBe(new Period(1, 0, 0));
        effective.Obligations["CTH-4-6"].ShouldSatisfyAllConditions(
            obligation => obligation.Weight.ShouldBe(ObligationWeight.Warning),
            obligation => obligation.Every.ShouldBe(new Cadence(new Period(1, 0, 0))),
            obligation => obligation.Check!.Period("every").ShouldBe(new Period(1, 0, 0)),
            obligation => obligation.Check!.Text("plan").ShouldBe("architecture"));
        effective.ReviewOf("application-building").ShouldBe(new Period(2, 0, 0));
        effective.ReviewOf("data-management").ShouldBe(new Period(1, 0, 0));
        effective.ReviewOf("server-room").ShouldBeNull();
        effective.Forgotten.ShouldBeEmpty();
    }

    [Fact]
    public void Another_choice_changes_parameters_weights_and_the_arguments_of_checks()
    {
        var effective = profile.Effective(new Dictionary<string, string> { ["architecture-review-may"] = "free", ["policy-review-period"] = "yearly" });

        effective.IsSilent("architecture.review").ShouldBeTrue();
        effective.Period("architecture.review").ShouldBeNull();
        effective.Obligations["CTH-4-6"].ShouldSatisfyAllConditions(
            obligation => obligation.Weight.ShouldBe(ObligationWeight.Information),
            obligation => obligation.Every.ShouldBeNull(),
            obligation => obligation.Check!.Period("every").ShouldBeNull());
        effective.ReviewOf("application-building").ShouldBe(new Period(1, 0, 0));
        profile.Effective().Obligations["CTH-4-6"].Weight.ShouldBe(ObligationWeight.Warning);
    }

    [Fact]
    public void Of_two_readings_that_weigh_one_row_the_lighter_weight_holds()
    {
        var both = Regulations.Load(Regulations.Template.Replace("{says: Bappeda.}", "{says: Bappeda., weights: {CTH-4-6: information}}", StringComparison.Ordinal)).Required();

        both.Effective().Obligations["CTH-4-6"].Weight.ShouldBe(ObligationWeight.Information);
        both.Effective(new Dictionary<string, string> { ["planning-agency-unnamed"] = "other" }).Obligations["CTH-4-6"].Weight.ShouldBe(ObligationWeight.Warning);
    }

    [Fact]
    public void A_choice_that_the_profile_no_longer_offers_is_named_and_the_files_own_holds()
    {
        var effective = profile.Effective(new Dictionary<string, string> { ["architecture-review-may"] = "monthly", ["gone"] = "x" });

        effective.Forgotten.ShouldBe(["architecture-review-may", "gone"]);
        effective.Chosen("architecture-review-may").Key.ShouldBe("reminder");
    }

    [Fact]
    public void Silence_is_neither_false_nor_zero_nor_empty()
    {
        var effective = profile.Effective();

        effective.Flag("master-plan.required").ShouldBe(false);
        effective.Flag("bus.mandatory").ShouldBeNull();
        effective.Number("data-centre.most").ShouldBe(1);
        effective.Number("people.ict-officers-per-agency").ShouldBeNull();
        effective.List("bus.conditions").ShouldBeNull();
        effective.List("architecture.domains").ShouldBe(["process", "data", "infrastructure", "application", "security", "service"]);
        effective.OfficeOf("architecture.enactor")!.Title.ShouldBe("Bupati");
        effective.OfficeOf("roadmap.enactor").ShouldBeNull();
        effective.CitationOf("audit.cadence")!.ToString().ShouldBe("Pasal 9 ayat (2)");
    }

    [Fact]
    public void A_mistaken_key_or_type_in_code_is_refused()
    {
        var effective = profile.Effective();

        Should.Throw<KeyNotFoundException>(() => effective.Period("audit.cadense"));
        Should.Throw<KeyNotFoundException>(() => effective.Office("council"));
        Should.Throw<InvalidOperationException>(() => effective.Flag("audit.cadence"));
    }

    [Theory]
    [InlineData("P1Y", 1, 0, 0)]
    [InlineData("P18M", 0, 18, 0)]
    [InlineData("P2W", 0, 0, 14)]
    [InlineData("P1Y2M3D", 1, 2, 3)]
    public void Periods_are_read_as_iso_8601_writes_them(string text, int years, int months, int days)
    {
        Period.TryParse(text, out var period).ShouldBeTrue();
        period.ShouldBe(new Period(years, months, days));
    }

    [Theory]
    [InlineData("P")]
    [InlineData("P0D")]
    [InlineData("PT1H")]
    [InlineData("1Y")]
    [InlineData("P1M1Y")]
    [InlineData("P101Y")]
    [InlineData("P99999999999Y")]
    [InlineData("P1Y\n")]
    [InlineData(null)]
    public void What_is_no_period_is_refused(string? text) => Period.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_period_ends_within_the_month_that_it_reaches()
    {
        new Period(0, 1, 0).After(new DateOnly(2027, 1, 31)).ShouldBe(new DateOnly(2027, 2, 28));
        new Period(1, 0, 0).After(new DateOnly(2024, 2, 29)).ShouldBe(new DateOnly(2025, 2, 28));
        new Period(2, 0, 0).Before(new DateOnly(2026, 3, 1)).ShouldBe(new DateOnly(2024, 3, 1));
    }
}
