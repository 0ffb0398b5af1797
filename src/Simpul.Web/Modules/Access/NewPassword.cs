using System.ComponentModel.DataAnnotations;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Access;

/// <summary>A password that somebody chooses, typed twice.</summary>
public sealed class NewPassword
{
    [Display(Name = "Kata sandi baru"), DataType(DataType.Password), Required, StringLength(Passwords.Longest)]
    public string Password { get; set; } = "";

    [Display(Name = "Ulangi kata sandi baru"), DataType(DataType.Password), Required, StringLength(Passwords.Longest), Compare(nameof(Password))]
    public string Repeated { get; set; } = "";
}
