using System.Net;
using System.Text;
using Shouldly;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Tests.Kit;
using Simpul.Gateway.Upstreams;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

/// <summary>Addresses in answers, which programs follow.</summary>
public sealed class ProviderAddressTests
{
    [Theory]
    [InlineData("https://api.example/v2", "http://api.example/v2/x", true)]
    [InlineData("http://api.example/v2", "https://api.example:443/v2", true)]
    [InlineData("https://api.example/v2", "http://api.example:8080/v2/x", false)]
    [InlineData("https://api.example:8443/v2", "http://api.example/v2/x", false)]
    [InlineData("https://api.example:8443/v2", "http://api.example:8443/v2/x", false)]
    [InlineData("https://api.example/v2", "http://lain.example/v2/x", false)]
    public void An_address_by_http_of_a_provider_by_https_is_the_providers_where_neither_names_a_port(string upstream, string address, bool holds)
    {
        using var target = new UpstreamTarget(new Upstream(upstream), null);
        target.Holds(new Uri(address)).ShouldBe(holds);
    }

    [Fact]
    public async Task Addresses_in_answers_lead_by_the_gateway_again_or_nowhere()
    {
        await using var bus = await Instance.Start(arrange: bus => bus.Upstreams.Add(new Upstream(bus.Provider.Address + "api/v2")));
        using var client = await bus.Client();
        var (up, down) = (bus.Provider.Address.ToString().TrimEnd('/'), bus.Address.Authority);
        async Task<string?> Answered(string name, string value)
        {
            bus.Provider.Answers = context => { context.Response.Headers[name] = value; return Provider.Json(context, """{"nomor":7}""", 201); };
            using var answer = await client.PostAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative), new StringContent("""{"nik":"1671012345678901"}""", Encoding.UTF8, "application/json"));
            answer.StatusCode.ShouldBe(HttpStatusCode.Created);
            return answer.Headers.NonValidated.TryGetValues(name, out var values) || answer.Content.Headers.NonValidated.TryGetValues(name, out values) ? values.Single() : null;
        }
        const string Service = "/layanan/penduduk/v1";
        foreach (var (from, to) in new (string, string?)[]
        {
            ($"{up}/api/v2/pengajuan/7?a=1#b", $"{Service}/pengajuan/7?a=1#b"), ($"{up}/api/v2", Service), ($"//{bus.Provider.Address.Authority}/api/v2/x", $"{Service}/x"), ("/api/v2/pengajuan/7", $"{Service}/pengajuan/7"),
            ("7", "7"), ("?halaman=2", "?halaman=2"), ($"{Service}/penduduk/1", $"{Service}/penduduk/1"), ($"http://{down}{Service}/penduduk/1", $"http://{down}{Service}/penduduk/1"),
            ($"{up}/lain", null), ($"{up}/api/v22/x", null), ("/api/v22/x", null), ("/lain", null), ("https://lain.example/x", null), ("//lain.example/x", null), ("javascript:alert(1)", null), (@"\\10.1.2.3\x", null), ($"http://{down}/token", null),
        })
            foreach (var name in new[] { "Location", "Content-Location" }) (await Answered(name, from)).ShouldBe(to, $"{name}: {from}");
        (await Answered("Link", $"<{up}/api/v2/penduduk?halaman=2>; rel=\"next\", <https://lain.example/bantuan>; rel=\"help\"")).ShouldBe($"<{Service}/penduduk?halaman=2>; rel=\"next\", <https://lain.example/bantuan>; rel=\"help\"");
        (await Answered("Refresh", "5; url=http://10.1.2.3/")).ShouldBeNull();
        (await Answered("Refresh", "5")).ShouldBe("5");
        bus.Provider.Requests.ShouldAllBe(seen => seen.Target == "/api/v2/penduduk");
    }
}
