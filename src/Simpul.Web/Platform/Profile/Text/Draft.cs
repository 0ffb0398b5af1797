using System.Collections.Immutable;
using System.Text;

namespace Simpul.Web.Platform.Profile.Text;

/// <summary>A provision while it is being read.</summary>
internal sealed class Draft(Reading reading, string printed, int line, Draft? parent)
{
    private readonly List<Draft> children = [];

    public ProvisionKind Kind { get; } = reading.Kind;

    public int Number { get; } = reading.Number;

    public char Suffix { get; } = reading.Suffix;

    public Draft? Parent { get; } = parent;

    public string Printed { get; } = printed;

    public StringBuilder Heading { get; } = new();

    public StringBuilder Words { get; } = new();

    public int LastLine { get; set; } = line;

    public bool HasChildren => children.Count > 0;

    /// <summary>How this provision is called in a notice.</summary>
    public string Name => new CitationStep(Kind, Number, Suffix).ToString();

    public void Add(Draft child) => children.Add(child);

    /// <summary>The latest child of a kind, with which its list goes on; null where a list of another kind has come between.</summary>
    public Draft? Latest(ProvisionKind kind)
    {
        // Explanations may stand between two items of a list, but not many.
        for (var at = children.Count - 1; at >= Math.Max(0, children.Count - 8); at--)
        {
            if (children[at].Kind == kind) return children[at];
            if (children[at].Kind != ProvisionKind.Passage) return null;
        }

        return null;
    }

    /// <summary>How many passages it holds, its own words not counted.</summary>
    public int Passages { get; set; }

    /// <summary>The child before the last one, to see how its words ended.</summary>
    public Draft? BeforeLast => children.Count > 1 ? children[^2] : null;

    /// <summary>True when another provision number follows this one in the same list.</summary>
    public bool IsFollowedBy(Reading next) => IsFollowedBy(next.Number, next.Suffix);

    public bool IsFollowedBy(Draft next) => IsFollowedBy(next.Number, next.Suffix);

    private bool IsFollowedBy(int number, char suffix) =>
        (number == Number + 1 && suffix == '\0') || (number == Number && suffix == (Suffix == '\0' ? 'a' : (char)(Suffix + 1)));

    /// <summary>Gives every draft its place; equal numbers in one list are told apart by their occurrence.</summary>
    public static List<Provision> Build(List<Draft> roots, List<Notice> notices)
    {
        var articles = new Dictionary<CitationStep, int>();
        Count(roots, articles);
        return Place(roots, [], articles, [], notices);
    }

    private static void Count(List<Draft> drafts, Dictionary<CitationStep, int> articles)
    {
        foreach (var draft in drafts)
        {
            if (draft.Kind == ProvisionKind.Article) articles[draft.Step] = articles.GetValueOrDefault(draft.Step) + 1;
            else if (draft.Kind is ProvisionKind.Chapter or ProvisionKind.Part or ProvisionKind.Section) Count(draft.children, articles);
        }
    }

    private static List<Provision> Place(
        List<Draft> drafts, ImmutableArray<CitationStep> above, Dictionary<CitationStep, int> articles, Dictionary<CitationStep, int> seenArticles, List<Notice> notices)
    {
        var counts = new Dictionary<CitationStep, int>();
        foreach (var draft in drafts.Where(draft => draft.Kind != ProvisionKind.Article)) counts[draft.Step] = counts.GetValueOrDefault(draft.Step) + 1;
        var seen = new Dictionary<CitationStep, int>();
        var placed = new List<Provision>(drafts.Count);
        foreach (var draft in drafts)
        {
            // Articles are numbered through the whole regulation, whatever chapter they stand in.
            var article = draft.Kind == ProvisionKind.Article;
            var step = draft.Step;
            if ((article ? articles : counts)[step] > 1)
            {
                var met = article ? seenArticles : seen;
                step = step with { Occurrence = met[step] = met.GetValueOrDefault(step) + 1 };
            }

            var steps = article ? [step] : above.Add(step);
            if (step.Occurrence > 1)
            {
                var place = new CitedPlace(steps.SetItem(steps.Length - 1, draft.Step));
                notices.Add(new Notice(
                    draft.FirstLine,
                    NoticeKind.NumberRepeated,
                    draft.Printed,
                    $"{place} tercetak lebih dari sekali. Semuanya dipertahankan; yang ini dirujuk sebagai {new CitedPlace(steps)}."));
            }

            var provision = new Provision(new CitedPlace(steps), draft.Printed, draft.Heading.ToString(), draft.Words.ToString(), draft.FirstLine, draft.LastLine);
            foreach (var child in Place(draft.children, steps, articles, seenArticles, notices)) provision.Add(child);
            placed.Add(provision);
        }

        return placed;
    }

    private int FirstLine { get; } = line;

    private CitationStep Step => new(Kind, Number, Suffix);
}
