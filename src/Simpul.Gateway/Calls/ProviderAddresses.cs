using System.Text;
using Simpul.Gateway.Upstreams;

namespace Simpul.Gateway.Calls;

/// <summary>Addresses in a provider's answer as its callers have them: whoever follows one that the provider gave comes by the gateway again, or gets none.</summary>
static class ProviderAddresses
{
    /// <returns>The field's value as it goes to the caller; null where it is left out.</returns>
    internal static string? ToCaller(Call call, UpstreamTarget target, string name, string value) => name.Length switch
    {
        4 when name.Equals("Link", StringComparison.OrdinalIgnoreCase) => Links(call, target, value),
        7 when name.Equals("Refresh", StringComparison.OrdinalIgnoreCase) => value.Contains('=', StringComparison.Ordinal) ? null : value,
        8 when name.Equals("Location", StringComparison.OrdinalIgnoreCase) => One(call, target, value),
        16 when name.Equals("Content-Location", StringComparison.OrdinalIgnoreCase) => One(call, target, value),
        _ => value,
    };

    /// <returns>Null for an address outside the service.</returns>
    static string? One(Call call, UpstreamTarget target, string address)
    {
        // Some programs read a backslash as a slash.
        if (address.Contains('\\', StringComparison.Ordinal)) return null;
        if (address.StartsWith("//", StringComparison.Ordinal)) address = $"{target.Scheme}:{address}";
        else if (address.StartsWith('/'))
        {
            if (IsOwn(call, address)) return address;
            return target.HoldsPath(address) ? Prefix(call) + address[target.Path.Length..] : null;
        }
        // Relative to what was asked for: that is the same below the provider's address and below the gateway's.
        else if (!IsAbsolute(address)) return address;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var absolute) || absolute.Scheme is not ("http" or "https")) return null;
        var rest = absolute.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped);
        // A provider that knows by which address it is called, from Forwarded, may say so.
        if (absolute.Authority.Equals(call.Context.Request.Host.Value, StringComparison.OrdinalIgnoreCase) && IsOwn(call, rest)) return address;
        foreach (var one in call.Service.Upstreams.Targets)
            if (one.Holds(absolute)) return Prefix(call) + rest[one.Path.Length..];
        return null;
    }

    /// <summary>Each address between angle brackets; one of somebody else's is information, and is not followed by itself.</summary>
    static string Links(Call call, UpstreamTarget target, string value)
    {
        var to = new StringBuilder(value.Length + 32);
        var at = 0;
        while (at < value.Length && value.IndexOf('<', at) is >= 0 and var open && value.IndexOf('>', open) is > 0 and var close)
        {
            var address = value[(open + 1)..close];
            to.Append(value, at, open + 1 - at).Append(One(call, target, address) ?? address).Append('>');
            at = close + 1;
        }
        return to.Append(value, at, value.Length - at).ToString();
    }

    static string Prefix(Call call) => RequestTarget.Prefix + call.Target.Service;

    static bool IsOwn(Call call, string path)
    {
        var prefix = Prefix(call);
        return path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || path[prefix.Length] is '/' or '?' or '#');
    }

    // A colon before the first slash, question mark or hash ends a scheme (RFC 3986 section 4.2).
    static bool IsAbsolute(string address) => address.AsSpan().IndexOfAny(":/?#") is >= 0 and var at && address[at] == ':';
}
