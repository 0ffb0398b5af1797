using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting.Releases;

/// <summary>The registers of what was released where, and of what went wrong.</summary>
internal static class ReleaseRegisters
{
    public const string DeploymentsHref = "/kerja/riwayat-rilis";
    public const string IncidentsHref = "/kerja/insiden-aplikasi";

    public static readonly Register<Deployment> Deployments = new()
    {
        Kind = "deployments",
        Slug = "riwayat-rilis",
        Title = "Riwayat rilis",
        One = "rilis",
        Under = HostingOverviewModel.Parent,
        Why = "Versi mana dari suatu aplikasi dipasang di lingkungan mana, kapan, dan oleh siapa. Dengan itu gangguan dapat dirunut sampai ke perubahannya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.HostingEdit,
        Icon = "clock-history",
        OrderedBy = "-releasedOn",
        TitledBy = ["application", "number"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settling<Deployment>(item => item.ApplicationId),
        Of =
        [
            Fields.Reference<Deployment>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<Deployment, HostingEnvironment>("environment", "Lingkungan", item => item.Environment, PlacementRegister.Environments, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Text<Deployment>("number", "Versi", item => item.Number, Deployment.NumberLength, new() { Required = true, Listed = true, Searched = true, Help = "Misalnya 2.4.1." }),
            Fields.Date<Deployment>("releasedOn", "Dipasang pada", item => item.ReleasedOn, new() { Required = true, Listed = true }),
            Fields.Reference<Deployment>("by", "Dipasang oleh", item => item.ById, "people", new() { Listed = true }),
            Fields.Reference<Deployment>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Filtered = true, Help = ApplicationParts.Follows }),
            Fields.Text<Deployment>("note", "Catatan rilis", item => item.Note, Deployment.NoteLength, new() { Searched = true, Help = "Apa yang berubah bagi pengguna." }, longText: true),
            Fields.Date<Deployment>("rolledBackOn", "Ditarik kembali pada", item => item.RolledBackOn, new() { Listed = true, Help = "Isi bila versi sebelumnya dipasang kembali." }),
        ],
        Rules = (services, item, _) =>
        {
            var today = services.GetRequiredService<Today>().Date;
            return Task.FromResult<IReadOnlyList<Refusal>>(
            [
                .. item.ReleasedOn > today ? [Refusal.At("releasedOn", "Catat rilis sesudah dipasang, bukan sebelumnya.")] : Array.Empty<Refusal>(),
                .. item.RolledBackOn < item.ReleasedOn || item.RolledBackOn > today ? [Refusal.At("rolledBackOn", "Isi hari antara pemasangan dan hari ini.")] : Array.Empty<Refusal>(),
            ]);
        },
        More = [new("Insiden pada rilis ini", "/Modules/Applications/Hosting/Releases/_Incidents.cshtml", IncidentLinks.OfRelease)],
    };

    /// <summary>
    /// With a placement that a decision leaves, in the save at hand: the version that was put there. Nothing where nobody said which and none is recorded, or where it was recorded already.
    /// </summary>
    /// <param name="number">Null for the newest version of the application.</param>
    public static async Task Placed(IServiceProvider services, Placement placement, string? number, DateOnly on, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var said = string.IsNullOrWhiteSpace(number) ? null : number.Trim();
        var version = said is not null ? ApplicationVersion.NumberOf(said)
            : await db.Set<ApplicationVersion>().AsNoTracking().Where(one => one.ApplicationId == placement.ApplicationId).OrderByDescending(one => one.ReleasedOn).ThenByDescending(one => one.Id).Select(one => one.Number).FirstOrDefaultAsync(cancel);
        if (version is null || await db.Set<Deployment>().AsNoTracking().AnyAsync(one => one.ApplicationId == placement.ApplicationId && one.Environment == placement.Environment && (one.Number == version || one.Number == said) && one.RolledBackOn == null, cancel))
        {
            return;
        }
        var deployment = new Deployment
        {
            ApplicationId = placement.ApplicationId, AgencyId = placement.AgencyId, Environment = placement.Environment, Number = version, ReleasedOn = on,
            ById = services.GetRequiredService<Acting>().Actor.PersonId, Note = placement.CaseNumber is { } decided ? $"Dipasang dengan urusan {decided}." : null,
        };
        db.Add(deployment);
        await Deployments.Keep(services, deployment, isNew: true, cancel);
    }

    public static readonly Register<ApplicationIncident> Incidents = new()
    {
        Kind = "application-incidents",
        Slug = "insiden-aplikasi",
        Title = "Insiden aplikasi",
        One = "insiden",
        Under = HostingOverviewModel.Parent,
        Why = "Kapan suatu aplikasi terganggu, siapa yang terdampak, dan kapan pulih.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.HostingEdit,
        Icon = "lightning",
        OrderedBy = "-happenedOn",
        TitleOf = item => item.Title,
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settling<ApplicationIncident>(item => item.ApplicationId),
        Of =
        [
            Fields.Text<ApplicationIncident>("title", "Yang terjadi", item => item.Title, ApplicationIncident.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Reference<ApplicationIncident>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<ApplicationIncident, HostingEnvironment>("environment", "Lingkungan", item => item.Environment, PlacementRegister.Environments, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<ApplicationIncident>("placement", "Penempatan", item => item.PlacementId, PlacementRegister.Kind, new() { Filtered = true, Help = "Kosongkan agar diisi dengan penempatan yang berjalan di lingkungan itu." }),
            Fields.Reference<ApplicationIncident>("release", "Rilis", item => item.DeploymentId, "deployments", new() { Filtered = true, Help = "Kosongkan agar diisi dengan versi terakhir yang terpasang di lingkungan itu ketika terganggu." }),
            Fields.Date<ApplicationIncident>("happenedOn", "Terjadi pada", item => item.HappenedOn, new() { Required = true, Listed = true }),
            Fields.Date<ApplicationIncident>("resolvedOn", "Pulih pada", item => item.ResolvedOn, new() { Listed = true, Help = "Kosongkan selama masih berlangsung." }),
            Fields.Reference<ApplicationIncident>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = ApplicationParts.Follows }),
            Fields.Text<ApplicationIncident>("impact", "Dampak", item => item.Impact, ApplicationIncident.ImpactLength, new() { Searched = true, Help = "Layanan dan pengguna mana yang terganggu. Jangan tulis data pribadi." }, longText: true),
        ],
        Rules = IncidentLinks.Check,
        Saving = IncidentLinks.Saving,
    };
}
