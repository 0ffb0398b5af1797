namespace Simpul.Web.Platform.Documents.Uploads;

/// <summary>What a file is by its bytes, whatever it is called.</summary>
public enum ContentKind
{
    Unknown, Empty, Pdf, Png, Jpeg, Gif, Webp, Mp4, Zip, Jar, Apk, TarGzip, Docx, Xlsx, Pptx, Odt, Ods, Odp, OldOffice, Text, Json, Xml, Svg, Html, Program,

    /// <summary>An Office file that carries macros, whatever its name.</summary>
    Macros,
}

/// <summary>A type of file that is accepted: the extension that it must have and what its bytes may be.</summary>
/// <param name="Extension">In lower case, without a dot.</param>
public sealed record UploadType(string Extension, string MediaType, params IReadOnlyList<ContentKind> Kinds)
{
    /// <summary>Documents, pictures, sheets, archives and data. Not those that a browser or an office program would run: html, svg, macros.</summary>
    public static IReadOnlyList<UploadType> Usual { get; } =
    [
        new("pdf", "application/pdf", ContentKind.Pdf),
        new("png", "image/png", ContentKind.Png),
        new("jpg", "image/jpeg", ContentKind.Jpeg),
        new("jpeg", "image/jpeg", ContentKind.Jpeg),
        new("gif", "image/gif", ContentKind.Gif),
        new("webp", "image/webp", ContentKind.Webp),
        new("mp4", "video/mp4", ContentKind.Mp4),
        new("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ContentKind.Docx),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ContentKind.Xlsx),
        new("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ContentKind.Pptx),
        new("odt", "application/vnd.oasis.opendocument.text", ContentKind.Odt),
        new("ods", "application/vnd.oasis.opendocument.spreadsheet", ContentKind.Ods),
        new("odp", "application/vnd.oasis.opendocument.presentation", ContentKind.Odp),
        new("zip", "application/zip", ContentKind.Zip, ContentKind.Jar, ContentKind.Apk),
        new("txt", "text/plain", ContentKind.Text, ContentKind.Json),
        new("md", "text/markdown", ContentKind.Text),
        new("csv", "text/csv", ContentKind.Text),
        new("yaml", "application/yaml", ContentKind.Text),
        new("json", "application/json", ContentKind.Json),
        new("xml", "application/xml", ContentKind.Xml),
    ];

    /// <summary>The usual ones, and what programs are installed from: only for files of releases, which nobody opens here.</summary>
    public static IReadOnlyList<UploadType> WithPackages { get; } =
    [
        .. Usual,
        new("apk", "application/vnd.android.package-archive", ContentKind.Apk),
        new("jar", "application/java-archive", ContentKind.Jar),
        new("gz", "application/gzip", ContentKind.TarGzip),
        new("tgz", "application/gzip", ContentKind.TarGzip),
    ];
}
