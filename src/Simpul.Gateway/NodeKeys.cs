using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Simpul.Bus;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Log;

namespace Simpul.Gateway;

/// <summary>The gateway's own secrets: the key that signs its log and its tokens, the secret of its records' commitments, and its TLS certificate. Made at the first start.</summary>
sealed class NodeKeys : IDisposable
{
    const int SecretBytes = 32;

    NodeKeys(string origin, SigningKey log, ECDsa tokens, byte[] commitments) => (Origin, Log, Tokens, Commitments) = (origin, log, tokens, commitments);

    internal string Origin { get; }

    internal SigningKey Log { get; }

    /// <summary>The same key, for JSON Web Signatures.</summary>
    internal ECDsa Tokens { get; }

    internal byte[] Commitments { get; }

    internal byte[] SubjectPublicKeyInfo => Tokens.ExportSubjectPublicKeyInfo();

    internal static NodeKeys Open(GatewayOptions options)
    {
        // A folder that was made for it keeps its owner and its group; one that is made here is nobody else's.
        foreach (var folderPath in new[] { options.Data, options.Keys })
        {
            if (Directory.Exists(folderPath)) continue;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folderPath);
            else Directory.CreateDirectory(folderPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        var originFile = Path.Combine(options.Keys, "origin");
        if (!File.Exists(originFile)) File.WriteAllText(originFile, options.Origin ?? $"{Environment.MachineName.ToLowerInvariant()}/pertukaran");
        var origin = File.ReadAllText(originFile).Trim();
        if (options.Origin is not null && options.Origin != origin) throw new InvalidOperationException($"This gateway's log is named {origin}; the name of a log never changes.");
        var keyFile = Path.Combine(options.Keys, "node.pem");
        if (!File.Exists(keyFile))
            using (var made = SigningKey.Create(origin)) Secret(keyFile, made.ToPem());
        var pem = File.ReadAllText(keyFile);
        var log = SigningKey.FromPem(origin, pem);
        var tokens = ECDsa.Create();
        tokens.ImportFromPem(pem);
        var folder = new LogFolder(options.Log);
        DurableFile.MakeFolder(folder.Keys);
        // Beside the log, so that whoever gets a copy of it can read it; and every key that ever signed stays.
        if (!folder.ReadKeys(origin).Any(key => key.Id == log.Public.Id)) File.WriteAllText(Path.Combine(folder.Keys, $"key-{Directory.EnumerateFiles(folder.Keys).Count() + 1}.pem"), log.Public.Pem);
        File.WriteAllText(Path.Combine(folder.Path, "origin"), origin);
        File.WriteAllText(Path.Combine(options.Data, "node-public.pem"), log.Public.Pem);
        var secretFile = Path.Combine(options.Keys, "commitments");
        if (!File.Exists(secretFile)) Secret(secretFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)));
        return new(origin, log, tokens, Convert.FromBase64String(File.ReadAllText(secretFile).Trim()));
    }

    internal static string ChainFile(GatewayOptions options) => Path.Combine(options.Keys, "tls.pem");

    internal static string ChainKeyFile(GatewayOptions options) => Path.Combine(options.Keys, "tls-key.pem");

    /// <summary>The TLS certificate: <c>tls.pem</c> (chain) and <c>tls-key.pem</c> in the folder of keys. Where there is none, one that is signed by nobody is made, for trying.</summary>
    internal static X509Certificate2 Certificate(GatewayOptions options)
    {
        var (chain, key) = (ChainFile(options), ChainKeyFile(options));
        if (!File.Exists(chain))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=simpul-gateway", made, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            names.AddDnsName(Environment.MachineName);
            names.AddIpAddress(System.Net.IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], false));
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
            Secret(key, made.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(chain, certificate.ExportCertificatePem());
        }
        using var read = X509Certificate2.CreateFromPemFile(chain, key);
        // Through PKCS #12, because some platforms cannot serve with a key that was only read.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The keys of the hub that snapshots are trusted by. Read anew for each snapshot, so that a key can be added while running.</summary>
    internal static IReadOnlyList<PartyKey> Hub(GatewayOptions options)
    {
        if (!File.Exists(options.HubKeyFile)) return [];
        var keys = new List<PartyKey>();
        var text = File.ReadAllText(options.HubKeyFile).AsSpan();
        while (PemEncoding.TryFind(text, out var fields))
        {
            if (text[fields.Label] is "PUBLIC KEY")
            {
                var der = Convert.FromBase64String(text[fields.Base64Data].ToString());
                keys.Add(new PartyKey(PartyKey.Thumbprint(der), der));
            }
            text = text[fields.Location.End..];
        }
        return keys;
    }

    public void Dispose()
    {
        Log.Dispose();
        Tokens.Dispose();
    }

    static void Secret(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Lost in a power cut, they would leave a log behind that nobody can go on with.
        using (var stream = new FileStream(file, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }
        Folders.Flush(Path.GetDirectoryName(file)!);
    }
}
