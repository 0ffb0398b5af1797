namespace Simpul.Web.Platform.Profile.National;

/// <summary>What is tested of an application before it is used. A test plan is made of the sets that answer the word of a procedure's step.</summary>
public sealed record ApplicationTests(string Id, string Title, string Regulation, IReadOnlyList<Source> Sources, InForce InForce, IReadOnlyList<TestSet> Sets)
{
    /// <summary>The sets for a word of a step's records (<c>security-test</c>) and a platform: <c>web</c>, <c>mobile</c> or <c>both</c>.</summary>
    public IReadOnlyList<TestSet> For(string word, string platform) =>
        [.. Sets.Where(set => set.For.Contains(word) && (set.Platform == "any" || platform == "both" || set.Platform == platform))];

    /// <summary>Null where an edition of the catalogue has no such control any more.</summary>
    public TestControl? Find(string control) => Sets.SelectMany(set => set.Controls).FirstOrDefault(one => one.Id == control);
}

/// <param name="For">Words in a step's records that it answers.</param>
/// <param name="Platform"><c>any</c>, <c>web</c> or <c>mobile</c>.</param>
/// <param name="Cite">Where it comes from, as people cite it.</param>
public sealed record TestSet(string Id, string Title, IReadOnlyList<string> For, string Platform, string Cite, IReadOnlyList<TestControl> Controls);

/// <param name="Asvs">Chapter of OWASP ASVS 5.0 beside it: <c>V6</c>.</param>
public sealed record TestControl(string Id, string Title, string Text, string? Asvs);
