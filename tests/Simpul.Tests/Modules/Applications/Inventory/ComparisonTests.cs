using System.Text;
using Shouldly;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Likenesses;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Inventory;

/// <summary>The laws of comparing two applications.</summary>
public sealed class ComparisonTests
{
    private static readonly Guid[] pool = [.. Enumerable.Range(1, 12).Select(at => new Guid(at, 0, 0, new byte[8]))];
    private static readonly string[] odd = ["", " ", "!!!", "\u0000", "\ud800", "é́́", "🚑🚑", "ﷺ", new string('a', 5000), "me", "kan", "menge", "-an", "\r\n\t", "antrean\nantrean", "DAN ATAU YANG", "a b c"];

    [Theory]
    [InlineData("pelayanan", "melayani", true)]
    [InlineData("pendaftaran", "mendaftarkan", true)]
    [InlineData("antreannya", "antrean", true)]
    [InlineData("pasien", "pasar", false)]
    [InlineData("air", "air", true)]
    public void Words_of_one_root_come_out_alike(string one, string other, bool alike) => (SimilarWords.Root(one) == SimilarWords.Root(other)).ShouldBe(alike);

    [Fact]
    public void Words_that_every_description_has_do_not_count() => SimilarWords.Of("Aplikasi layanan terpadu untuk daerah dan kota").ShouldBeEmpty();

    [Fact]
    public void Likeness_is_symmetric_between_0_and_1_and_whole_with_itself_whatever_the_text()
    {
        var random = new Random(20261128);
        var all = Enumerable.Range(0, 150).Select(_ => Any(random)).ToList();
        foreach (var one in all)
        {
            Comparison.Of(one, one with { Id = Guid.NewGuid() }, Name).Score.ShouldBe(1, 1e-12);
            foreach (var other in all)
            {
                var (score, why) = Comparison.Of(one, other, Name);
                score.ShouldBeInRange(0, 1);
                score.ShouldBe(Comparison.Of(other, one, Name).Score);
                why.Where(sentence => !sentence.EndsWith('.')).ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public void What_shares_process_and_functions_is_likelier_than_what_shares_a_word()
    {
        var proposal = Plain("Antrean rawat jalan daring", "Pasien mengambil nomor antrean.", ["Mengambil nomor antrean", "Memanggil pasien"], pool[0]);
        var twin = Plain("Nomor antrean pasien", "Antrean untuk pasien.", ["Pengambilan nomor antrean"], pool[0]);
        var cousin = Plain("Antrean kendaraan uji", "Jadwal uji kendaraan.", ["Mendaftarkan kendaraan"], pool[1]);
        var (likely, why) = Comparison.Of(proposal, twin, Name);
        likely.ShouldBeGreaterThan(0.55);
        Comparison.Of(proposal, cousin, Name).Score.ShouldBeLessThan(Similarity.Least);
        why[0].ShouldStartWith("Mendukung proses bisnis yang sama: P1");
        why.ShouldContain(sentence => sentence.StartsWith("Fungsinya mirip") && sentence.Contains("antrean"));
    }

    [Fact]
    public void A_proposal_is_shown_all_that_serves_its_process_however_little_else_they_share()
    {
        var one = Plain("Sipanda", "", ["Memetakan jalan"], pool[3]);
        var other = Plain("Lentera", "", ["Menilai aspal"], pool[3], pool[4], pool[5], pool[6], pool[7]);
        Comparison.Of(one, other, Name).Score.ShouldBeLessThan(Similarity.Least);
        Similarity.Among(one, [one, other], Name, 5).ShouldHaveSingleItem().Application.ShouldBe(other.Id);
        Similarity.Among(other, [one, other], Name, 5).ShouldHaveSingleItem().Application.ShouldBe(one.Id);
        // What runs already is compared with as well: it is why a second one may not be needed.
        Similarity.Among(one, [other with { Stage = ApplicationStage.Running }], Name, 5).ShouldHaveSingleItem().Application.ShouldBe(other.Id);
        Similarity.Among(other with { Stage = ApplicationStage.Running }, [one], Name, 5).ShouldBeEmpty();
    }

    private static string Name(Guid id) => $"P{id.ToByteArray()[0]}";

    private static Comparable Plain(string name, string description, string[] functions, params Guid[] processes) =>
        new(Guid.NewGuid(), name, "X", null, ApplicationStage.Proposed, description, functions, processes.ToHashSet(), new HashSet<Guid>(), new HashSet<Guid>());

    private static Comparable Any(Random random) => new(
        Guid.NewGuid(), Text(random), "X", null, (ApplicationStage)random.Next(5), Text(random), [.. Enumerable.Range(0, random.Next(4)).Select(_ => Text(random))], Some(random), Some(random), Some(random));

    private static HashSet<Guid> Some(Random random) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => pool[random.Next(pool.Length)])];

    private static string Text(Random random)
    {
        if (random.Next(3) == 0)
        {
            return odd[random.Next(odd.Length)];
        }
        var text = new StringBuilder();
        for (var at = random.Next(30); at > 0; at--)
        {
            text.Append(random.Next(6) == 0 ? ' ' : random.Next(20) == 0 ? (char)random.Next(0x20, 0xFFFF) : (char)('a' + random.Next(26)));
        }
        return text.ToString();
    }
}
