using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Snapshots;

namespace Simpul.Gateway.Tests.Kit;

/// <summary>A member of the bus with its key and certificate.</summary>
sealed class Signatory : IDisposable
{
    internal Signatory(string code, string name)
    {
        (Code, Name) = (code, name);
        KeyId = PartyKey.Thumbprint(Key.ExportSubjectPublicKeyInfo());
        var request = new CertificateRequest($"CN={code}", Key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        Certificate = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    internal string Code { get; }

    internal string Name { get; }

    internal ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    internal string KeyId { get; }

    internal X509Certificate2 Certificate { get; }

    internal string Thumbprint => Convert.ToHexStringLower(SHA256.HashData(Certificate.RawData));

    internal string State { get; set; } = "active";

    internal bool Auditor { get; init; }

    internal SnapshotKey Published => new(KeyId, Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo()), [KeyUse.Contract, KeyUse.Message, KeyUse.Client]);

    internal Member Member => new(Code, Name, State, [Published], [new Certificate(Thumbprint)], Auditor);

    internal ContractStatement Says(Contract contract, StatementKind kind, string? reason = null, DateTimeOffset? at = null) =>
        ContractStatement.Sign(contract, kind, Code, at ?? DateTimeOffset.UtcNow, KeyId, CompactJws.Signer(Key), reason);

    internal HttpClient Client(Uri address, Version? version = null) => new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        SslOptions = { ClientCertificates = [Certificate], RemoteCertificateValidationCallback = (_, _, _, _) => true },
    })
    {
        BaseAddress = address,
        DefaultRequestVersion = version ?? HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public void Dispose()
    {
        Key.Dispose();
        Certificate.Dispose();
    }
}
