using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using QRCoder;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Access;

/// <summary>
/// Setting a second factor up: the secret is made for the page and kept nowhere until a code shows that the person's app has it. Between the two
/// it travels in the form, where only this program can read it and only this account can use it.
/// </summary>
public sealed class FactorForm
{
    /// <summary>The secret, protected.</summary>
    public string Kept { get; set; } = "";

    [Display(Name = "Kode dari aplikasi"), Required, StringLength(20)]
    public string Code { get; set; } = "";

    /// <summary>In groups of four, to be typed by hand.</summary>
    public string Written { get; private set; } = "";

    /// <summary>A picture as a data address.</summary>
    public string Picture { get; private set; } = "";

    /// <summary>The recovery codes, once they were made: shown this one time.</summary>
    [BindNever]
    public IReadOnlyList<string> Codes { get; set; } = [];

    /// <summary>Where the page leads on.</summary>
    [BindNever]
    public string Next { get; set; } = "/kerja/akun";

    /// <summary>Makes a secret, or takes up the form's.</summary>
    public void Show(IDataProtectionProvider protection, Account account, string issuer)
    {
        var secret = Secret(protection, account) ?? Totp.NewSecret();
        Kept = Protector(protection, account).Protect(secret);
        Written = string.Join(' ', secret.Chunk(4).Select(group => new string(group)));
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(Totp.Address(secret, issuer, account.UserName!), QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        Picture = "data:image/png;base64," + Convert.ToBase64String(code.GetGraphic(5));
    }

    /// <summary>The secret that the form brought; null where it is not this account's.</summary>
    public string? Secret(IDataProtectionProvider protection, Account account)
    {
        try
        {
            return Kept.Length == 0 ? null : Protector(protection, account).Unprotect(Kept);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(IDataProtectionProvider protection, Account account) => protection.CreateProtector("Simpul.Factor", account.Id.ToString());
}
