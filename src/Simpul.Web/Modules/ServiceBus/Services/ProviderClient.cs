using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Simpul.Bus.Descriptions;
using Simpul.Web.Platform.Network;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>How providers are asked by the platform itself, for documents and for their health; section <c>ServiceBus:Provider</c> of the settings.</summary>
public sealed class ProviderOptions
{
    /// <summary>For one document, from the look-up to the last byte.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For one look at a provider's health.</summary>
    public TimeSpan ProbePatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Networks of the inside that may be reached all the same, such as <c>10.20.0.0/16</c>, parted by commas. None, unless somebody says so.</summary>
    public string Networks { get; set; } = "";

    internal IReadOnlyList<IPNetwork> Allowed => [.. Networks.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => IPNetwork.Parse(text))];
}

/// <param name="Milliseconds">Until its headers.</param>
/// <param name="Problem">Indonesian; null where it answers.</param>
internal sealed record ProbeAnswer(bool IsUp, int Milliseconds, string? Problem);

/// <summary>
/// Asks addresses that somebody typed. It connects only to addresses of the public internet and to the networks that the operator named, to the very address that was judged, follows no
/// redirect, keeps no cookie, and stops at a time and a size: nobody reaches through it what only this machine can reach.
/// </summary>
internal sealed class ProviderClient(ProviderOptions options)
{
    private readonly IReadOnlyList<IPNetwork> allowed = options.Allowed;

    /// <summary>Reads a document.</summary>
    public async Task<Outcome<byte[]>> Read(string? address, string field, CancellationToken cancel)
    {
        if (Address(address) is not { } uri)
        {
            return Refusal.At(field, "Isi alamat lengkap yang diawali https:// atau http://, tanpa nama pengguna di dalamnya.");
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.Patience);
        try
        {
            using var client = Client([]);
            using var answer = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if ((int)answer.StatusCode is >= 300 and < 400)
            {
                return Refusal.At(field, "Alamat itu mengalihkan ke alamat lain. Isi alamat akhirnya.");
            }
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return Refusal.At(field, $"Alamat itu menjawab {(int)answer.StatusCode}. Periksa alamatnya, atau unggah berkasnya.");
            }
            await using var stream = await answer.Content.ReadAsStreamAsync(limit.Token);
            var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, limit.Token)) > 0;)
            {
                content.Write(buffer, 0, read);
                if (content.Length > ApiDescription.MaxLength)
                {
                    return Refusal.At(field, "Dokumen di alamat itu lebih dari 8 MB.");
                }
            }
            return content.ToArray();
        }
        catch (InsideException)
        {
            return Refusal.At(field, "Alamat itu berada di jaringan dalam yang tidak boleh dihubungi. Unggah berkasnya, atau minta pengelola penghubung mengizinkan jaringannya.");
        }
        catch (HttpRequestException failure) when (failure.InnerException is InsideException)
        {
            return Refusal.At(field, "Alamat itu berada di jaringan dalam yang tidak boleh dihubungi. Unggah berkasnya, atau minta pengelola penghubung mengizinkan jaringannya.");
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or IOException)
        {
            return Refusal.At(field, "Alamat itu tidak menjawab, atau sertifikatnya tidak dipercaya. Periksa alamatnya, atau unggah berkasnya.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Refusal.At(field, "Alamat itu terlalu lama menjawab. Coba lagi, atau unggah berkasnya.");
        }
    }

    /// <summary>Whether something answers at a base address; whatever it says is an answer, but for its own failure.</summary>
    public async Task<ProbeAnswer> Probe(string address, IReadOnlyList<string> pins, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        int Took() => (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.ProbePatience);
        try
        {
            using var client = Client(pins);
            using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, Address(address)), HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return (int)answer.StatusCode < 500 ? new(true, Took(), null) : new(false, Took(), $"menjawab {(int)answer.StatusCode}");
        }
        catch (Exception failure) when (failure is InsideException or HttpRequestException { InnerException: InsideException })
        {
            return new(false, Took(), "di jaringan dalam yang tidak boleh dihubungi");
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or IOException or ArgumentNullException)
        {
            return new(false, Took(), failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } ? "sertifikatnya tidak dipercaya" : "tidak menjawab");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(false, Took(), "terlalu lama menjawab");
        }
    }

    /// <summary>An absolute http or https address without a user in it; null for anything else.</summary>
    public static Uri? Address(string? text) => text is { Length: <= BusServiceVersion.UrlLength } && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.UserInfo.Length == 0 && uri.Host.Length > 0 && IsNameable(uri) ? uri : null;

    /// <summary>Whether its host can be asked for: a name beyond ASCII that has no form in it is one that nobody can call.</summary>
    private static bool IsNameable(Uri uri)
    {
        try
        {
            return uri.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    private HttpClient Client(IReadOnlyList<string> pins) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = 64,
        ConnectCallback = Connect,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => pins.Count == 0 ? errors == SslPolicyErrors.None
                : certificate is X509Certificate2 leaf && pins.Contains(Convert.ToHexStringLower(SHA256.HashData(leaf.RawData))),
        },
    }) { Timeout = Timeout.InfiniteTimeSpan };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        // One that leads inside is enough: who sets such a name wants the program to try.
        if (addresses.Length == 0 || !addresses.All(address => PublicAddress.MayReach(address, allowed)))
        {
            throw new InsideException();
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class InsideException : Exception;
}
