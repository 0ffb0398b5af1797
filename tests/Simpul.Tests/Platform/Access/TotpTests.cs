using Shouldly;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Platform.Access;

public sealed class TotpTests
{
    /// <summary>RFC 6238, appendix B: the ASCII key 12345678901234567890, in base32, and the last six of its eight digits.</summary>
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) => Totp.Code(Secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Fact]
    public void A_code_is_good_half_a_minute_early_and_late_and_names_its_step()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        Totp.Match(Secret, "005 924", now).ShouldBe(41152263);
        Totp.Match(Secret, "005924", now.AddSeconds(30)).ShouldBe(41152263);
        Totp.Match(Secret, "005924", now.AddSeconds(-30)).ShouldBe(41152263);
        Totp.Match(Secret, "005924", now.AddSeconds(60)).ShouldBeNull();
        Totp.Match(Secret, "005925", now).ShouldBeNull();
        Totp.Match(Secret, "", now).ShouldBeNull();
    }

    [Fact]
    public void A_fresh_secret_is_160_bits_of_base32()
    {
        var secret = Totp.NewSecret();
        secret.ShouldMatch("^[A-Z2-7]{32}$");
        Totp.NewSecret().ShouldNotBe(secret);
        Totp.Match(secret, Totp.Code(secret, 7), DateTimeOffset.FromUnixTimeSeconds(7 * 30)).ShouldBe(7);
    }
}
