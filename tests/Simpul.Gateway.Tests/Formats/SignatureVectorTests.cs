using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Http;
using Xunit;

namespace Simpul.Gateway.Tests.Formats;

/// <summary>RFC 9421 appendix B, all but Ed25519, which the framework does not have.</summary>
public sealed class SignatureVectorTests
{
    const string RsaModulus = "r4tmm3r20Wd_PbqvP1s2-QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct-Lh1GH45x28Rw3Ry53mm-oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHqgDsznjPFmTOtCEcN2Z1FpWgchwuYLPL-Wokqltd11nqqzi-bJ9cvSKADYdUAAN5WUtzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4aOT9v6d-nb4bnNkQVklLQ3fVAvJm-xdDOp9LCNCN48V2pnDOkFV6-U9nV5oyc6XI2w";

    static readonly SignedMessage request = new()
    {
        Method = "POST", Scheme = "https", Authority = "example.com", Path = "/foo", Query = "?param=Value&Pet=dog",
        Field = Fields(("date", "Tue, 20 Apr 2021 02:07:55 GMT"), ("content-type", "application/json"), ("content-digest", "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"), ("content-length", "18")),
    };

    static readonly SignedMessage response = new()
    {
        Method = "", Scheme = "https", Authority = "", Path = "", Status = 200,
        Field = Fields(("date", "Tue, 20 Apr 2021 02:07:56 GMT"), ("content-type", "application/json"), ("content-digest", "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:"), ("content-length", "23")),
    };

    [Theory]
    [InlineData("""sig-b21=();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd" """, "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==")]
    [InlineData("""sig-b22=("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example" """, "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==")]
    [InlineData("""sig-b23=("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss" """, "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==")]
    public void RSA_PSS(string input, string value)
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = System.Buffers.Text.Base64Url.DecodeFromChars(RsaModulus), Exponent = [1, 0, 1] });
        var key = new PartyKey("test-key-rsa-pss", rsa.ExportSubjectPublicKeyInfo());
        var label = input[..input.IndexOf('=', StringComparison.Ordinal)];
        HttpSignature.TryRead(input, $"{label}=:{value}:", out var read).ShouldBeTrue();
        // The key has several algorithms and the signature names none: the verifier has to know.
        key.Verify("rsa-pss-sha512", HttpSignature.Base(request, read[0].Input), read[0].Value).ShouldBeTrue();
        read[0].IsValid(request, key).ShouldBeFalse();
        key.Verify("rsa-pss-sha512", HttpSignature.Base(request with { Query = "?param=Value&Pet=cat", Authority = "example.org" }, read[0].Input), read[0].Value).ShouldBe(label == "sig-b21");
    }

    [Fact]
    public void ECDSA()
    {
        using var ec = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = { X = System.Buffers.Text.Base64Url.DecodeFromChars("qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA"), Y = System.Buffers.Text.Base64Url.DecodeFromChars("Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0") } });
        var key = new PartyKey("test-key-ecc-p256", ec.ExportSubjectPublicKeyInfo());
        HttpSignature.TryRead("""sig-b24=("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256" """, "sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==:", out var read).ShouldBeTrue();
        read[0].IsValid(response, key).ShouldBeTrue();
        read[0].IsValid(response with { Status = 201 }, key).ShouldBeFalse();
        read[0].Covers("@status").ShouldBeTrue();
    }

    [Fact]
    public void HMAC()
    {
        HttpSignature.TryRead("""sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret" """, "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:", out var read).ShouldBeTrue();
        HMACSHA256.HashData(Convert.FromBase64String("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=="), HttpSignature.Base(request, read[0].Input)).ShouldBe(read[0].Value);
    }

    [Theory]
    [InlineData("\"@query-param\";name=\"var\"", "?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something", "this%20is%20a%20big%0Amultiline%20value")]
    [InlineData("\"@query-param\";name=\"bar\"", "?var=1&bar=with+plus+whitespace", "with%20plus%20whitespace")]
    [InlineData("\"@query-param\";name=\"fa%C3%A7ade%22%3A%20\"", "?fa%C3%A7ade%22%3A%20=something", "something")]
    [InlineData("@query", "", "?")]
    [InlineData("@request-target", "?a", "/foo?a")]
    [InlineData("@target-uri", "?a", "https://example.com/foo?a")]
    public void Derived_components_are_as_section_2_has_them(string component, string query, string value) =>
        Encoding.UTF8.GetString(HttpSignature.Base(request with { Query = query, Authority = "EXAMPLE.com:443" }, HttpSignature.InputOf([component]))).ShouldContain($": {value}\n");

    [Theory]
    [InlineData("\"example-dict\";sf", "a=1,    b=2;x=1;y=2,   c=(a   b   c)", "a=1, b=2;x=1;y=2, c=(a b c)")]
    [InlineData("\"example-dict\";key=\"b\"", "a=1,    b=2;x=1;y=2,   c=(a   b   c)", "2;x=1;y=2")]
    [InlineData("\"example-dict\";bs", "value, with, lots", ":dmFsdWUsIHdpdGgsIGxvdHM=:")]
    public void Fields_are_as_section_2_has_them(string component, string field, string value) =>
        Encoding.UTF8.GetString(HttpSignature.Base(request with { Field = Fields(("example-dict", field)) }, HttpSignature.InputOf([component]))).ShouldContain($": {value}\n");

    [Fact]
    public void What_cannot_be_covered_is_refused()
    {
        foreach (var component in new[] { "missing", "@status", "@unknown", "\"date\";tr", "\"date\";what", "\"@query-param\";name=\"none\"", "\"date\";req" })
            Should.Throw<FormatException>(() => HttpSignature.Base(request, HttpSignature.InputOf([component])), component);
        Should.Throw<FormatException>(() => HttpSignature.Base(request, HttpSignature.InputOf(["date", "date"])));
        foreach (var (input, value) in new[] { ("a=(", "a=:AA==:"), ("a=()", "b=:AA==:"), ("a=(1)", "a=:AA==:"), ("a=()", "a=\"x\""), ("", ""), ("a=(\"@method\"\"@path\")", "a=:AA==:"), ("a=();created=99999999999999999", "a=:AA==:") })
            HttpSignature.TryRead(input, value, out _).ShouldBeFalse(input);
    }

    static Func<string, IReadOnlyList<string>> Fields(params (string Name, string Value)[] fields) => name => [.. fields.Where(field => field.Name == name).Select(field => field.Value)];
}
