using System.Globalization;
using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>The register of the government's own domains.</summary>
internal static class ZoneRegister
{
    public const string Kind = "dns-zones";
    public const string Slug = "zona-dns";
    public const string Href = "/kerja/" + Slug;

    public static readonly Register<DnsZone> Declared = new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Zona DNS",
        One = "zona",
        Under = HostingOverviewModel.Parent,
        Why = "Setiap domain milik pemerintah daerah. Berkas zonanya dibuat dari nama yang terdaftar di bawahnya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.HostingDecide,
        Icon = "diagram-3",
        HasFiles = false,
        OrderedBy = "name",
        TitleOf = zone => zone.Name,
        Of =
        [
            Fields.Text<DnsZone>("name", "Domain", zone => zone.Name, DomainSyntax.MostLength, new() { Required = true, Listed = true, Searched = true, Unique = true, Fixed = true, Help = "Misalnya contohkab.go.id." }),
            Fields.Lines<DnsZone>("nameServers", "Server nama", zone => zone.NameServers, 13, DomainSyntax.MostLength, new() { Listed = true, Help = "Nama lengkap, yang utama lebih dahulu. Tanpa ini berkas zona tidak dapat dibuat." }),
            Fields.Text<DnsZone>("mailbox", "Surel pengelola zona", zone => zone.Mailbox, DomainSyntax.MostLength, new() { Required = true, Help = "Alamat jabatan, bukan perorangan: tampil bagi umum di DNS." }),
            Fields.Text<DnsZone>("formerSerial", "Nomor seri terakhir di server lama", zone => zone.FormerSerial, DnsZone.NumberLength, new() { Fixed = true, Help = "Kosongkan bila zona ini baru. Nomor seri berikutnya selalu lebih besar." }),
        ],
        Rules = Check,
        Saving = (services, zone, isNew, _) =>
        {
            zone.CreatedOn = isNew ? services.GetRequiredService<Today>().Date : zone.CreatedOn;
            return Task.CompletedTask;
        },
        More = [new("Berkas zona", "/Modules/Applications/Hosting/Domains/_ZoneFile.cshtml", async (services, id, cancel) => await services.GetRequiredService<ZoneFiles>().Of(id, cancel))],
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, DnsZone zone, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        var db = services.GetRequiredService<PlatformDb>();
        if (DomainSyntax.Fault(zone.Name) is { } fault)
        {
            refusals.Add(Refusal.At("name", fault));
        }
        else if (db.Entry(zone).State == EntityState.Detached && await db.Set<DomainName>().AsNoTracking().AnyAsync(name => name.Name == zone.Name || name.Name.EndsWith("." + zone.Name), cancel))
        {
            // Their serial would fall where they were, and begin anew where they came to.
            refusals.Add(Refusal.At("name", "Sudah ada nama terdaftar di bawah domain ini. Nama tidak berpindah zona."));
        }
        zone.NameServers = [.. zone.NameServers.Select(DomainSyntax.Clean)];
        if (zone.NameServers.Select(name => DomainSyntax.Fault(name)).FirstOrDefault(wrong => wrong is not null) is { } server)
        {
            refusals.Add(Refusal.At("nameServers", server));
        }
        else if (zone.NameServers.Distinct(StringComparer.Ordinal).Count() != zone.NameServers.Count)
        {
            refusals.Add(Refusal.At("nameServers", "Tulis setiap server nama sekali."));
        }
        if (!MailAddress.TryCreate(zone.Mailbox, out var mail) || mail.Address != zone.Mailbox || DomainSyntax.Fault(DomainSyntax.Clean(mail.Host)) is not null || !mail.User.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '+'))
        {
            refusals.Add(Refusal.At("mailbox", "Isi alamat surel, misalnya hostmaster@contohkab.go.id."));
        }
        if (zone.FormerSerial is { } serial && !(long.TryParse(serial, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < ZoneFile.MostFormerSerial))
        {
            refusals.Add(Refusal.At("formerSerial", "Isi bilangan tanpa tanda, paling besar 4.000.000.000."));
        }
        return refusals;
    }
}
