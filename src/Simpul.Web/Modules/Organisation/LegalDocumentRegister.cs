using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The register of legal documents. Documents above the reader's clearance are left out.</summary>
internal static class LegalDocumentRegister
{
    public static readonly Register<LegalDocument> Declared = new()
    {
        Kind = "legal-documents",
        Slug = "produk-hukum",
        Title = "Produk hukum",
        One = "produk hukum",
        Why = "Peraturan, keputusan, dan surat edaran yang menjadi dasar tim, penunjukan, dan kebijakan. Yang publik tampil di portal.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Legal,
        Chapter = "Tata Kelola",
        Icon = "journal-text",
        OrderedBy = "-issuedOn",
        TitleOf = item => item.Number.Length > 0 ? item.Title + " (" + item.Number + ")" : item.Title,
        AlsoFoundBy = item => item.Number,
        ClassificationOf = item => item.Classification,
        Of =
        [
            Fields.Text<LegalDocument>("title", "Judul", item => item.Title, LegalDocument.TitleLength, new() { Required = true, Listed = true, Searched = true, Help = "Tentang apa, seperti pada naskahnya." }),
            Fields.Choice<LegalDocument, LegalDocumentKind>("kind", "Jenis", item => item.Kind, Words.LegalDocumentKinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Text<LegalDocument>("number", "Nomor", item => item.Number, LegalDocument.NumberLength, new() { Required = true, Listed = true, Searched = true, Help = "Misalnya 25 Tahun 2023 atau 123/KPTS/DISKOMINFO/2026." }),
            Fields.Date<LegalDocument>("issuedOn", "Ditetapkan pada", item => item.IssuedOn, new() { Required = true, Listed = true }),
            Fields.Key<LegalDocument>("signer", "Ditandatangani oleh", item => item.Signer, 60, ProfileChoices.OwnOffices, new() { Help = "Kosongkan bila sudah jelas dari jenisnya." }),
            Fields.Choices<LegalDocument>("about", "Mengatur", item => item.About, ProfileChoices.Subjects, new() { Help = "Papan kewajiban mencari keputusan dari isian ini." }),
            Fields.Date<LegalDocument>("inForceFrom", "Berlaku sejak", item => item.InForceFrom, new() { Required = true, Listed = true }),
            Fields.Date<LegalDocument>("inForceUntil", "Berlaku sampai", item => item.InForceUntil, new() { Listed = true, Help = "Hari terakhir; kosongkan selama berlaku." }),
            Fields.Reference<LegalDocument>("revokedBy", "Dicabut oleh", item => item.RevokedById, "legal-documents"),
            Fields.Text<LegalDocument>("conflictNote", "Catatan kesesuaian", item => item.ConflictNote, 1000, new() { Help = "Untuk aturan lama: apakah bertentangan dengan peraturan SPBE yang berlaku, dan bagian mana." }, longText: true),
            Fields.Choice<LegalDocument, Classification>("classification", "Sifat", item => item.Classification, Words.Classifications, new() { Required = true, Filtered = true, Help = "Yang publik tampil di portal." }),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(Check(item)),
    };

    private static List<Refusal> Check(LegalDocument item)
    {
        var refusals = new List<Refusal>(PeriodRules.Term(item.InForceFrom, item.InForceUntil, "inForceUntil"));
        if (item.RevokedById is not null && item.InForceUntil is null)
        {
            refusals.Add(Refusal.At("inForceUntil", "Isi hari terakhir berlaku dari produk hukum yang dicabut."));
        }
        if (item.RevokedById == item.Id)
        {
            refusals.Add(Refusal.At("revokedBy", "Produk hukum tidak mencabut dirinya sendiri."));
        }
        return refusals;
    }
}
