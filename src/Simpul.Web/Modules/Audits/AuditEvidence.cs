using Simpul.Web.Modules.Audits.Contract;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits;

/// <summary>Finished audits as evidence of the indicators about audits: infrastructure, applications, security.</summary>
internal sealed class AuditEvidence(AuditsKnown audits, Today today) : IEvidenceSource
{
    private const int Most = 10;

    public async Task<IReadOnlyList<OfferedRecord>> Offer(string indicator, Guid? agency, CancellationToken cancel)
    {
        var kind = indicator switch { "infrastructure-audit" => "infrastructure", "application-audit" => "application", "security-audit" => "security", _ => null };
        return kind is null ? [] : [.. (await audits.Finished(today.Date, cancel)).Where(audit => audit.Kind == kind).Take(Most).Select(Of)];
    }

    public async Task<OfferedRecord?> Find(string kind, Guid id, CancellationToken cancel) =>
        kind == AuditRegister.Kind && (await audits.Finished(today.Date, cancel)).FirstOrDefault(audit => audit.Id == id) is { } found ? Of(found) : null;

    private static OfferedRecord Of(FinishedAudit audit) => new(AuditRegister.Kind, audit.Id, audit.Title, audit.Href, audit.FinishedOn,
    [
        $"Selesai {Indonesian.Date(audit.FinishedOn)}{(audit.Planned ? ", sesuai program audit" : "")}.",
        audit.ByStandard ? "Mengikuti standar dan tata cara audit yang berlaku." : "Standar audit tidak disebut.",
        $"{(audit.External ? "Dilaksanakan lembaga audit" : "Dilaksanakan auditor internal")}{(audit.Certified ? " yang bersertifikat atau terakreditasi" : "")}.",
        $"{audit.Closed} dari {audit.Findings} temuan sudah ditutup auditor.",
    ]);
}
