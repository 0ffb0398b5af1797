using System.Net.Mail;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The register of people. Who sees only their own agency's people sees only those here.</summary>
internal static class PersonRegister
{
    public static Register<Person> Declare(Sealer sealer) => new()
    {
        Kind = "people",
        Slug = "pegawai",
        Title = "Pegawai",
        One = "pegawai",
        Why = "Orang yang dapat menjabat, duduk dalam tim, atau memegang tugas SPBE. NIP dan kontak disimpan tersandi.",
        View = OrganisationPermissions.ViewPeople,
        Edit = OrganisationPermissions.EditPeople,
        Chapter = "Organisasi",
        Icon = "people",
        OrderedBy = "name",
        TitleOf = person => person.Name,
        AgencyOf = person => person.AgencyId,
        Of =
        [
            Fields.Text<Person>("name", "Nama", person => person.Name, Person.NameLength, new() { Required = true, Listed = true, Searched = true, Help = "Dengan gelar, seperti dalam surat keputusan." }),
            Fields.Personal<Person>("nip", "NIP", person => person.Nip, () => sealer, 18, Nip.Fault, person => person.NipFingerprint, new() { Unique = true, Help = "18 angka tanpa spasi. Kosongkan bila bukan pegawai ASN." }),
            Fields.Choice<Person, Employment>("employment", "Status", person => person.Employment, Words.Employments, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<Person>("agency", "Perangkat daerah", person => person.AgencyId, "agencies", new() { Listed = true, Filtered = true }),
            Fields.Personal<Person>("email", "Surel", person => person.Email, () => sealer, 200, EmailFault),
            Fields.Personal<Person>("phone", "Telepon", person => person.Phone, () => sealer, 20, PhoneFault),
            Fields.Date<Person>("leftOn", "Berhenti pada", person => person.LeftOn, new() { Help = "Pensiun, pindah, atau berhenti." }),
        ],
    };

    private static string? EmailFault(string typed) => MailAddress.TryCreate(typed, out var address) && address.Address == typed && typed.Contains('.', StringComparison.Ordinal)
        ? null : "Isi alamat surel, misalnya nama@kota.go.id.";

    private static string? PhoneFault(string typed)
    {
        var digits = typed.Count(char.IsAsciiDigit);
        return digits is >= 8 and <= 15 && typed.All(letter => char.IsAsciiDigit(letter) || letter is '+' or '-' or ' ' or '(' or ')') ? null : "Isi nomor telepon, misalnya 0812-3456-7890.";
    }
}
