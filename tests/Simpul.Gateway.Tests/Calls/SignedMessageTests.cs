using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Exchanges;
using Simpul.Bus.Http;
using Simpul.Gateway.Commands;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

public sealed class SignedMessageTests
{
    [Fact]
    public async Task A_contract_can_ask_for_signed_messages_and_a_signature_is_checked_wherever_it_is_sent()
    {
        await using var bus = await Instance.Start(contract => contract with { Requires = [Requirement.Signature] });
        using var client = await bus.Client();
        async Task<HttpResponseMessage> Post(Action<HttpRequestMessage>? with, string body = """{"nik":"1671012345678901"}""")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bus.Address, "/layanan/penduduk/v1/penduduk")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            with?.Invoke(request);
            return await client.SendAsync(request);
        }
        Action<HttpRequestMessage> Signed(Signatory by, string[]? covered = null, int age = 0) => request =>
        {
            var body = """{"nik":"1671012345678901"}"""u8;
            var digest = ContentDigest.Sha256(SHA256.HashData(body));
            request.Headers.Add("Content-Digest", digest);
            var input = HttpSignature.InputOf(covered ?? ["@method", "@target-uri", "content-digest"], new("created", DateTimeOffset.UtcNow.ToUnixTimeSeconds() - age), new("keyid", by.KeyId));
            var message = new SignedMessage { Method = "POST", Scheme = "http", Authority = bus.Address.Authority, Path = "/layanan/penduduk/v1/penduduk", Field = name => name == "content-digest" ? [digest] : [] };
            var value = by.Key.SignData(HttpSignature.Base(message, input), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            request.Headers.Add("Signature-Input", "sig1=" + StructuredFields.Write(input));
            request.Headers.Add("Signature", $"sig1=:{Convert.ToBase64String(value)}:");
        };
        (await Instance.Code(await Post(null))).ShouldBe("signature-needed");
        (await Instance.Code(await Post(Signed(bus.Stranger)))).ShouldBe("bad-signature");
        (await Instance.Code(await Post(Signed(bus.Consumer, age: 400)))).ShouldBe("bad-signature");
        (await Instance.Code(await Post(Signed(bus.Consumer, ["@method", "content-digest"])))).ShouldBe("signature-needed");
        (await Instance.Code(await Post(Signed(bus.Consumer, ["@method", "@target-uri"])))).ShouldBe("signature-needed");
        (await Instance.Code(await Post(Signed(bus.Consumer), """{"nik":"1671012345678902"}"""))).ShouldBe("bad-digest");
        bus.Provider.Requests.ShouldBeEmpty();
        (await Post(Signed(bus.Consumer))).StatusCode.ShouldBe(HttpStatusCode.Created);
        bus.Records().ShouldHaveSingleItem().GetProperty("signature").GetString().ShouldStartWith("(\"@method\" \"@target-uri\" \"content-digest\");created=");
        bus.Provider.Requests.ShouldHaveSingleItem().Headers.ShouldContainKey("Signature-Input");
    }

    [Fact]
    public async Task A_receipt_carries_the_key_by_which_the_caller_signed_and_the_message_is_held_against_it()
    {
        await using var bus = await Instance.Start(contract => contract with { Requires = [Requirement.Signature] });
        using var client = await bus.Client();
        const string Path = "/layanan/penduduk/v1/penduduk";
        var body = """{"nik":"1671012345678901"}""";
        var digest = ContentDigest.Sha256(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        string Head(string path, string officer, string content) => $"POST http://{bus.Address.Authority}{path} HTTP/1.1\r\nContent-Digest: {content}\r\nSimpul-Officer: {officer}\r\n\r\n{body}";
        var message = RequestFile.Read(Head(Path, "petugas-7", digest));
        var input = HttpSignature.InputOf(["@method", "@target-uri", "content-digest", "simpul-officer"], new("created", DateTimeOffset.UtcNow.ToUnixTimeSeconds()), new("keyid", bus.Consumer.KeyId));
        var value = bus.Consumer.Key.SignData(HttpSignature.Base(message, input), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, text) in new[] { ("Content-Digest", digest), ("Simpul-Officer", "petugas-7"), ("Signature-Input", "a=" + StructuredFields.Write(input)), ("Signature", $"a=:{Convert.ToBase64String(value)}:") }) request.Headers.Add(name, text);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        // The key is changed for another since, and stays listed with its time.
        var later = DateTimeOffset.UtcNow;
        bus.Shape = snapshot => snapshot with { Members = [.. snapshot.Members.Select(one => one.Code != bus.Consumer.Code ? one : one with { Keys = [one.Keys[0] with { Until = later.AddHours(1) }, new Bus.Snapshots.SnapshotKey("lain", bus.Stranger.Published.Spki, [KeyUse.Message], later)] })] };
        await bus.Reload();
        using var own = bus.Consumer.Client(bus.Secure);
        var receipt = await own.GetByteArrayAsync(new Uri("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative));
        var result = Receipt.Verify(receipt);
        result.Faults.ShouldBeEmpty();
        result.MessageKeys.Select(key => key.Id).ShouldBe([bus.Consumer.KeyId]);
        result.Signs(message).ShouldBeNull();
        foreach (var (path, officer, content) in new[] { (Path + "?a=1", "petugas-7", digest), (Path, "petugas-8", digest), (Path, "petugas-7", ContentDigest.Sha256(new byte[32])) })
            result.Signs(RequestFile.Read(Head(path, officer, content))).ShouldBe("The caller's signature is not over this message.");
        var (file, head) = (System.IO.Path.Combine(bus.Folder, "receipt.json"), System.IO.Path.Combine(bus.Folder, "head.txt"));
        await File.WriteAllBytesAsync(file, receipt);
        await File.WriteAllTextAsync(head, Head(Path, "petugas-7", digest));
        var alone = await Programs.Bus("verify", file, "--message", head);
        (alone.Code, alone.Output.Contains("key of the caller's in the file, NOT compared", StringComparison.Ordinal)).ShouldBe((0, true), alone.Output);
        await File.WriteAllTextAsync(head, Head(Path, "petugas-8", digest));
        (await Programs.Bus("verify", file, "--message", head)).Code.ShouldBe(1);

        // Whoever makes the file puts a key of their own into it: where the published ones are known, only they count.
        PublishedKey Of(string by, Bus.Snapshots.SnapshotKey key, params string[] use) => new(by, key.Id, use, key.Spki, null, null, null);
        var published = new PublishedKeys([Of(PublishedKeys.OfHub(Instance.Hub), bus.Snapshot().HubKeys[0], KeyUse.Contract), Of(PublishedKeys.OfMember(bus.Consumer.Code), bus.Consumer.Published, KeyUse.Contract, KeyUse.Message),
            Of(PublishedKeys.OfMember(bus.Owner.Code), bus.Owner.Published, KeyUse.Contract), Of(PublishedKeys.OfMember(bus.Stranger.Code), bus.Stranger.Published, KeyUse.Contract, KeyUse.Message), Instance.GatewayKey(receipt)]);
        var compared = Receipt.Verify(receipt, published: published);
        compared.Faults.ShouldBeEmpty();
        compared.Signs(message).ShouldBeNull();
        Receipt.Verify(receipt, published: published with { Keys = [.. published.Keys.Select(key => key with { Use = [.. key.Use.Where(use => use != KeyUse.Message)] })] }).Signs(message).ShouldBe("No key of the caller's for messages is published.");
        var forged = JsonNode.Parse(receipt)!.AsObject();
        forged["messageKeys"]![0]!["spki"] = bus.Stranger.Published.Spki;
        var stranger = bus.Stranger.Key.SignData(HttpSignature.Base(message, input), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var invented = new HttpSignature("a", input, stranger).Recorded();
        // The record is the gateway's, and whoever has its key writes what they like into it.
        foreach (var (keys, fault) in new (PublishedKeys?, string?)[] { (null, null), (published, "The caller's signature is not over this message.") })
        {
            var read = Receipt.Verify(Encoding.UTF8.GetBytes(forged.ToJsonString()), published: keys);
            read.Faults.ShouldBeEmpty();
            read.Record!["signature"] = invented;
            read.Signs(message).ShouldBe(fault);
        }
        await File.WriteAllBytesAsync(System.IO.Path.Combine(bus.Folder, "published.json"), published.ToJson());
        await File.WriteAllTextAsync(head, Head(Path, "petugas-7", digest));
        var held = await Programs.Bus("verify", file, "--keys", System.IO.Path.Combine(bus.Folder, "published.json"), "--message", head);
        (held.Code, held.Output.Contains("signed by a published key of the caller's", StringComparison.Ordinal)).ShouldBe((0, true), held.Output);
    }

    [Fact]
    public async Task What_the_caller_signed_of_purpose_contract_and_officer_is_the_records_or_the_message_is_another()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        var contract = bus.Contracts[0].Contract;
        string Head(string purpose, string id, string officer) => $"GET http://{bus.Address.Authority}/layanan/penduduk/v1/penduduk/1671012345678901 HTTP/1.1\r\nSimpul-Purpose: {purpose}\r\nSimpul-Contract: {id}\r\nSimpul-Officer: {officer}\r\n\r\n";
        string Signed(SignedMessage message)
        {
            var input = HttpSignature.InputOf(["@method", "@target-uri", "simpul-purpose", "simpul-contract", "simpul-officer"], new("created", DateTimeOffset.UtcNow.ToUnixTimeSeconds()), new("keyid", bus.Consumer.KeyId));
            return new HttpSignature("a", input, bus.Consumer.Key.SignData(HttpSignature.Base(message, input), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)).Recorded();
        }
        var message = RequestFile.Read(Head(contract.Purpose.Code, contract.Id, "petugas-7"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/layanan/penduduk/v1/penduduk/1671012345678901") { Headers = { { "Simpul-Purpose", contract.Purpose.Code }, { "Simpul-Contract", contract.Id }, { "Simpul-Officer", "petugas-7" } } };
        var recorded = Signed(message);
        request.Headers.Add("Signature-Input", "a=" + recorded[..recorded.LastIndexOf(' ')]);
        request.Headers.Add("Signature", $"a=:{recorded[(recorded.LastIndexOf(' ') + 1)..]}:");
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var receipt = await client.GetByteArrayAsync(new Uri("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative));
        Receipt.Verify(receipt).Signs(message).ShouldBeNull();
        // Signed by the same caller, and said of another call.
        foreach (var (purpose, id, officer, field) in new[] { ("lain", contract.Id, "petugas-7", "simpul-purpose"), (contract.Purpose.Code, new string('0', 64), "petugas-7", "simpul-contract"), (contract.Purpose.Code, contract.Id, "petugas-8", "simpul-officer") })
        {
            var (other, result) = (RequestFile.Read(Head(purpose, id, officer)), Receipt.Verify(receipt));
            result.Record!["signature"] = Signed(other);
            result.Signs(other).ShouldBe($"The message's {field} is not the one of the record.");
        }
    }

    [Fact]
    public async Task A_signature_that_would_not_fit_into_the_record_is_refused_before_the_provider_is_called()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        foreach (var (length, code) in new[] { (9000, "signature-too-long"), (1500, null) })
        {
            // A quotation mark takes four characters of a record: twice what it takes here, and there it is twice what it is.
            var input = HttpSignature.InputOf(["@method", "@target-uri"], new("created", DateTimeOffset.UtcNow.ToUnixTimeSeconds()), new("keyid", bus.Consumer.KeyId), new("nonce", new string('"', length / 2)));
            var path = "/layanan/penduduk/v1/penduduk/1671012345678901";
            var message = new SignedMessage { Method = "GET", Scheme = "http", Authority = bus.Address.Authority, Path = path, Field = _ => [] };
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Signature-Input", "a=" + StructuredFields.Write(input)).ShouldBeTrue();
            request.Headers.Add("Signature", $"a=:{Convert.ToBase64String(bus.Consumer.Key.SignData(HttpSignature.Base(message, input), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}:");
            using var answer = await client.SendAsync(request);
            if (code is null) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            else
            {
                (await Instance.Code(answer)).ShouldBe(code);
                bus.Provider.Requests.ShouldBeEmpty();
            }
        }
        bus.Records().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_signed_for_another_server_is_not_good_here_whatever_the_Host_field_says()
    {
        const string Public = "https://gateway.example.go.id:8443";
        await using var bus = await Instance.Start(options: options => options with { PublicUrls = [Public, "https://cadangan.example.go.id"] });
        using var client = new HttpClient { BaseAddress = bus.Address };
        async Task<HttpStatusCode> Ask(string audience, string? host)
        {
            var claims = $$"""{"iss":"dinsos","sub":"dinsos","aud":"{{audience}}","exp":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 60}},"jti":"{{Guid.NewGuid():N}}"}""";
            using var request = new HttpRequestMessage(HttpMethod.Post, "/token")
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    ["client_assertion"] = CompactJws.Sign(Encoding.UTF8.GetBytes(claims), bus.Consumer.KeyId, "JWT", CompactJws.Signer(bus.Consumer.Key)),
                }),
            };
            request.Headers.Host = host;
            return (await client.SendAsync(request)).StatusCode;
        }
        (await Ask("http://lain.example", "lain.example")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask("http://lain.example/token", "lain.example")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(Public, "lain.example")).ShouldBe(HttpStatusCode.OK);
        (await Ask(Public + "/token", null)).ShouldBe(HttpStatusCode.OK);
        (await Ask("https://cadangan.example.go.id/", null)).ShouldBe(HttpStatusCode.OK);
        (await Ask(Public + "0", null)).ShouldBe(HttpStatusCode.Unauthorized);
        // What is said of itself is one of its own names as well.
        foreach (var (host, issuer) in new[] { ("lain.example", Public), ("cadangan.example.go.id", "https://cadangan.example.go.id") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/oauth-authorization-server") { Headers = { Host = host } };
            using var answer = await client.SendAsync(request);
            System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("issuer").GetString().ShouldBe(issuer);
        }
        foreach (var bad in new[] { "gateway.example", "ftp://gateway.example", "https://gateway.example/jalan", "https://a@gateway.example" }) Should.Throw<InvalidOperationException>(() => new PublicUrls([bad])).Message.ShouldContain(bad);
    }

    [Fact]
    public async Task An_assertion_is_good_once_for_its_client_and_for_this_gateway()
    {
        await using var bus = await Instance.Start();
        using var client = new HttpClient { BaseAddress = bus.Address };
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        async Task<HttpStatusCode> Ask(string claims, Signatory by) => (await client.PostAsync(new Uri("/token", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = CompactJws.Sign(Encoding.UTF8.GetBytes(claims), by.KeyId, "JWT", CompactJws.Signer(by.Key)),
        }))).StatusCode;
        string Claims(string who = "dinsos", string? audience = null, long end = 60, string id = "1") => $$"""{"iss":"{{who}}","sub":"{{who}}","aud":"{{audience ?? bus.Address.GetLeftPart(UriPartial.Authority)}}","exp":{{now + end}},"jti":"{{id}}"}""";
        (await Ask(Claims(), bus.Consumer)).ShouldBe(HttpStatusCode.OK);
        (await Ask(Claims(), bus.Consumer)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(Claims(id: "2"), bus.Stranger)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(Claims(id: "3", audience: "https://other"), bus.Consumer)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(Claims(id: "4", end: -1), bus.Consumer)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(Claims(id: "5", end: 100_000), bus.Consumer)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask("{}", bus.Consumer)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(Claims(who: "tidak-ada", id: "6"), bus.Consumer)).ShouldBe(HttpStatusCode.Unauthorized);
    }
}
