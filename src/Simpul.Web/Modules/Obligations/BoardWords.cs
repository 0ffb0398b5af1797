using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Obligations;

/// <summary>What the records of this module are called where the journal is read.</summary>
internal static class BoardWords
{
    public static readonly IReadOnlyList<RecordWords> All =
    [
        new("attestations", "pernyataan pemenuhan", new Dictionary<string, string>
        {
            ["obligationId"] = "Kewajiban",
            ["statement"] = "Yang dinyatakan",
            ["doneOn"] = "Dilaksanakan",
            ["link"] = "Tautan bukti",
            ["personName"] = "",
            ["officeTitle"] = "",
            ["attestedAt"] = "Dinyatakan",
            ["withdrawnAt"] = "Ditarik",
            ["withdrawnOn"] = "",
            ["withdrawnReason"] = "Alasan ditarik",
        }),
        new("calendar-addresses", "alamat kalender", new Dictionary<string, string> { ["office"] = "Jabatan menurut peraturan", ["renewals"] = "Berapa kali diganti" }),
        new("regulation-texts", "naskah peraturan", new Dictionary<string, string>
        {
            ["regulationId"] = "Peraturan",
            ["sha256"] = "SHA-256",
            ["articles"] = "Pasal yang terbaca",
            ["notices"] = "Yang perlu diperiksa",
            ["importedAt"] = "Dimuat",
        }),
    ];
}
