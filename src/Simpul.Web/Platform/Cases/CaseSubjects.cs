using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;

namespace Simpul.Web.Platform.Cases;

/// <summary>
/// Who may see and attach the files of a case. A document that the procedure asks for can be put in, and taken out, only at a step that needs it
/// and only by the office of that step: what was decided on stays as it was.
/// </summary>
internal sealed class CaseSubjects(PlatformDb db, CaseFlow flow, Procedures procedures, Acting acting) : IFileSubjects
{
    public string Kind => "cases";

    public async Task<FileSubject?> Find(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } found)
        {
            return null;
        }
        var sees = await flow.Seen().AnyAsync(item => item.Id == id, cancel);
        var step = await db.Set<CaseStep>().AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == id && row.DoneAt == null, cancel);
        var actor = acting.Actor;
        var acts = step is not null && CaseRules.MayAct(actor, step);
        var (_, procedure) = procedures.Of(found);
        var open = acts ? procedure?.Steps.FirstOrDefault(other => other.Id == step!.Step)?.Needs ?? [] : [];
        return new FileSubject(Kind, id, $"{found.Number}: {found.Title}", found.Href, CaseRules.View, found.AgencyId, sees,
            sees && step is not null && actor.May(CaseRules.Work) && (acts || CaseRules.IsApplicant(actor, found.OpenedByOfficeId, found.AgencyId)))
        {
            Locked = procedure?.Documents.Keys.Except(open).ToHashSet() ?? [],
            OnlyOwn = true,
        };
    }
}
