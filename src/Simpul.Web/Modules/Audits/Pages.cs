using Simpul.Web.Modules.Audits.Engagements;

namespace Simpul.Web.Modules.Audits;

/// <summary>Addresses of the module's own pages.</summary>
internal static class Pages
{
    public static string Audit(Guid audit) => $"{AuditRegister.Href}/{audit}";

    public static string Objects(Guid audit) => $"{AuditRegister.Href}/{audit}/objek";

    public static string Team(Guid audit) => $"{AuditRegister.Href}/{audit}/tim";

    public static string Stage(Guid audit) => $"{AuditRegister.Href}/{audit}/tahap";

    public static string Papers(Guid audit) => $"{AuditRegister.Href}/{audit}/kertas-kerja";

    public static string Paper(Guid paper) => $"/kerja/kertas-kerja-audit/{paper}";

    public static string Tools(Guid audit) => $"{AuditRegister.Href}/{audit}/hasil-alat";

    public static string Run(Guid run) => $"/kerja/hasil-alat-audit/{run}";

    public static string Finding(Guid finding) => $"{Findings.FindingRegister.Href}/{finding}";
}
