namespace Simpul.Web.Platform.Profile.Text;

/// <summary>Tells what was odd about a number.</summary>
internal static class NumberNotices
{
    public static void Misread(this List<Notice> notices, SourceLine line, Draft draft) =>
        notices.Note(line, NoticeKind.NumberMisread, $"\"{line.Mark.Printed}\" dibaca sebagai {draft.Name}.");

    /// <summary>Nothing where the number follows the one before it; an equal number is told once all are known.</summary>
    public static void Jump(this List<Notice> notices, SourceLine line, Draft? before, Draft draft)
    {
        if (before is null)
        {
            if (draft.Number != 1) notices.Note(line, NoticeKind.NumberMissing, $"{draft.Name} adalah yang pertama; yang sebelumnya tidak ditemukan. Periksa naskah.");
        }
        else if (draft.Number > before.Number && !before.IsFollowedBy(draft))
        {
            notices.Note(line, NoticeKind.NumberMissing, $"Setelah {before.Name} langsung {draft.Name}; yang di antaranya tidak ditemukan. Nomor dipertahankan seperti tercetak.");
        }
        else if (draft.Number < before.Number)
        {
            notices.Note(line, NoticeKind.NumberOutOfOrder, $"{draft.Name} tercetak setelah {before.Name}. Nomor dipertahankan seperti tercetak.");
        }
    }

    public static void Note(this List<Notice> notices, SourceLine line, NoticeKind kind, string message) =>
        notices.Add(new Notice(line.Number, kind, line.Mark.Printed.Length > 0 ? line.Mark.Printed : line.Text, message));
}
