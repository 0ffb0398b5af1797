using System.Net;
using System.Net.Sockets;

namespace Simpul.Web.Platform.Network;

/// <summary>
/// Whether an address is one of the public internet. A name that anybody may have registered must not lead the program to machines that only the
/// program can reach (server-side request forgery).
/// </summary>
public static class PublicAddress
{
    /// <summary>IANA's special-purpose registries: what is not globally reachable, and what holds another address inside it.</summary>
    private static readonly IReadOnlyList<IPNetwork> special = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    }.Select(text => IPNetwork.Parse(text))];

    /// <param name="allowed">Networks that may be reached although they are not public.</param>
    public static bool MayReach(IPAddress address, IReadOnlyList<IPNetwork> allowed)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0)
        {
            return false;
        }
        return allowed.Any(network => network.Contains(address)) || !special.Any(network => network.Contains(address));
    }
}
