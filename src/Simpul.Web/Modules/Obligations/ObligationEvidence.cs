using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations;

/// <summary>The board as evidence: the obligations of the chapter that an indicator is about, with how each stands and why.</summary>
internal sealed class ObligationEvidence(Board board, CurrentRegulation regulation, Today today) : IEvidenceSource
{
    private const string Prefix = "obligations-";

    /// <summary>The module whose obligations an indicator is about.</summary>
    private static readonly Dictionary<string, string> Modules = new(StringComparer.Ordinal)
    {
        ["architecture-policy"] = "Planning", ["roadmap-policy"] = "Planning", ["architecture"] = "Planning", ["roadmap"] = "Planning", ["plan-and-budget"] = "Planning", ["business-process-innovation"] = "Planning",
        ["coordination-team-policy"] = "Organisation", ["coordination-team"] = "Organisation", ["collaboration"] = "Organisation", ["application-development-policy"] = "Applications", ["application-development"] = "Applications",
        ["data-management-policy"] = "DataAssets", ["data-management"] = "DataAssets", ["data-centre-policy"] = "Facilities", ["data-centre"] = "Facilities", ["intranet-policy"] = "Facilities", ["intranet"] = "Facilities",
        ["service-bus-policy"] = "ServiceBus", ["service-bus"] = "ServiceBus", ["information-security-policy"] = "Security", ["information-security-management"] = "Security", ["ict-audit-policy"] = "Audits",
    };

    public async Task<IReadOnlyList<OfferedRecord>> Offer(string indicator, Guid? agency, CancellationToken cancel) =>
        Modules.TryGetValue(indicator, out var module) && await Find(Prefix + module, Instance.OnlyId, cancel) is { } offered ? [offered] : [];

    public async Task<OfferedRecord?> Find(string kind, Guid id, CancellationToken cancel)
    {
        if (!kind.StartsWith(Prefix, StringComparison.Ordinal) || !regulation.IsSetUp)
        {
            return null;
        }
        var view = await board.On(today.Date, cancel);
        var rows = view.Rows.Where(row => row.Obligation.Check is { } check && regulation.Checks.Find(check.Check)?.Module == kind[Prefix.Length..]).ToList();
        return rows.Count == 0 ? null : new OfferedRecord(kind, id, $"Papan kewajiban, {rows[0].Module}", "/kewajiban", today.Date,
            [$"{rows.Count(row => row.Status == State.Met)} dari {rows.Count} kewajiban terpenuhi", .. rows.OrderBy(row => row.Id, StringComparer.Ordinal).Select(row => $"{row.Citation}: {row.Status.Word()}. {row.Answer.Why}")]);
    }
}
