namespace Simpul.Web.Platform.Profile.Text;

public enum NoticeKind
{
    /// <summary>The first words of the next page, printed at the foot of a page; left out.</summary>
    Catchword,

    /// <summary>Dots at the end like a catchword's, but the next page does not begin so; kept.</summary>
    CatchwordUnmatched,

    /// <summary>Left out.</summary>
    PageNumber,

    /// <summary>A line that comes back at the edge of many pages; left out.</summary>
    RunningHeader,

    /// <summary>The same marked line twice in a row; one left out.</summary>
    LineRepeated,

    /// <summary>A number that occurs twice in its list; both kept and told apart by [pertama], [kedua].</summary>
    NumberRepeated,

    /// <summary>Numbers left out in a list; nothing is invented in their place.</summary>
    NumberMissing,

    /// <summary>A number lower than the one before it; kept as printed.</summary>
    NumberOutOfOrder,

    /// <summary>A damaged number or word that could be read from its neighbours: "(l)", "Pasa1 1O".</summary>
    NumberMisread,

    /// <summary>An article whose heading is not there, inferred from the ayat that begin again and the article that follows.</summary>
    ArticleInferred,

    /// <summary>Words that stand in no article; kept with the heading before them.</summary>
    WordsOutsideArticle,

    /// <summary>The text has no article at all.</summary>
    NoArticle,
}

/// <summary>Something odd in an imported text and what the reader did about it.</summary>
/// <param name="Line">From 1, in the text as it was given.</param>
/// <param name="Kind">What was odd; the message says it in words.</param>
/// <param name="Found">The words concerned, as printed.</param>
/// <param name="Message">One or two sentences in Indonesian for the person who imports.</param>
public sealed record Notice(int Line, NoticeKind Kind, string Found, string Message)
{
    /// <summary>True when <see cref="Found"/> is not among the words of the text that was read.</summary>
    public bool LeftOut => Kind is NoticeKind.Catchword or NoticeKind.PageNumber or NoticeKind.RunningHeader or NoticeKind.LineRepeated;
}
