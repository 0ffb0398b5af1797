using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Bus.Snapshots;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Trust;

/// <summary>What signs for the hub.</summary>
internal sealed record HubSigner(string KeyId, string Spki, JwsSigner Sign);

/// <summary>The hub's own keys and its certificate authority. Each is made when it is first needed, with the save at hand.</summary>
internal sealed class HubTrust(PlatformDb db, Sealer sealer, JournalKeys journalKeys, Journal journal, TimeProvider clock)
{
    /// <summary>Years that the authority's own certificate holds.</summary>
    private const int AuthorityYears = 10;

    /// <summary>Days that a member's certificate holds.</summary>
    public const int CertificateDays = 365;

    /// <summary>The instance's name on the bus: that of its journal, which never changes.</summary>
    public string Name => journalKeys.Origin;

    /// <summary>Whether there is a key already; asking makes none.</summary>
    public Task<HubKey?> Newest(HubKeyPurpose purpose, CancellationToken cancel) =>
        db.Set<HubKey>().AsNoTracking().Where(key => key.Purpose == purpose && key.Until == null).OrderByDescending(key => key.From).ThenByDescending(key => key.Id).FirstOrDefaultAsync(cancel);

    public async Task<HubSigner> Signer(CancellationToken cancel)
    {
        var key = await Newest(HubKeyPurpose.Hub, cancel) ?? db.Set<HubKey>().Local.LastOrDefault(one => one.Purpose == HubKeyPurpose.Hub && one.Until is null) ?? Make(HubKeyPurpose.Hub);
        var bytes = Open(key);
        return new(key.KeyId, key.Spki, input =>
        {
            using var own = ECDsa.Create();
            own.ImportPkcs8PrivateKey(bytes, out _);
            return CompactJws.Signer(own)(input);
        });
    }

    /// <summary>Every key that ever signed for the hub, oldest first.</summary>
    public async Task<IReadOnlyList<SnapshotKey>> Keys(CancellationToken cancel) =>
        [.. (await db.Set<HubKey>().AsNoTracking().Where(key => key.Purpose == HubKeyPurpose.Hub).OrderBy(key => key.From).ThenBy(key => key.Id).ToListAsync(cancel)).Select(key => new SnapshotKey(key.KeyId, key.Spki, From: key.From, Until: key.Until))];

    /// <summary>Another key takes over. Snapshots are signed by it as soon as the gateways' file of trusted keys has it, which the writer sees to.</summary>
    /// <param name="seen">The key that signed when the person decided: two who see the same leak change it once.</param>
    public async Task<Outcome> Rotate(string? seen, string? reason, CancellationToken cancel)
    {
        if ((await Newest(HubKeyPurpose.Hub, cancel))?.KeyId != seen)
        {
            return Refusal.Whole("Kunci penghubung sudah diganti sejak Anda membuka halaman ini. Periksa kunci yang sekarang; ganti lagi hanya bila kunci itu pun diragukan.");
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.At("Reason", "Tulis mengapa kunci diganti, misalnya “dugaan kunci diketahui orang lain” atau “penggantian tahunan”.");
        }
        reason = reason.Trim();
        var now = clock.GetUtcNow();
        foreach (var old in await db.Set<HubKey>().Where(key => key.Purpose == HubKeyPurpose.Hub && key.Until == null).ToListAsync(cancel))
        {
            // What it signed stays signed, also what another request signs at this very moment.
            var last = await db.Set<StatementRow>().Where(row => row.KeyId == old.KeyId).MaxAsync(row => (DateTimeOffset?)row.At, cancel);
            old.Until = last >= now ? last.Value.AddMilliseconds(1) : now;
            journal.Record("bus-hub-keys.retired", old, reason);
        }
        Make(HubKeyPurpose.Hub, reason);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>The authority's certificate; made where there is none.</summary>
    public async Task<X509Certificate2> Authority(CancellationToken cancel)
    {
        var key = await Newest(HubKeyPurpose.Authority, cancel) ?? db.Set<HubKey>().Local.LastOrDefault(one => one.Purpose == HubKeyPurpose.Authority) ?? Make(HubKeyPurpose.Authority);
        return X509Certificate2.CreateFromPem(key.Certificate);
    }

    /// <summary>Issues a certificate for the public key of a request that was checked.</summary>
    /// <param name="code">The member's code, which becomes the name in it: what the request says of itself is nobody's word.</param>
    public async Task<X509Certificate2> Issue(PublicKey subject, string code, string organisation, CancellationToken cancel)
    {
        using var authority = await Authority(cancel);
        var row = await Newest(HubKeyPurpose.Authority, cancel) ?? db.Set<HubKey>().Local.Last(one => one.Purpose == HubKeyPurpose.Authority);
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Open(row), out _);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(code);
        name.AddOrganizationName(organisation.Length <= 64 ? organisation : organisation[..64]);
        var request = new CertificateRequest(name.Build(), subject, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.2")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(subject, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        var from = clock.GetUtcNow().AddMinutes(-5);
        var until = from.AddDays(CertificateDays);
        if (until > authority.NotAfter.ToUniversalTime())
        {
            until = authority.NotAfter.ToUniversalTime();
        }
        return request.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, until, RandomNumberGenerator.GetBytes(16));
    }

    private HubKey Make(HubKeyPurpose purpose, string? reason = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var spki = key.ExportSubjectPublicKeyInfo();
        var made = new HubKey { Purpose = purpose, KeyId = PartyKey.Thumbprint(spki), Spki = Convert.ToBase64String(spki), From = clock.GetUtcNow() };
        made.Private = sealer.Seal(Convert.ToBase64String(key.ExportPkcs8PrivateKey()), Place(made.Id));
        if (purpose == HubKeyPurpose.Authority)
        {
            var request = new CertificateRequest($"CN=Penghubung Layanan {Name.Replace(',', ' ')}", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            using var own = request.CreateSelfSigned(clock.GetUtcNow().AddMinutes(-5), clock.GetUtcNow().AddYears(AuthorityYears));
            made.Certificate = own.ExportCertificatePem() + '\n';
        }
        db.Add(made);
        journal.Record("bus-hub-keys.made", made, reason);
        return made;
    }

    private byte[] Open(HubKey key) => Convert.FromBase64String(sealer.Open(key.Private, Place(key.Id))!);

    private static string Place(Guid key) => Sealer.Field("bus-hub-keys", key, "private");
}
