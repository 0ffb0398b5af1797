using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Platform.Profile;

/// <summary>The city or regency that a regulation governs.</summary>
/// <param name="Government">As it signs: Pemerintah Kota Palembang.</param>
/// <param name="Kind"><c>kota</c> or <c>kabupaten</c>.</param>
/// <param name="Code">Of the home-affairs ministry: <c>16.71</c>.</param>
/// <param name="Domain">Its domain name, without a leading dot.</param>
/// <param name="Zone">IANA zone in which its dates are meant.</param>
public sealed record Region(string Name, string Government, string Kind, string Code, string Province, string Domain, string Zone);

/// <summary>The regulation's own identity.</summary>
/// <param name="Abbreviation">How people abbreviate its kind: Perwali, Perbup.</param>
/// <param name="Articles">How many articles (Pasal) its body has.</param>
/// <param name="Gazette">Where it was promulgated, with the number where known.</param>
/// <param name="Chapters">Cover every article exactly once; obligations are grouped by them.</param>
public sealed record Regulation(
    string Kind,
    string Abbreviation,
    int Number,
    int Year,
    string Title,
    DateOnly Enacted,
    DateOnly Promulgated,
    DateOnly InForce,
    string? Gazette,
    int Articles,
    IReadOnlyList<string> Bases,
    IReadOnlyList<Revocation> Revokes,
    IReadOnlyList<TransitionTerm> Transition,
    IReadOnlyList<Chapter> Chapters)
{
    /// <summary>As people name it: Perwali 25/2023.</summary>
    public string Name => $"{Abbreviation} {Number}/{Year}";

    /// <summary>The chapter that holds the first place cited; null only for a place that the profile's loader would have refused.</summary>
    public Chapter? ChapterOf(Citation citation)
    {
        var first = citation.Places[0].Steps[0];
        return first.Kind switch
        {
            ProvisionKind.Article => Chapters.FirstOrDefault(chapter => !chapter.IsAnnex && chapter.First <= first.Number && first.Number <= chapter.Last),
            ProvisionKind.Annex => Chapters.FirstOrDefault(chapter => chapter.IsAnnex),
            ProvisionKind.Chapter => Chapters.FirstOrDefault(chapter => !chapter.IsAnnex && first.ToString() == "BAB " + chapter.Number),
            _ => null,
        };
    }
}

/// <summary>A chapter (BAB) or the annex (Lampiran).</summary>
/// <param name="Number">As printed: a Roman numeral, or <c>Lampiran</c>.</param>
/// <param name="First">Its first article; 0 for an annex.</param>
/// <param name="Last">Its last article; 0 for an annex.</param>
public sealed record Chapter(string Number, string Title, int First, int Last, bool IsAnnex);

/// <summary>An earlier regulation that this one revokes.</summary>
public sealed record Revocation(string Title, Citation Cite);

/// <summary>A transition term.</summary>
/// <param name="By">The last day, where the text gives one.</param>
public sealed record TransitionTerm(string Text, Citation Cite, DateOnly? By);
