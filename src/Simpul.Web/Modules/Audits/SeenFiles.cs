using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;

namespace Simpul.Web.Modules.Audits;

/// <summary>Which files somebody has before them: a page carries it, so that what they decide there holds for these files and no others. A record's version does not tell.</summary>
internal static class SeenFiles
{
    /// <summary>A mark of the files that hang on these records and that the actor may open.</summary>
    public static async Task<string> Of(PlatformDb db, Actor actor, string kind, IReadOnlyCollection<Guid> records, CancellationToken cancel)
    {
        var readable = actor.Readable();
        var files = await db.Set<FileRecord>().AsNoTracking().Where(file => file.SubjectKind == kind && records.Contains(file.SubjectId) && file.RemovedAt == null && readable.Contains(file.Classification))
            .OrderBy(file => file.Id).Select(file => file.Id).ToListAsync(cancel);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(' ', files))));
    }
}
