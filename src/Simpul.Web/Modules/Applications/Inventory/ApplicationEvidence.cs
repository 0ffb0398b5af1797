using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>Running applications as evidence of the indicators about applications and electronic services.</summary>
internal sealed class ApplicationEvidence(PlatformDb db) : IEvidenceSource
{
    private const int Most = 10;
    private const string Kind = "applications";

    public async Task<IReadOnlyList<OfferedRecord>> Offer(string indicator, Guid? agency, CancellationToken cancel)
    {
        var toPublic = ServiceIndicators.IsToPublic(indicator);
        if (!ServiceIndicators.Includes(indicator) && indicator is not ("application-development" or "applications" or "application-integration"))
        {
            return [];
        }
        // What serves the public first where the indicator is about that, and what serves the government first elsewhere.
        return await Read(db.Set<Application>().Where(item => item.Stage == ApplicationStage.Running && (agency == null || item.Item.AgencyId == agency)).OrderByDescending(item => item.ServesPublic == toPublic).ThenBy(item => item.Item.Name).Take(Most), cancel);
    }

    public async Task<OfferedRecord?> Find(string kind, Guid id, CancellationToken cancel) => kind == Kind && await Read(db.Set<Application>().Where(item => item.Id == id), cancel) is [var found, ..] ? found : null;

    private static async Task<IReadOnlyList<OfferedRecord>> Read(IQueryable<Application> applications, CancellationToken cancel) =>
    [
        .. (await applications.AsNoTracking().ToListAsync(cancel)).Select(item => new OfferedRecord(Kind, item.Id, item.Item.Name, $"/kerja/aplikasi/{item.Id}", item.Item.From,
        [
            $"Kode {item.Item.Code}, tahap {ApplicationWords.Stages.First(stage => stage.Value == item.Stage).Title.ToLowerInvariant()}",
            item.ServesPublic ? "Melayani masyarakat" : "Melayani pemerintahan sendiri",
            item.Functions.Count > 0 ? $"Menyediakan: {string.Join("; ", item.Functions.Take(5))}" : "Fungsinya belum dicatat",
            .. item.UserCount is { } users ? new[] { $"{Indonesian.Number(users)} pengguna" } : [],
            item.Item.From is { } from ? $"Beroperasi sejak {Indonesian.Date(from)}" : "Tanggal mulai beroperasi belum dicatat",
            .. item.Item.Description is { Length: > 0 } description ? new[] { description } : [],
        ])),
    ];
}
