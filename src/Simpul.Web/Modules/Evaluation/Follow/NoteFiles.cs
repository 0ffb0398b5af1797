using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>Files of the notes of interviews and visits: they change as long as the note may.</summary>
internal sealed class NoteFiles(PlatformDb db, Acting acting) : IFileSubjects
{
    public string Kind => FollowRegisters.Notes.Kind;

    /// <summary>Why the notes of a cycle do not change any more: its result rests on them. Null where they may.</summary>
    public static async Task<Refusal?> WhyUnchanging(PlatformDb db, Guid? cycle, CancellationToken cancel) =>
        await db.Set<EvaluationCycle>().AsNoTracking().AnyAsync(item => item.Id == cycle && item.State == CycleState.Closed, cancel)
            ? Refusal.Whole("Putaran ini sudah selesai dan hasilnya berdasar pada catatannya, jadi catatan interviu dan visitasinya tidak bertambah atau berubah lagi.") : null;

    public async Task<FileSubject?> Find(Guid id, CancellationToken cancel)
    {
        if (await db.Set<EvaluationNote>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } note)
        {
            return null;
        }
        var title = $"{FollowRegisters.NoteKinds[(int)note.Kind].Title} {note.Who}";
        return new FileSubject(Kind, id, title, FollowRegisters.Notes.HrefOf(id), EvaluationPermissions.View, null, acting.Actor.May(EvaluationPermissions.View),
            acting.Actor.May(EvaluationPermissions.Note) && await WhyUnchanging(db, note.CycleId, cancel) is null)
        {
            Holds = stop => WhyUnchanging(db, note.CycleId, stop),
        };
    }
}
