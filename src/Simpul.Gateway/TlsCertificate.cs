using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Simpul.Gateway;

/// <summary>The gateway's TLS certificate, read anew when its file changes, so that a renewed one holds for the next connection without a restart. One that cannot be read is left alone.</summary>
sealed class TlsCertificate(GatewayOptions options)
{
    const int LookEvery = 5000;

    readonly Lock gate = new();
    X509Certificate2 current = NodeKeys.Certificate(options);
    DateTime written = File.GetLastWriteTimeUtc(NodeKeys.ChainFile(options));
    long nextLook;

    internal X509Certificate2 Current
    {
        get
        {
            lock (gate)
            {
                if (Environment.TickCount64 < nextLook) return current;
                nextLook = Environment.TickCount64 + LookEvery;
                var now = File.GetLastWriteTimeUtc(NodeKeys.ChainFile(options));
                if (now == written) return current;
                try
                {
                    // The old one is not disposed: connections that are there still use it.
                    current = NodeKeys.Certificate(options);
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
}
