namespace Simpul.Web.Modules.Applications.Repository.Deposits;

/// <summary>What can be handed in, by the words that steps' records and obligations' arguments use.</summary>
internal static class DepositWords
{
    public const string Source = "source";
    public const string Package = "package";
    public const string Documents = "documents";

    /// <summary>That whoever runs the repository took over all that was handed in.</summary>
    public const string Item = "repository-item";

    public static readonly IReadOnlyList<string> Contents = [Source, Package, Documents];

    public static readonly IReadOnlyList<string> All = [.. Contents, Item];

    /// <summary>Media types of what is written to be read; every other file of a release is something that is installed.</summary>
    public static readonly IReadOnlyList<string> Readable =
    [
        "application/pdf", "text/plain", "text/markdown",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
    ];

    public const string Archive = "application/zip";

    /// <summary>A content in a sentence.</summary>
    public static string Of(string content) => content switch
    {
        Source => "kode sumber",
        Package => "aplikasi hasil kompilasi",
        Documents => "dokumentasi",
        "knowledge-entry" => "catatan pengetahuan",
        "hosting-record" => "catatan penempatan",
        _ => "isi repositori",
    };
}
