using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>Publishes versions of services, announces their end and takes them back: what stands against it, and who decides. Each in one save with its event; whoever calls has asked whether the actor may.</summary>
internal sealed class VersionPublication(PlatformDb db, IEnumerable<IServiceReview> reviews, IEnumerable<ISandboxAddress> sandbox, Acting acting, Procedures procedures, Today today, TimeProvider clock, IServiceProvider services)
{
    /// <summary>What all reviews find.</summary>
    public async Task<IReadOnlyList<(string Title, IReadOnlyList<ReviewFinding> Findings)>> Review(BusServiceVersion item, CancellationToken cancel)
    {
        var others = await db.Set<BusServiceVersion>().AsNoTracking().Where(one => one.ServiceId == item.ServiceId && one.Id != item.Id && one.Environment == item.Environment
            && (one.State == ServiceVersionState.Published || one.State == ServiceVersionState.Deprecated)).OrderByDescending(one => one.PublishedAt).Select(one => new { one.Id, one.Label }).ToListAsync(cancel);
        // One that its name promises to fit comes before one that was published later.
        var nearest = others.Find(one => VersionLabel.AreCompatible(one.Label, item.Label)) ?? others.FirstOrDefault();
        var before = nearest is null ? null : await db.Set<BusServiceVersion>().AsNoTracking().Include(one => one.Fields).SingleAsync(one => one.Id == nearest.Id, cancel);
        var found = new List<(string, IReadOnlyList<ReviewFinding>)>();
        foreach (var review in reviews)
        {
            found.Add((review.Title, await review.ReviewAsync(item, before, cancel)));
        }
        return found;
    }

    /// <summary>What stands against publishing it.</summary>
    public async Task<IReadOnlyList<Refusal>> Against(BusServiceVersion item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        var service = await db.Set<BusService>().AsNoTracking().SingleAsync(one => one.Id == item.ServiceId, cancel);
        if (item.Upstreams.Count == 0 && (item.Environment == ServiceEnvironment.Production || !sandbox.Any()))
        {
            refusals.Add(Refusal.Whole("Isi alamat penyedia pada versi ini."));
        }
        if (item.Fields.FirstOrDefault(field => field.Classification > service.Classification) is { } above)
        {
            refusals.Add(Refusal.Whole($"Elemen “{(above.Name.Length > 0 ? above.Name : above.Operation)}” diklasifikasikan {above.Classification.Word().ToLowerInvariant()}, di atas klasifikasi layanannya. Naikkan klasifikasi layanan, atau periksa klasifikasi elemen itu."));
        }
        if (service.Classification == Classification.Public && item.Fields.FirstOrDefault(field => field.IsPersonal) is { } person)
        {
            refusals.Add(Refusal.Whole($"Elemen “{person.Name}” memuat data pribadi, sedangkan layanannya terbuka. Layanan dengan data pribadi paling tidak terbatas."));
        }
        if (!await db.Set<BusMember>().AnyAsync(one => one.Id == service.ProviderId && (one.State == MemberState.Active || one.State == MemberState.Trial), cancel))
        {
            refusals.Add(Refusal.Whole("Anggota penyedianya sedang ditangguhkan atau sudah keluar."));
        }
        foreach (var finding in (await Review(item, cancel)).SelectMany(one => one.Findings).Where(finding => finding.Severity == ReviewSeverity.Error).Take(5))
        {
            refusals.Add(Refusal.Whole($"{finding.Message} ({finding.Path})"));
        }
        return refusals;
    }

    /// <summary>Whether the provider publishes it without asking: the sandbox's own answers harm nobody.</summary>
    public static bool IsFree(BusServiceVersion item) => item.Environment == ServiceEnvironment.Sandbox && item.Upstreams.Count == 0;

    /// <summary>Whether the regulation has a procedure in which it is published.</summary>
    public bool ByCase(BusServiceVersion item) => item.Environment == ServiceEnvironment.Production && procedures.Find(ConnectionCase.Key) is not null;

