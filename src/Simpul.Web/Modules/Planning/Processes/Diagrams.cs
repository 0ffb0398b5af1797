using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Processes.Bpmn;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Uploads;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>The diagrams of processes: kept as they came, found again byte for byte.</summary>
public sealed class Diagrams(PlatformDb db, Platform.Journal.Journal journal, Acting acting, TimeProvider clock)
{
    /// <summary>Keeps a file as the next version. The same bytes as the newest version make none.</summary>
    /// <param name="basedOn">The version that an editor was opened on; another newest one is a refusal. Null where a file takes its place whatever it is.</param>
    public async Task<Outcome<ProcessDiagram>> Keep(Guid process, byte[] content, string fileName, string? note, int? basedOn, CancellationToken cancel)
    {
        var reading = BpmnReader.Read(content);
        if (reading.Diagram is null)
        {
            return reading.Faults.Select(fault => Refusal.At("File", fault.Message)).ToList();
        }
        var record = await db.Set<BusinessProcess>().SingleAsync(item => item.Id == process, cancel);
        if (!acting.Actor.May(PlanningPermissions.Processes, record.AgencyId))
        {
            return Refusal.Whole("Proses ini milik perangkat daerah lain. Minta perangkat daerah itu, atau pengelola SPBE, untuk mengubahnya.");
        }
        if (record.State == ProcessState.Replaced)
        {
            return Refusal.Whole("Versi ini sudah digantikan dan tidak lagi diubah. Buka versi yang terbaru.");
        }
        var newest = await Newest(process, cancel);
        if (basedOn is { } opened && opened != (newest?.Number ?? 0))
        {
            return Refusal.Whole($"Diagram ini baru saja diubah orang lain: versi {newest?.Number} sudah tersimpan. Unduh pekerjaan Anda, bandingkan, lalu simpan lagi.");
        }
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        if (newest?.Sha256 == sha256)
        {
            return newest;
        }
        if (!await db.Set<BpmnContent>().AnyAsync(item => item.Sha256 == sha256, cancel))
        {
            db.Add(new BpmnContent { Sha256 = sha256, Bytes = content });
        }
        var diagram = new ProcessDiagram
        {
            ProcessId = process,
            Number = (newest?.Number ?? 0) + 1,
            FileName = UploadCheck.CleanName(fileName),
            Sha256 = sha256,
            Size = content.Length,
            At = clock.GetUtcNow(),
            ByPersonId = acting.Actor.PersonId,
            Note = note is { Length: > 0 } ? note[..Math.Min(note.Length, ProcessDiagram.NoteLength)] : null,
        };
        db.Add(diagram);
        journal.Record("business-processes.diagram-added", record);
        try
        {
            await db.SaveChangesAsync(cancel);
            return diagram;
        }
        catch (DbUpdateException failure) when (db.Dialect.IsDuplicate(failure))
        {
            db.Forget();
            return Refusal.Whole("Versi diagram lain baru saja tersimpan. Muat ulang halaman, bandingkan, lalu simpan lagi.");
        }
    }

    public Task<ProcessDiagram?> Newest(Guid process, CancellationToken cancel) =>
        db.Set<ProcessDiagram>().AsNoTracking().Where(item => item.ProcessId == process).OrderByDescending(item => item.Number).FirstOrDefaultAsync(cancel);

    public Task<List<ProcessDiagram>> All(Guid process, CancellationToken cancel) =>
        db.Set<ProcessDiagram>().AsNoTracking().Where(item => item.ProcessId == process).OrderByDescending(item => item.Number).ToListAsync(cancel);

    /// <summary>The bytes of a version.</summary>
    /// <exception cref="InvalidDataException">They are not those that were kept: somebody altered the table.</exception>
    public async Task<byte[]> Content(ProcessDiagram diagram, CancellationToken cancel)
    {
        var bytes = await db.Set<BpmnContent>().AsNoTracking().Where(item => item.Sha256 == diagram.Sha256).Select(item => item.Bytes).SingleOrDefaultAsync(cancel);
        return bytes is not null && Convert.ToHexStringLower(SHA256.HashData(bytes)) == diagram.Sha256 ? bytes
            : throw new InvalidDataException($"The diagram {diagram.Sha256} is lost or altered.");
    }

    /// <summary>Puts the newest diagram, the links and the actors of one version under the next, in the save at hand.</summary>
    public async Task Carry(Guid from, BusinessProcess to, CancellationToken cancel)
    {
        if (await Newest(from, cancel) is { } drawn)
        {
            db.Add(new ProcessDiagram { ProcessId = to.Id, Number = 1, FileName = drawn.FileName, Sha256 = drawn.Sha256, Size = drawn.Size, At = clock.GetUtcNow(), ByPersonId = acting.Actor.PersonId, Note = "Dari versi sebelumnya" });
        }
        foreach (var link in await db.Set<ProcessLink>().AsNoTracking().Where(item => item.ProcessId == from).ToListAsync(cancel))
        {
            db.Add(new ProcessLink { ProcessId = to.Id, ElementId = link.ElementId, RecordKind = link.RecordKind, RecordId = link.RecordId, Words = link.Words });
        }
        foreach (var actor in await db.Set<ProcessActor>().AsNoTracking().Where(item => item.ProcessId == from).ToListAsync(cancel))
        {
            // Who designed the last version has not thereby designed this one.
            db.Add(new ProcessActor { ProcessId = to.Id, AgencyId = actor.AgencyId, Role = actor.Role });
        }
    }
}
