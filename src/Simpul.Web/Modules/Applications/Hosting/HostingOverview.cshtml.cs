using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Certificates;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Releases;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Hosting;

/// <summary>Something of hosting that wants doing.</summary>
/// <param name="What">Indonesian: what kind of thing it is.</param>
public sealed record HostingTask(string Title, string Href, string What, State State, string Word, DateOnly? By);

/// <summary>Hosting and domains at a glance: what needs doing first.</summary>
[Permission(ApplicationsPermissions.View)]
public sealed class HostingOverviewModel(PlatformDb db, RecordTitles titles, Today today, Zone zone, Acting acting, CurrentRegulation regulation, Procedures procedures, IServiceProvider services) : PageModel
{
    public const string Href = "/kerja/hosting";

    /// <summary>For the registers that this page leads to.</summary>
    internal static readonly RegisterParent Parent = new(Href, "Hosting dan domain");

    /// <summary>Of each kind; the registers have the rest.</summary>
    private const int Most = 50;

    public IReadOnlyList<HostingTask> Tasks { get; private set; } = [];

    public int Placements { get; private set; }

    public int Names { get; private set; }

    public int Open { get; private set; }

    public IReadOnlyList<(Guid Id, string Name)> Zones { get; private set; } = [];

    /// <summary>Where hosting and names are asked for: the regulation's cases or, where it has none, the forms.</summary>
    public IReadOnlyList<(string Title, string Href)> Asking { get; private set; } = [];

    public bool IsSample => regulation.Instance.IsSample;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Placements = await db.Set<Placement>().CountAsync(item => item.State == RequestState.Active, cancel);
        Names = await db.Set<DomainName>().CountAsync(item => item.State == RequestState.Active, cancel);
        Open = await db.Set<ApplicationIncident>().CountAsync(item => item.ResolvedOn == null, cancel);
        Zones = [.. (await db.Set<DnsZone>().AsNoTracking().OrderBy(item => item.Name).Take(Most).Select(item => new { item.Id, item.Name }).ToListAsync(cancel)).Select(item => (item.Id, item.Name))];
        List<HostingTask> tasks = [.. await OfPlacements(cancel), .. await OfNames(cancel), .. await OfCertificates(cancel)];
        Tasks = [.. tasks.OrderBy(task => task.State switch { State.Overdue => 0, State.Missing => 1, _ => 2 }).ThenBy(task => task.By ?? DateOnly.MaxValue).ThenBy(task => task.Title, StringComparer.Ordinal)];
        Asking = [.. Ask(PlacementRules.ProcedureOf(services), "Ajukan penempatan", PlacementRegister.Href), .. Ask(DomainRules.ProcedureOf(services), "Ajukan nama domain", DomainRegister.Href)];
    }

    private IEnumerable<(string Title, string Href)> Ask(Procedure? procedure, string title, string register)
    {
        if (procedure is not null)
        {
            return procedures.MayOpen(procedure) ? [(title, $"/kerja/urusan/baru/{procedure.Key}")] : [];
        }
        return acting.Actor.May(ApplicationsPermissions.HostingEdit) ? [(title, $"{register}/baru")] : [];
    }

    /// <summary>What its owner asked for waits whether or not its time runs out.</summary>
    private static (State State, string Word) Asked((State State, string Word) standing, DateOnly? asked) => asked is not { } on ? standing
        : (standing.State == State.Met ? State.Due : standing.State, $"{standing.Word}. Pemiliknya meminta perpanjangan atau perubahan {Indonesian.Date(on)}");

    private async Task<IEnumerable<HostingTask>> OfPlacements(CancellationToken cancel)
    {
        var until = today.Date.AddDays(Reminders.First);
        var rows = await db.Set<Placement>().AsNoTracking().Where(item => item.State == RequestState.Requested || (item.State == RequestState.Active && (item.ExpiresOn <= until || item.AskedOn != null)))
            .OrderBy(item => item.ExpiresOn).ThenBy(item => item.Id).Take(Most).Select(item => new { item.Id, item.ApplicationId, item.Environment, item.State, item.ExpiresOn, item.AskedOn }).ToListAsync(cancel);
        var called = await titles.Of("applications", [.. rows.Select(row => row.ApplicationId)], cancel);
        return rows.Select(row =>
        {
            var (state, word) = Asked(PlacementActions.Standing(row.State, row.ExpiresOn, today.Date), row.AskedOn);
            return new HostingTask($"{called.GetValueOrDefault(row.ApplicationId)}, {row.Environment.Word()}", $"{PlacementRegister.Href}/{row.Id}", "Penempatan", state, word, row.ExpiresOn);
        });
    }

    private async Task<IEnumerable<HostingTask>> OfNames(CancellationToken cancel)
    {
        var until = today.Date.AddDays(Reminders.First);
        var rows = await db.Set<DomainName>().AsNoTracking().Where(item => item.State == RequestState.Requested || (item.State == RequestState.Active && (item.RenewOn == null || item.RenewOn <= until || item.AskedOn != null)))
            .OrderBy(item => item.RenewOn).ThenBy(item => item.Id).Take(Most).Select(item => new { item.Id, item.Name, item.State, item.RenewOn, item.AskedOn }).ToListAsync(cancel);
        return rows.Select(row =>
        {
            var (state, word) = Asked(DomainActions.Standing(row.State, row.RenewOn, today.Date), row.AskedOn);
            return new HostingTask(row.Name, $"{DomainRegister.Href}/{row.Id}", "Nama domain", state, word, row.RenewOn);
        });
    }

    private async Task<IEnumerable<HostingTask>> OfCertificates(CancellationToken cancel)
    {
        var soon = zone.StartOf(today.Date.AddDays(CertificateView.Soon + 1));
        var rows = await (from reading in db.Set<CertificateReading>().AsNoTracking()
                          join name in db.Set<DomainName>() on reading.DomainId equals name.Id
                          where name.State == RequestState.Active && name.Watched && (reading.Result != ProbeResult.Read || !reading.NamesMatch || !reading.Trusted || reading.Until <= soon)
                          orderby reading.Until, name.Name
                          select new { name.Id, name.Name, Reading = reading }).Take(Most).ToListAsync(cancel);
        return rows.Select(row => (Row: row, Standing: CertificateView.Words(row.Reading, today.Date, zone))).Where(item => item.Standing.State != State.Met)
            .Select(item => new HostingTask(item.Row.Name, $"{DomainRegister.Href}/{item.Row.Id}", "Sertifikat", item.Standing.State, item.Standing.Word,
                item.Row.Reading.Until is { } end ? zone.DayOf(end) : null));
    }
}
