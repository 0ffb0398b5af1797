using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>The obligations of the regulation at hand that the records of processes answer, for pages that say why they ask.</summary>
internal static class ProcessObligations
{
    public static readonly IReadOnlyList<string> Checks = ["processes-held", "processes-mapped", "processes-designed-jointly"];

    public static IReadOnlyList<(string Id, string Cite)> Of(IServiceProvider services, params string[] checks) =>
        services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation
            ? [.. regulation.Profile.Obligations.Where(item => item.Check is { } check && checks.Contains(check.Check)).Select(item => (item.Id, item.Cite.ToString()))]
            : [];
}
