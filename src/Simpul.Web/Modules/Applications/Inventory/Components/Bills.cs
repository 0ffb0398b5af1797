using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory.Components;

/// <summary>Bills of materials of applications: taken in with their file, given out from what is held.</summary>
public sealed class Bills(PlatformDb db, Attachments files, FileSubjects subjects, Platform.Journal.Journal journal, TimeProvider clock)
{
    /// <summary>The document of the application's files in which its bills are versions.</summary>
    public const string Slot = "sbom";

    /// <summary>
    /// Keeps a file as the newest bill: the components take the place of those before, and file, components and event are one save.
    /// </summary>
    /// <returns>How many components there are; refusals at <c>File</c>.</returns>
    public async Task<Outcome<int>> Import(Guid application, byte[] content, string fileName, CancellationToken cancel)
    {
        var reading = SbomReader.Read(content);
        if (reading.Sbom is not { } bill)
        {
            return reading.Faults.Select(fault => Refusal.At("File", fault.Message)).ToList();
        }
        if (bill.Components.Count == 0)
        {
            return Refusal.At("File", "Berkas ini tidak memuat komponen. Periksa pengaturan alat pembuatnya.");
        }
        var record = await db.Set<Application>().SingleOrDefaultAsync(item => item.Id == application, cancel);
        if (record is null || await subjects.Find(ApplicationRegister.Kind, application, cancel) is not { } subject)
        {
            return Refusal.Whole("Aplikasi ini tidak ditemukan. Mungkin sudah dihapus.");
        }
        db.RemoveRange(await db.Set<ApplicationComponent>().Where(item => item.ApplicationId == application).ToListAsync(cancel));
        db.AddRange(bill.Components.Select((one, at) => ApplicationComponent.From(application, at, one)));
        journal.Note("applications.components-imported", ApplicationRegister.Kind, application, details: new JsonObject
        {
            ["components"] = bill.Components.Count, ["format"] = $"CycloneDX {bill.SpecVersion}", ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
        });
        // The file's own save carries all of it; refused, nothing of it is kept.
        using var stream = new MemoryStream(content, writable: false);
        var kept = await files.Attach(subject, new Upload(Slot, fileName, stream, Classification.Restricted), cancel);
        if (!kept.Succeeded)
        {
            db.Forget();
            return kept.Refusals.ToList();
        }
        return bill.Components.Count;
    }

    /// <summary>What is held of an application's components as CycloneDX 1.6; null where there is no such application.</summary>
    public async Task<byte[]?> Export(Guid application, CancellationToken cancel)
    {
        if (await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == application, cancel) is not { } record)
        {
            return null;
        }
        var version = await db.Set<ApplicationVersion>().AsNoTracking().Where(item => item.ApplicationId == application).OrderByDescending(item => item.ReleasedOn).ThenByDescending(item => item.Id)
            .Select(item => item.Number).FirstOrDefaultAsync(cancel);
        var components = await db.Set<ApplicationComponent>().AsNoTracking().Where(item => item.ApplicationId == application).OrderBy(item => item.Place).ToListAsync(cancel);
        var subject = new SbomComponent("application", null, record.Item.Name, version, null, record.Spdx is { } spdx ? [Spdx.IsId(spdx) ? $"id={spdx}" : $"expression={spdx}"] : []);
        return SbomWriter.Write(subject, [.. components.Select(item => item.Plain)], Guid.NewGuid(), clock.GetUtcNow());
    }
}

/// <summary><c>/kerja/aplikasi/{id}/komponen.cdx.json</c>: the export, as a download.</summary>
internal static class BillFile
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/kerja/aplikasi/{id:guid}/komponen.cdx.json", Download).WithMetadata(new PermissionAttribute(ApplicationsPermissions.View)).ExcludeFromDescription();

    private static async Task<IResult> Download(Guid id, Bills bills, RegisterCatalogue catalogue, HttpContext context, CancellationToken cancel)
    {
        // By the register's own reach: who may not see the application is told that there is none.
        if (await catalogue.ByKind(ApplicationRegister.Kind)!.Work(context.RequestServices).Find(id, cancel) is not { } found || await bills.Export(id, cancel) is not { } content)
        {
            return Results.NotFound();
        }
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(content, "application/vnd.cyclonedx+json; version=1.6", $"{found.Values["code"][0]}.cdx.json");
    }
}
