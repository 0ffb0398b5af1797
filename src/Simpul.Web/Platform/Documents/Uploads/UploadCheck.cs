using System.Globalization;
using System.Text;

namespace Simpul.Web.Platform.Documents.Uploads;

/// <summary>The answer to an upload: accepted under this name and type, or a sentence for the person who sent it.</summary>
public sealed record UploadVerdict(string Name, string MediaType, string? Refusal)
{
    public bool Accepted => Refusal is null;
}

/// <summary>Decides whether an upload may be kept: its size, its extension against the list, its bytes against its extension.</summary>
/// <param name="longest">In bytes.</param>
public sealed class UploadCheck(long longest = UploadCheck.Usual, IReadOnlyList<UploadType>? types = null)
{
    public const long Usual = 20 * 1024 * 1024;

    private const int LongestName = 150;

    private readonly IReadOnlyList<UploadType> types = types ?? UploadType.Usual;

    /// <param name="fileName">As the browser gave it; a path in front of it is ignored.</param>
    /// <param name="content">Can seek; it is left where it was.</param>
    public UploadVerdict Check(string fileName, Stream content)
    {
        var name = CleanName(fileName);
        var extension = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        var type = types.FirstOrDefault(type => type.Extension == extension);
        return new(name, type?.MediaType ?? "application/octet-stream", Refusal(extension, type, content));
    }

    /// <summary>
    /// The last part of a path, without what would deceive a reader or a file system: control characters, marks that turn the writing direction, characters
    /// that Windows does not allow. At most 150 characters, the extension kept.
    /// </summary>
    public static string CleanName(string fileName)
    {
        var last = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned || rune.Value == 0xFFFD) continue;
            clean.Append(rune.Value is ':' or '*' or '?' or '"' or '<' or '>' or '|' ? "-" : rune.ToString());
        }
        var name = clean.ToString().Trim().TrimStart('.').TrimEnd('.', ' ');
        if (name.Length == 0) return "berkas";
        if (name.Length <= LongestName) return name;
        var extension = Path.GetExtension(name) is { Length: <= 10 } brief ? brief : "";
        var end = LongestName - extension.Length;
        return name[..(char.IsHighSurrogate(name[end - 1]) ? end - 1 : end)].TrimEnd() + extension;
    }

    private string? Refusal(string extension, UploadType? type, Stream content)
    {
        if (content.Length > longest)
            return $"Berkas lebih dari {Size(longest)}. Perkecil berkas atau bagi menjadi beberapa bagian.";
        if (type is null)
            return $"Jenis berkas {(extension.Length == 0 ? "tanpa akhiran" : "." + extension)} tidak diterima. Yang diterima: {string.Join(", ", types.Select(known => "." + known.Extension))}.";
        var kind = ContentSniffer.Sniff(content);
        if (type.Kinds.Contains(kind)) return null;
        return kind switch
        {
            ContentKind.Empty => "Berkas kosong. Pilih berkas yang berisi.",
            ContentKind.Macros => "Berkas memuat makro. Simpan tanpa makro, lalu unggah lagi.",
            ContentKind.OldOffice => $"Isi berkas berformat Office lama atau dikunci kata sandi. Simpan tanpa kata sandi sebagai .{extension}, lalu unggah lagi.",
            _ => $"Isi berkas tidak sesuai dengan namanya: .{extension}, tetapi isinya {Words(kind)}. Periksa berkas, atau ubah akhiran namanya bila salah.",
        };
    }

    private static string Size(long bytes) => bytes >= 1024 * 1024 ? $"{bytes / (1024 * 1024)} MB" : $"{bytes / 1024} KB";

    private static string Words(ContentKind kind) => kind switch
    {
        ContentKind.Pdf => "dokumen PDF",
        ContentKind.Png or ContentKind.Jpeg or ContentKind.Gif or ContentKind.Webp => $"gambar {kind.ToString().ToUpperInvariant()}",
        ContentKind.Mp4 => "video",
        ContentKind.Zip => "arsip ZIP",
        ContentKind.Jar => "paket Java (JAR)",
        ContentKind.Apk => "paket Android (APK)",
        ContentKind.TarGzip => "arsip tar yang dimampatkan",
        ContentKind.Docx or ContentKind.Odt => "dokumen teks",
        ContentKind.Xlsx or ContentKind.Ods => "lembar kerja",
        ContentKind.Pptx or ContentKind.Odp => "presentasi",
        ContentKind.Text => "teks biasa",
        ContentKind.Json => "JSON",
        ContentKind.Xml => "XML",
        ContentKind.Svg => "gambar SVG, yang dapat memuat skrip",
        ContentKind.Html => "halaman web, yang dapat memuat skrip",
        ContentKind.Program => "program",
        _ => "tidak dikenal",
    };
}
