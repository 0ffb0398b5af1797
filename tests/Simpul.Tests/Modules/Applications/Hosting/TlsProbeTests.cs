using System.Net;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Modules.Applications.Hosting.Certificates;
using Simpul.Web.Platform.Network;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>The probe against real servers on the loopback, and the addresses that it does not call.</summary>
public sealed class TlsProbeTests
{
    private const string Name = "layanan.contoh.test";
    private static readonly TestClock clock = new();

    [Fact]
    public async Task A_sound_certificate_is_read_with_issuer_end_names_chain_and_protocol()
    {
        using var authority = new Authority();
        var until = new DateTimeOffset(2027, 1, 15, 0, 0, 0, TimeSpan.Zero);
        await using var server = TlsServer.With(authority.Issue(Name, until));
        var seen = await Probe(server.Port, authority.Pem()).Look(Name, CancellationToken.None);
        seen.ShouldBe(new CertificateFacts(ProbeResult.Read, "Penerbit Uji", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), until, NamesMatch: true, Trusted: true, seen.Protocol, seen.Sha256));
        seen.Protocol.ShouldBeOneOf("Tls13", "Tls12");
        seen.Sha256!.Length.ShouldBe(64);
    }

    [Fact]
    public async Task An_ended_certificate_is_told_from_one_that_nobody_trusts_and_from_one_for_another_name()
    {
        using var authority = new Authority();
        var root = authority.Pem();
        await using (var ended = TlsServer.With(authority.Issue(Name, new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero))))
        {
            var seen = await Probe(ended.Port, root).Look(Name, CancellationToken.None);
            (seen.Result, seen.NamesMatch, seen.Trusted).ShouldBe((ProbeResult.Read, true, true));
            seen.Until!.Value.ShouldBeLessThan(clock.GetUtcNow());
        }
        await using (var other = TlsServer.With(authority.Issue("lain.contoh.test", new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero))))
        {
            var seen = await Probe(other.Port, root).Look(Name, CancellationToken.None);
            (seen.Result, seen.NamesMatch, seen.Trusted).ShouldBe((ProbeResult.Read, false, true));
            seen = await Probe(other.Port, null).Look("lain.contoh.test", CancellationToken.None);
            (seen.Result, seen.NamesMatch, seen.Trusted).ShouldBe((ProbeResult.Read, true, false));
        }
    }

    [Fact]
    public async Task Who_does_not_answer_who_hangs_and_who_speaks_no_tls_are_told_apart_in_time()
    {
        (await Probe(TlsServer.NobodysPort()).Look(Name, CancellationToken.None)).Result.ShouldBe(ProbeResult.NoAnswer);
        await using var plain = TlsServer.Plain();
        (await Probe(plain.Port).Look(Name, CancellationToken.None)).Result.ShouldBe(ProbeResult.NoTls);
        await using var hanging = TlsServer.Hanging();
        var began = DateTime.UtcNow;
        (await Probe(hanging.Port, patience: TimeSpan.FromMilliseconds(400)).Look(Name, CancellationToken.None)).Result.ShouldBe(ProbeResult.TooSlow);
        (DateTime.UtcNow - began).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        var nowhere = new TlsProbe(new ProbeOptions(), clock, (_, _) => Task.FromResult<IPAddress[]>([]));
        (await nowhere.Look(Name, CancellationToken.None)).Result.ShouldBe(ProbeResult.NoAddress);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_not_called_even_where_one_of_its_addresses_is_public()
    {
        await using var server = TlsServer.Plain();
        var options = new ProbeOptions { Port = server.Port };
        (await new TlsProbe(options, clock, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])).Look(Name, CancellationToken.None)).Result.ShouldBe(ProbeResult.Inside);
        (await new TlsProbe(options, clock, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("9.9.9.9"), IPAddress.Loopback])).Look(Name, CancellationToken.None)).Result.ShouldBe(ProbeResult.Inside);
        (await new TlsProbe(options, clock, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback.MapToIPv6()])).Look(Name, CancellationToken.None)).Result.ShouldBe(ProbeResult.Inside);
        server.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData("127.0.0.1"), InlineData("10.1.2.3"), InlineData("172.16.0.1"), InlineData("172.31.255.255"), InlineData("192.168.1.1"), InlineData("169.254.169.254"), InlineData("100.64.0.1"), InlineData("0.0.0.0")]
    [InlineData("224.0.0.1"), InlineData("255.255.255.255"), InlineData("203.0.113.9"), InlineData("::1"), InlineData("::"), InlineData("::ffff:10.0.0.1"), InlineData("::10.0.0.1"), InlineData("fe80::1"), InlineData("fc00::1")]
    [InlineData("fd12::1"), InlineData("ff02::1"), InlineData("64:ff9b::a00:1"), InlineData("2002:a00:1::"), InlineData("2001:0:1::1"), InlineData("2001:db8::1")]
    public void An_address_of_the_inside_is_no_public_one(string address) => PublicAddress.MayReach(IPAddress.Parse(address), []).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1"), InlineData("172.32.0.1"), InlineData("100.128.0.1"), InlineData("::ffff:9.9.9.9"), InlineData("2606:4700:4700::1111"), InlineData("2400:cb00::1")]
    public void An_address_of_the_internet_is_a_public_one(string address) => PublicAddress.MayReach(IPAddress.Parse(address), []).ShouldBeTrue();

    [Fact]
    public void A_network_that_the_operator_allows_may_be_reached_and_its_neighbour_may_not()
    {
        var allowed = new ProbeOptions { Networks = "10.20.0.0/16, fd12::/32" }.Allowed;
        PublicAddress.MayReach(IPAddress.Parse("10.20.3.4"), allowed).ShouldBeTrue();
        PublicAddress.MayReach(IPAddress.Parse("::ffff:10.20.3.4"), allowed).ShouldBeTrue();
        PublicAddress.MayReach(IPAddress.Parse("fd12::9"), allowed).ShouldBeTrue();
        PublicAddress.MayReach(IPAddress.Parse("10.21.0.1"), allowed).ShouldBeFalse();
    }

    private static TlsProbe Probe(int port, string? roots = null, TimeSpan? patience = null) =>
        new(new ProbeOptions { Port = port, Networks = "127.0.0.0/8", Roots = roots, Patience = patience ?? TimeSpan.FromSeconds(10) }, clock, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
}
