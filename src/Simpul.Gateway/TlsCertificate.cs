using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Simpul.Gateway;

/// <summary>The gateway's TLS certificate with the chain above it, shown to callers and to providers. Read anew when one of its files changes, so that a renewed one holds for the next
/// connection without a restart. One that cannot be read is left alone.</summary>
sealed class TlsCertificate(GatewayOptions options)
{
    const int LookEvery = 1000;

    readonly Lock gate = new();
    SslStreamCertificateContext current = Read(options);
    (DateTime, DateTime) written = Written(options);
    long nextLook;

    /// <summary>Certificate, key and intermediate certificates. The same one as long as the files are: sessions can be taken up again by it.</summary>
    internal SslStreamCertificateContext Current
    {
        get
        {
            lock (gate)
            {
                if (Environment.TickCount64 < nextLook) return current;
                nextLook = Environment.TickCount64 + LookEvery;
                var now = Written(options);
                if (now == written) return current;
                try
                {
                    // The old one is not disposed: connections that are there still use it.
                    current = Read(options);
                    written = now;
                }
                catch (Exception e) when (e is CryptographicException or IOException or ArgumentException)
                {
                    // Chain and key are two files: the other one may still be on its way.
                }
                return current;
            }
        }
    }

    static SslStreamCertificateContext Read(GatewayOptions options)
    {
        var leaf = NodeKeys.Certificate(options);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(NodeKeys.ChainFile(options));
        return SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }

    static (DateTime, DateTime) Written(GatewayOptions options) => (File.GetLastWriteTimeUtc(NodeKeys.ChainFile(options)), File.GetLastWriteTimeUtc(NodeKeys.ChainKeyFile(options)));
}
