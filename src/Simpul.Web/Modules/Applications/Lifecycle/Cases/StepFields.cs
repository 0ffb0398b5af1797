using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Cases;

/// <summary>What a step asks for by the words in its records, beside what the parts that keep such things ask.</summary>
internal static class StepFields
{
    public static IReadOnlyList<CaseField> Of(Procedure procedure, Step step, EffectiveProfile profile)
    {
        var fields = new List<CaseField>();
        if (step.Records.Contains("technical-standard"))
        {
            fields.Add(new("meetsStandard", "Memenuhi standar teknis dan prosedur", FieldKind.YesNo) { Cite = CiteOf(profile, "technical-standard"), Help = "Pernyataan Anda; pengujian memeriksanya." });
        }
        if (step.Records.Contains("portal-integration"))
        {
            fields.Add(new("portalIntegration", $"Integrasi dengan {profile.Text("application.portal") ?? "portal layanan"}", FieldKind.LongText)
            {
                Required = false, MaxLength = 1000, Cite = CiteOf(profile, "portal-integration"), Help = "Wajib bila aplikasi melayani masyarakat: layanan apa yang tampil dan bagaimana buktinya dilihat.",
            });
        }
        if (step.Records.Contains("knowledge-entry"))
        {
            fields.Add(new("knowledgeTitle", "Judul catatan pengetahuan", FieldKind.Text) { MaxLength = KnowledgeEntry.TitleLength, Cite = step.Cite?.ToString() });
            fields.Add(new("knowledgeSummary", "Ringkasan pengetahuan", FieldKind.LongText) { MaxLength = KnowledgeEntry.TextLength });
            fields.Add(new("knowledgeLessons", "Pelajaran", FieldKind.LongText) { Required = false, MaxLength = KnowledgeEntry.TextLength, Help = "Apa yang akan diulang dan apa yang akan dilakukan lain." });
        }
        // The last to see it before it runs says whose it is, whatever else the step is for.
        if (procedure.Launches(step) && profile.Flag("application.owned-by-government") == true)
        {
            fields.Add(new("ownedByGovernment", "Hak cipta dicatat sebagai milik Pemerintah Daerah", FieldKind.YesNo) { Cite = profile.CitationOf("application.owned-by-government")?.ToString() });
        }
        return fields;
    }

    public static IEnumerable<Refusal> Check(CaseTurn turn, Application? application, EffectiveProfile profile)
    {
        if (turn.Data.Text("meetsStandard") == "false" && turn.Step.Records.Contains("technical-standard"))
        {
            yield return Refusal.At("meetsStandard", "Aplikasi diajukan sesudah memenuhi standar. Lengkapi dahulu, lalu ajukan.");
        }
        // What the proposal says comes before what was recorded; once it is in the record, the record says it.
        var servesPublic = application is not null && (!turn.Step.Records.Contains("application") || turn.Data.Text("servesPublic") is null) ? application.ServesPublic : turn.Data.Text("servesPublic") == "true";
        if (turn.Step.Records.Contains("portal-integration") && servesPublic && turn.Data.Text("portalIntegration") is null)
        {
            yield return Refusal.At("portalIntegration", $"Aplikasi ini melayani masyarakat. Tulis integrasinya dengan {profile.Text("application.portal") ?? "portal layanan"}.");
        }
        if (turn.Data.Text("ownedByGovernment") == "false" && turn.Launches())
        {
            yield return Refusal.At("ownedByGovernment", "Aplikasi dapat diserahkan sesudah hak ciptanya dicatat sebagai milik Pemerintah Daerah.");
        }
    }

    /// <summary>Puts what was stated at the step into the application's own record.</summary>
    public static void Fill(CaseTurn turn, Application application)
    {
        if (turn.Step.Records.Contains("technical-standard") && turn.Data.Text("meetsStandard") == "true")
        {
            application.TechnicalStandard ??= $"Dinyatakan terpenuhi pada urusan {turn.Item.Number}";
        }
        if (turn.Launches() && turn.Data.Text("ownedByGovernment") == "true")
        {
            application.Copyright = CopyrightHolder.Government;
            application.CopyrightProof ??= $"Pernyataan pada urusan {turn.Item.Number}, {turn.Step.Title}";
        }
    }

    private static string? CiteOf(EffectiveProfile profile, string gate) =>
        Gates.GateList.Of(profile).FirstOrDefault(one => one.Key == gate)?.Cite.ToString();
}
