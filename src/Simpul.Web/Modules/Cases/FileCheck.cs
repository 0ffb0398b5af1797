using System.Text.Json.Nodes;
using Simpul.Web.Data;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Cases;

/// <summary>Reads every stored file once a week and tells the ICT agency of those whose bytes are not what they were.</summary>
internal static class FileCheck
{
    public static readonly ScheduledJob Job = new("files.verify", "Memeriksa keutuhan berkas", "0 30 2 ? * SUN", Run);

    private static async Task<string> Run(IServiceProvider services, CancellationToken cancel)
    {
        var (count, faults) = await services.GetRequiredService<Attachments>().Verify(cancel);
        var journal = services.GetRequiredService<Journal>();
        foreach (var fault in faults)
        {
            journal.Note("files.found-faulty", "files", fault.Id, details: new JsonObject { ["state"] = fault.State.ToString().ToLowerInvariant(), ["sha256"] = fault.Sha256 });
        }
        if (faults.Count > 0)
        {
            services.GetRequiredService<NoticeBoard>().Tell(
                Recipient.HoldersOf("ict-agency"), "files.found-faulty",
                $"{Indonesian.Number(faults.Count)} berkas berubah atau hilang dari penyimpanan. Pulihkan dari cadangan.", "/kerja/pekerjaan-terjadwal");
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync(cancel);
        }
        return faults.Count == 0 ? $"{Indonesian.Number(count)} isi berkas utuh." : $"{Indonesian.Number(faults.Count)} berkas berubah atau hilang, dari {Indonesian.Number(count)} isi berkas.";
    }
}
