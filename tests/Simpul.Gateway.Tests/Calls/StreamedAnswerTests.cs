using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

/// <summary>Answers that are long, slow or without an end that is known beforehand: what passes, what is held, what is checked on the way.</summary>
public sealed class StreamedAnswerTests
{
    [Fact]
    public async Task A_list_longer_than_memory_wants_is_projected_as_it_streams()
    {
        await using var bus = await Instance.Start();
        const int People = 30_000;
        bus.Provider.Answers = async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{\"catatan\":\"rahasia\",\"data\":[");
            for (var i = 0; i < People; i++) await context.Response.WriteAsync((i == 0 ? "" : ", ") + Provider.Person);
            await context.Response.WriteAsync("],\"total\":30000}");
        };
        using var client = await bus.Client();
        using var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldBe("{\"data\":[" + string.Join(',', Enumerable.Repeat("""{"nama":"Siti Rahma"}""", People)) + "],\"total\":30000}");
        var closing = bus.Records()[^1];
        closing.GetProperty("response").GetBytesFromBase64().ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        (bus.Records().Count, closing.TryGetProperty("produced", out _)).ShouldBe((2, true));

        // One bad element far behind, or a member beside the list: the answer breaks off, and the record says so.
        var ending = ",{\"nik\":1}]}";
        bus.Provider.Answers = async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{\"data\":[");
            for (var i = 0; i < People; i++) await context.Response.WriteAsync((i == 0 ? "" : ", ") + Provider.Person);
            await context.Response.WriteAsync(ending);
        };
        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative)));
        await Wait.Until(() => bus.Records()[^1].GetProperty("outcome").GetString() == "broken");
        (ending, var before) = ("],\"total\":\"banyak\"}", bus.Records().Count);
        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative)));
        await Wait.Until(() => bus.Records().Count == before + 2 && bus.Records()[^1].GetProperty("outcome").GetString() == "broken");
    }

    [Theory]
    [InlineData("text/event-stream", 0)]
    [InlineData("application/x-ndjson; charset=utf-8", 0)]
    [InlineData("text/plain", 0)]
    [InlineData("text/plain", 400_000)]
    public async Task The_first_piece_of_a_slow_answer_arrives_before_the_last_is_sent(string type, int length)
    {
        await using var bus = await Instance.Start();
        var (first, last) = (length == 0 ? "data: satu\n\n" : new string('x', length - 5), length == 0 ? "data: dua\n\n" : "akhir");
        var arrived = new TaskCompletionSource();
        var whole = true;
        bus.Provider.Answers = async context =>
        {
            context.Response.ContentType = type;
            if (length > 0) context.Response.ContentLength = length;
            await context.Response.WriteAsync(first);
            await context.Response.Body.FlushAsync();
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
            if (whole) await context.Response.WriteAsync(last);
            else context.Abort();
        };
        foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            (arrived, whole) = (new(), true);
            using var client = bus.Consumer.Client(bus.Secure, version);
            var records = bus.Records().Count;
            using (var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/aliran", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead))
            {
                await using var body = await answer.Content.ReadAsStreamAsync();
                var got = new byte[first.Length];
                await body.ReadExactlyAsync(got).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
                Encoding.UTF8.GetString(got).ShouldBe(first);
                // What has gone out has its record, and the whole has none yet.
                bus.Records()[records..].Select(one => one.GetProperty("outcome").GetString()).ShouldBe(["opened"]);
                arrived.SetResult();
                using var rest = new StreamReader(body);
                (await rest.ReadToEndAsync()).ShouldBe(last);
            }
            bus.Records()[records..].Select(one => one.GetProperty("outcome").GetString()).ShouldBe(["opened", "answered"]);
            bus.Records()[^1].GetProperty("response").GetBytesFromBase64().ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(first + last)));
            // A provider that breaks off: the caller sees that it is not whole, and the record says so.
            (arrived, whole) = (new(), false);
            using var broken = await client.GetAsync(new Uri("/layanan/penduduk/v1/aliran", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            await using var part = await broken.Content.ReadAsStreamAsync();
            await part.ReadExactlyAsync(new byte[first.Length]);
            arrived.SetResult();
            await Should.ThrowAsync<Exception>(async () => await part.ReadExactlyAsync(new byte[1]));
            await Wait.Until(() => bus.Records()[^1].GetProperty("outcome").GetString() == "broken");
        }
        bus.Audit().Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_short_answer_in_pieces_that_follow_each_other_is_held_with_one_record_and_its_digest()
    {
        await using var bus = await Instance.Start();
        bus.Provider.Answers = async context =>
        {
            context.Response.ContentType = "text/plain";
            for (var i = 0; i < 5; i++)
            {
                await context.Response.WriteAsync("sepotong ");
                await context.Response.Body.FlushAsync();
            }
        };
        using var client = await bus.Client();
        var held = false;
        // On a machine that is busy elsewhere, pieces may come so far from each other that one is opened.
        for (var call = 0; call < 10 && !held; call++)
        {
            var before = bus.Records().Count;
            using var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/berkas/1", UriKind.Relative));
            (await answer.Content.ReadAsStringAsync()).ShouldBe("sepotong sepotong sepotong sepotong sepotong ");
            held = bus.Records().Count == before + 1;
            answer.Headers.Contains("Content-Digest").ShouldBe(held);
            bus.Records()[^1].GetProperty("outcome").GetString().ShouldBe("answered");
        }
        held.ShouldBeTrue();
    }

    [Fact]
    public async Task A_long_answer_that_goes_through_whole_is_checked_element_by_element_and_stays_as_it_was()
    {
        await using var bus = await Instance.Start(contract => contract with { Fields = new Dictionary<string, IReadOnlyList<string>>(contract.Fields) { ["listPeople"] = [""] } });
        const int People = 20_000;
        var bad = "";
        bus.Provider.Answers = async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{ \"data\" : [");
            for (var i = 0; i < People; i++) await context.Response.WriteAsync((i == 0 ? "" : ",\n ") + Provider.Person);
            await context.Response.WriteAsync(bad + "],\"total\":20000 }\n");
        };
        using var client = await bus.Client();
        var whole = "{ \"data\" : [" + string.Join(",\n ", Enumerable.Repeat(Provider.Person, People)) + "],\"total\":20000 }\n";
        (await client.GetStringAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative))).ShouldBe(whole);
        bus.Records()[^1].GetProperty("response").GetBytesFromBase64().ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(whole)));
        bad = ",{\"nik\":1}";
        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative)));
        await Wait.Until(() => bus.Records()[^1].GetProperty("outcome").GetString() == "broken");
        // An element that is longer than what is held cannot be checked; that is found before anything goes out.
        bus.Provider.Answers = context => Provider.Json(context, $$"""{"data":[{"nik":"1","nama":"{{new string('x', 1_500_000)}}"}]}""");
        (await Instance.Code(await client.GetAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative)))).ShouldBe("response-too-large");
    }

    [Fact]
    public async Task A_caller_that_takes_its_time_gets_a_long_answer_whole()
    {
        await using var bus = await Instance.Start(arrange: bus => bus.Policy = bus.Policy with { Timeout = 1 });
        var body = RandomNumberGenerator.GetBytes(24 * 1024 * 1024);
        bus.Provider.Answers = context => context.Response.Body.WriteAsync(body).AsTask();
        using var client = await bus.Client();
        using var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/berkas/1", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        // Longer than the provider would be waited for, while everything between is full.
        await Task.Delay(2500);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(body);
        bus.Records()[^1].GetProperty("outcome").GetString().ShouldBe("answered");
    }
}
