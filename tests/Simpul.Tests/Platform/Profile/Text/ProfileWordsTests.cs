using Shouldly;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;
using Xunit;

namespace Simpul.Tests.Platform.Profile.Text;

/// <summary>What the profiles cite is in the regulations they describe.</summary>
public sealed class ProfileWordsTests
{
    [Theory]
    [InlineData("baubau-68-2023")]
    [InlineData("bangka-tengah-74-2021")]
    [InlineData("palangka-raya-9-2022")]
    [InlineData("palembang-25-2023")]
    public void Every_citation_of_a_profile_leads_to_words(string regulation)
    {
        var text = RegulationTextReader.Read(Texts.Real(regulation));
        var profile = Profile(regulation);

        var places = Cited(profile).SelectMany(citation => citation.Places).Distinct().ToList();

        places.Count.ShouldBeGreaterThan(50);
        places.Where(place => text.Find(Citation.Parse(place.ToString())).All(found => found.FullWords().Length <= found.Label.Length)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("baubau-68-2023")]
    [InlineData("bangka-tengah-74-2021")]
    [InlineData("palangka-raya-9-2022")]
    [InlineData("palembang-25-2023")]
    public void An_obligation_in_the_articles_rests_on_one_place_of_the_text(string regulation)
    {
        var text = RegulationTextReader.Read(Texts.Real(regulation));
        var profile = Profile(regulation);

        var unclear = profile.Obligations.Where(obligation =>
            obligation.Cite.Places.All(place => place.Steps[0].Kind == ProvisionKind.Article) && text.Find(obligation.Cite).Count != obligation.Cite.Places.Length);

        unclear.Select(obligation => $"{obligation.Id} {obligation.Cite}").ShouldBeEmpty();
    }

    /// <summary>Whether a profile loads is for its own tests to say.</summary>
    private static RegulationProfile Profile(string regulation)
    {
        var folder = Path.Combine(Texts.Repository, "regulations");
        var file = Path.Combine(folder, regulation + ".yaml");
        var profile = File.Exists(file) ? ProfileLoader.ForFolder(folder).Load(file).Profile : null;
        Assert.SkipWhen(profile is null, $"{regulation}.yaml does not load.");
        return profile!;
    }

    private static IEnumerable<Citation> Cited(RegulationProfile profile) =>
    [
        .. profile.Obligations.Select(obligation => obligation.Cite),
        .. profile.Provisions.Select(provision => provision.Cite),
        .. profile.Glossary.Select(term => term.Cite),
        .. profile.Policies.Select(policy => policy.Cite),
        .. profile.Readings.SelectMany(reading => reading.About),
        .. profile.Parameters.Select(parameter => parameter.Cite).OfType<Citation>(),
        .. profile.Offices.Select(office => office.Cite).OfType<Citation>(),
        .. profile.Procedures.Select(procedure => procedure.Cite).OfType<Citation>(),
    ];
}
