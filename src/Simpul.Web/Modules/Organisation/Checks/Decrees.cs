using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary>A legal document that is about something, as checks need it.</summary>
internal sealed record Decree(Guid Id, LegalDocumentKind Kind, string Number, string Title, DateOnly InForceFrom, DateOnly? InForceUntil, string? SignedBy, IReadOnlyList<string> About, string? ConflictNote)
{
    public string Named => $"{Words.LegalDocumentKinds.Of(Kind)} Nomor {Number}";

    public Evidence Evidence => new($"{Named} tentang {Title}", $"/kerja/produk-hukum/{Id}", "legal-documents", Id);

    public bool InForceOn(DateOnly date) => InForceFrom <= date && !(InForceUntil < date);
}

/// <summary>The legal documents that say what they are about, read once for all questions; the newest first.</summary>
internal sealed class Decrees(IReadOnlyList<Decree> all, DateOnly date)
{
    public static async Task<Decrees> On(PlatformDb db, DateOnly date, CancellationToken cancel)
    {
        var found = await db.Set<LegalDocument>().AsNoTracking().Where(item => item.About.Any() && item.IssuedOn <= date).OrderByDescending(item => item.InForceFrom).ThenByDescending(item => item.Id).ToListAsync(cancel);
        return new Decrees([.. found.Select(item => new Decree(item.Id, item.Kind, item.Number, Decrees.TitleOf(item), item.InForceFrom, item.InForceUntil, item.SignedBy, item.About, item.ConflictNote))], date);
    }

    /// <summary>A board is read by everyone in an office, so it names no secret document.</summary>
    public static string TitleOf(LegalDocument item) => item.Classification == Classification.Secret ? RecordTitles.Withheld : item.Title;

    /// <summary>Those in force about a subject.</summary>
    public IEnumerable<Decree> About(string subject) => Ever(subject).Where(item => item.InForceOn(date));

    /// <summary>Those about a subject, in force or not.</summary>
    public IEnumerable<Decree> Ever(string subject) => all.Where(item => item.About.Contains(subject));

    /// <summary>The form for a decree about this.</summary>
    public static NextStep Register(string subject, string? also = null) =>
        new("Daftarkan keputusannya", $"/kerja/produk-hukum/baru?about={Uri.EscapeDataString(subject)}{(also is null ? "" : $"&about={Uri.EscapeDataString(also)}")}");
}
