namespace Simpul.Web.Platform.Profile.Text;

/// <summary>
/// Puts ayat, letters, numbers and passages where they belong within one article or one stretch of an annex. Indentation says
/// nothing in a scan; what list a mark goes on with, or whether it opens one, is seen from its number.
/// </summary>
internal sealed class Items(WordJoiner joiner, List<Notice> notices)
{
    /// <summary>Article, ayat, letter, number, sub-letter and sub-number with two to spare.</summary>
    private const int Deepest = 8;

    private readonly List<Draft> path = [];
    private bool inAnnex;

    /// <summary>What the next line would go on with.</summary>
    public Draft Top => path[^1];

    /// <summary>The article, or the annex.</summary>
    public Draft Root => path[0];

    /// <summary>Begins a new article, or an annex's heading with all that it stands in.</summary>
    public void Open(Draft holder, bool annex)
    {
        path.Clear();
        path.Add(holder);
        inAnnex = annex;
        for (var above = holder.Parent; annex && above is not null; above = above.Parent) path.Insert(0, above);
    }

    /// <summary>Places a marked line; false when the mark is only how a line of the sentence before happens to begin.</summary>
    public bool Place(SourceLine line)
    {
        var mark = line.Mark;
        var runsOn = !line.Gap && !Phrase.IsComplete(Top.Words);
        if (Phrase.EndsInCount(Top.Words)) return false;
        if (runsOn && mark.Readings[0].Kind == ProvisionKind.Paragraph && mark.Rest.Length > 0 && !Phrase.IsFresh(mark.Rest)) return false;

        var readings = mark.Readings.Where(reading => reading.Kind != ProvisionKind.Division).ToList();
        if (IsUntouchedArticle && readings.Find(reading => reading is { Kind: ProvisionKind.Paragraph, Number: 1 }) is { Number: 1 } first)
        {
            return Add(first, Root, line);
        }

        // In round brackets a damaged number is still most likely an ayat.
        bool Trusted(Reading reading) => !reading.Misread || (reading.Kind == ProvisionKind.Paragraph && mark.Printed[0] is '(' or '{' or '[');
        var literal = readings.Where(Trusted);
        var misread = readings.Where(reading => !Trusted(reading));
        return GoesOn(literal, line)
            || (Phrase.EndsInColon(Top.Words) && Opens(literal, line))
            || GoesOn(misread, line)
            || Opens(literal, line)
            || (Phrase.EndsInColon(Top.Words) && Opens(misread, line))
            || (!runsOn && JumpsTo(literal, line));
    }

    /// <summary>Adds a line without a mark: to the words before it, or as a passage of its own.</summary>
    public void Write(SourceLine line)
    {
        var listed = Top.Kind is not (ProvisionKind.Annex or ProvisionKind.Chapter or ProvisionKind.Part or ProvisionKind.Section or ProvisionKind.Division);
        var begins = line.Gap && Phrase.IsFresh(line.Text) && Top.Words.Length > 0 && (Phrase.IsComplete(Top.Words) || (inAnnex && EndsList(Top)));
        if (listed && !begins)
        {
            Continue(Top, line.Text, line.Number);
            return;
        }

        var holder = Holder;
        var number = ++holder.Passages + (holder.Words.Length > 0 ? 1 : 0);
        var passage = new Draft(new Reading(ProvisionKind.Passage, number), "", line.Number, holder);
        Push(passage, holder);
        Continue(passage, line.Text, line.Number);
    }

    public void Continue(Draft draft, string text, int line)
    {
        joiner.Append(draft.Words, text);
        for (var at = draft; at is not null; at = at.Parent) at.LastLine = Math.Max(at.LastLine, line);
    }

    /// <summary>The innermost provision that can hold passages.</summary>
    private Draft Holder =>
        path[path.FindLastIndex(draft => draft.Kind is not (ProvisionKind.Letter or ProvisionKind.Number or ProvisionKind.SubLetter or ProvisionKind.SubNumber or ProvisionKind.Passage))];

    private bool IsUntouchedArticle => path.Count == 1 && Root is { Kind: ProvisionKind.Article, Words.Length: 0, HasChildren: false };

    private bool GoesOn(IEnumerable<Reading> readings, SourceLine line)
    {
        foreach (var reading in readings)
        {
            for (var at = path.Count - 1; at >= 0; at--)
            {
                if (path[at].Latest(reading.Kind) is { } latest && latest.IsFollowedBy(reading)) return Add(reading, path[at], line);
            }
        }

        return false;
    }

    private bool Opens(IEnumerable<Reading> readings, SourceLine line)
    {
        foreach (var reading in readings)
        {
            if (reading is { Number: 1, Suffix: '\0' }) return Add(reading, Opener(reading.Kind), line);
        }

        return false;
    }

    /// <summary>A number that fits nowhere: it goes on with the nearest list of its kind, and the person is told.</summary>
    private bool JumpsTo(IEnumerable<Reading> readings, SourceLine line)
    {
        foreach (var reading in readings)
        {
            var at = path.FindLastIndex(draft => draft.Latest(reading.Kind) is not null);
            var holder = at < 0 ? Opener(reading.Kind) : path[at];
            var before = at < 0 ? null : holder.Latest(reading.Kind);
            notices.Jump(line, before, new Draft(reading, "", line.Number, null));
            return Add(reading, holder, line);
        }

        return false;
    }

    /// <summary>What a list that begins here belongs to.</summary>
    private Draft Opener(ProvisionKind kind)
    {
        if (kind == ProvisionKind.Paragraph) return path[path.FindLastIndex(draft => draft.Kind is not ProvisionKind.Paragraph && IsHolder(draft))];
        var top = Top;
        if (top.Kind == ProvisionKind.Passage && !Phrase.EndsInColon(top.Words) && Holder.Latest(kind) is null) top = Holder;
        var same = path.FindLastIndex(draft => draft.Kind == kind);
        if (same >= 0 && (top.Kind == kind || path.Count >= Deepest || !Phrase.EndsInColon(top.Words))) return path[same].Parent!;
        return path.Count >= Deepest ? top.Parent! : top;
    }

    private static bool IsHolder(Draft draft) => draft.Kind is ProvisionKind.Article or ProvisionKind.Annex or ProvisionKind.Chapter
        or ProvisionKind.Part or ProvisionKind.Section or ProvisionKind.Division or ProvisionKind.Paragraph;

    private bool Add(Reading reading, Draft holder, SourceLine line)
    {
        var draft = new Draft(reading, line.Mark.Printed, line.Number, holder);
        if (reading.Misread) notices.Misread(line, draft);
        Push(draft, holder);
        Continue(draft, line.Mark.Rest, line.Number);
        return true;
    }

    private void Push(Draft draft, Draft holder)
    {
        holder.Add(draft);
        var at = path.IndexOf(holder);
        path.RemoveRange(at + 1, path.Count - at - 1);
        path.Add(draft);
    }

    /// <summary>True for the item after "...; dan": what comes next, on a line of its own, is no longer part of the list.</summary>
    private static bool EndsList(Draft draft) =>
        draft.Kind is ProvisionKind.Letter or ProvisionKind.Number or ProvisionKind.SubLetter or ProvisionKind.SubNumber
        && draft.Parent?.BeforeLast is { } before && Phrase.EndsInJunction(before.Words);
}
