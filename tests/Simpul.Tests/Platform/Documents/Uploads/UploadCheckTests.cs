using System.IO.Compression;
using System.Text;
using Shouldly;
using Simpul.Web.Platform.Documents.Pdf;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Documents.Uploads;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Uploads;

public sealed class UploadCheckTests
{
    private static readonly UploadCheck Usual = new();

    [Theory]
    [InlineData("%PDF-1.7\n...", ContentKind.Pdf)]
    [InlineData("\u0089PNG\r\n\u001A\n....", ContentKind.Png)]
    [InlineData("\u00FF\u00D8\u00FF\u00E0..JFIF", ContentKind.Jpeg)]
    [InlineData("GIF89a....", ContentKind.Gif)]
    [InlineData("RIFF\u0001\u0002\u0003\u0004WEBPVP8 ", ContentKind.Webp)]
    [InlineData("\0\0\0\u0018ftypmp42....", ContentKind.Mp4)]
    [InlineData("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", ContentKind.OldOffice)]
    [InlineData("MZ\u0090\0\u0003", ContentKind.Program)]
    [InlineData("\u007FELF\u0002", ContentKind.Program)]
    [InlineData("#!/bin/sh\nrm", ContentKind.Program)]
    [InlineData("Nama;Nilai\r\nAni;2", ContentKind.Text)]
    [InlineData("Caf\u00E9 dalam Latin-1", ContentKind.Text)]
    [InlineData("MZ bukan program", ContentKind.Text)]
    [InlineData(" {\"a\": 1}", ContentKind.Json)]
    [InlineData("[1, 2]", ContentKind.Json)]
    [InlineData("[catatan] teks", ContentKind.Text)]
    [InlineData("<?xml version='1.0'?>\n<!-- <html> -->\n<model xmlns='x'/>", ContentKind.Xml)]
    [InlineData("<model/>", ContentKind.Xml)]
    [InlineData("<?xml version='1.0'?><!DOCTYPE svg><svg onload='x'/>", ContentKind.Svg)]
    [InlineData("<s:svg xmlns:s='x'/>", ContentKind.Svg)]
    [InlineData("<?xml version='1.0'?><html/>", ContentKind.Html)]
    [InlineData("  <!DocType HTML><p>", ContentKind.Html)]
    [InlineData("<script>alert(1)</script>", ContentKind.Html)]
    [InlineData("<!-- tak berakhir", ContentKind.Html)]
    [InlineData("\u0001\u0002\u0003", ContentKind.Unknown)]
    [InlineData("PK\u0003\u0004 rusak", ContentKind.Unknown)]
    [InlineData("", ContentKind.Empty)]
    public void What_a_file_is_shows_in_its_bytes(string latin, ContentKind kind) => ContentSniffer.Sniff(new MemoryStream(Encoding.Latin1.GetBytes(latin))).ShouldBe(kind);

    [Theory]
    [InlineData("[Content_Types].xml|word/document.xml", ContentKind.Docx)]
    [InlineData("[Content_Types].xml|xl/workbook.xml", ContentKind.Xlsx)]
    [InlineData("ppt/presentation.xml|[Content_Types].xml", ContentKind.Pptx)]
    [InlineData("[Content_Types].xml|word/document.xml|word/vbaProject.bin", ContentKind.Macros)]
    [InlineData("mimetype=application/vnd.oasis.opendocument.text", ContentKind.Odt)]
    [InlineData("mimetype=application/vnd.oasis.opendocument.spreadsheet", ContentKind.Ods)]
    [InlineData("mimetype=application/vnd.oasis.opendocument.text|Basic/Standard/x.xml", ContentKind.Macros)]
    [InlineData("mimetype=application/epub+zip", ContentKind.Zip)]
    [InlineData("word/document.xml", ContentKind.Zip)]
    [InlineData("foto/a.jpg", ContentKind.Zip)]
    [InlineData("META-INF/MANIFEST.MF|app/Main.class", ContentKind.Jar)]
    [InlineData("META-INF/MANIFEST.MF|AndroidManifest.xml|classes.dex", ContentKind.Apk)]
    public void What_a_zip_is_shows_in_its_entries(string entries, ContentKind kind) => ContentSniffer.Sniff(Zip(entries)).ShouldBe(kind);

