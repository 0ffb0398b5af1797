using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The stations that a report passes, on its page, and who may record the next receipt.</summary>
/// <param name="ReceiveHref">Where the acting office records that it received the report; null where it is not its turn.</param>
/// <param name="AwaitedTitle">The office whose receipt is awaited.</param>
public sealed record ReportReceipts(IReadOnlyList<ReportStation> Stations, string? AwaitedTitle, string? ReceiveHref)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var report = await services.GetRequiredService<PlatformDb>().Set<Report>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel);
        if (report is null)
        {
            return null;
        }
        var titles = ProfileChoices.OwnOffices(services).ToDictionary(choice => choice.Value, choice => choice.Title);
        var stations = new List<ReportStation> { new($"Dikirim oleh {Title(report.Sender)}", report.SentOn, report.SentOn is not null) };
        if (report.Through is { } through)
        {
            stations.Add(new ReportStation($"Diterima dan diteruskan oleh {Title(through)}", report.PassedOn, report.PassedOn is not null));
        }
        stations.Add(new ReportStation($"Diterima oleh {Title(report.Receiver)}", report.ReceivedOn, report.ReceivedOn is not null));
        var mine = report.AwaitedFrom is { } awaited && MayReceive(services.GetRequiredService<Acting>().Actor, awaited);
        return new ReportReceipts(stations, report.AwaitedFrom is { } office ? Title(office) : null, mine ? $"/kerja/laporan/{id}/terima" : null);

        string Title(string key) => titles.GetValueOrDefault(key) ?? key;
    }

    /// <summary>The receiving office itself records its receipt; nobody does it for it but the command line.</summary>
    internal static bool MayReceive(Actor actor, string office) => actor.Via is "job" or "command" || actor.ActsFor(office);

    /// <summary>Records that the office whose turn it is has received the report.</summary>
    internal static async Task<Outcome> Receive(IServiceProvider services, Report report, CancellationToken cancel)
    {
        if (report.AwaitedFrom is not { } awaited)
        {
            return Refusal.Whole(report.SentOn is null ? "Laporan ini belum dikirim." : "Laporan ini sudah diterima.");
        }
        if (!MayReceive(services.GetRequiredService<Acting>().Actor, awaited))
        {
            return Refusal.Whole("Penerimaan dicatat oleh penerimanya sendiri.");
        }
        var today = services.GetRequiredService<Today>().Date;
        if (report.Through is not null && report.PassedOn is null)
        {
            report.PassedOn = today;
        }
        else
        {
            report.ReceivedOn = today;
        }
        services.GetRequiredService<Platform.Journal.Journal>().Record("reports.received", report);
        await services.GetRequiredService<PlatformDb>().SaveChangesAsync(cancel);
        return Outcome.Done;
    }
}

/// <summary>A station of a report and when it passed it.</summary>
public sealed record ReportStation(string Words, DateOnly? On, bool Done);
