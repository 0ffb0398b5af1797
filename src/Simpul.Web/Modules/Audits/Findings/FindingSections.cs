using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Tools;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>What the page of a finding shows beyond its facts: what is to be done, what the agency answered, what it did.</summary>
internal static class FindingSections
{
    public static readonly Section Next = new("Berikutnya", "/Modules/Audits/Findings/_FindingNext.cshtml", LoadNext, Above: true);

    public static readonly Section Origin = new("Asal temuan", "/Modules/Audits/Findings/_Origin.cshtml", LoadOrigin);

    public static readonly Section Answers = new("Tanggapan dan tindak lanjut", "/Modules/Audits/Findings/_Answers.cshtml", LoadAnswers);

    private static async Task<object?> LoadNext(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (finding, audit) = await Find(services, id, cancel);
        if (finding is null || audit is null)
        {
            return null;
        }
        var rights = services.GetRequiredService<AuditRights>();
        return new FindingNext(finding, services.GetRequiredService<Today>().Date, rights.MayAnswer(finding), await rights.MayClose(audit, finding, cancel),
            AuditWords.Profile(services) is { } profile && profile.Flag("audit.follow-up") == true ? profile.CitationOf("audit.follow-up")?.ToString() ?? "" : null);
    }

    /// <summary>The working paper and the tool's result that it follows from, for those who may read them.</summary>
    private static async Task<object?> LoadOrigin(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (finding, audit) = await Find(services, id, cancel);
        if (finding is null || audit is null || !services.GetRequiredService<AuditRights>().MayRead)
        {
            return null;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var paper = finding.PaperId is { } of ? await db.Set<WorkingPaper>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == of, cancel) : null;
        var result = finding.Fingerprint is { } print ? await db.ResultsOf(audit.Id, services.GetRequiredService<Acting>().Actor.Clearance).SingleOrDefaultAsync(one => one.Fingerprint == print, cancel) : null;
        return paper is null && result is null ? null : new FindingOrigin(paper, result);
    }

    private static async Task<object?> LoadAnswers(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (finding, _) = await Find(services, id, cancel);
        if (finding is null)
        {
            return null;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var entries = await db.Set<FollowUp>().AsNoTracking().Where(entry => entry.FindingId == id).OrderByDescending(entry => entry.Id).Take(50).ToListAsync(cancel);
        List<Guid> people = [.. entries.SelectMany(entry => new[] { entry.ByPersonId, entry.ReviewedBy }).Append(finding.RespondedBy).Append(finding.ObjectionAnsweredBy).Append(finding.ClosedBy).OfType<Guid>().Distinct()];
        var names = (await services.GetRequiredService<IOrganisation>().People(people, cancel)).ToDictionary(person => person.Id, person => person.Name);
        var (subjects, rows) = (services.GetRequiredService<FileSubjects>(), new List<(FollowUp, FileList?)>());
        // A page has one form for files: the record's own, for those who may change it, else that of the newest entry. The others lead to theirs.
        var taken = await subjects.Find(FindingRegister.Kind, id, cancel) is { MayAttach: true };
        var elsewhere = new List<Guid>();
        foreach (var entry in entries)
        {
            if (await subjects.Find(FollowUpFiles.FollowUpKind, entry.Id, cancel) is not { MayView: true } subject)
            {
                rows.Add((entry, null));
                continue;
            }
            if (subject.MayAttach && taken)
            {
                elsewhere.Add(entry.Id);
            }
            rows.Add((entry, await FileList.Of(services, subject with { MayAttach = subject.MayAttach && !taken }, cancel)));
            taken |= subject.MayAttach;
        }
        return new FindingAnswers(finding, rows, elsewhere, names);
    }

    private static async Task<(AuditFinding? Finding, Audit? Audit)> Find(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var finding = await db.Set<AuditFinding>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
        return (finding, finding is null ? null : await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == finding.AuditId, cancel));
    }
}

internal sealed record FindingNext(AuditFinding Finding, DateOnly Today, bool MayAnswer, bool MayClose, string? Duty);

internal sealed record FindingOrigin(WorkingPaper? Paper, ToolResult? Result);

internal sealed record FindingAnswers(AuditFinding Finding, IReadOnlyList<(FollowUp Entry, FileList? Files)> Entries, IReadOnlyList<Guid> Elsewhere, IReadOnlyDictionary<Guid, string> Names)
{
    public string NameOf(Guid? person) => person is { } id && Names.TryGetValue(id, out var name) ? name : "seorang petugas";
}
