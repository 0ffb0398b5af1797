using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.ServiceBus.Lint;

/// <summary>Before publication: what the rules for descriptions find.</summary>
internal sealed class RuleReview(PlatformDb db, ApiLint lint) : IServiceReview
{
    public string Title => "Kaidah dokumentasi API";

    public async Task<IReadOnlyList<ReviewFinding>> ReviewAsync(BusServiceVersion candidate, BusServiceVersion? before, CancellationToken cancel)
    {
        if (await Documents.Of(db, candidate.DescriptionSha256, cancel) is not { } document) return [];
        try
        {
            var report = lint.Check(document);
            return
            [
                .. report.Findings.Select(one => new ReviewFinding(Severity(one.Rule.Severity), one.Rule.Id, one.Place.Length > 0 ? one.Place : "seluruh dokumen", one.Rule.Message)),
                .. report.More > 0 ? [new ReviewFinding(ReviewSeverity.Note, "lainnya", "seluruh dokumen", $"{report.More} temuan sejenis tidak ditampilkan.")] : Array.Empty<ReviewFinding>(),
            ];
        }
        catch (FormatException e)
        {
            return [new ReviewFinding(ReviewSeverity.Error, "readable", "seluruh dokumen", $"Dokumen tidak dapat dibaca: {e.Message}")];
        }
    }

    private static ReviewSeverity Severity(string word) => word switch { ApiRule.Error => ReviewSeverity.Error, ApiRule.Warning => ReviewSeverity.Warning, _ => ReviewSeverity.Note };
}

/// <summary>
/// Before publication: what changes for those who call the version that is published. Labels with the same first number (v1, v1.2) promise that whoever calls the one can call the other, so a change that
/// breaks callers stands against it; one of another number (v2) is called beside it, and breaks nobody.
/// </summary>
internal sealed class ChangeReview(PlatformDb db) : IServiceReview
{
    public string Title => "Perubahan dari versi sebelumnya";

    public async Task<IReadOnlyList<ReviewFinding>> ReviewAsync(BusServiceVersion candidate, BusServiceVersion? before, CancellationToken cancel)
    {
        if (before is null || before.DescriptionSha256 == candidate.DescriptionSha256) return [];
        if (await Documents.Of(db, before.DescriptionSha256, cancel) is not { } old || await Documents.Of(db, candidate.DescriptionSha256, cancel) is not { } fresh) return [];
        try
        {
            return [.. ApiChanges.Between(old, fresh).Select(one => Finding(one, candidate, before))];
        }
        catch (FormatException)
        {
            // The other review says why it cannot be read.
            return [];
        }
    }

    private static ReviewFinding Finding(ApiChange one, BusServiceVersion candidate, BusServiceVersion before)
    {
        var breaks = one.Impact == ChangeImpact.Breaking && VersionLabel.AreCompatible(candidate.Label, before.Label);
        var severity = breaks ? ReviewSeverity.Error : one.Impact == ChangeImpact.Harmless ? ReviewSeverity.Note : ReviewSeverity.Warning;
        var text = breaks ? $"{one.Text} Nama {candidate.Label} menjanjikan pemanggil {before.Label} tetap cocok: beri nama dengan angka utama yang baru, atau batalkan perubahan ini." : one.Text;
        return new ReviewFinding(severity, one.Kind, one.Path.Length > 0 ? $"{one.Operation}, {one.Path}" : one.Operation, text);
    }
}

/// <summary>OpenAPI documents by the hash of their bytes.</summary>
internal static class Documents
{
    public static Task<byte[]?> Of(PlatformDb db, string sha256, CancellationToken cancel) =>
        db.Set<DescriptionDocument>().AsNoTracking().Where(one => one.Sha256 == sha256).Select(one => one.Content).SingleOrDefaultAsync(cancel)!;
}
