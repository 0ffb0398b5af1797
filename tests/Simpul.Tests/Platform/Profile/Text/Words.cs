using Shouldly;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Tests.Platform.Profile.Text;

/// <summary>Counts the words that went into the reader against those that came out.</summary>
internal static class Words
{
    /// <summary>
    /// Every word of the text is in the opening, in a provision's mark, heading or words, in the closing, in the elucidation, or in a
    /// notice that says it was left out; none is there twice. A word that a line end cut in two may come out whole.
    /// </summary>
    public static RegulationText ShouldAllBeThere(string text)
    {
        var read = RegulationTextReader.Read(text);
        var before = Count(text);
        var after = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in Parts(read))
        {
            foreach (var (word, times) in Count(part)) after[word] = after.GetValueOrDefault(word) + times;
        }

        var lost = Difference(before, after);
        var gained = Difference(after, before);
        // "penye" and "lenggaraan" lost, "penyelenggaraan" gained: the letters must be the same.
        string.Concat(string.Concat(gained).Order()).ShouldBe(string.Concat(string.Concat(lost).Order()), $"lost: {string.Join(' ', lost)}; gained: {string.Join(' ', gained)}");
        lost.Count.ShouldBeLessThanOrEqualTo(2 * text.Split('\n').Count(line => line.TrimEnd().TrimEnd('*', '`', ' ').EndsWith('-') || line.Contains('\u00AD')));
        return read;
    }

    private static IEnumerable<string> Parts(RegulationText read)
    {
        yield return read.Opening;
        yield return read.Closing;
        yield return read.Elucidation;
        foreach (var provision in read.Provisions.SelectMany(provision => provision.Whole()))
        {
            yield return provision.Printed;
            yield return provision.Heading;
            yield return provision.Words;
        }

        foreach (var notice in read.Notices.Where(notice => notice.LeftOut)) yield return notice.Found;
    }

    private static List<string> Difference(Dictionary<string, int> all, Dictionary<string, int> others) =>
        [.. all.SelectMany(word => Enumerable.Repeat(word.Key, Math.Max(0, word.Value - others.GetValueOrDefault(word.Key))))];

    private static Dictionary<string, int> Count(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        // Marks of emphasis and joiners that cannot be seen stand within words and are taken off.
        text = string.Concat(text.Where(sign => sign is not ('*' or '`' or '\uFEFF' or '\u200B' or '\u200C' or '\u200D' or '\u00AD')));
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var inWord = at < text.Length && char.IsLetterOrDigit(text[at]);
            if (inWord && start < 0) start = at;
            if (inWord || start < 0) continue;
            var word = text[start..at];
            counts[word] = counts.GetValueOrDefault(word) + 1;
            start = -1;
        }

        return counts;
    }
}
