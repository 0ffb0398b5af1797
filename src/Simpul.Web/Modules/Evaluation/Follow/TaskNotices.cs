using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>Whom a recommendation concerns when it is given, readdressed or moved to another day, and when its agency says what came of it.</summary>
internal static class TaskNotices
{
    private const string Given = "evaluation.task-given";

    /// <summary>Tells them with the save at hand.</summary>
    public static void Tell(IServiceProvider services, Recommendation item, bool isNew)
    {
        var (db, notices, actor) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<NoticeBoard>(), services.GetRequiredService<Acting>().Actor);
        var (entry, href) = (db.Entry(item), FollowRegisters.Tasks.HrefOf(item.Id));
        var before = isNew ? null : entry.Property(one => one.AgencyId).OriginalValue;
        if (before is { } former && former != item.AgencyId)
        {
            notices.Tell(Recipient.HoldersOf("agency", former), Given, $"Tindak lanjut evaluasi ini dialihkan dari perangkat daerah Anda: {item.Text}", href);
        }
        if (item.DoneOn is not null)
        {
            return;
        }
        // What an agency writes down of its own monitoring it knows.
        if (item.AgencyId is { } agency && !(item.CycleId is null && actor.AgencyId == agency))
        {
            if (isNew || before != agency)
            {
                Give(db, notices, item, agency, href);
            }
            else if (entry.Property(one => one.DueOn).OriginalValue != item.DueOn)
            {
                notices.Tell(Recipient.HoldersOf("agency", agency), Given, $"Tenggat tindak lanjut evaluasi {(item.DueOn is { } due ? $"menjadi {Indonesian.Date(due)}" : "dihapus")}: {item.Text}", href);
            }
        }
        if (!isNew && item.CycleId is not null && item.Outcome is { Length: > 0 } outcome && entry.Property(one => one.Outcome).OriginalValue != outcome)
        {
            foreach (var office in (string[])["internal-assessors", "ict-agency"])
            {
                notices.Tell(Recipient.HoldersOf(office), "evaluation.task-reported", $"Hasil tindak lanjut evaluasi menunggu pernyataan selesai: {item.Text}", href);
            }
        }
    }

    /// <summary>One notice an agency and a save, however many it brings: many are told as a number, with the way to the list.</summary>
    private static void Give(PlatformDb db, NoticeBoard notices, Recommendation item, Guid agency, string href)
    {
        var many = db.ChangeTracker.Entries<Notice>().FirstOrDefault(one => one.State == EntityState.Added && one.Entity.Kind == Given && one.Entity.AgencyId == agency && one.Entity.Office == "agency")?.Entity;
        if (many is null)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), Given, $"Tindak lanjut evaluasi untuk perangkat daerah Anda{(item.DueOn is { } due ? $", paling lambat {Indonesian.Date(due)}" : "")}: {item.Text}", href);
            return;
        }
        var count = db.ChangeTracker.Entries<Recommendation>().Count(one => one.State == EntityState.Added && one.Entity.AgencyId == agency && one.Entity.DoneOn is null);
        (many.Title, many.Href) = ($"{Indonesian.Number(Math.Max(2, count))} tindak lanjut evaluasi untuk perangkat daerah Anda.", $"/kerja/{FollowRegisters.TasksSlug}?agency={agency}");
    }
}
