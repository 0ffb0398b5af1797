using System.Reflection;
using System.Text.RegularExpressions;
using Shouldly;
using Simpul.Gateway.Calls;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

public sealed partial class RefusalTests
{
    [Fact]
    public void Every_code_is_in_the_document_and_the_document_has_no_other()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Simpul.slnx"))) folder = folder.Parent!;
        var table = File.ReadLines(Path.Combine(folder.FullName, "docs", "bus-protocol.md")).SkipWhile(line => line != "| codes | status |").Skip(2).TakeWhile(line => line.StartsWith('|'));
        var documented = table.SelectMany(line => Codes().Matches(line).Select(code => (Code: code.Groups[1].Value, Status: int.Parse(line.Trim('|', ' ')[^3..], System.Globalization.CultureInfo.InvariantCulture)))).ToList();
        var known = typeof(Refusals).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => field.GetValue(null)).OfType<Refusal>().ToList();
        documented.Select(one => one.Code).Order().ShouldBe(known.Select(one => one.Code).Concat(Refusals.Others).Order());
        known.ShouldAllBe(one => documented.Contains(ValueTuple.Create(one.Code, one.Status)));
        // Whoever reads it learns what to do: a sentence that ends, and not a word of English.
        known.ShouldAllBe(one => one.Detail.EndsWith('.') && one.Title.Length > 5);
    }

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Codes();
}
