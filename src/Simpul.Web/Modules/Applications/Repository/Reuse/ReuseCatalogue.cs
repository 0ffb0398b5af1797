using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Applications.Repository.Reuse;

/// <summary>An application that others may use.</summary>
/// <param name="Code">What its publiccode.yml says; null where it has none that can be read.</param>
public sealed record ReuseRow(Guid Id, string Slug, string Name, string? Agency, ReuseBy Reuse, string Licence, string? Terms, PublicCode? Code, bool HasFile, IReadOnlyList<string> Faults);

/// <summary>What other agencies and governments may use, and under which licence.</summary>
public sealed class ReuseCatalogue(PlatformDb db, RepositoryApplications applications, IOrganisation organisation, CurrentRegulation regulation, Today today)
{
    public const string Href = "/kerja/katalog-guna-ulang";
    public const string PublicHref = "/katalog-guna-ulang";

    /// <summary>Rows of one page.</summary>
    public const int Size = 25;

    /// <param name="everyone">Only what other governments may use as well.</param>
    public async Task<(IReadOnlyList<ReuseRow> Rows, int Total)> Page(string? words, bool everyone, int page, CancellationToken cancel)
    {
        IReadOnlyList<string> sought = [.. Folded.Words(words ?? "").Take(8)];
        var found = from repository in db.Set<CodeRepository>().AsNoTracking()
                    where everyone ? repository.Reuse == ReuseBy.Governments : repository.Reuse != ReuseBy.Closed
                    join application in db.Set<Application>().AsNoTracking() on repository.Id equals application.Id
                    orderby application.Item.Name, repository.Id
                    select new { Repository = repository, application.Item.Code, application.Item.Name, application.Item.AgencyId, application.Stage };
        if (sought.Count > 0)
        {
            // What is offered is a part of a government's applications, hundreds at most: folded here, so that both databases find the same.
            var offered = await found.Select(row => new { row.Repository.Id, row.Name, row.Code, row.Repository.PublicCode }).ToListAsync(cancel);
            List<Guid> meant = [.. offered.Where(row => Folded.Of($"{row.Name} {row.Code} {row.PublicCode}") is var text && sought.All(text.Contains)).Select(row => row.Id)];
            found = found.Where(row => meant.Contains(row.Repository.Id));
        }
        var total = await found.CountAsync(cancel);
        var rows = await found.Skip((page - 1) * Size).Take(Size).ToListAsync(cancel);
        var agencies = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Name);
        return ([.. rows.Select(row => Row(row.Repository, new RepositoryApplication(row.Repository.Id, row.Code, row.Name, row.AgencyId, row.Stage == ApplicationStage.Retired), row.AgencyId is { } agency ? agencies.GetValueOrDefault(agency) : null))], total);
    }

    /// <summary>The publiccode.yml of an application: its own, or one written from the register where it has none.</summary>
    /// <param name="root">Where this program is reached, without a slash at its end: the repository's address begins with it.</param>
    /// <returns>Null where it may not be used by whoever asks.</returns>
    public async Task<string?> Export(string slug, bool everyone, string root, CancellationToken cancel)
    {
        if (await applications.Find(slug, cancel) is not { } application
            || await db.Set<CodeRepository>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == application.Id, cancel) is not { } repository
            || (everyone ? repository.Reuse != ReuseBy.Governments : repository.Reuse == ReuseBy.Closed))
        {
            return null;
        }
        if (repository.PublicCode is { } own)
        {
            return own;
        }
        var described = await db.Set<Application>().AsNoTracking().SingleAsync(item => item.Id == application.Id, cancel);
        var platform = await db.Set<BuildPlan>().AsNoTracking().Where(plan => plan.ApplicationId == application.Id).Select(plan => (ClientPlatform?)plan.Platform).SingleOrDefaultAsync(cancel);
        var government = regulation.Profile.Region.Government;
        var keeper = application.AgencyId is { } agency ? (await organisation.Agencies(today.Date, cancel)).FirstOrDefault(one => one.Id == agency)?.Name : null;
        return PublicCodeDraft.Write(described, repository, platform, $"{root}/git/{application.Slug}.git", government, keeper ?? government);
    }

    private static ReuseRow Row(CodeRepository repository, RepositoryApplication application, string? agency)
    {
        var (code, faults) = repository.PublicCode is { } text ? PublicCodeFile.Read(text) : (null, []);
        return new ReuseRow(repository.Id, application.Slug, application.Name, agency, repository.Reuse, repository.Licence ?? "", repository.Terms, code, repository.PublicCode is not null, faults);
    }
}
