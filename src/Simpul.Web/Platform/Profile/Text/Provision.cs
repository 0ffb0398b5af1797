using System.Text;

namespace Simpul.Web.Platform.Profile.Text;

/// <summary>A chapter, article, ayat, letter... of an imported regulation, with the words that stand in it.</summary>
public sealed class Provision
{
    private readonly List<Provision> children = [];

    internal Provision(CitedPlace place, string printed, string heading, string words, int firstLine, int lastLine)
    {
        Place = place;
        Citation = new Citation(place);
        Printed = printed;
        Heading = heading;
        Words = words;
        FirstLine = firstLine;
        LastLine = lastLine;
    }

    public CitedPlace Place { get; }

    /// <summary>
    /// Names this provision alone: where a number is printed twice, it says which. Articles are cited without their chapter.
    /// </summary>
    public Citation Citation { get; }

    public ProvisionKind Kind => Place.Last.Kind;

    /// <summary>From 1; letters count from a = 1; an unnumbered annex has 0.</summary>
    public int Number => Place.Last.Number;

    /// <summary>As the regulation should print it: "Pasal 5", "(3)", "c."; empty for a passage.</summary>
    public string Label => Place.Last.Label;

    /// <summary>As the given text prints it, damage included: "Pasa1 5", "(l)"; empty for a passage or an inferred article.</summary>
    public string Printed { get; }

    /// <summary>The title of a chapter, part, section, annex or division; empty for all else.</summary>
    public string Heading { get; }

    /// <summary>
    /// Its own words before any list, spaces and line ends made one space, marks of emphasis taken off, spelling as printed.
    /// </summary>
    public string Words { get; }

    public IReadOnlyList<Provision> Children => children;

    /// <summary>First line in the given text, from 1.</summary>
    public int FirstLine { get; }

    /// <summary>Last line, that of the last provision within this one included.</summary>
    public int LastLine { get; private set; }

    /// <summary>This provision and all within it, in document order.</summary>
    public IEnumerable<Provision> Whole()
    {
        yield return this;
        foreach (var inner in children.SelectMany(child => child.Whole())) yield return inner;
    }

    /// <summary>Label, heading and words of this provision and all within it, one line each.</summary>
    public string FullWords()
    {
        var text = new StringBuilder();
        foreach (var provision in Whole())
        {
            if (text.Length > 0) text.Append('\n');
            text.AppendJoin(' ', new[] { provision.Label, provision.Heading, provision.Words }.Where(part => part.Length > 0));
        }

        return text.ToString();
    }

    public override string ToString() => Citation.ToString();

    internal void Add(Provision child)
    {
        children.Add(child);
        LastLine = Math.Max(LastLine, child.LastLine);
    }
}
