using Shouldly;
using Simpul.Web.Platform.Profile.Text;
using Xunit;

namespace Simpul.Tests.Platform.Profile.Text;

public sealed class RegulationTextFuzzTests
{
    private static readonly string[] Lines =
    [
        "BAB I", "BAB VII PENUTUP", "Bagian Kedua", "Paragraf 1", "Pasal 1", "Pasal 3", "Pasal 8 (1) Ada.", "(1) Setiap orang", "(7) Dinas.", "a. satu;", "l. dua",
        "1. tiga:", "a) empat; dan", "1) lima", "A. Enam", "LAMPIRAN", "LAMPIRAN II", "PENJELASAN", "Agar setiap orang mengetahuinya,", "BUPATI CONTOH,",
        "- 7 -", "12", "\f", "", "", "", "(2) Catatan.....", "sebagaimana dimaksud dalam", "pada ayat", "perundang-", "undangan", "tujuh.", "Delapan:", "*", "#",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_damage_loses_a_word_or_makes_a_provision_that_cannot_be_cited(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 400; round++) ShouldHold(Damage(Texts.MadeUp, random));
    }

    [Fact]
    public void No_order_of_lines_does()
    {
        var random = new Random(4);
        for (var round = 0; round < 1500; round++) ShouldHold(string.Join('\n', random.GetItems(Lines, random.Next(60))));
    }

    [Theory]
    [InlineData("baubau-68-2023")]
    [InlineData("bangka-tengah-74-2021")]
    [InlineData("palangka-raya-9-2022")]
    [InlineData("palembang-25-2023")]
    public void No_damage_to_a_real_regulation_does(string regulation)
    {
        var text = Texts.Real(regulation);
        var random = new Random(5);
        for (var round = 0; round < 15; round++) ShouldHold(Damage(text, random));
    }

    /// <summary>Each of these made some reader's time grow with the square of the length, or its stack with the depth.</summary>
    [Theory]
    [InlineData("(1) Setiap orang.\n")]
    [InlineData("Pasal 1\n")]
    [InlineData("BAB I\n")]
    [InlineData("a. satu:\n1. dua:\na) tiga:\n1) empat:\n")]
    [InlineData("1. dua:\na. satu:\n")]
    [InlineData("A. Judul\n\nKalimat.\n\n")]
    [InlineData("Kalimat.\n\n")]
    [InlineData("Kalimat.\n\n1. satu.\n\n")]
    [InlineData("(2) Catatan.....\n")]
    [InlineData("- ")]
    [InlineData("#")]
    [InlineData("(")]
    [InlineData("kata-\n")]
    [InlineData("- 7 -\nPERATURAN BUPATI\n")]
    [InlineData("Bagian Kesatu ")]
    [InlineData("Pasal 1 (1) Pasal 2 (1) ")]
    [InlineData("\f")]
    [InlineData(" \n")]
    public async Task A_long_monotonous_text_is_read_in_seconds(string unit)
    {
        foreach (var before in (string[])["", "BAB I\nPasal 1\nKetentuan:\n", "BAB I\nPasal 1\nAda.\n\nLAMPIRAN\n\n"])
        {
            var text = before + string.Concat(Enumerable.Repeat(unit, 300_000 / unit.Length));
            var read = await Task.Run(() => RegulationTextReader.Read(text)).WaitAsync(TimeSpan.FromSeconds(20));
            read.Provisions.SelectMany(provision => provision.Whole()).ShouldAllBe(provision => provision.Place.Steps.Length <= 12);
        }
    }

    private static void ShouldHold(string text)
    {
        try
        {
            var read = Words.ShouldAllBeThere(text);
            var anchors = new HashSet<string>(StringComparer.Ordinal);
            foreach (var provision in read.Provisions.SelectMany(provision => provision.Whole()))
            {
                anchors.Add(provision.Place.Anchor).ShouldBeTrue(provision.ToString());
                read.Find(Citation.Parse(provision.Citation.ToString())).ShouldBe([provision]);
                provision.LastLine.ShouldBeGreaterThanOrEqualTo(provision.FirstLine);
            }
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{failure.Message}\n--- with:\n{text}", failure);
        }
    }

    private static string Damage(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        for (var times = random.Next(1, 8); times > 0; times--)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(8))
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(at, lines[at]);
                    break;
                case 2:
                    lines.Insert(at, random.GetItems(Lines, 1)[0]);
                    break;
                case 3:
                    (lines[at], lines[random.Next(lines.Count)]) = (lines[random.Next(lines.Count)], lines[at]);
                    break;
                case 4:
                    lines[at] = Scramble(lines[at], random);
                    break;
                case 5:
                    lines = [.. lines.Take(random.Next(lines.Count / 2, lines.Count))];
                    break;
                case 6:
                    lines.RemoveRange(at, Math.Min(random.Next(30), lines.Count - at));
                    break;
                default:
                    lines.RemoveAll(line => line.Trim().Length == 0);
                    break;
            }

            if (lines.Count == 0) return "";
        }

        return string.Join('\n', lines);
    }

    private static string Scramble(string line, Random random)
    {
        var signs = line.ToCharArray();
        for (var times = random.Next(1, 6); times > 0 && signs.Length > 0; times--) signs[random.Next(signs.Length)] = (char)random.Next(1, 0x2100);
        return new string(signs);
    }
}
