using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>Who is told of what becomes of a contract.</summary>
internal static class ContractSides
{
    /// <summary>The agency of either side, once where both are of the same; whoever has no people here is spoken for by the operator of the bus.</summary>
    public static IEnumerable<Recipient> Of(BusContract item, CurrentRegulation regulation)
    {
        foreach (var agency in new[] { item.ConsumerAgencyId, item.ProviderAgencyId }.OfType<Guid>().Distinct())
        {
            yield return Recipient.HoldersOf("agency", agency);
        }
        if (item.ConsumerAgencyId is null || item.ProviderAgencyId is null)
        {
            yield return Recipient.HoldersOf(Operator(regulation));
        }
    }

    /// <summary>The office that runs the bus.</summary>
    public static string Operator(CurrentRegulation regulation) => regulation.Profile.Text("bus.operator") ?? "ict-agency";
}
