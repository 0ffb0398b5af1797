using Shouldly;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Platform.Access;

public sealed class PasswordTests
{
    [Theory]
    [InlineData("pendek")]
    [InlineData("sebelas hrf")]
    [InlineData("qwertyuiop12")]
    [InlineData("password12345")]
    [InlineData("Pa55w0rd!2026")]
    [InlineData("PasswordPassword")]
    [InlineData("Palembang2026!")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijklm")]
    [InlineData("aaaaaaaaaaaaaa")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("sari.dewi-2026")]
    public void A_password_that_is_short_common_or_the_user_name_is_refused(string password) =>
        Passwords.Refuse("Password", password, "sari.dewi").ShouldHaveSingleItem().Field.ShouldBe("Password");

    [Theory]
    [InlineData("kereta senja melintas")]
    [InlineData("Xk2-vm9_Qr7p")]
    [InlineData("palembang kuning sepeda")]
    [InlineData("84 7201 936 2475")]
    public void A_long_password_of_any_characters_will_do(string password) => Passwords.Refuse("Password", password, "sari.dewi").ShouldBeEmpty();

    [Fact]
    public void A_password_too_long_to_hash_quickly_is_refused() => Passwords.Refuse("Password", new string([.. Enumerable.Range(0, 201).Select(at => (char)('!' + (at * 7 % 90)))]), "a").ShouldHaveSingleItem();
}
