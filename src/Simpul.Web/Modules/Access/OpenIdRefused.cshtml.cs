using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Access;

/// <summary>Says why a sign-in by the OpenID provider came to nothing.</summary>
[Public]
public sealed class OpenIdRefusedModel(OpenIdOptions openId) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "alasan")]
    public string? Reason { get; set; }

    public string Words => Reason switch
    {
        "belum" => $"Anda dikenal oleh {openId.Title}, tetapi belum dihubungkan dengan akun Simpul. Masuk dengan nama pengguna dan kata sandi, lalu hubungkan di halaman Akun dan keamanan. Bila belum mempunyai akun, hubungi pengelola sistem.",
        "dipakai" => $"Akun {openId.Title} itu sudah dihubungkan dengan pengguna lain. Hubungi pengelola sistem bila itu keliru.",
        _ => $"Masuk dengan {openId.Title} tidak berhasil. Coba lagi, atau masuk dengan nama pengguna dan kata sandi.",
    };
}
