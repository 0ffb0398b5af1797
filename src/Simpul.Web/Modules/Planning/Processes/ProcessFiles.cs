using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>The diagram of a process as a file of the command line, found by the process's code: its newest version.</summary>
internal sealed class ProcessFiles(PlatformDb db, Diagrams diagrams)
{
    /// <summary>Null where there is no such process, or none with a diagram.</summary>
    public async Task<byte[]?> Export(string code, CancellationToken cancel)
    {
        foreach (var process in await Versions(code, cancel))
        {
            if (await diagrams.Newest(process.Id, cancel) is { } drawn)
            {
                return await diagrams.Content(drawn, cancel);
            }
        }
        return null;
    }

    /// <summary>Keeps a file as the next version of the diagram.</summary>
    /// <param name="save">False to examine it only.</param>
    /// <returns>The number of the version that the diagram has then.</returns>
    public async Task<Outcome<int>> Import(string code, byte[] content, string fileName, bool save, CancellationToken cancel)
    {
        if ((await Versions(code, cancel)).FirstOrDefault() is not { } process)
        {
            return Refusal.Whole($"Proses {code} belum terdaftar. Daftarkan dahulu di daftar proses bisnis.");
        }
        if (!save)
        {
            var reading = Bpmn.BpmnReader.Read(content);
            return reading.Diagram is null ? reading.Faults.Select(fault => Refusal.At("File", fault.Message)).ToList() : 0;
        }
        var kept = await diagrams.Keep(process.Id, content, fileName, "Dari baris perintah", basedOn: null, cancel);
        return kept.Succeeded ? kept.Value.Number : kept.Refusals.ToList();
    }

    private Task<List<BusinessProcess>> Versions(string code, CancellationToken cancel) =>
        db.Set<BusinessProcess>().AsNoTracking().Where(item => item.Code == code).OrderByDescending(item => item.Edition).ToListAsync(cancel);
}
