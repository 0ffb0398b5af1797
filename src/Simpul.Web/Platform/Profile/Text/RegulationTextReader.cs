using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Profile.Text;

/// <summary>Takes the text of a regulation apart, as it comes out of a scanner or a word processor. docs/regulation-text.md says what it knows.</summary>
public static partial class RegulationTextReader
{
    /// <summary>4 MB of UTF-8, some sixty times the longest regulation known.</summary>
    public const int LargestText = 4 * 1024 * 1024;

    /// <summary>
    /// Reads any text, in time proportional to its length; what is odd becomes a <see cref="Notice"/>, never an exception. Every word is in
    /// the result or in a notice that says it was left out.
    /// </summary>
    /// <exception cref="RegulationTextException">The text is larger than <see cref="LargestText"/>.</exception>
    public static RegulationText Read(string text)
    {
        if (text.Length > LargestText || Encoding.UTF8.GetByteCount(text) > LargestText)
        {
            throw new RegulationTextException("Naskah lebih dari 4 MB. Unggah hanya teks peraturan ini, tanpa gambar, dalam berkas teks biasa.");
        }

        var notices = new List<Notice>();
        var lines = new PageFurniture(SourceLine.Split(text), notices).Remove();
        var outline = new Outline(lines, notices);
        outline.Read();
        var provisions = Draft.Build(outline.Roots, notices);
        var opening = outline.Opening.ToString();
        var (number, year) = FindNumber(opening);
        return new RegulationText(
            opening, provisions, outline.Closing.ToString(), outline.Elucidation.ToString(), number, year, [.. notices.OrderBy(notice => notice.Line)]);
    }

    private static (int? Number, int? Year) FindNumber(string opening)
    {
        foreach (var line in opening.AsSpan(0, Math.Min(opening.Length, 4000)).EnumerateLines())
        {
            if (!NumberAndYear().IsMatch(line)) continue;
            var match = NumberAndYear().Match(line.ToString());
            return (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        }

        return (null, null);
    }

    [GeneratedRegex(@"^NOMOR ?:? ?([0-9]{1,4}) TAHUN ([0-9]{4})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberAndYear();
}

/// <summary>A text that is not read at all. The message is Indonesian, for the person who imports.</summary>
public sealed class RegulationTextException(string message) : Exception(message);
