using System.Text;

namespace Simpul.Web.Platform.Profile.Text;

/// <summary>
/// Walks through the lines of a regulation once: opening, chapters with their parts, sections and articles, closing, annexes,
/// elucidation. What is in an article or an annex is left to <see cref="Items"/>.
/// </summary>
internal sealed class Outline
{
    private readonly List<SourceLine> lines;
    private readonly List<Notice> notices;
    private readonly WordJoiner joiner;
    private readonly Items items;
    private readonly int[] articleAhead;
    private Stretch stretch = Stretch.Opening;
    private Draft? chapter;
    private Draft? part;
    private Draft? section;
    private Draft? article;
    private Draft? annex;

    /// <summary>The heading whose title is being read.</summary>
    private Draft? title;

    /// <summary>True in a heading that got words of its own because no article has begun.</summary>
    private bool astray;

    /// <summary>Where the body stood when an annex began.</summary>
    private (Draft? Chapter, Draft? Part, Draft? Section) body;

    private int lastArticle;

    public Outline(List<SourceLine> lines, List<Notice> notices)
    {
        this.lines = lines;
        this.notices = notices;
        joiner = new WordJoiner(lines);
        items = new Items(joiner, notices);
        articleAhead = new int[lines.Count + 1];
        for (var at = lines.Count - 1; at >= 0; at--)
        {
            articleAhead[at] = lines[at].Mark.Kind == MarkKind.Article ? lines[at].Mark.Readings[0].Number : articleAhead[at + 1];
        }
    }

    private enum Stretch
    {
        Opening,
        Body,
        Annex,
        Closing,
        Elucidation,
    }

    public List<Draft> Roots { get; } = [];

    public StringBuilder Opening { get; } = new();

    public StringBuilder Closing { get; } = new();

    public StringBuilder Elucidation { get; } = new();

    public void Read()
    {
        var start = FindBody();
        for (var at = 0; at < lines.Count; at++)
        {
            if (at == start) stretch = Stretch.Body;
            if (stretch == Stretch.Opening) Keep(Opening, lines[at]);
            else Take(at);
        }

        if (lastArticle == 0)
        {
            notices.Add(new Notice(1, NoticeKind.NoArticle, "", "Tidak ada Pasal yang ditemukan dalam naskah ini. Periksa apakah berkas yang benar diunggah."));
        }
    }

    private int FindBody()
    {
        static bool Heads(SourceLine line) => line.Mark.Kind is MarkKind.Chapter or MarkKind.Article;
        var first = lines.FindIndex(line => Heads(line) && line.Mark.Readings.Any(reading => reading.Number == 1));
        return first >= 0 ? first : lines.FindIndex(Heads);
    }

    private void Take(int at)
    {
        var line = lines[at];
        if (stretch != Stretch.Body && ResumesBody(line)) ResumeBody();
        if (lastArticle > 0 && line.Mark.Kind == MarkKind.Annex && !Phrase.EndsInReference(LastWords)) BeginAnnex(line);
        else if (lastArticle > 0 && line.Mark.Kind == MarkKind.Elucidation) Keep(Elucidation, line, Stretch.Elucidation);
        else if (stretch == Stretch.Closing) Keep(Closing, line);
        else if (stretch == Stretch.Elucidation) Keep(Elucidation, line);
        else if (Closes(line)) Keep(Closing, line, Stretch.Closing);
        else if (stretch == Stretch.Annex) TakeInAnnex(line);
        else TakeInBody(at, line);
    }

    private void TakeInBody(int at, SourceLine line)
    {
        var placed = line.Mark.Kind switch
        {
            MarkKind.Chapter => BeginHeading(line, null, chapter),
            MarkKind.Part => chapter is not null && BeginHeading(line, chapter, part),
            MarkKind.Section => chapter is not null && BeginHeading(line, part ?? chapter, section),
            MarkKind.Article => BeginArticle(at, line),
            MarkKind.Item => TakeItem(at, line),
            _ => false,
        };
        if (placed) return;
        if (title is not null && Surroundings.GoesOnWithTitle(title, line))
        {
            joiner.Append(title.Heading, line.Text);
            title.LastLine = line.Number;
            return;
        }

        if (article is null && !InferArticle(at, line))
        {
            WriteAstray(line);
            return;
        }

        items.Write(line);
    }

