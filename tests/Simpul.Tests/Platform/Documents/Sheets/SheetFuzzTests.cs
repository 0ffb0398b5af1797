using System.Diagnostics;
using System.IO.Compression;
using Shouldly;
using Simpul.Web.Platform.Documents.Sheets;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Sheets;

/// <summary>Files broken by chance are answered with rows or refused with a sentence; nothing else may come out, and soon.</summary>
public sealed class SheetFuzzTests
{
    private static readonly string[] Headings = ["NIP", "Nilai", "Tanggal", "Aktif"];
    private static readonly string[] Fragments = ["<", ">", "&", "\"", "'", "</c>", "<row>", "]]>", "<!--", "<!DOCTYPE a>", "t='s'", "r='ZZZ1'", "99999999999999", "-1", "1E999", "\0", "é"];

    [Fact]
    public void A_broken_zip_is_answered_or_refused()
    {
        var sample = Sample();
        var random = new Random(20221209);
        var refused = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = sample.ToArray();
            for (var n = random.Next(1, 12); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(1, bytes.Length)];
            refused += Answers(new MemoryStream(bytes)) ? 0 : 1;
        }
        refused.ShouldBeInRange(500, 1_999);
    }

    [Fact]
    public void Broken_xml_inside_is_answered_or_refused()
    {
        var parts = Parts(Sample());
        var random = new Random(25);
        var (answered, refused) = (0, 0);
        for (var i = 0; i < 2_000; i++)
        {
            var changed = parts.ToList();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                var at = random.Next(changed.Count);
                changed[at] = (changed[at].Name, Mutate(changed[at].Content, random));
            }
            if (random.Next(10) == 0) changed.RemoveAt(random.Next(changed.Count));
            if (Answers(Sheets.Zip(changed))) answered++;
            else refused++;
        }
        answered.ShouldBeGreaterThan(50);
        refused.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Broken_csv_is_answered_or_refused()
    {
        var random = new Random(74);
        const string Letters = "NIP;Nilai,Tanggal\tAktif\"\"\"\r\n\n==1é\uFEFF";
        for (var i = 0; i < 2_000; i++)
            Answers(Sheets.Text("NIP;Nilai;Tanggal\r\n" + string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => Letters[random.Next(Letters.Length)]))));
    }

    private static string Mutate(string text, Random random)
    {
        var at = random.Next(text.Length);
        var fragment = Fragments[random.Next(Fragments.Length)];
        return random.Next(3) switch
        {
            0 => text.Insert(at, fragment),
            1 => text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at)),
            _ => string.Concat(text.AsSpan(0, at), fragment, text.AsSpan(Math.Min(text.Length, at + fragment.Length))),
        };
    }

    private static bool Answers(Stream file)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var reader = SheetReader.Open(file, Headings);
            foreach (var row in reader.Rows())
            {
                _ = (row.Text("NIP"), row.Number("Nilai"), row.Whole("Nilai"), row.Date("Tanggal"), row.Boolean("Aktif"), row.Cells.Count);
            }
            return true;
        }
        catch (UnreadableSheetException refused)
        {
            refused.Message.ShouldNotBeNullOrWhiteSpace();
            return false;
        }
        finally
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        }
    }

    private static MemoryStream Sample() => Sheets.Write(
        [new("NIP") { Help = "x" }, new("Nilai", CellKind.Number), new("Tanggal", CellKind.Date), new("Aktif", CellKind.Boolean)],
        Enumerable.Range(0, 20).Select(i => new object?[] { $"19800101200501{i:0000}", i * 1.5m, new DateOnly(2026, 1, 1).AddDays(i), i % 2 == 0 }));

    private static List<(string Name, string Content)> Parts(MemoryStream file)
    {
        using var zip = new ZipArchive(file);
        return [.. zip.Entries.Select(entry => { using var reader = new StreamReader(entry.Open()); return (entry.FullName, reader.ReadToEnd()); })];
    }
}
