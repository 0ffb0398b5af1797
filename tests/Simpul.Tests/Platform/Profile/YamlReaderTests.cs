using System.Text;
using Shouldly;
using Simpul.Web.Platform.Profile;
using Xunit;

namespace Simpul.Tests.Platform.Profile;

public sealed class YamlReaderTests
{
    [Fact]
    public void Values_keep_their_type_and_their_place()
    {
        var map = Read("name: Kota\ncount: 3\nweight: 16.50\nfrom: 2021-01-01\nopen: true\nlist:\n  - one\n  - {id: two}\n", out var errors)!;

        map.Text("name").ShouldBe("Kota");
        map.Whole("count").ShouldBe(3);
        map.Number("weight").ShouldBe(16.5m);
        map.Date("from").ShouldBe(new DateOnly(2021, 1, 1));
        map.Bool("open").ShouldBeTrue();
        map.List("list")[0].Text().ShouldBe("one");
        map.List("list")[1].Map().Id("id").ShouldBe("two");
        (map.List("list")[1].Line, map.List("list")[1].Column).ShouldBe((8, 5));
        map.Optional("until").ShouldBeNull();
        map.Close();
        errors.All.ShouldBeEmpty();
    }

    [Fact]
    public void Every_error_is_reported_with_its_place()
    {
        var map = Read("a: x\nb: 1,5\nc: maybe\nd: 22-11-2026\ne: [1]\nf: Not An Id\ng: ''\nh: 1\nh: 2\nstranger: 1\n", out var errors)!;

        map.Whole("a");
        map.Number("b");
        map.Bool("c");
        map.Date("d");
        map.Map("e");
        map.Id("f");
        map.Text("g");
        map["h"].OneOf("x", "y");
        map.Text("missing");
        map.Map("gone").Map("further").Text("silent");
        map.Close();

        errors.All.Select(error => error.ToString()).ShouldBe(
        [
            "file.yaml:1:1: “missing” is missing",
            "file.yaml:1:1: “gone” is missing",
            "file.yaml:1:4: must be a whole number",
            "file.yaml:2:4: must be a number",
            "file.yaml:3:4: must be true or false",
            "file.yaml:4:4: must be a date such as 2026-11-22",
            "file.yaml:5:4: must be a block of “key: value”",
            "file.yaml:6:4: “Not An Id” must be lower-case words joined by hyphens",
            "file.yaml:7:4: must not be empty",
            "file.yaml:8:4: “1” must be one of x, y",
            "file.yaml:9:1: “h” is given twice",
            "file.yaml:10:1: “stranger” is not known here",
        ]);
    }

    [Theory]
    [InlineData("a: &x [1]\nb: *x\n", "1:4: anchors (&name) are not allowed")]
    [InlineData("a: *x\n", "1:4: aliases (*name) are not allowed; write the value out")]
    [InlineData("a: !!binary aGk=\n", "1:4: tags (!name) are not allowed")]
    [InlineData("a: 1\n---\nb: 2\n", "2:1: a second document starts here; a file holds one")]
    [InlineData("? [a]\n: 1\n", "1:3: a key must be a word")]
    [InlineData("- 1\n", "1:1: the file must be a list of “key: value” lines")]
    [InlineData("", "the file is empty")]
    [InlineData("# nothing\n", "the file is empty")]
    public void What_a_data_file_may_not_hold_is_refused(string text, string error)
    {
        Read(text, out var errors).ShouldBeNull();
        errors.All.ShouldHaveSingleItem().ToString().ShouldEndWith(error);
    }

    [Theory]
    [InlineData("a: [1\n")]
    [InlineData("a: 'x\n")]
    [InlineData("a: \"\\q\"\n")]
    [InlineData("a: 1\n b: 2\n")]
    [InlineData("%YAML 99999999999.1\n---\na: 1\n")]
    [InlineData("a:\n\tb: 1\n")]
    public void Broken_syntax_is_refused_and_not_thrown(string text)
    {
        Read(text, out var errors).ShouldBeNull();
        errors.All.ShouldHaveSingleItem().Message.ShouldStartWith("this is not YAML");
    }

    [Fact]
    public void Depth_nodes_size_and_encoding_have_limits()
    {
        Refusal(Encoding.UTF8.GetBytes("a: " + new string('[', 1_000_000))).ShouldBe($"values are nested deeper than {YamlReader.MaxDepth}");
        Refusal(Encoding.UTF8.GetBytes("a: [" + string.Concat(Enumerable.Repeat("1,", YamlReader.MaxNodes)) + "]")).ShouldBe($"the file has more than {YamlReader.MaxNodes} values");
        Refusal(new byte[YamlReader.MaxBytes + 1]).ShouldBe("the file is larger than 2 MB");
        Refusal([0x61, 0x3A, 0x20, 0xFF]).ShouldBe("the file is not UTF-8 text");

        static string Refusal(byte[] content)
        {
            var errors = new YamlErrors("file.yaml");
            YamlReader.Read(content, errors).ShouldBeNull();
            return errors.All.ShouldHaveSingleItem().Message;
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_of_that_file()
    {
        var errors = new YamlErrors("none.yaml");

        YamlReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "none.yaml"), errors).ShouldBeNull();

        errors.All.ShouldHaveSingleItem().ToString().ShouldStartWith("none.yaml: the file cannot be read");
    }

    private static YamlMap? Read(string text, out YamlErrors errors) => YamlReader.Read(Encoding.UTF8.GetBytes(text), errors = new YamlErrors("file.yaml"));
}
