using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Shouldly;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

public sealed class TlsTests
{
    const string Path = "/layanan/penduduk/v1/penduduk/1671012345678901";

    [Fact]
    public async Task Whoever_trusts_the_root_alone_is_shown_the_certificates_between()
    {
        using var authority = new Authority();
        await using var bus = await Instance.Start(arrange: bus => authority.Issue(bus.Folder));
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", bus.Secure.Port);
        await using var secure = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, certificate, sent, _) =>
        {
            using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true } };
            chain.ChainPolicy.CustomTrustStore.Add(authority.Root);
            // What came over the connection, and nothing that this machine may have by itself.
            chain.ChainPolicy.ExtraStore.AddRange(sent!.ChainPolicy.ExtraStore);
            return chain.Build((X509Certificate2)certificate!);
        });
        await secure.AuthenticateAsClientAsync("localhost");
        secure.IsAuthenticated.ShouldBeTrue();
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_to_callers_and_to_providers_without_a_restart()
    {
        using var authority = new Authority();
        var shown = new ConcurrentQueue<string>();
        await using var provider = await Secure(authority, shown);
        await using var bus = await Instance.Start(arrange: bus =>
        {
            authority.Issue(bus.Folder);
            bus.Upstreams.Add(new Upstream(provider.Urls.First(), [authority.Provider.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()]));
        });
        using var client = await bus.Client();
        async Task Call() => (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Call();
        var first = shown.ShouldHaveSingleItem();
        File.SetLastWriteTimeUtc(System.IO.Path.Combine(bus.Folder, "keys", "tls.pem"), DateTime.UtcNow.AddMinutes(-1));
        authority.Issue(bus.Folder);
        for (var i = 0; i < 200 && shown.Last() == first; i++)
        {
            await Task.Delay(100);
            await Call();
        }
        shown.Last().ShouldNotBe(first);
        shown.Last().ShouldBe(authority.Issued[^1]);
        string? own = null;
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", bus.Secure.Port);
        await using var secure = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) => (own = certificate!.GetCertHashString()) is not null);
        await secure.AuthenticateAsClientAsync("localhost");
        own.ShouldBe(authority.Issued[^1]);
    }

    [Fact]
    public async Task Bytes_behind_an_answer_in_the_same_TLS_record_are_nobodys_answer()
    {
        using var authority = new Authority();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"u8.ToArray();
        var connections = 0;
        _ = Task.Run(async () =>
        {
            while (true)
            {
                var accepted = await listener.AcceptTcpClientAsync();
                connections++;
                _ = Task.Run(async () =>
                {
                    await using var secure = new SslStream(accepted.GetStream());
                    await secure.AuthenticateAsServerAsync(authority.Provider);
                    var buffer = new byte[16 * 1024];
                    while (await secure.ReadAsync(buffer) > 0) await secure.WriteAsync(answer);
                });
            }
        });
        await using var bus = await Instance.Start(arrange: bus => bus.Upstreams.Add(new Upstream($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", [authority.Provider.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()])));
        using var client = await bus.Client();
        Task<string> Get() => client.GetStringAsync(new Uri("/layanan/penduduk/v1/berkas/1", UriKind.Relative));
        (await Get(), await Get()).ShouldBe(("abc", "abc"));
        connections.ShouldBe(1);
        // So much before it that what follows is left in the stream, as it came or decrypted.
        foreach (var length in new[] { 3, 9_000, 16_000, 30_000 })
        {
            answer = System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{new string('a', length)}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
            (await Get()).ShouldBe(new string('a', length));
            (await Get()).ShouldBe(new string('a', length));
        }
        listener.Stop();
    }

    // One that asks for a certificate, lets each connection serve one call, and remembers which certificate it brought.
    static async Task<WebApplication> Secure(Authority authority, ConcurrentQueue<string> shown)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(authority.Provider, https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => certificate.Issuer == "CN=Otoritas antara";
        })));
        var app = builder.Build();
        app.Run(context =>
        {
            shown.Enqueue(context.Connection.ClientCertificate!.GetCertHashString());
            context.Response.Headers.Connection = "close";
            return Provider.Usual(context);
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>A root, an authority below it, and what that one issues.</summary>
    sealed class Authority : IDisposable
    {
        readonly ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        readonly ECDsa middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        readonly X509Certificate2 middle;

        internal Authority()
        {
            var root = new CertificateRequest("CN=Otoritas akar", rootKey, HashAlgorithmName.SHA256);
            root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            Root = root.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(30));
            var between = new CertificateRequest("CN=Otoritas antara", middleKey, HashAlgorithmName.SHA256);
            between.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            using var issued = between.Create(Root, DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(20), [1]);
            middle = issued.CopyWithPrivateKey(middleKey);
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var own = Leaf(key);
            Provider = X509CertificateLoader.LoadPkcs12(own.CopyWithPrivateKey(key).Export(X509ContentType.Pkcs12), null);
        }

        internal X509Certificate2 Root { get; }

        internal X509Certificate2 Provider { get; }

        internal List<string> Issued { get; } = [];

        /// <summary>Writes a new certificate with its chain, and its key, where a gateway reads them.</summary>
        internal void Issue(string folder)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var leaf = Leaf(key);
            Directory.CreateDirectory(System.IO.Path.Combine(folder, "keys"));
            File.WriteAllText(System.IO.Path.Combine(folder, "keys", "tls-key.pem"), key.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(System.IO.Path.Combine(folder, "keys", "tls.pem"), leaf.ExportCertificatePem() + "\n" + middle.ExportCertificatePem() + "\n");
            Issued.Add(leaf.GetCertHashString());
        }

        X509Certificate2 Leaf(ECDsa key)
        {
            var request = new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            return request.Create(middle, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(10), RandomNumberGenerator.GetBytes(8));
        }

        public void Dispose()
        {
            foreach (var one in new[] { Root, middle, Provider }) one.Dispose();
            rootKey.Dispose();
            middleKey.Dispose();
        }
    }
}
