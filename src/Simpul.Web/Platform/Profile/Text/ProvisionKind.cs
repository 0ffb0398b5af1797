namespace Simpul.Web.Platform.Profile.Text;

/// <summary>
/// What a place in a regulation is. The order is the order in which the kinds stand in a document, and
/// <see cref="Citation"/> sorts by it: headings among themselves, then articles and what is in them, annexes last.
/// </summary>
public enum ProvisionKind
{
    /// <summary>BAB, in the body or in an annex.</summary>
    Chapter,

    /// <summary>Bagian.</summary>
    Part,

    /// <summary>Paragraf, the heading below a Bagian (not the ayat).</summary>
    Section,

    /// <summary>Pasal.</summary>
    Article,

    /// <summary>Ayat, printed "(3)".</summary>
    Paragraph,

    /// <summary>A capital letter that heads a stretch of an annex, printed "C.".</summary>
    Division,

    /// <summary>Huruf, printed "c.".</summary>
    Letter,

    /// <summary>Angka, printed "3.".</summary>
    Number,

    /// <summary>Huruf at the third level of a list, printed "c)".</summary>
    SubLetter,

    /// <summary>Angka at the fourth level of a list, printed "3)".</summary>
    SubNumber,

    /// <summary>Alinea: a block of words without a mark of its own, counted within what holds it.</summary>
    Passage,

    /// <summary>Lampiran.</summary>
    Annex,
}
