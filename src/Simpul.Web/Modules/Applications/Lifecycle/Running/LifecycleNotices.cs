using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>
/// Tells owners of findings that are to be mended and of data of ended applications that still lie where they lay: seven days before the day, and once it is past. Of evaluations that are
/// due, and of contracts and warranties that end, as of all that is renewed: 60, 30 and 7 days before, and once after.
/// </summary>
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
        return told + await TellOfRunning(services, today, cancel);
    }

    /// <summary>What was over long before anybody could be told is told no more.</summary>
    private static async Task<int> TellOfRunning(IServiceProvider services, DateOnly today, CancellationToken cancel)
    {
        var (db, board, journal, titles) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<NoticeBoard>(), services.GetRequiredService<Journal>(), services.GetRequiredService<RecordTitles>());
        var (since, until) = (today.AddDays(-Reminders.First), today.AddDays(Reminders.First));
        var evaluations = await db.Set<Evaluation>().Where(item => item.HeldOn == null && item.DueOn <= until && (item.Reminded == null || item.Reminded > 0)
            && db.Set<Application>().Any(one => one.Id == item.ApplicationId && one.Stage == ApplicationStage.Running)).OrderBy(item => item.Id).ToListAsync(cancel);
        var contracts = await db.Set<ApplicationContract>().Where(item => ((item.EndsOn >= since && item.EndsOn <= until && (item.Reminded == null || item.Reminded > 0))
                || (item.WarrantyUntil >= since && item.WarrantyUntil <= until && (item.WarrantyReminded == null || item.WarrantyReminded > 0)))
            && !db.Set<Application>().Any(one => one.Id == item.ApplicationId && one.Stage == ApplicationStage.Retired)).OrderBy(item => item.Id).ToListAsync(cancel);
        var names = await titles.Of(ApplicationRegister.Kind, [.. evaluations.Select(item => item.ApplicationId).OfType<Guid>().Concat(contracts.Select(item => item.ApplicationId)).Distinct()], cancel);
        var told = 0;
        foreach (var item in evaluations)
        {
            if (Reminders.DueToRenew(item.DueOn, today, item.Reminded) is { } step)
            {
                item.Reminded = step;
                journal.Record("application-evaluations.reminded", item);
                Tell(board, item.AgencyId, late: false, "applications.evaluation", item.DueOn < today
                    ? $"Evaluasi {Name(names, item.ApplicationId)} melewati tenggatnya, {Indonesian.Date(item.DueOn)}. Laksanakan, lalu catat hasilnya."
                    : $"Evaluasi {Name(names, item.ApplicationId)} harus dilaksanakan sampai {Indonesian.Date(item.DueOn)}{Left(item.DueOn, today)}.", $"{EvaluationRegister.Href}/{item.Id}");
                told++;
            }
        }
        foreach (var item in contracts)
        {
            var called = $"{item.Number} dengan {item.Vendor} untuk {Name(names, item.ApplicationId)}";
            var ending = item.EndsOn < since ? null : Reminders.DueToRenew(item.EndsOn, today, item.Reminded);
            var warranty = item.WarrantyUntil is not { } last || last < since ? null : Reminders.DueToRenew(last, today, item.WarrantyReminded);
            if (ending is null && warranty is null)
            {
                continue;
            }
            (item.Reminded, item.WarrantyReminded) = (ending ?? item.Reminded, warranty ?? item.WarrantyReminded);
            journal.Record("application-contracts.reminded", item);
            if (ending is not null)
            {
                Tell(board, item.AgencyId, late: false, "applications.contract", $"Kontrak {called} {(item.EndsOn < today ? "sudah berakhir" : "berakhir")} {Indonesian.Date(item.EndsOn)}{Left(item.EndsOn, today)}.", $"{ApplicationContractRegister.Href}/{item.Id}");
                told++;
            }
            if (warranty is not null && item.WarrantyUntil is { } end)
            {
                Tell(board, item.AgencyId, late: false, "applications.contract", $"Garansi kontrak {called} {(end < today ? "sudah habis" : "habis")} {Indonesian.Date(end)}{Left(end, today)}.", $"{ApplicationContractRegister.Href}/{item.Id}");
                told++;
            }
        }
        return told;
    }

    private static string Left(DateOnly end, DateOnly today) => end < today ? "" : end == today ? ", hari ini" : $", {end.DayNumber - today.DayNumber} hari lagi";

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
