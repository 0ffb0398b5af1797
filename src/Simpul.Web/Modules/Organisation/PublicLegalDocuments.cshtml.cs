using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The public legal documents, for everyone.</summary>
[Public]
public sealed class PublicLegalDocumentsModel(PlatformDb db, Today today) : PageModel
{
    private const int PageSize = 25;

    public IReadOnlyList<PublicLegalDocument> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; }

    public LegalDocumentKind? Kind { get; private set; }

    public bool Narrowed { get; private set; }

    public DateOnly Today => today.Date;

    public async Task OnGetAsync(string? q, string? jenis, int? halaman, CancellationToken cancel)
    {
        Kind = Enum.TryParse<LegalDocumentKind>(jenis, out var kind) && Enum.IsDefined(kind) ? kind : null;
        Narrowed = Kind is not null || !string.IsNullOrWhiteSpace(q);
        var found = Public(db);
        if (Kind is { } chosen)
        {
            found = found.Where(item => item.Kind == chosen);
        }
        foreach (var word in (q ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8).Select(word => word.ToLowerInvariant()))
        {
            found = found.Where(item => item.Title.ToLower().Contains(word) || item.Number.ToLower().Contains(word));
        }
        Total = await found.CountAsync(cancel);
        Number = Math.Clamp(halaman ?? 1, 1, Math.Max(1, (Total + PageSize - 1) / PageSize));
        Rows = await Rowed(db, found.OrderByDescending(item => item.IssuedOn).ThenBy(item => item.Id).Skip((Number - 1) * PageSize).Take(PageSize)).ToListAsync(cancel);
    }

    internal static IQueryable<LegalDocument> Public(PlatformDb db) => db.Set<LegalDocument>().AsNoTracking().Where(item => item.Classification == Classification.Public);

    internal static IQueryable<PublicLegalDocument> Rowed(PlatformDb db, IQueryable<LegalDocument> found) =>
        from item in found
        // What revoked it is named only where that, too, is public.
        join revoking in Public(db) on item.RevokedById equals revoking.Id into revokings
        from revoking in revokings.DefaultIfEmpty()
        orderby item.IssuedOn descending, item.Id
        select new PublicLegalDocument(item.Kind, item.Number, item.Title, item.IssuedOn, item.InForceFrom, item.InForceUntil, revoking == null ? null : revoking.Number);
}

/// <summary>A legal document as the public sees it.</summary>
public sealed record PublicLegalDocument(LegalDocumentKind Kind, string Number, string Title, DateOnly IssuedOn, DateOnly InForceFrom, DateOnly? InForceUntil, string? RevokedBy);
