using System.Diagnostics;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>What is written is a master file: it reads back to the same records, and a name server takes it.</summary>
public sealed class ZoneFileTests
{
    private const string Origin = "contohkab.go.id";

    private static readonly Gen<string> label = Gen.Elements("a", "izin", "e-office", "x1", "dinkes", "n0", "z-9-z");

    private static readonly Gen<string> host = from first in label from second in label select $"{first}.{second}.{Origin}";

    private static readonly Gen<(DnsType Type, string Data)> record = Gen.OneOf(
        from b in Gen.Choose(0, 255) from c in Gen.Choose(0, 255) select (DnsType.A, $"203.{b}.113.{c}"),
        from b in Gen.Choose(0, 65535) select (DnsType.Aaaa, $"2001:0DB8:0:0:0:0:0:{b:X}"),
        from to in host select (DnsType.Cname, to),
        from priority in Gen.Choose(0, 65535) from to in host select (DnsType.Mx, $"{priority} {to.ToUpperInvariant()}."),
        from letters in Gen.Choose(32, 126).ArrayOf() where letters.Length is > 0 and <= 1000 select (DnsType.Txt, string.Concat(letters.Select(letter => (char)letter))),
        from flags in Gen.Choose(0, 255) from to in label select (DnsType.Caa, $"{flags} issue \"{to}; akun=1\""),
        from port in Gen.Choose(0, 65535) from to in host select (DnsType.Srv, $"1 2 {port} {to}"));

    private static readonly Gen<ZoneLine> line = from name in Gen.OneOf(Gen.Constant(Origin), host) from ttl in Gen.Choose(60, 604800) from data in record select new ZoneLine(name, ttl, data.Type, data.Data);

