using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Certificates;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Releases;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting;

/// <summary>
/// Made-up hosting of the sample's applications: what runs well, what ends soon, what waits for a decision. Addresses are of the networks that are set apart
/// for examples, and no certificate of a sample is looked at.
/// </summary>
internal sealed class HostingSample(IServiceProvider services, PlatformDb db, string domain, DateOnly today, IReadOnlyList<(Guid Id, string Name, Guid Agency)> applications, IReadOnlyList<Guid> hosts, Guid person)
{
    public static async Task Add(IServiceProvider services, CancellationToken cancel)
    {
        var (db, today) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date);
        var applications = await db.Set<Application>().AsNoTracking().Where(item => item.Stage == ApplicationStage.Running && item.Item.AgencyId != null).OrderBy(item => item.Item.Code).Take(6)
            .Select(item => new { item.Id, item.Item.Name, item.Item.AgencyId }).ToListAsync(cancel);
        var hosts = await db.Set<ArchitectureItem>().AsNoTracking().Where(item => item.Domain == ArchitectureDomain.Infrastructure && item.State == ItemState.AsIs).OrderBy(item => item.Code).Select(item => item.Id).Take(3).ToListAsync(cancel);
        var person = (await services.GetRequiredService<IOrganisation>().Holders(today, cancel)).Select(holder => (Guid?)holder.PersonId).FirstOrDefault();
        if (applications.Count < 4 || hosts.Count == 0 || person is null)
        {
            return;
        }
        var domain = Domains.Zones.MainOf(services.GetRequiredService<CurrentRegulation>().Profile);
        var sample = new HostingSample(services, db, domain, today, [.. applications.Select(item => (item.Id, item.Name, item.AgencyId!.Value))], hosts, person.Value);
        await sample.AddPlacements(cancel);
        await sample.AddNames(cancel);
        await sample.AddStory(cancel);
    }

    private Task AddPlacements(CancellationToken cancel) => Keep(
    [
        .. applications.Select((application, at) => new Placement
        {
            ApplicationId = application.Id, AgencyId = application.Agency, Facility = at == 3 ? HostingFacility.NationalDataCentre : HostingFacility.ServerRoom, State = RequestState.Active, HostId = hosts[at % hosts.Count],
            CpuAsked = 4, MemoryAsked = 8, StorageAsked = 200, CpuGiven = 4, MemoryGiven = 8, StorageGiven = 200, ContactId = person, Address = $"10.20.0.{11 + at}",
            StartsOn = today.AddMonths(-14), ExpiresOn = at switch { 0 => today.AddDays(24), 1 => today.AddDays(-3), 2 => null, _ => today.AddMonths(5 + at) },
        }),
        new Placement { ApplicationId = applications[0].Id, AgencyId = applications[0].Agency, Environment = HostingEnvironment.Staging, CpuAsked = 2, MemoryAsked = 4, StorageAsked = 50, ContactId = person },
    ], cancel);

    private async Task AddNames(CancellationToken cancel)
    {
        string[] labels = ["kependudukan", "antrean", "rekam-medis", "perizinan", "ppdb", "keuangan"];
        await Keep([new DnsZone { Name = domain, NameServers = [$"ns1.{domain}", $"ns2.{domain}"], Mailbox = $"hostmaster@{domain}" }], cancel);
        var (agency, year) = (applications[0].Agency, today.AddYears(1));
        DomainName Name(string label, DomainPurpose purpose, Guid owner, string target, int months = 9) => new()
        {
            Name = label.Length == 0 ? domain : $"{label}.{domain}", Purpose = purpose, State = RequestState.Active, AgencyId = owner, ContentOwnerId = purpose == DomainPurpose.Infrastructure ? null : person,
            Target = target, RegisteredOn = today.AddMonths(-10), RenewOn = today.AddMonths(months),
        };
        List<DomainName> names =
        [
            Name("", DomainPurpose.GovernmentSite, agency, "203.0.113.10"),
            Name("ns1", DomainPurpose.Infrastructure, agency, "203.0.113.2", 12),
            Name("ns2", DomainPurpose.Infrastructure, agency, "198.51.100.2", 12),
            Name("surel", DomainPurpose.Infrastructure, agency, "203.0.113.3", 12),
            .. applications.Take(labels.Length).Select((application, at) =>
            {
                var name = Name(labels[at], DomainPurpose.Application, application.Agency, $"203.0.113.{20 + at}", at == 1 ? 1 : 9);
                name.ApplicationId = application.Id;
                return name;
            }),
        ];
        names[0].Further = [$"MX 10 surel.{domain}", "TXT v=spf1 mx -all", "CAA 0 issue \"contoh.invalid\""];
        await Keep(names, cancel);
        var asked = Name("gizi", DomainPurpose.Application, applications[1].Agency, "203.0.113.40");
        (asked.State, asked.ApplicationId, asked.RegisteredOn, asked.RenewOn) = (RequestState.Requested, applications[1].Id, null, null);
        await Keep([asked], cancel);
        var noon = new DateTimeOffset(today, new TimeOnly(5, 0), TimeSpan.Zero);
        db.AddRange(names.Where(name => name.Purpose == DomainPurpose.Application).Select((name, at) => new CertificateReading
        {
            DomainId = name.Id, CheckedAt = noon.AddDays(-1), Result = ProbeResult.Read, Issuer = "Penerbit Contoh", From = noon.AddDays(-60), Until = noon.AddDays(at switch { 0 => 12, 2 => -2, _ => 70 }),
            NamesMatch = at != 3, Trusted = true, Protocol = "Tls13", Sha256 = new string('0', 63) + at, Alarmed = at == 3,
        }));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private async Task AddStory(CancellationToken cancel)
    {
        await Keep(
        [
            .. applications.Take(3).SelectMany((application, at) => Enumerable.Range(0, 3).Select(release => new Deployment
            {
                ApplicationId = application.Id, AgencyId = application.Agency, Number = $"1.{release}.{at}", ReleasedOn = today.AddDays(-200 + (release * 70) + at), ById = person,
                Note = release == 0 ? "Rilis pertama." : "Perbaikan dari masukan pengguna.", RolledBackOn = release == 1 && at == 1 ? today.AddDays(-127) : null,
            })),
        ], cancel);
        await Keep(
        [
            new ApplicationIncident { ApplicationId = applications[1].Id, AgencyId = applications[1].Agency, Title = "Antrean tidak dapat dibuka", HappenedOn = today.AddDays(-128), ResolvedOn = today.AddDays(-127), Impact = "Pendaftaran daring berhenti sehari. Versi sebelumnya dipasang kembali." },
            new ApplicationIncident { ApplicationId = applications[0].Id, AgencyId = applications[0].Agency, Title = "Unggah berkas lambat", HappenedOn = today.AddDays(-4), Impact = "Petugas loket menunggu lebih lama." },
        ], cancel);
    }

    /// <exception cref="InvalidOperationException">The sample breaks a rule of the register: a mistake in this file.</exception>
    private async Task Keep<T>(IReadOnlyList<T> records, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        var register = services.RegisterOf<T>();
        var outcome = await new RegisterWork<T>(register, services).Keep(records, cancel);
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException($"The sample's {register.Kind} break their rules: {string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message).Distinct())}");
        }
        db.ChangeTracker.Clear();
    }
}
