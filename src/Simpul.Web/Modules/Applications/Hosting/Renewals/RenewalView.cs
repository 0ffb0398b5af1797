namespace Simpul.Web.Modules.Applications.Hosting.Renewals;

/// <summary>A request to prolong or change something as its page shows it, and where its owner asks.</summary>
/// <param name="AskHref">Null to who asks nothing.</param>
/// <param name="Wanted">Whether asking is what wants doing now.</param>
public sealed record RenewalView(IRenewed Item, string? AskHref, bool Wanted);
