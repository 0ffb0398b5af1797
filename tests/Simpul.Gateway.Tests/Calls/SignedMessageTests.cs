using System.Net;
using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Http;
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