    [Fact]
    public void What_is_written_reads_back_to_the_same_records_in_whatever_order_they_came() => Prop.ForAll(line.ArrayOf().ToArbitrary(), lines =>
    {
        lines.ShouldAllBe(item => item.Type == DnsType.Cname || DnsData.Fault(item.Type, item.Data, "lain.contohkab.go.id", Origin) == null);
        var text = ZoneFile.Written(Zone, 2026110203, lines);
        text.ShouldBe(ZoneFile.Written(Zone, 2026110203, lines.Reverse()));
        Parsed(text).Order(StringComparer.Ordinal).ShouldBe(lines.Select(Meant).Order(StringComparer.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_name_server_takes_the_file()
    {
        ZoneLine[] lines =
        [
            new(Origin, 3600, DnsType.A, "203.0.113.10"), new(Origin, 3600, DnsType.Mx, "10 surel.contohkab.go.id"), new(Origin, 3600, DnsType.Txt, $"v=spf1 mx -all \"kutip\" \\ {new string('x', 300)};"), new(Origin, 3600, DnsType.Caa, "0 issue letsencrypt.org"),
            new($"ns1.{Origin}", 3600, DnsType.A, "203.0.113.2"), new($"surel.{Origin}", 3600, DnsType.A, "203.0.113.3"), new($"izin.{Origin}", 300, DnsType.Aaaa, "2001:db8::10"), new($"a.b.{Origin}", 300, DnsType.Cname, "izin.contohkab.go.id"),
            new($"_sip._tcp.{Origin}", 300, DnsType.Srv, "1 2 5060 izin.contohkab.go.id"), new($"desa.{Origin}", 3600, DnsType.Ns, "ns.contohdesa.id"),
        ];
        ZoneFile.Faults(Zone, lines).ShouldBeEmpty();
        var text = ZoneFile.Written(Zone, 2026110203, lines);
        Parsed(text).Count.ShouldBe(lines.Length);
        if (!File.Exists("/usr/bin/named-checkzone"))
        {
            return;
        }
        var path = Path.Combine(Path.GetTempPath(), $"simpul-{Guid.NewGuid():n}.zone");
        await File.WriteAllTextAsync(path, text);
        using var run = Process.Start(new ProcessStartInfo("/usr/bin/named-checkzone", ["-i", "local", Origin, path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await run.StandardOutput.ReadToEndAsync() + await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        File.Delete(path);
        run.ExitCode.ShouldBe(0, said);
        said.ShouldContain("loaded serial 2026110203");
    }

    [Fact]
    public void A_zone_that_would_not_load_says_why()
    {
        var bare = new DnsZone { Name = Origin, Mailbox = $"hostmaster@{Origin}" };
        ZoneFile.Faults(bare, []).ShouldHaveSingleItem().ShouldContain("server nama");
        ZoneFile.Faults(Zone, []).ShouldHaveSingleItem().ShouldContain($"ns1.{Origin}");
    }

    [Fact]
    public void The_serial_goes_on_above_the_former_one_and_rises_with_every_change()
    {
        var former = new DnsZone { FormerSerial = "2026113099" };
        ZoneFile.Serial(former, 1).ShouldBe(2026113100);
        ZoneFile.Serial(new DnsZone { CreatedOn = new DateOnly(2026, 11, 2) }, 7).ShouldBe(2026110207);
        ZoneFile.Serial(new DnsZone { FormerSerial = "3999999999" }, 200_000_000).ShouldBeLessThan(uint.MaxValue);
    }

    private static DnsZone Zone => new() { Name = Origin, NameServers = [$"ns1.{Origin}", "ns.luar.id"], Mailbox = $"pengelola.zona@{Origin}", CreatedOn = new DateOnly(2026, 11, 2) };

    private static string Meant(ZoneLine item)
    {
        var data = item.Type switch
        {
            DnsType.Txt => item.Data,
            DnsType.Caa => item.Data.Replace("\"", "", StringComparison.Ordinal),
            DnsType.Aaaa or DnsType.A => System.Net.IPAddress.Parse(item.Data).ToString(),
            _ => item.Data.ToLowerInvariant().TrimEnd('.') + ".",
        };
        return $"{item.Name}|{item.Ttl}|{item.Type}|{data}";
    }

    /// <summary>A strict reader of the files that the program writes: RFC 1035, section 5, without what they do not use.</summary>
    private static List<string> Parsed(string text)
    {
        text.ShouldEndWith("\n");
        text.ShouldAllBe(letter => letter == '\t' || letter == '\n' || (letter >= ' ' && letter <= '~'));
        var lines = text.TrimEnd('\n').Split('\n');
        lines[0].ShouldBe($"$ORIGIN {Origin}.");
        lines[1].ShouldBe("$TTL 3600");
        var soa = lines[2].Split('\t');
        soa[..4].ShouldBe(["@", "3600", "IN", "SOA"]);
        soa[4].ShouldBe($@"ns1.{Origin}. pengelola\.zona.{Origin}. ( 2026110203 7200 1800 1209600 3600 )");
        lines[3..5].ShouldBe([$"@\t3600\tIN\tNS\tns1.{Origin}.", "@\t3600\tIN\tNS\tns.luar.id."]);
        return [.. lines[5..].Select(one =>
        {
            var parts = one.Split('\t', 5);
            parts.Length.ShouldBe(5);
            parts[2].ShouldBe("IN");
            var type = Enum.Parse<DnsType>(parts[3], ignoreCase: true);
            var name = parts[0] == "@" ? Origin : $"{parts[0]}.{Origin}";
            var data = type switch
            {
                DnsType.Txt => Strings(parts[4]),
                DnsType.Caa => string.Join(' ', parts[4].Split(' ', 3)[..2]) + " " + Strings(parts[4].Split(' ', 3)[2]),
                _ => parts[4],
            };
            return $"{name}|{int.Parse(parts[1], CultureInfo.InvariantCulture)}|{type}|{data}";
        })];
    }

    /// <summary>Quoted character strings of at most 255 letters, joined.</summary>
    private static string Strings(string text)
    {
        var (whole, at) = (new StringBuilder(), 0);
        while (at < text.Length)
        {
            text[at++].ShouldBe('"');
            var length = 0;
            while (text[at] != '"')
            {
                at += text[at] == '\\' ? 1 : 0;
                whole.Append(text[at++]);
                length++;
            }
            length.ShouldBeLessThanOrEqualTo(255);
            if (++at < text.Length)
            {
                text[at++].ShouldBe(' ');
            }
        }
        return whole.ToString();
    }
}
