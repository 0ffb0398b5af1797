using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Gives certificates out: a member's, and the authority's own. They are public.</summary>
internal static class CertificateFiles
{
    public const string AuthorityHref = "/penghubung/ca.pem";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/kerja/anggota-penghubung/{id:guid}/sertifikat/{certificate:guid}/berkas", async (Guid id, Guid certificate, PlatformDb db, CancellationToken cancel) =>
            await db.Set<MemberCertificate>().AsNoTracking().Where(one => one.Id == certificate && one.MemberId == id).Select(one => one.Pem).SingleOrDefaultAsync(cancel) is { } pem
                ? Results.File(Encoding.ASCII.GetBytes(pem), "application/x-pem-file", "sertifikat.pem") : Results.NotFound()).WithMetadata(new PermissionAttribute(ServiceBusPermissions.View)).ExcludeFromDescription();
        routes.MapGet(AuthorityHref, async (PlatformDb db, CancellationToken cancel) =>
            await db.Set<HubKey>().AsNoTracking().Where(key => key.Purpose == HubKeyPurpose.Authority && key.Certificate != null).OrderBy(key => key.From).Select(key => key.Certificate).ToListAsync(cancel) is { Count: > 0 } all
                ? Results.File(Encoding.ASCII.GetBytes(string.Concat(all)), "application/x-pem-file", "ca.pem") : Results.NotFound()).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
    }
}