    private bool TakeItem(int at, SourceLine line)
    {
        if (article is null)
        {
            if (title is { Heading.Length: 0 } && !line.Gap && line.Mark.Readings[0].Number > 1) return false;
            if (!InferArticle(at, line)) WriteAstray(line);
            else if (!items.Place(line)) items.Write(line);
            return true;
        }

        // "(1)" again and the next article's number skipped: the heading of the article between was lost.
        var restarts = line.Mark.Readings[0] is { Kind: ProvisionKind.Paragraph, Number: 1 } && (article.HasChildren || Phrase.EndsInColon(article.Words) || article.Words.Length > 0);
        if (restarts && articleAhead[at] == article.Number + 2) InferArticle(at, line);
        return items.Place(line);
    }

    private void TakeInAnnex(SourceLine line)
    {
        var placed = line.Mark.Kind switch
        {
            MarkKind.Chapter => BeginHeading(line, annex, chapter),
            MarkKind.Part => chapter is not null && BeginHeading(line, chapter, part),
            MarkKind.Section => chapter is not null && BeginHeading(line, part ?? chapter, section),
            MarkKind.Item => BeginDivision(line) || items.Place(line),
            _ => false,
        };
        if (placed)
        {
            if (line.Mark.Kind == MarkKind.Item && title?.Kind != ProvisionKind.Division) title = null;
            return;
        }

        if (title is not null && Surroundings.GoesOnWithTitle(title, line))
        {
            joiner.Append(title.Heading, line.Text);
            items.Continue(title, "", line.Number);
            return;
        }

        title = null;
        items.Write(line);
    }

    private bool BeginHeading(SourceLine line, Draft? holder, Draft? before)
    {
        var expected = (before?.Number ?? 0) + 1;
        var reading = Choose(line.Mark, expected);
        if (!MayBegin(line, fits: reading.Number == expected)) return false;
        var heading = Begin(reading, line, holder, before);
        if (reading.Kind == ProvisionKind.Chapter) (chapter, part, section) = (heading, null, null);
        else if (reading.Kind == ProvisionKind.Part) (part, section) = (heading, null);
        else section = heading;
        (article, astray) = (null, false);
        return true;
    }

    private bool BeginArticle(int at, SourceLine line)
    {
        var expected = lastArticle + 1;
        var reading = Choose(line.Mark, expected);
        if (!MayBegin(line, fits: reading.Number == expected)) return false;
        // Another number between two that leave room for just one is that one, misread: 2, 8, 4.
        if (reading.Number != expected && reading.Number != lastArticle && articleAhead[at + 1] == expected + 1)
        {
            reading = reading with { Number = expected, Misread = true };
        }

        var before = lastArticle == 0 ? null : new Draft(new Reading(ProvisionKind.Article, lastArticle), "", line.Number, null);
        var begun = Begin(reading, line, section ?? part ?? chapter, before);
        Enter(begun, line);
        if (line.Mark.Rest.Length == 0) return true;
        var rest = line with { Text = line.Mark.Rest, Gap = true, Mark = Mark.Read(line.Mark.Rest) };
        if (rest.Mark.Kind != MarkKind.Item || !items.Place(rest)) items.Write(rest);
        return true;
    }

    private void Enter(Draft begun, SourceLine line)
    {
        (article, title, astray, lastArticle) = (begun, null, false, begun.Number);
        items.Open(begun, annex: false);
        items.Continue(begun, "", line.Number);
    }

    private Draft Begin(Reading reading, SourceLine line, Draft? holder, Draft? before)
    {
        var draft = new Draft(reading, line.Mark.Printed, line.Number, holder);
        if (reading.Misread) notices.Misread(line, draft);
        if (reading.Kind != ProvisionKind.Annex) notices.Jump(line, before, draft);
        if (holder is null) Roots.Add(draft);
        else holder.Add(draft);
        if (reading.Kind != ProvisionKind.Article)
        {
            title = draft;
            joiner.Append(draft.Heading, line.Mark.Rest);
            items.Open(draft, annex: stretch == Stretch.Annex);
        }

        items.Continue(holder ?? draft, "", line.Number);
        return draft;
    }

