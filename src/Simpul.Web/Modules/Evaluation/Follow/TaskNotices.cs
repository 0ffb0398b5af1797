using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>Whom a recommendation concerns when it is given, readdressed, moved to another day or decided on, and when its agency says what came of it.</summary>
internal static class TaskNotices
{
    /// <summary>Whose part it is to say that a recommendation was followed.</summary>
    public static readonly IReadOnlyList<string> Deciding = ["internal-assessors", "ict-agency"];

    /// <summary>Only of what is newly an agency's: many are told as one.</summary>
    private const string Given = "evaluation.task-given";

    private const string Changed = "evaluation.task-changed";

    private const string Decided = "evaluation.task-decided";

    /// <summary>Tells them with the save at hand.</summary>
    public static void Tell(IServiceProvider services, Recommendation item, bool isNew)
    {
        var (db, notices, actor) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<NoticeBoard>(), services.GetRequiredService<Acting>().Actor);
        var (entry, href) = (db.Entry(item), FollowRegisters.Tasks.HrefOf(item.Id));
        var before = isNew ? null : entry.Property(one => one.AgencyId).OriginalValue;
        if (before is { } former && former != item.AgencyId)
        {
            notices.Tell(Recipient.HoldersOf("agency", former), Changed, $"Tindak lanjut evaluasi ini dialihkan dari perangkat daerah Anda: {item.Text}", href);
        }
        if (!isNew && item.CycleId is not null && item.AgencyId is { } whose)
        {
            Decide(notices, entry, whose, href);
        }
        if (item.DoneOn is not null)
        {
            return;
        }
        // What an agency writes down of its own monitoring it knows.
        if (item.AgencyId is { } agency && !IsOwn(item, actor))
        {
            if (isNew || before != agency)
            {
                Give(db, notices, item, agency, actor, href);
            }
            else if (entry.Property(one => one.DueOn).OriginalValue != item.DueOn)
            {
                notices.Tell(Recipient.HoldersOf("agency", agency), Changed, $"Tenggat tindak lanjut evaluasi {(item.DueOn is { } due ? $"menjadi {Indonesian.Date(due)}" : "dihapus")}: {item.Text}", href);
            }
        }
        if (!isNew && item.AwaitsDecision && entry.Property(one => one.Outcome).OriginalValue != item.Outcome)
        {
            foreach (var office in Deciding)
            {
                notices.Tell(Recipient.HoldersOf(office), "evaluation.task-reported", $"Hasil tindak lanjut evaluasi menunggu pernyataan selesai: {item.Text}", href);
            }
        }
    }

    /// <summary>Its agency learns what was decided on what it reported.</summary>
    private static void Decide(NoticeBoard notices, EntityEntry<Recommendation> entry, Guid agency, string href)
    {
        var (item, done, reason) = (entry.Entity, entry.Property(one => one.DoneOn).OriginalValue, entry.Property(one => one.ReturnReason).OriginalValue);
        var says = item.DoneOn is not null ? (done is null ? $"Tindak lanjut evaluasi dinyatakan selesai: {item.Text}" : null)
            : item.ReturnReason is { } wanting && wanting != reason ? $"{(done is null ? "Hasil tindak lanjut evaluasi" : "Tindak lanjut evaluasi dibuka lagi, hasilnya")} belum cukup: {wanting} Rekomendasinya: {item.Text}"
            : done is not null ? $"Tindak lanjut evaluasi dibuka lagi: {item.Text}"
            : null;
        if (says is not null)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), Decided, says, href);
        }
    }

    /// <summary>One notice an agency and a save, however many it brings: many are told as a number, with the way to the list.</summary>
    private static void Give(PlatformDb db, NoticeBoard notices, Recommendation item, Guid agency, Actor actor, string href)
    {
        var many = db.ChangeTracker.Entries<Notice>().FirstOrDefault(one => one.State == EntityState.Added && one.Entity.Kind == Given && one.Entity.AgencyId == agency && one.Entity.Office == "agency")?.Entity;
        if (many is null)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), Given, $"Tindak lanjut evaluasi untuk perangkat daerah Anda{(item.DueOn is { } due ? $", paling lambat {Indonesian.Date(due)}" : "")}: {item.Text}", href);
            return;
        }
        // The record at hand may not be tracked yet, or not be told of as changed.
        var others = db.ChangeTracker.Entries<Recommendation>().Count(one => one.Entity != item && one.Entity.AgencyId == agency && one.Entity.DoneOn is null && !IsOwn(one.Entity, actor)
            && (one.State == EntityState.Added || (one.State == EntityState.Modified && one.Property(task => task.AgencyId).OriginalValue != agency)));
        (many.Title, many.Href) = ($"{Indonesian.Number(Math.Max(2, others + 1))} tindak lanjut evaluasi untuk perangkat daerah Anda.", $"/kerja/{FollowRegisters.TasksSlug}?agency={agency}");
    }

    private static bool IsOwn(Recommendation item, Actor actor) => item.CycleId is null && actor.AgencyId == item.AgencyId;
}
