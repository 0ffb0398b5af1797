using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Simpul.Web.Platform.Network;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting.Certificates;

/// <summary>
/// Looks at the certificate of a name as a browser would: looks the name up, connects, shakes hands, and goes. It says nothing and fetches nothing else: neither
/// missing links of the chain nor lists of what was revoked, whose addresses are the stranger's to choose.
/// </summary>
/// <param name="resolve">Looks a name up; the system's way where it is null.</param>
public sealed class TlsProbe(ProbeOptions options, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private const int MostAddresses = 4;

    private readonly IReadOnlyList<IPNetwork> allowed = options.Allowed;
    private readonly X509Certificate2Collection roots = options.Trusted();

    public async Task<CertificateFacts> Look(string name, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.Patience);
        try
        {
            var addresses = await (resolve ?? Dns.GetHostAddressesAsync)(name, limit.Token);
            if (addresses.Length == 0)
            {
                return new CertificateFacts(ProbeResult.NoAddress);
            }
            // One that leads inside is enough: who sets such a name wants the program to try.
            if (!addresses.All(address => PublicAddress.MayReach(address, allowed)))
            {
                return new CertificateFacts(ProbeResult.Inside);
            }
            // To the address that was judged, not to the name: it may have another one by now.
            using var socket = await Connect(addresses.Take(MostAddresses), limit.Token);
            return socket is null ? new CertificateFacts(ProbeResult.NoAnswer) : await Shake(socket, name, limit.Token);
        }
        catch (SocketException)
        {
            return new CertificateFacts(ProbeResult.NoAddress);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new CertificateFacts(ProbeResult.TooSlow);
        }
    }

    private async Task<Socket?> Connect(IEnumerable<IPAddress> addresses, CancellationToken cancel)
    {
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(address, options.Port, cancel);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        return null;
    }

    private async Task<CertificateFacts> Shake(Socket socket, string name, CancellationToken cancel)
    {
        CertificateFacts? seen = null;
        await using var tls = new SslStream(new NetworkStream(socket));
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = name,
                CertificateChainPolicy = Policy(),
                // It is looked at, not relied on: nothing is sent after the handshake.
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                {
                    seen = certificate is X509Certificate2 leaf ? Read(leaf, chain, !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) : null;
                    return seen is not null;
                },
            }, cancel);
            return seen is null ? new CertificateFacts(ProbeResult.NoTls) : seen with { Protocol = tls.SslProtocol.ToString() };
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or CryptographicException)
        {
            // A server that wants a certificate of its visitors has shown its own by now.
            return seen ?? new CertificateFacts(ProbeResult.NoTls);
        }
    }

    private X509ChainPolicy Policy() => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
        VerificationTime = clock.GetUtcNow().UtcDateTime,
        VerificationTimeIgnored = false,
    };

    private CertificateFacts Read(X509Certificate2 leaf, X509Chain? chain, bool matches)
    {
        var issuer = Fields.Clean(leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: true)).Replace('\n', ' ');
        return new CertificateFacts(ProbeResult.Read, issuer.Length <= CertificateReading.IssuerLength ? issuer : issuer[..CertificateReading.IssuerLength],
            leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime(), matches, IsTrusted(leaf, chain), null, Convert.ToHexStringLower(leaf.GetCertHash(HashAlgorithmName.SHA256)));
    }

    private bool IsTrusted(X509Certificate2 leaf, X509Chain? chain)
    {
        if (chain is not null && OnlyAged(chain))
        {
            return true;
        }
        if (roots.Count == 0)
        {
            return false;
        }
        using var own = new X509Chain { ChainPolicy = Policy() };
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(roots);
        if (chain is not null)
        {
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Skip(1).Select(element => element.Certificate).ToArray());
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        }
        own.Build(leaf);
        return OnlyAged(own);
    }

    /// <summary>Whether nothing is wrong with the chain but its age.</summary>
    private static bool OnlyAged(X509Chain chain) => chain.ChainElements.Count > 0 && chain.ChainStatus.All(status => status.Status is X509ChainStatusFlags.NoError or X509ChainStatusFlags.NotTimeValid);
}
