namespace Simpul.Gateway;

/// <summary>
/// The addresses by which callers know this gateway. What a client signs for one of them is good here and nowhere else; the Host field of a request only chooses among
/// them, because whoever sends a request writes it. Where none are given, they are those that the gateway listens on.
/// </summary>
sealed class PublicUrls
{
    volatile string[] known;
    readonly bool given;

    /// <exception cref="InvalidOperationException">One of them is no http or https address.</exception>
    internal PublicUrls(IReadOnlyList<string> given)
    {
        foreach (var url in given)
            if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https") || parsed.PathAndQuery != "/" || parsed.UserInfo.Length > 0 || parsed.Fragment.Length > 0)
                throw new InvalidOperationException($"--public-url is an http or https address without a path, such as https://gateway.example.go.id:8443, and {url} is not.");
        (this.given, known) = (given.Count > 0, [.. given.Select(url => new Uri(url).GetLeftPart(UriPartial.Authority))]);
    }

    /// <summary>Told of the addresses that it listens on, once it does.</summary>
    internal void Serves(IEnumerable<string> addresses)
    {
        if (!given) known = [.. addresses.SelectMany(Names).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The one that the request names, or the first.</summary>
    internal string Of(HttpContext context)
    {
        var all = known;
        var scheme = context.Request.Scheme;
        var host = context.Request.Host.Value ?? "";
        string? found = null;
        foreach (var url in all)
        {
            // Behind something that ends TLS for the metadata only, the scheme is not the public one; the name is.
            if (!url.AsSpan(url.IndexOf("://", StringComparison.Ordinal) + 3).Equals(host, StringComparison.OrdinalIgnoreCase)) continue;
            if (url.StartsWith(scheme + ":", StringComparison.Ordinal)) return url;
            found ??= url;
        }
        return found ?? (all.Length > 0 ? all[0] : "");
    }

    /// <summary>Whether the audience of something that was signed is this gateway.</summary>
    internal bool IsAudience(string? audience)
    {
        if (audience is null) return false;
        foreach (var url in known)
            if (audience.StartsWith(url, StringComparison.Ordinal) && audience.AsSpan(url.Length) is "" or "/" or "/token") return true;
        return false;
    }

    // An address that means the machine itself, or all that it has, is called by several names.
    static IEnumerable<string> Names(string address)
    {
        if (!Uri.TryCreate(address.Replace("://*", "://[::]", StringComparison.Ordinal).Replace("://+", "://[::]", StringComparison.Ordinal), UriKind.Absolute, out var url)) return [];
        var any = url.Host is "0.0.0.0" or "[::]";
        string[] hosts = any ? [Environment.MachineName.ToLowerInvariant(), "localhost", "127.0.0.1", "[::1]"] : url.IsLoopback ? [url.Host, "localhost"] : [url.Host];
        return hosts.Select(host => new UriBuilder(url) { Host = host }.Uri.GetLeftPart(UriPartial.Authority));
    }
}