    [Fact]
    public void Packages_are_accepted_by_what_is_in_them_and_only_where_they_are_asked_for()
    {
        var packages = new UploadCheck(types: UploadType.WithPackages);
        packages.Check("aplikasi.jar", Zip("META-INF/MANIFEST.MF")).ShouldBe(new UploadVerdict("aplikasi.jar", "application/java-archive", null));
        packages.Check("aplikasi.apk", Zip("AndroidManifest.xml")).Accepted.ShouldBeTrue();
        packages.Check("aplikasi.tar.gz", Tar()).Accepted.ShouldBeTrue();
        packages.Check("aplikasi.tgz", Tar()).Accepted.ShouldBeTrue();
        packages.Check("aplikasi.zip", Zip("META-INF/MANIFEST.MF")).Accepted.ShouldBeTrue("A zip may hold anything.");
        packages.Check("aplikasi.apk", Zip("foto/a.jpg")).Refusal!.ShouldContain(".apk, tetapi isinya arsip ZIP");
        packages.Check("aplikasi.tar.gz", Packed("bukan tar"u8.ToArray())).Accepted.ShouldBeFalse();
        packages.Check("aplikasi.tar.gz", new MemoryStream([0x1F, 0x8B, 0x08, 1, 2, 3])).Accepted.ShouldBeFalse();
        Usual.Check("aplikasi.jar", Zip("META-INF/MANIFEST.MF")).Accepted.ShouldBeFalse();

        static MemoryStream Tar()
        {
            using var memory = new MemoryStream();
            using (var tar = new System.Formats.Tar.TarWriter(memory, leaveOpen: true))
            {
                tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "app.bin") { DataStream = new MemoryStream([1, 2, 3]) });
            }
            return Packed(memory.ToArray());
        }

        static MemoryStream Packed(byte[] content)
        {
            var packed = new MemoryStream();
            using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
            {
                gzip.Write(content);
            }
            packed.Position = 0;
            return packed;
        }
    }

    [Fact]
    public void What_the_program_itself_writes_is_accepted()
    {
        using var sheet = new MemoryStream();
        using (var workbook = new WorkbookWriter(sheet, "x")) workbook.Sheet("x", [new("A")]);
        Usual.Check("aset.xlsx", sheet).Accepted.ShouldBeTrue();

        using var paper = new MemoryStream();
        new PdfReport(new PdfInfo("x", DateTimeOffset.UnixEpoch)).Save(paper);
        Usual.Check("Laporan.PDF", paper).ShouldBe(new UploadVerdict("Laporan.PDF", "application/pdf", null));
    }

    [Theory]
    [InlineData("foto.jpg", "%PDF-1.7", "Isi berkas tidak sesuai dengan namanya: .jpg, tetapi isinya dokumen PDF. Periksa berkas, atau ubah akhiran namanya bila salah.")]
    [InlineData("data.csv", "<script>alert(1)</script>", "Isi berkas tidak sesuai dengan namanya: .csv, tetapi isinya halaman web, yang dapat memuat skrip. Periksa berkas, atau ubah akhiran namanya bila salah.")]
    [InlineData("surat.pdf", "MZ\0", "Isi berkas tidak sesuai dengan namanya: .pdf, tetapi isinya program. Periksa berkas, atau ubah akhiran namanya bila salah.")]
    [InlineData("kosong.txt", "", "Berkas kosong. Pilih berkas yang berisi.")]
    [InlineData("surat.docx", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", "Isi berkas berformat Office lama atau dikunci kata sandi. Simpan tanpa kata sandi sebagai .docx, lalu unggah lagi.")]
    public void A_file_that_is_not_what_its_name_says_is_refused(string name, string latin, string refusal) =>
        Usual.Check(name, new MemoryStream(Encoding.Latin1.GetBytes(latin))).Refusal.ShouldBe(refusal);

    [Fact]
    public void An_extension_outside_the_list_is_refused_with_the_list()
    {
        var check = new UploadCheck(types: [new("pdf", "application/pdf", ContentKind.Pdf), new("png", "image/png", ContentKind.Png)]);
        check.Check("halaman.html", new MemoryStream([1])).Refusal.ShouldBe("Jenis berkas .html tidak diterima. Yang diterima: .pdf, .png.");
        check.Check("berkas", new MemoryStream([1])).Refusal.ShouldBe("Jenis berkas tanpa akhiran tidak diterima. Yang diterima: .pdf, .png.");
        check.Check("surat.pdf.exe", new MemoryStream("%PDF-"u8.ToArray())).Accepted.ShouldBeFalse();
    }

    [Fact]
    public void Macros_are_refused_under_any_name() =>
        Usual.Check("surat.docx", Zip("[Content_Types].xml|word/document.xml|word/vbaProject.bin")).Refusal.ShouldBe("Berkas memuat makro. Simpan tanpa makro, lalu unggah lagi.");

    [Fact]
    public void A_file_that_is_too_large_is_refused() =>
        new UploadCheck(longest: 3 * 1024 * 1024).Check("a.txt", new MemoryStream(new byte[3 * 1024 * 1024 + 1])).Refusal.ShouldBe("Berkas lebih dari 3 MB. Perkecil berkas atau bagi menjadi beberapa bagian.");

    [Fact]
    public void The_stream_is_left_where_it_was()
    {
        using var zip = Zip("a.txt");
        zip.Position = 5;
        Usual.Check("a.zip", zip).Accepted.ShouldBeTrue();
        zip.Position.ShouldBe(5);
    }

    [Theory]
    [InlineData("C:\\Users\\x\\surat.pdf", "surat.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("surat\u202Efdp.exe", "suratfdp.exe")]
    [InlineData("a\r\nb\0.pdf", "ab.pdf")]
    [InlineData("..", "berkas")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("Surat Keputusan — Nomor 5/2026.pdf", "2026.pdf")]
    [InlineData("Berapa? <1>.pdf", "Berapa- -1-.pdf")]
    public void A_name_keeps_nothing_that_deceives(string given, string clean) => UploadCheck.CleanName(given).ShouldBe(clean);

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var name = UploadCheck.CleanName(new string('a', 400) + ".xlsx");
        name.Length.ShouldBe(150);
        name.ShouldEndWith("a.xlsx");
    }

    [Fact]
    public void Random_bytes_always_get_an_answer()
    {
        var random = new Random(68);
        string[] starts = ["", "PK\u0003\u0004", "<", "<?xml ", "{", "RIFF", "\u0089PNG"];
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            if (i % 2 == 0) for (var n = 0; n < bytes.Length; n++) bytes[n] = (byte)"<>!-? \nahtmlsvg/:PK\u0005\u0006"[bytes[n] % 21];
            Usual.Check($"a.{UploadType.Usual[i % UploadType.Usual.Count].Extension}", new MemoryStream([.. Encoding.Latin1.GetBytes(starts[i % starts.Length]), .. bytes])).Refusal?.ShouldNotBeEmpty();
        }
    }

    private static MemoryStream Zip(string entries)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries.Split('|'))
            {
                var parts = entry.Split('=');
                using var content = zip.CreateEntry(parts[0]).Open();
                content.Write(Encoding.ASCII.GetBytes(parts.Length > 1 ? parts[1] : "x"));
            }
        }
        return file;
    }
}
