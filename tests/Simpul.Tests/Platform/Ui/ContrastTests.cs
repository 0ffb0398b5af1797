using Shouldly;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Platform.Ui;

/// <summary>Every pair of colours that lie on each other, by WCAG 2: 4.5 for words (AA), 7 for words in the portal (AAA), 3 for what is not words.</summary>
public sealed class ContrastTests
{
    private const double Words = 4.5, PortalWords = 7, Shapes = 3;

    private static readonly (string Over, string Under, double Least)[] Pairs =
    [
        ("content-primary", "background-primary", PortalWords),
        ("content-primary", "background-secondary", PortalWords),
        ("content-primary", "background-tertiary", PortalWords),
        ("content-primary", "brand-tint", PortalWords),
        ("content-secondary", "background-primary", PortalWords),
        ("content-secondary", "background-secondary", PortalWords),
        ("content-secondary", "background-tertiary", Words),
        ("content-secondary", "brand-tint", Words),
        ("content-tertiary", "background-primary", Words),
        ("content-tertiary", "background-secondary", Words),
        ("content-tertiary", "background-tertiary", Words),
        ("content-link", "background-primary", PortalWords),
        ("content-link", "background-secondary", PortalWords),
        ("content-link", "background-tertiary", Words),
        ("content-link", "brand-tint", PortalWords),
        ("brand-content", "brand-primary", Words),
        ("brand-content", "brand-hover", Words),
        ("negative-content", "negative-primary", Words),
        ("negative-content", "negative-hover", Words),
        ("positive-text", "positive-tint", Words),
        ("content-primary", "negative-tint", Words),
        ("state-overdue-text", "negative-tint", Words),
        ("state-overdue-text", "background-primary", Words),
        ("stroke-secondary", "background-primary", Shapes),
        ("stroke-secondary", "background-secondary", Shapes),
        ("stroke-focus", "background-primary", Shapes),
        ("stroke-focus", "background-secondary", Shapes),
        ("stroke-focus", "brand-tint", Shapes),
        ("brand-primary", "background-primary", Shapes),
        ("negative-primary", "background-primary", Shapes),
        .. States.All.SelectMany(state => new (string, string, double)[]
        {
            ($"state-{state.Code()}-text", $"state-{state.Code()}-tint", Words),
            ($"state-{state.Code()}-on", $"state-{state.Code()}", Words),
        }),
    ];

    [Fact]
    public void Every_pair_of_the_light_theme_is_readable() => Weak(Tokens.Light).ShouldBeEmpty();

    [Fact]
    public void Every_pair_of_the_dark_theme_is_readable() => Weak(Tokens.Dark).ShouldBeEmpty();

    [Fact]
    public void Every_colour_of_the_light_theme_is_paired_and_has_one_for_the_dark()
    {
        var paired = Pairs.SelectMany(pair => new[] { pair.Over, pair.Under }).ToHashSet();
        // A hairline between rows carries no meaning of its own.
        Tokens.Light.Keys.Where(name => name != "stroke-primary").ShouldBeSubsetOf(paired);
        Tokens.Dark.Where(pair => Tokens.Light[pair.Key] == pair.Value).Select(pair => pair.Key)
            .ShouldBeSubsetOf(["brand-content", "negative-content", "state-due-on", "state-overdue-on"]);
    }

    [Theory]
    [InlineData("#000000", "#ffffff", 21.0)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#0b4a9e", "#0b4a9e", 1.0)]
    public void Contrast_is_that_of_WCAG(string one, string other, double ratio)
    {
        Colour.TryParse(one, out var a).ShouldBeTrue();
        Colour.TryParse(other, out var b).ShouldBeTrue();
        a.Contrast(b).ShouldBe(ratio, 0.005);
    }

    [Theory]
    [InlineData("biru")]
    [InlineData("#0b4")]
    [InlineData("#0b4a9g")]
    [InlineData(null)]
    public void A_colour_that_is_none_is_refused_with_the_form_it_should_have(string? action)
    {
        Palette.StyleSheet(action, out var refusal).ShouldBeNull();
        refusal.ShouldNotBeNull().ShouldContain("#0b4a9e");
    }

    [Fact]
    public void A_colour_too_light_for_white_words_is_refused_with_its_contrast()
    {
        Palette.StyleSheet("#f2b736", out var refusal).ShouldBeNull();
        refusal.ShouldNotBeNull().ShouldContain("1,8");
    }

    [Theory]
    [InlineData("#7a1f3d")]
    [InlineData("#0f5132")]
    [InlineData("#000000")]
    [InlineData("#6b4700")]
    [InlineData("#c0261f")]
    public void A_government_s_own_colour_stays_readable_in_both_themes(string action)
    {
        var css = Palette.StyleSheet(action, out var refusal).ShouldNotBeNull();
        refusal.ShouldBeNull();
        var parts = css.Split("@media");
        var (light, dark) = (With(Tokens.Light, parts[0]), With(Tokens.Dark, parts[1]));
        (double Least, string[] Names) limits = (Words, ["content-link", "brand-content", "stroke-focus"]);
        foreach (var theme in new[] { light, dark })
            Weak(theme, Pairs.Where(pair => limits.Names.Contains(pair.Over)).Select(pair => (pair.Over, pair.Under, Math.Min(pair.Least, limits.Least)))).ShouldBeEmpty();
    }

    private static Dictionary<string, Colour> With(IReadOnlyDictionary<string, Colour> theme, string css)
    {
        var changed = new Dictionary<string, Colour>(theme);
        foreach (var declaration in css.Split(';', '{', '}').Where(part => part.StartsWith("--ina-", StringComparison.Ordinal)))
        {
            var (name, value) = (declaration.Split(':')[0]["--ina-".Length..], declaration.Split(':')[1]);
            changed.ShouldContainKey(name);
            Colour.TryParse(value, out var colour).ShouldBeTrue();
            changed[name] = colour;
        }
        return changed;
    }

    private static List<string> Weak(IReadOnlyDictionary<string, Colour> theme, IEnumerable<(string Over, string Under, double Least)>? pairs = null) => [.. (pairs ?? Pairs)
        .Select(pair => (pair.Over, pair.Under, pair.Least, Ratio: theme[pair.Over].Contrast(theme[pair.Under])))
        .Where(pair => pair.Ratio < pair.Least)
        .Select(pair => FormattableString.Invariant($"{pair.Over} on {pair.Under}: {pair.Ratio:0.00} of {pair.Least}"))];
}
