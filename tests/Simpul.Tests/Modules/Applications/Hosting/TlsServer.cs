using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>A real server on the loopback: it shakes hands with a certificate of its own, or never says a word.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    private TlsServer(Func<Socket, CancellationToken, Task> serve)
    {
        listener.Start();
        serving = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    using var socket = await listener.AcceptSocketAsync(stop.Token);
                    Calls++;
                    await serve(socket, stop.Token);
                }
                catch (Exception failure) when (failure is IOException or AuthenticationException or SocketException or OperationCanceledException)
                {
                    // The client went, or the test is over.
                }
            }
        });
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How often somebody connected.</summary>
    public int Calls { get; private set; }

    public static TlsServer With(X509Certificate2 certificate) => new(async (socket, cancel) =>
    {
        await using var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancel);
        await tls.ReadExactlyAsync(new byte[1], cancel);
    });

    /// <summary>Takes the call and says nothing.</summary>
    public static TlsServer Hanging() => new((_, cancel) => Task.Delay(Timeout.Infinite, cancel));

    /// <summary>Answers in no TLS.</summary>
    public static TlsServer Plain() => new(async (socket, cancel) => await socket.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), cancel));

    /// <summary>A port at which nobody listens.</summary>
    public static int NobodysPort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }
}

/// <summary>An authority made on the fly.</summary>
internal sealed class Authority : IDisposable
{
    private readonly X509Certificate2 root;

    public Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Penerbit Uji", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>Writes the root for a setting that names it.</summary>
    public string Pem()
    {
        var path = Path.Combine(Path.GetTempPath(), $"simpul-root-{Guid.NewGuid():n}.pem");
        File.WriteAllText(path, root.ExportCertificatePem());
        return path;
    }

    public X509Certificate2 Issue(string name, DateTimeOffset until, DateTimeOffset? from = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(root, from ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), until, RandomNumberGenerator.GetBytes(12));
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    public void Dispose() => root.Dispose();
}
