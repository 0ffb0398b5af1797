using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Modules.Applications.Lifecycle.Documents;

/// <summary>A document that the regulation wants of an application, with its versions over all of the application's cases, newest first.</summary>
/// <param name="Stage">planning, design, launch or delivery: by when it must be there.</param>
internal sealed record RequiredFile(string Key, string Title, Citation? Cite, string Stage, IReadOnlyList<RequiredVersion> Versions)
{
    /// <summary>The newest version that was not returned.</summary>
    public RequiredVersion? Current => Versions.Count > 0 && Versions[0].Accepted != false ? Versions[0] : null;

    public bool IsAccepted => Versions.Count > 0 && Versions[0].Accepted == true;
}

/// <param name="Accepted">Null while nobody examined it.</param>
internal sealed record RequiredVersion(Guid File, string Name, int Number, string Case, DateTimeOffset At, bool? Accepted, string? Reason, Guid? By, DateTimeOffset? JudgedAt, Classification Classification);

/// <summary>The documents that the regulation's obligations ask of an application: six in one, four families with stages in another.</summary>
internal sealed class RequiredDocuments(PlatformDb db, CurrentRegulation regulation, Acting acting, ShownApplication shown)
{
    private static readonly Func<PlatformDb, Guid, List<string>, CancellationToken, Task<List<Row>>> filed = Prepared.List((PlatformDb db, Guid application, List<string> keys) =>
        from file in db.Set<FileRecord>().AsNoTracking()
        where file.SubjectKind == "cases" && file.RemovedAt == null && keys.Contains(file.Slot)
        join item in db.Set<Case>().AsNoTracking() on file.SubjectId equals item.Id
        where item.SubjectKind == ApplicationRegister.Kind && item.SubjectId == application
        orderby file.UploadedAt descending, file.Id descending
        select new Row(file.Id, file.Slot, file.Name, file.Number, item.Number, file.UploadedAt, file.Classification));

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<DocumentVerdict>>> judged = Prepared.List((PlatformDb db, Guid application) =>
        db.Set<DocumentVerdict>().AsNoTracking().Where(verdict => verdict.ApplicationId == application));

    private static readonly ConditionalWeakTable<EffectiveProfile, Dictionary<ApplicationKind, IReadOnlyList<(string Key, string Stage, Citation Cite)>>> known = [];

    /// <summary>Key, stage and citation of what is wanted of an application of this kind.</summary>
    public static IReadOnlyList<(string Key, string Stage, Citation Cite)> Wanted(EffectiveProfile profile, ApplicationKind kind) =>
        known.GetValue(profile, static profile => Enum.GetValues<ApplicationKind>().ToDictionary(kind => kind, kind => Read(profile, kind)))[kind];

    private static IReadOnlyList<(string Key, string Stage, Citation Cite)> Read(EffectiveProfile profile, ApplicationKind kind) =>
    [
        .. profile.Obligations.Where(item => item.Check is { Check: "applications-documented" } check && Fits(check.Text("type"), kind))
            .SelectMany(item => (item.Check!.List("documents") ?? []).Select(key => (key, item.Check!.Text("stage") ?? "delivery", item.Cite))).DistinctBy(one => one.key),
    ];

    /// <summary>What a document is called in this regulation.</summary>
    public static string TitleOf(EffectiveProfile profile, string key) =>
        ApplicationProcedures.Of(profile.Stated).Select(procedure => procedure.Documents.GetValueOrDefault(key)?.Title).FirstOrDefault(title => title is not null) ?? key;

    /// <param name="hasCases">False where it is known that no case is about the application, so that none of its documents can be there.</param>
    public async Task<IReadOnlyList<RequiredFile>> Of(Guid application, CancellationToken cancel, bool hasCases = true)
    {
        var profile = regulation.Profile;
        var kind = (await shown.Of(application, cancel))?.Kind ?? ApplicationKind.Special;
        var wanted = Wanted(profile, kind);
        List<string> keys = [.. wanted.Select(one => one.Key)];
        var clearance = acting.Actor.Clearance;
        var files = hasCases ? await filed(db, application, keys, cancel) : [];
        var verdicts = files.Count == 0 ? [] : (await judged(db, application, cancel)).ToDictionary(verdict => verdict.FileId);
        return
        [
            .. wanted.Select(one => new RequiredFile(one.Key, TitleOf(profile, one.Key), one.Cite, one.Stage,
            [
                .. files.Where(file => file.Slot == one.Key).Select(file => verdicts.GetValueOrDefault(file.Id) is { } verdict
                    ? new RequiredVersion(file.Id, Shown(file.Name, file.Classification), file.Number, file.Case, file.UploadedAt, verdict.Accepted, verdict.Reason, verdict.ByPersonId, verdict.At, file.Classification)
                    : new RequiredVersion(file.Id, Shown(file.Name, file.Classification), file.Number, file.Case, file.UploadedAt, null, null, null, null, file.Classification)),
            ])),
        ];

        string Shown(string name, Classification classification) => classification <= clearance ? name : Platform.Registers.RecordTitles.Withheld;
    }

    private sealed record Row(Guid Id, string Slot, string Name, int Number, string Case, DateTimeOffset UploadedAt, Classification Classification);

    private static bool Fits(string? type, ApplicationKind kind) => type is null or "all" || type == "general" == (kind == ApplicationKind.General);
}
