using System.Text;
using Shouldly;
using Simpul.Web.Modules.Planning.Processes.Bpmn;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Processes;

/// <summary>What the reader takes and what it refuses.</summary>
public sealed class BpmnReaderTests
{
    [Theory, MemberData(nameof(ForeignFiles.All), MemberType = typeof(ForeignFiles))]
    public void Files_of_other_tools_are_read(string file) => BpmnReader.Read(ForeignFiles.Read(file)).Faults.ShouldBeEmpty();

    [Fact]
    public void Elements_are_listed_with_kind_name_and_lane()
    {
        var diagram = BpmnReader.Read(ForeignFiles.Read("camunda-modeler.bpmn")).Diagram!;
        diagram.Tool.ShouldBe("Camunda Modeler 5.30.0");
        diagram.HasPicture.ShouldBeTrue();
        diagram.Elements.Single(element => element.Id == "Periksa").ShouldBe(new BpmnElement("Periksa", "userTask", "Periksa berkas", "Dinas Kependudukan › Loket"));
        diagram.Elements.Single(element => element.Id == "Selesai").Lane.ShouldBe("Dinas Kependudukan › Kepala");
        diagram.Elements.Single(element => element.Id == "Participant_1").Lane.ShouldBeNull();
        var nested = BpmnReader.Read(ForeignFiles.Read("semantic.bpmn")).Diagram!;
        nested.HasPicture.ShouldBeFalse();
        nested.Elements.Select(element => element.Id).ShouldBe(["P1", "S1", "SP", "M1", "B1", "C1"]);
    }

    [Fact]
    public void An_inner_lane_names_its_outer_one()
    {
        var diagram = Read("""<process id="p"><laneSet id="ls"><lane id="a" name="Dinas"><flowNodeRef>t</flowNodeRef><childLaneSet id="c"><lane id="b" name="Loket"><flowNodeRef>t</flowNodeRef></lane></childLaneSet></lane></laneSet><task id="t"/></process>""").Diagram!;
        diagram.Elements.Single(element => element.Id == "t").Lane.ShouldBe("Dinas › Loket");
    }

    [Theory]
    [InlineData("""<process id="p"><task id="p"/></process>""", 2, "sudah dipakai di baris 2")]
    [InlineData("""<process id="p"><task id=""/></process>""", 2, "id kosong")]
    [InlineData("<process id=\"p\">\n<sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"p\"/></process>", 3, "menunjuk elemen “a” yang tidak ada")]
    [InlineData("<process id=\"p\"><task id=\"t\">\n\n<incoming>hilang</incoming></task></process>", 4, "menunjuk elemen “hilang”")]
    [InlineData("""<message id="m"/>""", 0, "tidak memuat proses atau kolaborasi")]
    [InlineData("<process id=\"p\">\n<task></process>", 3, "XML tidak tertata benar")]
    public void A_mistake_is_refused_with_its_line(string inside, int line, string reason)
    {
        var fault = Read(inside).Faults.ShouldHaveSingleItem();
        fault.Line.ShouldBe(line);
        fault.Message.ShouldContain(reason);
        if (line > 0)
        {
            fault.Message.ShouldStartWith($"Baris {line}: ");
        }
    }

    [Theory]
    [InlineData("", "kosong")]
    [InlineData("<html/>", "elemen pertamanya “html”")]
    [InlineData("<definitions xmlns='http://schema.omg.org/spec/BPMN/2.0'/>", "ruang namanya lain")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "DOCTYPE")]
    [InlineData("bukan xml", "XML tidak tertata benar")]
    [InlineData("<?xml version='1.0' encoding='tidak-ada'?><x/>", "")]
    public void What_is_no_bpmn_is_refused(string text, string reason)
    {
        var reading = BpmnReader.Read(Encoding.UTF8.GetBytes(text));
        reading.Diagram.ShouldBeNull();
        reading.Faults[0].Message.ShouldContain(reason);
    }

    [Fact]
    public void Size_and_depth_are_bounded()
    {
        BpmnReader.Read(new byte[BpmnReader.MostBytes + 1]).Faults[0].Message.ShouldContain("lebih dari 5 MB");
        Read("<process id=\"p\"/>" + string.Concat(Enumerable.Repeat("<x>", 200)) + string.Concat(Enumerable.Repeat("</x>", 200))).Faults[0].Message.ShouldContain("bersarang");
    }

    [Fact]
    public void Utf_16_and_a_byte_order_mark_are_read()
    {
        var text = Encoding.UTF8.GetString(ForeignFiles.Read("signavio.bpmn"));
        BpmnReader.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]).Faults.ShouldBeEmpty();
        BpmnReader.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.Replace("UTF-8", "UTF-16", StringComparison.Ordinal))]).Faults.ShouldBeEmpty();
    }

    /// <summary>Whatever is done to a file, the reader answers: it takes it, or refuses it with a sentence.</summary>
    [Fact]
    public void Damaged_files_never_break_the_reader()
    {
        var random = new Random(20261122);
        foreach (var file in ForeignFiles.Names)
        {
            var whole = ForeignFiles.Read(file);
            for (var round = 0; round < 400; round++)
            {
                var reading = BpmnReader.Read(Damage(whole, random));
                (reading.Diagram is null).ShouldBe(reading.Faults.Count > 0);
                reading.Faults.ShouldAllBe(fault => fault.Reason.Length > 10 && fault.Line >= 0);
            }
        }
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
                    bytes.InsertRange(at, "<a:&x;\0<![CDATA[ ]]>\" id=\"\u00e9"u8.ToArray().Take(random.Next(1, 25)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }

    private static BpmnReading Read(string inside) => BpmnReader.Read(Encoding.UTF8.GetBytes($"<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"urn:x\">\n{inside}\n</definitions>"));
}
