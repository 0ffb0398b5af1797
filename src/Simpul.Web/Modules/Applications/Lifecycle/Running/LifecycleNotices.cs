using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>Tells owners of findings that are to be mended and of data of ended applications that still lie where they lay: seven days before the day, and once it is past.</summary>
internal static class LifecycleNotices
{
    private static readonly IReadOnlyList<int> before = [7];
    private static readonly IReadOnlyList<int> after = [0];

    /// <summary>With the save at hand.</summary>
    /// <returns>How many were told of.</returns>
    public static async Task<int> Tell(IServiceProvider services, DateOnly today, CancellationToken cancel)
    {
        var (db, board, journal, titles) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<NoticeBoard>(), services.GetRequiredService<Journal>(), services.GetRequiredService<RecordTitles>());
        var until = today.AddDays(before[0]);
        // What has ended is mended no more.
        var findings = await db.Set<Finding>().Where(item => item.State == FindingState.Open && item.DueOn <= until && (item.Reminded == null || item.Reminded > 0)
            && !db.Set<Application>().Any(one => one.Id == item.ApplicationId && one.Stage == ApplicationStage.Retired)).OrderBy(item => item.Id).ToListAsync(cancel);
        var retirements = await db.Set<Retirement>().Where(item => (item.State == RetirementState.Approved || item.State == RetirementState.Done) && item.EndsOn <= until && (item.Reminded == null || item.Reminded > 0)
            && db.Set<DataDisposition>().Any(one => one.RetirementId == item.Id && one.DoneOn == null)).OrderBy(item => item.Id).ToListAsync(cancel);
        var names = await titles.Of(ApplicationRegister.Kind, [.. findings.Select(item => item.ApplicationId).Concat(retirements.Select(item => item.ApplicationId)).OfType<Guid>().Distinct()], cancel);
        var told = 0;
        foreach (var item in findings)
        {
            if (Due(item.DueOn, today, item.Reminded) is { } step)
            {
                item.Reminded = step;
                journal.Record("application-findings.reminded", item);
                Tell(board, item.AgencyId, item.DueOn < today, "applications.finding",
                    $"Temuan pengujian {Name(names, item.ApplicationId)} {(item.DueOn < today ? "melewati tenggat perbaikannya" : "harus diperbaiki sampai")} {Indonesian.Date(item.DueOn)}: {item.Title}.", $"{FindingRegister.Href}/{item.Id}");
                told++;
            }
        }
        foreach (var item in retirements)
        {
            if (Due(item.EndsOn, today, item.Reminded) is { } step)
            {
                item.Reminded = step;
                journal.Record("application-retirements.reminded", item);
                Tell(board, item.AgencyId, item.EndsOn < today, "applications.disposition",
                    $"{Name(names, item.ApplicationId)} {(item.EndsOn < today ? "sudah berhenti" : "berhenti")} pada {Indonesian.Date(item.EndsOn)}, tetapi tindakan atas sebagian datanya belum dilakukan. Lakukan, lalu isi tanggalnya.", $"{RetirementRegisters.Href}/{item.Id}");
                told++;
            }
        }
        return told;
    }

    private static int? Due(DateOnly end, DateOnly today, int? told) => Reminders.Due(end, today, end < today ? after : before, told);

    private static string Name(IReadOnlyDictionary<Guid, string> names, Guid? application) => application is { } id && names.TryGetValue(id, out var name) ? name : "aplikasi";

    /// <summary>The owner; and who tests and ends, once it is late.</summary>
    private static void Tell(NoticeBoard board, Guid? agency, bool late, string kind, string sentence, string href)
    {
        if (agency is not null)
        {
            board.Tell(Recipient.HoldersOf("agency", agency), kind, sentence, href);
        }
        if (late || agency is null)
        {
            board.Tell(Recipient.HoldersOf("ict-agency"), kind, sentence, href);
        }
    }
}
