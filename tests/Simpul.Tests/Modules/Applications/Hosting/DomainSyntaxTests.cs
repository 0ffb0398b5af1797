using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Platform.Notices;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>Which names may be had, and where they may lead.</summary>
public sealed class DomainSyntaxTests
{
    private const string Zone = "contohkab.go.id";

    [Theory]
    [InlineData("perizinan.contohkab.go.id"), InlineData("e-office.dinkes.contohkab.go.id"), InlineData("7hari.contohkab.go.id")]
    public void A_plain_name_is_taken(string name)
    {
        DomainSyntax.Fault(name).ShouldBeNull();
        DomainSyntax.Unwanted(name, Zone, DomainPurpose.Application).ShouldBeNull();
    }

    [Theory]
    [InlineData("*.contohkab.go.id", "bintang"), InlineData("izin..go.id", "titik"), InlineData("-izin.go.id", "tanda hubung"), InlineData("izin-.go.id", "tanda hubung"), InlineData("iz_in.go.id", "hanya boleh")]
    [InlineData("izín.go.id", "hanya boleh"), InlineData("xn--izn-1ma.go.id", "bersandi"), InlineData("izin", "selengkapnya"), InlineData("203.0.113.7", "alamat IP"), InlineData("а.go.id", "hanya boleh"), InlineData("", "paling banyak")]
    [InlineData("iz in.go.id", "hanya boleh"), InlineData("izin.go.id/x", "hanya boleh"), InlineData("izin\n.go.id", "hanya boleh"), InlineData("_izin.go.id", "hanya boleh"), InlineData("iz\0in.go.id", "hanya boleh")]
    public void A_name_that_is_none_is_refused_with_what_is_wrong(string name, string words) => DomainSyntax.Fault(name).ShouldNotBeNull().ShouldContain(words);

    [Fact]
    public void A_label_has_63_letters_and_a_name_253()
    {
        DomainSyntax.Fault($"{new string('a', 63)}.go.id").ShouldBeNull();
        DomainSyntax.Fault($"{new string('a', 64)}.go.id").ShouldNotBeNull();
        var longest = string.Join('.', Enumerable.Repeat(new string('a', 61), 4)) + ".go.id";
        longest.Length.ShouldBe(253);
        DomainSyntax.Fault(longest).ShouldBeNull();
        DomainSyntax.Fault("a" + longest).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("wpad", DomainPurpose.Infrastructure), InlineData("localhost", DomainPurpose.GovernmentSite), InlineData("www", DomainPurpose.AgencySite), InlineData("ns1", DomainPurpose.Application), InlineData("judi", DomainPurpose.Application)]
    [InlineData("sl0t-gacor", DomainPurpose.Application), InlineData("a.b.c.d", DomainPurpose.Application)]
    public void Reserved_and_unfit_names_are_refused(string label, DomainPurpose purpose) => DomainSyntax.Unwanted($"{label}.{Zone}", Zone, purpose).ShouldNotBeNull();

    [Theory]
    [InlineData("www", DomainPurpose.GovernmentSite), InlineData("ns1", DomainPurpose.Infrastructure), InlineData("perjudian-cegah", DomainPurpose.Application), InlineData("slotting", DomainPurpose.Application)]
    public void What_is_reserved_for_the_government_it_has_and_a_word_within_another_is_none(string label, DomainPurpose purpose) => DomainSyntax.Unwanted($"{label}.{Zone}", Zone, purpose).ShouldBeNull();

    [Theory]
    [InlineData("d1sdukcapil", "disdukcapil", true), InlineData("layanan-0nline", "layanan-online", true), InlineData("perizlnan", "perizinan", false), InlineData("eoffice", "e-office", true), InlineData("rnodel", "model", true)]
    [InlineData("ali", "all", false), InlineData("dinkes", "dinsos", false), InlineData("sama", "sama", false)]
    public void Names_that_look_alike_are_found(string one, string other, bool alike) => DomainSyntax.AreAlike($"{one}.{Zone}", $"{other}.{Zone}").ShouldBe(alike);

    [Theory]
    [InlineData(DnsType.A, "203.0.113.10", true), InlineData(DnsType.A, "203.0.113", false), InlineData(DnsType.A, "0x7f.1", false), InlineData(DnsType.A, "203.0.113.010", false), InlineData(DnsType.A, "2001:db8::1", false)]
    [InlineData(DnsType.Aaaa, "2001:db8::1", true), InlineData(DnsType.Aaaa, "fe80::1%eth0", false), InlineData(DnsType.Aaaa, "203.0.113.10", false)]
    [InlineData(DnsType.Cname, "server.contohkab.go.id", true), InlineData(DnsType.Cname, "izin.contohkab.go.id", false), InlineData(DnsType.Cname, "https://a.id", false)]
    [InlineData(DnsType.Mx, "10 surel.contohkab.go.id", true), InlineData(DnsType.Mx, "surel.contohkab.go.id", false), InlineData(DnsType.Mx, "70000 a.id", false)]
    [InlineData(DnsType.Srv, "10 5 5060 sip.contohkab.go.id", true), InlineData(DnsType.Srv, "10 5 sip.contohkab.go.id", false)]
    [InlineData(DnsType.Caa, "0 issue \"letsencrypt.org\"", true), InlineData(DnsType.Caa, "0 send x", false), InlineData(DnsType.Txt, "v=spf1 -all", true), InlineData(DnsType.Txt, "garis\nbaru", false), InlineData(DnsType.Txt, "", false)]
    public void A_target_fits_its_type(DnsType type, string data, bool fits) => (DnsData.Fault(type, data, $"izin.{Zone}", Zone) is null).ShouldBe(fits);

    [Fact]
    public void Whatever_is_typed_is_refused_or_written_on_one_line_of_plain_letters()
    {
        var letters = Gen.OneOf(Gen.Elements(" .-_*\"\\;()@$0123456789abcxyz:%[]\n\r\t\0".ToCharArray()), Gen.Choose(0, 0x2FF).Select(code => (char)code));
        var typed = Gen.OneOf(letters.ArrayOf().Select(all => new string(all)), Gen.Elements("10 a.id", "0 issue x", "::1", "203.0.113.1", "a.id").SelectMany(sound => letters.Select(letter => sound + letter)));
        Prop.ForAll(typed.ToArbitrary(), text =>
        {
            var name = DomainSyntax.Clean(text);
            if (DomainSyntax.Fault(name, underscores: true) is null)
            {
                name.ShouldAllBe(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-' || letter == '.' || letter == '_');
            }
            DomainSyntax.Unwanted($"{name}.{Zone}", Zone, DomainPurpose.Application);
            DomainSyntax.AreAlike(name, Zone);
            DnsData.Line(text);
            foreach (var type in Enum.GetValues<DnsType>())
            {
                if (DnsData.Fault(type, text.Trim(), $"izin.{Zone}", Zone) is null)
                {
                    DnsData.Written(type, text.Trim()).ShouldAllBe(letter => letter >= ' ' && letter <= '~');
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(61, null, null), InlineData(60, null, 60), InlineData(45, 60, null), InlineData(30, 60, 30), InlineData(7, 30, 7), InlineData(3, 7, null), InlineData(3, null, 7)]
    public void Each_reminder_is_due_once(int left, int? told, int? due)
    {
        var today = new DateOnly(2026, 11, 2);
        Reminders.Due(today.AddDays(left), today, Reminders.Renewals, told).ShouldBe(due);
    }
}
