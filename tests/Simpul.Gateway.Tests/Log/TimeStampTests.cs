using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Log;

public sealed class TimeStampTests
{
    [Fact]
    public async Task Kept_checkpoints_are_stamped_by_an_authority_and_receipts_carry_the_stamp()
    {
        if (!File.Exists("/usr/bin/openssl")) Assert.Skip("There is no openssl to be the authority.");
        await using var authority = await Authority.Start();
        await using var bus = await Instance.Start(options: options => options with { TimeStamps = authority.Address, KeepEvery = 0 });
        using var client = await bus.Client();
        using var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/penduduk/1671012345678901", UriKind.Relative));
        var transaction = answer.Headers.GetValues("Simpul-Transaction").Single();
        for (var i = 0; i < 200 && !File.Exists(bus.Log.KeptStamp(1)); i++) await Task.Delay(50);
        var receipt = await client.GetByteArrayAsync(new Uri($"/bukti/{transaction}", UriKind.Relative));
        var result = Receipt.Verify(receipt);
        result.Faults.ShouldBeEmpty();
        result.Stamp!.Authority.ShouldContain("Otoritas Uji");
        result.Stamp.Time.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        // Anybody can make an authority of that name: only certificates got elsewhere tell them apart.
        result.Stamp.IsKnown.ShouldBeNull();
        using var namesake = Authority.Issuer();
        foreach (var own in new[] { authority.Root, authority.Certificate })
        {
            var known = Receipt.Verify(receipt, null, TimeStamp.ReadAuthorities(namesake.ExportCertificatePem() + "\n" + own.ExportCertificatePem()));
            known.Faults.ShouldBeEmpty();
            known.Stamp!.IsKnown.ShouldBe(true);
        }
        Receipt.Verify(receipt, null, [namesake]).Faults.ShouldHaveSingleItem().ShouldContain("not of an authority that is trusted");
        new LogAudit(bus.Log, [authority.Root]).Run("gateway.example/pertukaran", bus.Log.ReadKeys("gateway.example/pertukaran"), []).Stamps.ShouldBe(1);
        new LogAudit(bus.Log, [namesake]).Run("gateway.example/pertukaran", bus.Log.ReadKeys("gateway.example/pertukaran"), []).Faults.ShouldHaveSingleItem().Detail.ShouldContain("not of an authority");
        Should.Throw<CryptographicException>(() => TimeStamp.ReadAuthorities("bukan sertifikat"));
        bus.Audit().Stamps.ShouldBe(1);
        // The second verifier reads the token by itself; one changed letter of its time, and it is nobody's.
        var file = Path.Combine(bus.Folder, "receipt.json");
        await File.WriteAllBytesAsync(file, receipt);
        var verifier = Path.Combine(Programs.Root(), "tools", "verify-receipt.py");
        var (code, output) = await Programs.Python(verifier, file);
        code.ShouldBe(0, output);
        output.ShouldContain($"time stamp {result.Stamp.Time.UtcDateTime:yyyyMMddHHmmss}Z by the certificate {result.Stamp.CertificateSha256}");
        var json = System.Text.Json.Nodes.JsonNode.Parse(receipt)!;
        var token = Convert.FromBase64String((string)json["timeStamp"]!);
        token[token.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes($"{result.Stamp.Time.UtcDateTime:yyyyMMddHHmmss}Z")) + 13] ^= 1;
        json["timeStamp"] = Convert.ToBase64String(token);
        await File.WriteAllTextAsync(file, json.ToJsonString());
        (code, output) = await Programs.Python(verifier, file);
        (code, output.Trim()).ShouldBe((1, "NOT PROVED: the time stamp's content is not what its authority signed"));
        // The stamp of another text does not do.
        File.WriteAllText(bus.Log.KeptNote(1), File.ReadAllText(bus.Log.KeptNote(1)) + " ");
        bus.Audit().Faults.ShouldContain(fault => fault.Detail.Contains("time stamp", StringComparison.Ordinal));
        TimeStamp.TryRead(File.ReadAllBytes(bus.Log.KeptStamp(1)).AsMemory(0, 50), "x"u8, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_trusts_one_that_issues_between_the_root_and_the_stamp_needs_nothing_else_and_a_namesake_is_nobody()
    {
        if (!File.Exists("/usr/bin/openssl")) Assert.Skip("There is no openssl to be the authority.");
        await using var authority = await Authority.Start(between: true);
        using var client = new HttpClient();
        var data = "titik periksa"u8.ToArray();
        var token = await TimeStamp.Ask(client, authority.Address, data);
        string? Problem(params X509Certificate2[] trusted)
        {
            var holds = TimeStamp.TryRead(token, data, out var facts, out var problem, trusted);
            (facts?.IsKnown == true).ShouldBe(holds);
            return holds ? null : problem;
        }
        Problem(authority.Issuing).ShouldBeNull();
        Problem(authority.Root, authority.Issuing).ShouldBeNull();
        Problem(authority.Certificate).ShouldBeNull();
        using var root = Authority.Issuer();
        using var namesake = Authority.Under(root);
        namesake.SubjectName.RawData.ShouldBe(authority.Issuing.SubjectName.RawData);
        Problem(namesake).ShouldNotBeNull().ShouldContain("not of an authority that is trusted");
        Problem(root, namesake).ShouldNotBeNull();
        // The root does without the one between only where that is at hand.
        Problem(authority.Root).ShouldNotBeNull();
        Problem(namesake, authority.Issuing).ShouldBeNull();
    }

    [Fact]
    public async Task An_authority_that_does_not_answer_holds_up_nothing_and_one_that_cannot_be_asked_is_said_at_the_start()
    {
        var asked = new TaskCompletionSource();
        await using var silent = await Kit.Provider.Start();
        silent.Answers = async context => { asked.TrySetResult(); await Task.Delay(Timeout.Infinite, context.RequestAborted); };
        await using var bus = await Instance.Start(options: options => options with { TimeStamps = silent.Address, KeepEvery = 0 });
        using var client = await bus.Client();
        async Task Published(int size)
        {
            (await client.GetAsync(new Uri("/layanan/penduduk/v1/penduduk/1671012345678901", UriKind.Relative))).EnsureSuccessStatusCode();
            // Well below the patience for an authority, which is twenty seconds.
            for (var i = 0; i < 240 && !(File.Exists(bus.Log.Checkpoint) && (await File.ReadAllTextAsync(bus.Log.Checkpoint)).Split('\n')[1] == size.ToString(System.Globalization.CultureInfo.InvariantCulture)); i++) await Task.Delay(50);
            (await File.ReadAllTextAsync(bus.Log.Checkpoint)).Split('\n')[1].ShouldBe(size.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        await Published(1);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Published(2);
        await bus.Stop();
        foreach (var bad in new[] { "ftp://waktu.example/", "waktu.example", "file:///etc/passwd" })
            Should.Throw<InvalidOperationException>(() => Node.Build(new GatewayOptions(bus.Folder, "http://127.0.0.1:0") { TimeStamps = new Uri(bad, UriKind.RelativeOrAbsolute) })).Message.ShouldContain("--time-stamps");
    }

    /// <summary>A time-stamping authority out of <c>openssl ts</c>.</summary>
    sealed class Authority(WebApplication app, string folder, X509Certificate2 root, X509Certificate2 issuing, X509Certificate2 certificate) : IAsyncDisposable
    {
        internal Uri Address => new(app.Urls.First());

        internal X509Certificate2 Root => root;

        /// <summary>Who issued its certificate: the root, or one between.</summary>
        internal X509Certificate2 Issuing => issuing;

        internal X509Certificate2 Certificate => certificate;

        internal static X509Certificate2 Issuer()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=Penerbit Uji", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        }

        /// <summary>One to whom the root gave it to issue certificates; each has a key of its own.</summary>
        internal static X509Certificate2 Under(X509Certificate2 root)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=Penerbit Antara Uji", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            using var certificate = request.Create(root, DateTimeOffset.UtcNow.AddDays(-1).AddMinutes(1), DateTimeOffset.UtcNow.AddDays(25), [5, 6, 7, 8]);
            return certificate.CopyWithPrivateKey(key);
        }

        internal static async Task<Authority> Start(bool between = false)
        {
            var folder = Directory.CreateTempSubdirectory("simpul-tsa-").FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "tsa.cnf"), $"""
                [tsa]
                default_tsa = one
                [one]
                serial = {folder}/serial
                signer_cert = {folder}/cert.pem
                signer_key = {folder}/key.pem
                signer_digest = sha256
                default_policy = 1.2.3.4.1
                digests = sha256
                accuracy = secs:1
                ess_cert_id_alg = sha256
                """);
            await File.WriteAllTextAsync(Path.Combine(folder, "serial"), "01\n");
            var root = Issuer();
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=Otoritas Uji", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.8")], critical: true));
            var issuing = between ? Under(root) : root;
            using var issuer = issuing.GetECDsaPrivateKey()!;
            var certificate = request.Create(issuing.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(20), [1, 2, 3, 4]);
            await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
            var app = builder.Build();
            app.Run(async context =>
            {
                await using (var file = File.Create(Path.Combine(folder, "query"))) await context.Request.Body.CopyToAsync(file);
                await Run(folder, "ts", "-reply", "-queryfile", "query", "-config", "tsa.cnf", "-section", "one", "-out", "reply");
                context.Response.ContentType = "application/timestamp-reply";
                await context.Response.SendFileAsync(Path.Combine(folder, "reply"));
            });
            await app.StartAsync();
            return new(app, folder, root, issuing, certificate);
        }

        static async Task Run(string folder, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
            var problem = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, problem);
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            root.Dispose();
            issuing.Dispose();
            certificate.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