    private bool InferArticle(int at, SourceLine line)
    {
        if (lastArticle == 0 ? articleAhead[at] != 2 : articleAhead[at] != lastArticle + 2) return false;
        var reading = new Reading(ProvisionKind.Article, lastArticle + 1);
        var holder = section ?? part ?? chapter;
        var inferred = new Draft(reading, "", line.Number, holder);
        notices.Note(line, NoticeKind.ArticleInferred, $"Judul {inferred.Name} tidak ditemukan; bagian ini dianggap {inferred.Name}. Periksa naskah.");
        if (holder is null) Roots.Add(inferred);
        else holder.Add(inferred);
        Enter(inferred, line);
        return true;
    }

    private void WriteAstray(SourceLine line)
    {
        var holder = section ?? part ?? chapter;
        if (holder is null)
        {
            // Only before the first article of a regulation without chapters.
            Keep(Opening, line);
            return;
        }

        if (!astray) notices.Note(line, NoticeKind.WordsOutsideArticle, $"Kata-kata ini tidak berada dalam Pasal mana pun dan disimpan pada {holder.Name}. Periksa naskah.");
        (astray, title) = (true, null);
        items.Continue(holder, line.Text, line.Number);
    }

    private void BeginAnnex(SourceLine line)
    {
        var reading = line.Mark.Readings[0];
        if (stretch == Stretch.Annex && annex!.Number == reading.Number)
        {
            notices.Add(new Notice(line.Number, NoticeKind.RunningHeader, line.Text, "Judul lampiran yang diulang di halaman berikutnya dilewati."));
            return;
        }

        if (annex is null) body = (chapter, part, section);
        stretch = Stretch.Annex;
        (chapter, part, section, article, astray) = (null, null, null, null, false);
        annex = Begin(reading, line, null, null);
    }

    private bool BeginDivision(SourceLine line)
    {
        var holder = section ?? part ?? chapter ?? annex!;
        if (line.Mark.Readings[0] is not { Kind: ProvisionKind.Division } reading) return false;
        var before = holder.Latest(ProvisionKind.Division);
        var fits = before is null ? reading.Number == 1 : before.IsFollowedBy(reading);
        if (!fits && (before is null || !line.Gap || !Phrase.IsComplete(items.Top.Words) || line.Mark.Rest.Length == 0)) return false;
        var (rest, division) = (line.Mark.Rest, line with { Mark = line.Mark with { Rest = "" } });
        var begun = Begin(reading, division, holder, before);
        if (rest.Length <= 160 && (rest.Length == 0 || rest[^1] is not ('.' or ';' or ':')))
        {
            joiner.Append(begun.Heading, rest);
        }
        else
        {
            title = null;
            items.Write(line with { Text = rest, Gap = true });
        }

        return true;
    }

    /// <summary>
    /// A heading stands after a gap or a finished sentence, or has the number that is due; "... dimaksud dalam" before it makes it part of
    /// the sentence whatever its number.
    /// </summary>
    private bool MayBegin(SourceLine line, bool fits) =>
        !Phrase.EndsInReference(LastWords) && (fits || line.Gap || title is not null || Phrase.IsComplete(LastWords));

    private StringBuilder LastWords => stretch == Stretch.Opening || Roots.Count == 0 || title is not null ? new StringBuilder() : items.Top.Words;

    /// <summary>A closing or an annex that was taken for one ends where the article that is due begins.</summary>
    private bool ResumesBody(SourceLine line) =>
        line is { Gap: true, Mark.Kind: MarkKind.Article } && !line.Mark.Readings[0].Misread && line.Mark.Readings[0].Number == lastArticle + 1;

    private void ResumeBody()
    {
        if (annex is not null) (chapter, part, section) = body;
        (stretch, annex, article, title, astray) = (Stretch.Body, null, null, null, false);
    }

    private bool Closes(SourceLine line) =>
        lastArticle > 0 && (line.Gap || Phrase.IsComplete(LastWords))
        && (stretch == Stretch.Annex ? Surroundings.EndsAnnex(line.Text) : Surroundings.EndsBody(line.Text));

    private static Reading Choose(Mark mark, int expected)
    {
        foreach (var reading in mark.Readings)
        {
            if (reading.Number == expected) return reading;
        }

        return mark.Readings[0];
    }

    private void Keep(StringBuilder words, SourceLine line, Stretch? begins = null)
    {
        stretch = begins ?? stretch;
        if (words.Length > 0) words.Append('\n');
        words.Append(line.Text);
    }
}
