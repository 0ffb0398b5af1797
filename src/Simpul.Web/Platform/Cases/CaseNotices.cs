using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Cases;

/// <summary>Who is told what about a case, in the save of what happened.</summary>
public sealed class CaseNotices(NoticeBoard board)
{
    public void Arrived(Case item, CaseStep step) => Tell(DeskOf(item, step), "cases.arrived", item,
        $"“{item.Title}” menunggu Anda: {step.Title}{(step.DueOn is { } due ? $", paling lambat {Indonesian.Date(due)}" : "")}.");

    public void Returned(Case item, CaseStep from, CaseStep to, Actor by) => Tell(DeskOf(item, to), "cases.returned", item,
        $"“{item.Title}” dikembalikan{By(by)} pada langkah {from.Title}{(from.Reason is { } reason ? $": {reason}" : "")}.");

    public void Ended(Case item, CaseStep last, Actor by)
    {
        if (item.OpenedByPersonId is { } opener && opener != by.PersonId)
        {
            Tell(Recipient.Person(opener), "cases.ended", item, item.State switch
            {
                CaseState.Done => $"“{item.Title}” selesai: {last.OutcomeLabel}.",
                CaseState.Refused => $"“{item.Title}” ditolak{(last.Reason is { } reason ? $": {reason}" : "")}.",
                _ => $"“{item.Title}” dibatalkan.",
            });
        }
    }

    public void Withdrawn(Case item, CaseStep step)
    {
        if (step.Office != Vocabulary.Applicant)
        {
            Tell(DeskOf(item, step), "cases.withdrawn", item, $"“{item.Title}” ditarik oleh pemohon.");
        }
    }

    /// <summary>The opener hears of the office's words, the office of the opener's.</summary>
    public void Said(Case item, CaseStep? current, Actor by)
    {
        var title = $"Pesan baru{By(by)} dalam “{item.Title}”.";
        if (item.OpenedByPersonId is { } opener && opener != by.PersonId)
        {
            Tell(Recipient.Person(opener), "cases.said", item, title);
        }
        if (current is not null && current.Office != Vocabulary.Applicant && !CaseRules.MayAct(by, current))
        {
            Tell(DeskOf(item, current), "cases.said", item, title);
        }
    }

    public void Due(Case item, CaseStep step, bool isToday) => Tell(DeskOf(item, step), "cases.due", item,
        $"Tenggat “{item.Title}” ({step.Title}) {(isToday ? "hari ini" : "pada hari kerja berikutnya")}, {Indonesian.Date(step.DueOn!.Value)}.");

    public void Overdue(Case item, CaseStep step) => Tell(DeskOf(item, step), "cases.overdue", item,
        $"“{item.Title}” ({step.Title}) melewati tenggat {Indonesian.Date(step.DueOn!.Value)}. Putuskan atau kembalikan sekarang.");

    public void Escalated(Case item, CaseStep step, string desk, string office, int late) => Tell(Recipient.HoldersOf(step.EscalatesTo!), "cases.escalated", item,
        $"“{item.Title}” terlambat {Indonesian.WorkingDays(late)} di {office} ({step.Title}). Mohon {desk} menindaklanjuti.");

    private static string By(Actor by) => by.OfficeTitle is { } title ? $" oleh {title}" : "";

    /// <summary>The applicant is the person who opened the case, where there is one; otherwise whoever holds the office.</summary>
    private static Recipient DeskOf(Case item, CaseStep step) => step.Office != Vocabulary.Applicant ? Recipient.HoldersOf(step.Desk, step.AgencyId)
        : item.OpenedByPersonId is { } opener ? Recipient.Person(opener)
        : Recipient.HoldersOf("agency", step.AgencyId);

    private void Tell(Recipient recipient, string kind, Case item, string title) => board.Tell(recipient, kind, title, item.Href);
}