    public Task<Outcome> PublishFree(BusServiceVersion item, CancellationToken cancel) => Do(item, IsFree(item) && item.State == ServiceVersionState.Draft, async () =>
    {
        if (await Against(item, cancel) is { Count: > 0 } refusals)
        {
            return refusals;
        }
        Published(item);
        return [];
    }, null, cancel);

    public Task<Outcome> Propose(BusServiceVersion item, CancellationToken cancel) => Do(item, item.State == ServiceVersionState.Draft && !ByCase(item), async () =>
    {
        if (await Against(item, cancel) is { Count: > 0 } refusals)
        {
            return refusals;
        }
        (item.State, item.ProposedBy, item.StateReason) = (ServiceVersionState.Proposed, acting.Actor.PersonId, null);
        return [];
    }, null, cancel);

    public Task<Outcome> Approve(BusServiceVersion item, CancellationToken cancel) => Do(item, item.State == ServiceVersionState.Proposed, async () =>
    {
        if (item.ProposedBy is { } by && by == acting.Actor.PersonId)
        {
            return [Refusal.Whole("Anda sendiri yang mengusulkan penerbitan ini. Minta rekan Anda memutuskannya.")];
        }
        if (await Against(item, cancel) is { Count: > 0 } refusals)
        {
            return refusals;
        }
        item.ApprovedBy = acting.Actor.PersonId;
        Published(item);
        return [];
    }, null, cancel);

    public Task<Outcome> Return(BusServiceVersion item, string? reason, CancellationToken cancel) => Do(item, item.State == ServiceVersionState.Proposed, () =>
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Wanting("Reason", "Tulis apa yang harus diperbaiki.");
        }
        (item.State, item.StateReason) = (ServiceVersionState.Draft, reason);
        return Nothing;
    }, reason, cancel);

    public Task<Outcome> Deprecate(BusServiceVersion item, DateOnly? sunset, CancellationToken cancel) => Do(item, item.State == ServiceVersionState.Published, () =>
    {
        if (sunset is null || sunset <= today.Date)
        {
            return Wanting("SunsetOn", "Isi hari terakhir versi ini menjawab, sesudah hari ini.");
        }
        (item.State, item.SunsetOn) = (ServiceVersionState.Deprecated, sunset);
        return Nothing;
    }, null, cancel);

    public Task<Outcome> Withdraw(BusServiceVersion item, string? reason, CancellationToken cancel) => Do(item, item.State is ServiceVersionState.Published or ServiceVersionState.Deprecated, () =>
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Wanting("Reason", "Tulis mengapa versi ini ditarik; pemanggil akan membacanya.");
        }
        (item.State, item.StateReason) = (ServiceVersionState.Withdrawn, reason);
        return Nothing;
    }, reason, cancel);

    /// <summary>By a case that is done; its own save keeps it.</summary>
    public async Task Publish(BusServiceVersion item, string caseNumber, string why, CancellationToken cancel)
    {
        item.CaseNumber = caseNumber;
        Published(item);
        await VersionWork.Keep(services, item, isNew: false, why, cancel);
    }

    private void Published(BusServiceVersion item) => (item.State, item.PublishedAt, item.StateReason) = (ServiceVersionState.Published, clock.GetUtcNow(), null);

    private async Task<Outcome> Do(BusServiceVersion item, bool allowed, Func<Task<IReadOnlyList<Refusal>>> change, string? reason, CancellationToken cancel)
    {
        if (!allowed)
        {
            return Refusal.Whole("Keadaan versi ini sudah berubah. Muat ulang halaman, lalu putuskan lagi.");
        }
        if (await change() is { Count: > 0 } refusals)
        {
            return refusals.ToList();
        }
        await VersionWork.Keep(services, item, isNew: false, reason, cancel);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    private static Task<IReadOnlyList<Refusal>> Nothing => Task.FromResult<IReadOnlyList<Refusal>>([]);

    private static Task<IReadOnlyList<Refusal>> Wanting(string field, string what) => Task.FromResult<IReadOnlyList<Refusal>>([Refusal.At(field, what)]);
}
