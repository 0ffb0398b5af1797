using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Simpul.Bus.Contracts;
using Simpul.Bus.Exchanges;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

public sealed class AgreedCallTests
{
    const string Path = "/layanan/penduduk/v1/penduduk/1671012345678901";

    [Fact]
    public async Task A_member_with_its_certificate_gets_exactly_the_agreed_fields_and_a_receipt_that_both_verify()
    {
        await using var bus = await Instance.Start();
        foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            using var client = bus.Consumer.Client(bus.Secure, version);
            using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));
            var body = await answer.Content.ReadAsByteArrayAsync();
            Encoding.UTF8.GetString(body).ShouldBe("""{"nik":"1671012345678901","nama":"Siti Rahma","alamat":{"kota":"Palembang"}}""");
            answer.Headers.Contains("Simpul-Error").ShouldBeFalse();
            answer.Headers.GetValues("Via").ShouldBe(["1.1 simpul"]);

            var transaction = answer.Headers.GetValues("Simpul-Transaction").Single();
            using var owner = bus.Owner.Client(bus.Secure);
            foreach (var party in new[] { client, owner })
            {
                var receipt = await party.GetByteArrayAsync(new Uri($"/bukti/{transaction}", UriKind.Relative));
                var result = Receipt.Verify(receipt, bus.Log.ReadKeys("gateway.example/pertukaran"));
                result.Faults.ShouldBeEmpty();
                ((string?)result.Record!["operation"], (string?)result.Record["caller"], (string?)result.Record["purpose"]).ShouldBe(("getPerson", "dinsos", "verifikasi-bantuan"));
                result.IsBody("response", body).ShouldBeTrue();
                result.IsBody("produced", Encoding.UTF8.GetBytes(Provider.Person)).ShouldBeTrue();
                // One flipped letter anywhere in the record, and it holds no longer.
                var forged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(receipt).Replace("verifikasi-bantuan\"", "verifikasi-bantuam\"", StringComparison.Ordinal));
                Receipt.Verify(forged, bus.Log.ReadKeys("gateway.example/pertukaran")).Holds.ShouldBeFalse();
            }
            using var stranger = bus.Stranger.Client(bus.Secure);
            using var refused = await stranger.GetAsync(new Uri($"/bukti/{transaction}", UriKind.Relative));
            (await Instance.Code(refused)).ShouldBe("no-such-transaction");
        }
        var seen = bus.Provider.Requests[0];
        seen.Target.ShouldBe("/penduduk/1671012345678901");
        (seen.Headers["Simpul-Caller"], seen.Headers["Simpul-Purpose"], seen.Headers["Via"]).ShouldBe(("dinsos", "verifikasi-bantuan", "1.1 simpul"));
        seen.Headers.ShouldContainKey("traceparent");
        bus.Audit().Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_not_agreed_is_refused_with_its_reason_and_never_reaches_the_provider()
    {
        await using var bus = await Instance.Start(contract => contract with { Operations = ["getPerson"], Fields = new Dictionary<string, IReadOnlyList<string>> { ["getPerson"] = contract.Fields["getPerson"] }, Requires = [Requirement.Officer, Requirement.Purpose] });
        using var client = await bus.Client();
        async Task Refused(string code, string path, Action<HttpRequestMessage>? with = null, HttpMethod? method = null, HttpClient? by = null)
        {
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
            with?.Invoke(request);
            using var answer = await (by ?? client).SendAsync(request);
            (await Instance.Code(answer)).ShouldBe(code);
        }
        void Told(HttpRequestMessage request)
        {
            request.Headers.Add("Simpul-Purpose", "verifikasi-bantuan");
            request.Headers.Add("Simpul-Officer", "198001012005011001");
        }
        await Refused("purpose-missing", Path);
        await Refused("officer-missing", Path, request => request.Headers.Add("Simpul-Purpose", "verifikasi-bantuan"));
        await Refused("purpose-not-allowed", Path, request => request.Headers.Add("Simpul-Purpose", "pemasaran"));
        await Refused("operation-not-allowed", "/layanan/penduduk/v1/penduduk?halaman=1", Told);
        await Refused("no-such-method", Path, Told, HttpMethod.Delete);
        await Refused("no-such-operation", "/layanan/penduduk/v1/gaji", Told);
        await Refused("no-such-service", "/layanan/gaji/v1/x", Told);
        await Refused("request-invalid", "/layanan/penduduk/v1/penduduk/12", Told);
        await Refused("request-invalid", Path + "?semua=ya", Told);
        await Refused("unknown-contract", Path, request => { Told(request); request.Headers.Add("Simpul-Contract", new string('0', 64)); });
        await Refused("key-in-address", Path + "?api_key=abc", Told);
        using var nobody = new HttpClient { BaseAddress = bus.Address };
        await Refused("not-identified", Path, Told, by: nobody);
        nobody.DefaultRequestHeaders.Authorization = new("Bearer", "x.y.z");
        await Refused("bad-token", Path, Told, by: nobody);
        using var stranger = await bus.Client(bus.Stranger);
        await Refused("no-contract", Path, Told, by: stranger);
        bus.Provider.Requests.ShouldBeEmpty();

        using var asked = new HttpRequestMessage(HttpMethod.Get, Path);
        Told(asked);
        using var allowed = await client.SendAsync(asked);
        allowed.StatusCode.ShouldBe(HttpStatusCode.OK);
        // The record commits to the officer without naming one.
        var record = bus.Records().ShouldHaveSingleItem();
        record.GetRawText().ShouldNotContain("198001012005011001");
        using var json = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync(new Uri("/bukti/" + record.GetProperty("transaction").GetString(), UriKind.Relative)));
        var key = json.RootElement.GetProperty("commitmentKey").GetBytesFromBase64();
        record.GetProperty("officer").GetBytesFromBase64().ShouldBe(ExchangeRecord.Commit(key, "198001012005011001"));
        record.GetProperty("target").GetBytesFromBase64().ShouldBe(ExchangeRecord.Commit(key, "GET /penduduk/1671012345678901"));
    }

    [Fact]
    public async Task A_request_that_does_not_fit_the_description_is_refused_and_names_the_place_but_not_the_value()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        using var wrong = await client.PostAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative), new StringContent("""{"nik":"12","umur":9}""", Encoding.UTF8, "application/json"));
        (await Instance.Code(wrong)).ShouldBe("request-invalid");
        var text = await wrong.Content.ReadAsStringAsync();
        text.ShouldContain("""{"pointer":"/nik","rule":"pattern"}""");
        text.ShouldNotContain("12\"");
        using var form = await client.PostAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative), new StringContent("nik=1", Encoding.UTF8, "text/plain"));
        (await Instance.Code(form)).ShouldBe("not-json");
        using var right = await client.PostAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative), new StringContent("""{"nik":"1671012345678901"}""", Encoding.UTF8, "application/json"));
        (right.StatusCode, await right.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.Created, """{"nomor":7}"""));
        Encoding.UTF8.GetString(bus.Provider.Requests.ShouldHaveSingleItem().Body).ShouldBe("""{"nik":"1671012345678901"}""");
    }

    [Fact]
    public async Task A_response_that_breaks_its_schema_is_refused_or_only_projected_as_the_service_says()
    {
        await using var bus = await Instance.Start();
        bus.Provider.Answers = context => Provider.Json(context, """{"nik":1671012345678901,"nama":"Siti","gaji":5}""");
        using var client = await bus.Client();
        using var refused = await client.GetAsync(new Uri(Path, UriKind.Relative));
        (await Instance.Code(refused)).ShouldBe("response-invalid");
        bus.Records().ShouldHaveSingleItem().GetProperty("outcome").GetString().ShouldBe("refused");
        bus.Policy = bus.Policy with { ValidateResponses = false };
        await bus.Reload();
        (await client.GetStringAsync(new Uri(Path, UriKind.Relative))).ShouldBe("""{"nik":1671012345678901,"nama":"Siti"}""");
        // What cannot be projected does not go through either way.
        foreach (var broken in new[] { """{"nik":""", "[", "{}x" })
        {
            bus.Provider.Answers = context => Provider.Json(context, broken);
            using var unreadable = await client.GetAsync(new Uri(Path, UriKind.Relative));
            (await Instance.Code(unreadable)).ShouldBe("response-not-projectable");
        }
        bus.Provider.Answers = context => { context.Response.ContentType = "text/html"; return context.Response.Body.WriteAsync("<p>Siti"u8.ToArray()).AsTask(); };
        using var page = await client.GetAsync(new Uri(Path, UriKind.Relative));
        (await Instance.Code(page)).ShouldBe("response-not-projectable");
    }

    [Fact]
    public async Task Of_a_providers_error_only_what_every_problem_has_goes_through()
    {
        await using var bus = await Instance.Start();
        bus.Provider.Answers = context =>
        {
            context.Response.Headers["Simpul-Error"] = "forged";
            return Provider.Json(context, """{"title":"Tidak ada","status":404,"nik":"1671012345678901"}""", 404);
        };
        using var client = await bus.Client();
        using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));
        (answer.StatusCode, await answer.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.NotFound, """{"title":"Tidak ada","status":404}"""));
        answer.Headers.Contains("Simpul-Error").ShouldBeFalse();
        bus.Provider.Answers = context => { context.Response.StatusCode = 500; return context.Response.WriteAsync("Siti Rahma at line 3"); };
        using var crash = await client.GetAsync(new Uri(Path, UriKind.Relative));
        (crash.StatusCode, await crash.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.InternalServerError, ""));
    }

    [Fact]
    public async Task Rate_and_quota_hold_and_the_quota_survives_a_restart()
    {
        await using var bus = await Instance.Start(contract => contract with { Quota = new(3, "day"), Rate = new(100, 1) });
        using (var client = await bus.Client())
            for (var i = 0; i < 2; i++) (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await bus.Stop();
        // As after a crash: the file that counts is gone, and the log is not.
        File.Delete(System.IO.Path.Combine(bus.Folder, "usage.json"));
        await bus.Run();
        using var again = await bus.Client();
        // What is refused takes nothing of the quota, and gives nothing back.
        foreach (var bad in new[] { "/layanan/penduduk/v1/penduduk/12", Path + "?x=1", "/layanan/penduduk/v1/tidak-ada" }) await Instance.Code(await again.GetAsync(new Uri(bad, UriKind.Relative)));
        (await again.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var over = await again.GetAsync(new Uri(Path, UriKind.Relative));
        (await Instance.Code(over)).ShouldBe("quota-exceeded");
        over.Headers.RetryAfter!.Delta!.Value.TotalHours.ShouldBeLessThan(24.1);
    }

    [Fact]
    public async Task A_rate_is_a_bucket_that_fills_again()
    {
        // So slowly that no machine is too slow for it.
        await using var bus = await Instance.Start(contract => contract with { Rate = new(2, 86400) });
        using var client = await bus.Client();
        for (var i = 0; i < 2; i++) (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var over = await client.GetAsync(new Uri(Path, UriKind.Relative));
        (await Instance.Code(over)).ShouldBe("rate-exceeded");
        over.Headers.RetryAfter!.Delta!.Value.TotalHours.ShouldBeInRange(11.5, 12.1);

        // The bucket itself, by a clock that the test turns.
        var contract = bus.Draft() with { Rate = new(2, 10) };
        var usage = new Simpul.Gateway.Plan.Usage();
        string? Take(long ticks) => usage.Take(contract, DateTimeOffset.UtcNow, 420, ticks, out _);
        (Take(0), Take(0), Take(0)).ShouldBe((null, null, "rate"));
        (Take(4_900), Take(5_100), Take(5_200)).ShouldBe(("rate", null, "rate"));
        (Take(60_000), Take(60_000), Take(60_000)).ShouldBe((null, null, "rate"));
    }

    [Fact]
    public async Task An_API_key_opens_an_open_service_from_its_networks_until_it_ends()
    {
        static ApiKey Key(Contract contract, string key, int days, params string[] networks) =>
            new(key.Split('.')[0], Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(key))), contract.Id, DateTimeOffset.UtcNow.AddDays(days), networks);
        await using var bus = await Instance.Start(arrange: bus => bus.Classification = "public");
        var contract = bus.Contracts[0].Contract;
        bus.ApiKeys.AddRange([Key(contract, "lama.rahasia-satu", 30, "127.0.0.0/8"), Key(contract, "baru.rahasia-dua", 30), Key(contract, "usai.rahasia-tiga", -1), Key(contract, "jauh.rahasia-empat", 30, "10.0.0.0/8")]);
        await bus.Reload();
        using var client = new HttpClient { BaseAddress = bus.Address };
        async Task<HttpResponseMessage> With(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { { "X-Api-Key", key } } };
            return await client.SendAsync(request);
        }
        (await With("lama.rahasia-satu")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await With("baru.rahasia-dua")).StatusCode.ShouldBe(HttpStatusCode.OK);
        bus.Provider.Requests.ShouldAllBe(seen => !seen.Headers.ContainsKey("X-Api-Key"));
        foreach (var bad in new[] { "usai.rahasia-tiga", "jauh.rahasia-empat", "baru.rahasia-satu", "lama", "" }) (await Instance.Code(await With(bad))).ShouldBe("bad-api-key");
        // A service that is not open takes no keys: such a snapshot is refused, and the one before stays.
        bus.Classification = "restricted";
        bus.Write();
        for (var i = 0; i < 500 && bus.Watch.Problem is null; i++) await Task.Delay(20);
        bus.Watch.Problem.ShouldNotBeNull();
        (await With("baru.rahasia-dua")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_is_good_only_with_the_certificate_that_it_is_bound_to()
    {
        await using var bus = await Instance.Start(contract => contract with { Requires = [Requirement.Certificate] });
        using var own = bus.Consumer.Client(bus.Secure);
        using var given = await own.PostAsync(new Uri("/token", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "dinsos" }));
        var token = System.Text.Json.JsonDocument.Parse(await given.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString()!;
        foreach (var (client, code) in new[] { (own, null), (bus.Stranger.Client(bus.Secure), "token-not-bound"), (new HttpClient { BaseAddress = bus.Address }, "token-not-bound") })
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));
            if (code is null) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            else (await Instance.Code(answer)).ShouldBe(code);
        }
        // A token bound to nothing does not do where the contract asks for a certificate.
        using var loose = await bus.Client();
        (await Instance.Code(await loose.GetAsync(new Uri(Path, UriKind.Relative)))).ShouldBe("certificate-needed");
    }
}
