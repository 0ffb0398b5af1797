using System.Text;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>
/// What a name may look like: RFC 1035 and 1123, of RFC 5891 only that names of other alphabets are not given out, since a government's names are
/// typed by everybody. And what a government does not want to be called.
/// </summary>
internal static class DomainSyntax
{
    public const int MostLength = 253;
    private const int MostLabel = 63;

    /// <summary>Deeper names are configuration that nobody types.</summary>
    private const int MostBelowZone = 3;

    /// <summary>Programs look these up by themselves: who holds such a name holds what they trust.</summary>
    private static readonly HashSet<string> never = ["localhost", "localdomain", "broadcasthost", "wpad", "isatap", "test", "example", "invalid", "local", "onion"];

    /// <summary>What people take for the government itself, or what keeps its network going; for its own sites and infrastructure alone.</summary>
    private static readonly HashSet<string> reserved =
    [
        "www", "mail", "email", "surel", "webmail", "smtp", "imap", "pop", "pop3", "mx", "ftp", "sftp", "ssh", "vpn", "dns", "ns", "ns0", "ns1", "ns2", "ns3", "ns4", "ns5",
        "autoconfig", "autodiscover", "admin", "administrator", "root", "postmaster", "hostmaster", "webmaster", "abuse", "security", "csirt", "noc", "soc", "sso", "login", "masuk",
    ];

    /// <summary>Whole words, never parts of others.</summary>
    private static readonly HashSet<string> coarse =
    [
        "bangsat", "bajingan", "brengsek", "keparat", "kontol", "memek", "ngentot", "entot", "jancok", "jancuk", "pepek", "pantek", "tempik", "lonte", "pelacur", "perek",
        "tolol", "goblok", "bokep", "porno", "porn", "xxx", "sex", "fuck", "shit", "bitch", "cunt", "slot", "gacor", "togel", "judi",
    ];

    /// <summary>As names are kept.</summary>
    public static string Clean(string typed)
    {
        var name = typed.Trim().ToLowerInvariant();
        return name.EndsWith('.') ? name[..^1] : name;
    }

    /// <summary>What is wrong with a host name; null where nothing is.</summary>
    /// <param name="underscores">Whether a label may begin with an underscore, as names of services do (RFC 8552).</param>
    public static string? Fault(string name, bool underscores = false)
    {
        if (name.Contains('*', StringComparison.Ordinal))
        {
            return "Nama dengan bintang (*) tidak dapat didaftarkan. Daftarkan setiap nama yang dipakai.";
        }
        if (name.Length is 0 or > MostLength)
        {
            return $"Nama paling banyak {MostLength} huruf.";
        }
        var labels = name.Split('.');
        if (labels.Length < 2)
        {
            return "Tulis nama selengkapnya, misalnya perizinan.contohkab.go.id.";
        }
        return labels.Select(label => LabelFault(label, underscores)).FirstOrDefault(fault => fault is not null)
            ?? (labels[^1].All(char.IsAsciiDigit) ? "Ini alamat IP atau bukan nama domain. Tulis nama, misalnya perizinan.contohkab.go.id." : null);
    }

    /// <summary>What is wrong with a name that somebody wants, in its zone.</summary>
    public static string? Unwanted(string name, string zone, DomainPurpose purpose)
    {
        if (name == zone)
        {
            return purpose is DomainPurpose.GovernmentSite or DomainPurpose.Infrastructure ? null : "Nama utama hanya untuk situs pemerintah daerah.";
        }
        var labels = name[..^(zone.Length + 1)].Split('.');
        if (labels.Length > MostBelowZone)
        {
            return $"Paling banyak {MostBelowZone} bagian di depan {zone}.";
        }
        foreach (var label in labels)
        {
            if (never.Contains(label))
            {
                return $"“{label}” dicari sendiri oleh perangkat lunak, sehingga tidak boleh dipakai. Pilih nama lain.";
            }
            if (reserved.Contains(label) && purpose is not (DomainPurpose.GovernmentSite or DomainPurpose.Infrastructure))
            {
                return $"“{label}” disediakan untuk situs dan infrastruktur pemerintah daerah. Pilih nama yang menyebut aplikasi atau perangkat daerahnya.";
            }
            if (label.Split('-').Append(label).Any(word => coarse.Contains(word) || coarse.Contains(Plain(word))))
            {
                return "Nama ini tidak patut dipakai pemerintah daerah. Pilih nama lain.";
            }
        }
        return null;
    }

    /// <summary>Whether two names are taken for one another by who reads in haste: <c>d1sdukcapil</c> and <c>disdukcapil</c>.</summary>
    public static bool AreAlike(string name, string other) => name != other && (Look(name, 'l') == Look(other, 'l') || Look(name, 'i') == Look(other, 'i'));

    /// <summary>What a name is read as in haste: names of which one reading is the same are alike.</summary>
    public static IEnumerable<string> Looks(string name) => [$"l{Look(name, 'l')}", $"i{Look(name, 'i')}"];

    /// <summary>Whether the name is the zone's own or below it.</summary>
    public static bool IsUnder(string name, string zone) => name == zone || name.EndsWith("." + zone, StringComparison.Ordinal);

    private static string? LabelFault(string label, bool underscores)
    {
        if (label.Length == 0)
        {
            return "Ada titik tanpa nama di depannya. Hapus titik yang berlebih.";
        }
        if (label.Length > MostLabel)
        {
            return $"Bagian “{label[..20]}…” lebih dari {MostLabel} huruf.";
        }
        var body = underscores && label[0] == '_' ? label[1..] : label;
        if (body.Length == 0 || !body.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') || body[0] == '-' || body[^1] == '-')
        {
            return $"Bagian “{label}” hanya boleh berisi huruf a sampai z, angka, dan tanda hubung di tengah.";
        }
        return body.Length > 3 && body[2] == '-' && body[3] == '-'
            ? $"Bagian “{label}” adalah nama bersandi dari aksara lain, yang mudah menyerupai nama orang lain. Pakai huruf a sampai z."
            : null;
    }

    /// <param name="one">What a 1 is read as: it may be either letter.</param>
    private static string Look(string name, char one) => new StringBuilder(name).Replace("rn", "m").Replace("vv", "w").Replace("cl", "d")
        .Replace('0', 'o').Replace('1', one).Replace('5', 's').Replace("-", "").ToString();

    /// <summary>With the digits back to the letters for which they stand.</summary>
    private static string Plain(string word) => word.Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('7', 't');
}
