using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>The sandbox, as a stock client calls it.</summary>
public sealed class SandboxTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_stock_client_gets_an_answer_that_fits_the_description_and_the_same_one_again(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.BusService(await app.BusMember("pangan"), "harga");
        using var client = new HttpClient { BaseAddress = app.Address };
        var response = await client.GetAsync(new Uri("/uji-coba/harga/v1/harga?halaman=1", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.GetValues("Simpul-Sandbox").ShouldBe(["schema"]);
        var body = await response.Content.ReadAsStringAsync();
        var price = JsonDocument.Parse(body).RootElement.GetProperty("data")[0];
        price.GetProperty("komoditas").GetString().ShouldBe("Beras");
        DateOnly.TryParseExact(price.GetProperty("tanggal").GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _).ShouldBeTrue();
        (await client.GetStringAsync(new Uri("/uji-coba/harga/v1/harga?halaman=1", UriKind.Relative))).ShouldBe(body);

        using var sent = new StringContent("""{"komoditas":"Gula","nilai":17000}""", Encoding.UTF8, "application/json");
        (await client.PostAsync(new Uri("/uji-coba/harga/v1/harga", UriKind.Relative), sent)).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var head = new HttpRequestMessage(HttpMethod.Head, "/uji-coba/harga/v1/harga");
        (await client.SendAsync(head)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task What_the_gateway_would_refuse_the_sandbox_refuses_by_the_same_code()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.BusService(await app.BusMember("pangan"), "harga");
        using var client = new HttpClient { BaseAddress = app.Address };
        (await Refused(HttpMethod.Get, "/uji-coba/tidak-ada/v1/harga", null)).ShouldBe((404, "no-such-service"));
        (await Refused(HttpMethod.Get, "/uji-coba/harga/v9/harga", null)).ShouldBe((404, "no-such-service"));
        (await Refused(HttpMethod.Get, "/uji-coba/harga/v1/lain", null)).ShouldBe((404, "no-such-operation"));
        (await Refused(HttpMethod.Get, "/uji-coba/harga/v1/harga/", null)).ShouldBe((404, "no-such-operation"));
        (await Refused(HttpMethod.Delete, "/uji-coba/harga/v1/harga", null)).ShouldBe((405, "no-such-method"));
        (await Refused(HttpMethod.Get, "/uji-coba/harga/v1/harga?halaman=nol", null)).ShouldBe((400, "request-invalid"));
        (await Refused(HttpMethod.Get, "/uji-coba/harga/v1/harga?asing=1", null)).ShouldBe((400, "request-invalid"));
        (await Refused(HttpMethod.Post, "/uji-coba/harga/v1/harga", "{\"nilai\":\"tujuh\"}")).ShouldBe((400, "request-invalid"));
        (await Refused(HttpMethod.Post, "/uji-coba/harga/v1/harga", "bukan json")).ShouldBe((400, "request-invalid"));
        (await Refused(HttpMethod.Post, "/uji-coba/harga/v1/harga", "<a/>", "text/xml")).ShouldBe((415, "not-json"));
        (await Refused(HttpMethod.Post, "/uji-coba/harga/v1/harga", new string('x', 1024 * 1024 + 1))).ShouldBe((413, "too-large"));

        async Task<(int, string)> Refused(HttpMethod method, string href, string? body, string type = "application/json")
        {
            using var request = new HttpRequestMessage(method, new Uri(href, UriKind.Relative));
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
            using var response = await client.SendAsync(request);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            problem.GetProperty("status").GetInt32().ShouldBe((int)response.StatusCode);
            problem.GetProperty("detail").GetString()!.Length.ShouldBeGreaterThan(20);
            var code = response.Headers.GetValues("Simpul-Error").Single();
            problem.GetProperty("type").GetString().ShouldBe($"urn:simpul:gateway:{code}");
            return ((int)response.StatusCode, code);
        }
    }

    [Fact]
    public async Task The_address_of_a_limited_service_opens_only_with_its_key_which_staff_and_gateways_are_given()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.BusService(await app.BusMember("pangan"), "gaji", Classification.Restricted);
        using var client = new HttpClient { BaseAddress = app.Address };
        (await client.GetAsync(new Uri("/uji-coba/gaji/v1/harga", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync(new Uri($"/uji-coba/kunci/{new string('0', 32)}/gaji/v1/harga", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var address = await app.Do(services => Task.FromResult(services.GetRequiredService<ISandboxAddress>().Of("gaji", "v1")));
        address.GetLeftPart(UriPartial.Authority).ShouldBe(app.Address.GetLeftPart(UriPartial.Authority));
        (await client.GetAsync(new Uri(address + "/harga"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync(new Uri(address.ToString().Replace("/gaji/", "/lain/", StringComparison.Ordinal) + "/harga"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var staff = await app.SignInAs(Role.Operator);
        (await staff.Open("/kerja/direktori-layanan/gaji/v1")).Text.ShouldContain(address.AbsolutePath);
    }

    [Fact]
    public async Task One_address_calls_so_often_and_no_more()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.BusService(await app.BusMember("pangan"), "harga");
        using var client = new HttpClient { BaseAddress = app.Address };
        List<HttpStatusCode> codes = [];
        for (var i = 0; i < Web.Modules.ServiceBus.Developer.SandboxLimit.Calls + 5; i++) codes.Add((await client.GetAsync(new Uri("/uji-coba/harga/v1/harga", UriKind.Relative))).StatusCode);
        codes.Count(code => code == HttpStatusCode.OK).ShouldBe(Web.Modules.ServiceBus.Developer.SandboxLimit.Calls);
        codes[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        using var last = await client.GetAsync(new Uri("/uji-coba/harga/v1/harga", UriKind.Relative));
        last.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        last.Headers.GetValues("Simpul-Error").ShouldBe(["rate-exceeded"]);
        // What people open is not counted with it.
        (await client.GetAsync(new Uri("/direktori-layanan", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
