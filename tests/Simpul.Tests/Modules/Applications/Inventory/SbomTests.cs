using System.Text;
using Shouldly;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Components;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Inventory;

/// <summary>What the reader of bills of materials takes, what it refuses, and that nothing is lost on the way out and in.</summary>
public sealed class SbomTests
{
    private static readonly string[] some = ["id=MIT", "name=Lisensi “kota” <contoh>", "expression=MIT OR Apache-2.0"];

    internal const string Json = """
        {"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"metadata":{"component":{"type":"application","bom-ref":"app","name":"Antrean","version":"2.0"}},
         "components":[
          {"type":"library","bom-ref":"a","group":"org.apache.logging.log4j","name":"log4j-core","version":"2.14.1","purl":"pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1","licenses":[{"license":{"id":"Apache-2.0"}}],
           "components":[{"type":"file","name":"bundel.js","licenses":[{"expression":"MIT OR (Apache-2.0 AND BSD-3-Clause)"}]}]},
          {"type":"library","name":"leaflet","version":"1.9.4","licenses":[{"license":{"name":"Lisensi penyedia"}}],"x-lain":{"a":[1,2]}}]}
        """;

    private const string Xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bom xmlns="http://cyclonedx.org/schema/bom/1.4" version="1"><metadata><component type="application" bom-ref="app"><name>Antrean</name><version>2.0</version></component></metadata>
        <components><component type="library" bom-ref="a"><group>org.apache.logging.log4j</group><name>log4j-core</name><version>2.14.1</version><licenses><license><id>Apache-2.0</id></license></licenses>
        <purl>pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1</purl><components><component type="file"><name>bundel.js</name><licenses><expression>MIT OR (Apache-2.0 AND BSD-3-Clause)</expression></licenses></component></components></component>
        <component type="library"><name>leaflet</name><version>1.9.4</version><licenses><license><name>Lisensi penyedia</name></license></licenses></component></components></bom>
        """;

    [Fact]
    public void Json_and_xml_of_one_bill_are_read_alike_with_what_is_nested()
    {
        var json = Read(Json).Sbom!;
        var xml = Read(Xml).Sbom!;
        json.Components.ShouldBe(
        [
            new SbomComponent("library", "org.apache.logging.log4j", "log4j-core", "2.14.1", "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1", ["id=Apache-2.0"]),
            new SbomComponent("file", null, "bundel.js", null, null, ["expression=MIT OR (Apache-2.0 AND BSD-3-Clause)"]),
            new SbomComponent("library", null, "leaflet", "1.9.4", null, ["name=Lisensi penyedia"]),
        ]);
        xml.Components.ShouldBe(json.Components);
        (json.SpecVersion, xml.SpecVersion).ShouldBe(("1.5", "1.4"));
        json.Subject.ShouldBe(xml.Subject);
        Read("\uFEFF" + Json).Faults.ShouldBeEmpty();
        SbomReader.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Xml.Replace("UTF-8", "UTF-16", StringComparison.Ordinal))]).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_written_is_read_again_the_same()
    {
        var random = new Random(1128);
        for (var round = 0; round < 60; round++)
        {
            List<SbomComponent> components = [.. Enumerable.Range(0, random.Next(1, 40)).Select(at => Any(random, at))];
            var subject = Any(random, -1);
            var bytes = SbomWriter.Write(subject, components, Guid.NewGuid(), DateTimeOffset.UnixEpoch);
            var again = SbomReader.Read(bytes);
            again.Faults.ShouldBeEmpty();
            again.Sbom!.Components.ShouldBe(components);
            again.Sbom.Subject.ShouldBe(subject);
            again.Sbom.SpecVersion.ShouldBe("1.6");
        }
    }

    [Theory]
    [InlineData("", "kosong")]
    [InlineData("{", "Baris 1: JSON tidak tertata benar")]
    [InlineData("[]", "bukan CycloneDX")]
    [InlineData("""{"bomFormat":"SPDX"}""", "bukan CycloneDX")]
    [InlineData("""{"bomFormat":"CycloneDX"}""", "specVersion: Versi CycloneDX tidak tertulis")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.3"}""", "“1.3” tidak dikenal")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":{}}""", "components: Seharusnya sebuah daftar")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[7]}""", "components[0]: Bukan sebuah komponen")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library"}]}""", "components[0].name: Nama komponen belum ditulis")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"pustaka","name":"a"}]}""", "components[0].type: Jenis “pustaka” tidak dikenal")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","purl":"npm/a"}]}""", "components[0].purl: “npm/a” bukan package URL")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","licenses":[{"expression":"MIT OR"}]}]}""", "components[0].licenses: Id lisensi belum lengkap")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","licenses":[{}]}]}""", "Lisensi tidak memuat id")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","bom-ref":"x"},{"type":"library","name":"b","bom-ref":"x"}]}""", "components[1].bom-ref: “x” sudah dipakai")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","components":[{"type":"library"}]}]}""", "components[0].components[0].name")]
    [InlineData("<bom/>", "bukan CycloneDX")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "DOCTYPE")]
    [InlineData("<bom xmlns='http://cyclonedx.org/schema/bom/1.2'/>", "“1.2” tidak dikenal")]
    [InlineData("<bom xmlns='http://cyclonedx.org/schema/bom/1.5'>\n<components>", "Baris 2: XML tidak tertata benar")]
    public void A_mistake_is_refused_with_its_place(string text, string reason)
    {
        var reading = Read(text);
        reading.Sbom.ShouldBeNull();
        string.Join('\n', reading.Faults.Select(fault => fault.Message)).ShouldContain(reason);
    }

    [Fact]
    public void Size_depth_and_number_are_bounded()
    {
        SbomReader.Read(new byte[SbomReader.MostBytes + 1]).Faults[0].Message.ShouldContain("lebih dari 20 MB");
        var nested = string.Concat(Enumerable.Repeat("""{"type":"library","name":"a","components":[""", 3000));
        Read("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[" + nested).Sbom.ShouldBeNull();
        Read("<bom xmlns='http://cyclonedx.org/schema/bom/1.5'>" + string.Concat(Enumerable.Repeat("<x>", 200)) + string.Concat(Enumerable.Repeat("</x>", 200)) + "</bom>").Faults[0].Message.ShouldContain("terlalu dalam");
        var many = string.Join(',', Enumerable.Range(0, SbomReader.MostComponents + 5).Select(at => $$"""{"type":"library","name":"n{{at}}"}"""));
        Read("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[" + many + "]}").Faults.ShouldContain(fault => fault.Message.Contains("lebih dari 20.000"));
    }

    /// <summary>Whatever is done to a file, the reader answers: it takes it, or refuses it with a sentence.</summary>
    [Fact]
    public void Damaged_files_never_break_the_reader()
    {
        var random = new Random(20261128);
        foreach (var whole in new[] { Encoding.UTF8.GetBytes(Json), Encoding.UTF8.GetBytes(Xml) })
        {
            for (var round = 0; round < 1500; round++)
            {
                var reading = SbomReader.Read(Damage(whole, random));
                (reading.Sbom is null).ShouldBe(reading.Faults.Count > 0);
                reading.Faults.Where(fault => fault.Reason.Length <= 10).ShouldBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData("MIT", true)]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0", true)]
    [InlineData("(MIT OR Apache-2.0) AND LicenseRef-Contoh", true)]
    [InlineData("DocumentRef-a:LicenseRef-b", true)]
    [InlineData("MIT Apache-2.0", false)]
    [InlineData("(MIT", false)]
    [InlineData("MIT WITH", false)]
    [InlineData("Lisensi saya!", false)]
    [InlineData("", false)]
    [InlineData("AND", false)]
    public void Spdx_expressions_are_checked_by_their_grammar(string expression, bool valid) => (Spdx.Fault(expression) is null).ShouldBe(valid);

    private static SbomReading Read(string text) => SbomReader.Read(Encoding.UTF8.GetBytes(text));

    private static SbomComponent Any(Random random, int at)
    {
        string[] types = ["library", "framework", "application", "file", "operating-system"];
        List<string> licences = [.. some.Where(_ => random.Next(3) == 0)];
        return new SbomComponent(types[random.Next(types.Length)], random.Next(2) == 0 ? null : $"@grup/{random.Next(9)}", $"nama-{at} \"é\" {random.Next(99)}", random.Next(2) == 0 ? null : $"1.{random.Next(9)}",
            random.Next(2) == 0 ? null : $"pkg:npm/%40grup/nama{at}@1.{random.Next(9)}", licences);
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var times = random.Next(1, 5); times > 0 && bytes.Count > 1; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 60), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, whole.Skip(random.Next(whole.Length)).Take(random.Next(1, 80)));
                    break;
                case 3:
                    bytes.InsertRange(at, "\"\\ud800\":[{\0<![CDATA[ ]]>&x;\u00e9"u8.ToArray().Take(random.Next(1, 25)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }
}
