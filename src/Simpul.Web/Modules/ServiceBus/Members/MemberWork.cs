using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Where one key is registered: as a key that signs, and in certificates.</summary>
internal sealed record KeyPlaces(IReadOnlyList<MemberKey> Keys, IReadOnlyList<MemberCertificate> Certificates);

/// <summary>What is done to members, their keys and certificates: each in one save with its event. Whoever calls has asked whether the actor may.</summary>
internal sealed class MemberWork(PlatformDb db, HubTrust trust, Sealer sealer, Acting acting, Journal journal, NoticeBoard board, Today today, TimeProvider clock, IServiceProvider services)
{
    /// <summary>Of a use, or of certificates, at once: the next is there before the last ends.</summary>
    public const int MostLive = 2;

    public const int LongestDays = 1096;

    /// <summary>Registers the public key of a request that it signed itself.</summary>
    public async Task<Outcome<MemberKey>> AddKey(BusMember member, string? csr, IReadOnlyCollection<string> uses, int days, CancellationToken cancel)
    {
        var brought = BroughtKey.Read(csr, "Csr");
        if (!brought.Succeeded)
        {
            return brought.Refusals.ToList();
        }
        if (brought.Value.CommonName != member.Code)
        {
            return Refusal.At("Csr", $"CSR ini dibuat untuk “{brought.Value.CommonName ?? "tanpa nama"}”. Buat dengan nama (CN) {member.Code}, supaya terbukti kuncinya dibawa untuk anggota ini.");
        }
        if (!brought.Value.IsElliptic && uses.Contains(KeyUse.Contract))
        {
            return Refusal.At("Uses", "Kontrak ditandatangani dengan kunci ECDSA P-256. Buat kunci P-256, atau hapus tanda pada “Menandatangani kontrak”.");
        }
        if (await Taken(member, brought.Value.KeyId, "Csr", cancel) is { } taken)
        {
            return taken;
        }
        return await Keep(member, brought.Value.Spki, default, null, uses, days, cancel);
    }

    /// <summary>Makes a key that the instance holds for a member who signs contracts in the portal.</summary>
    public async Task<Outcome<MemberKey>> MakeKey(BusMember member, int days, CancellationToken cancel)
    {
        if (member.AgencyId is null)
        {
            return Refusal.Whole("Kunci yang disimpan Simpul hanya untuk anggota milik perangkat daerah. Pihak luar membawa kuncinya sendiri.");
        }
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return await Keep(member, key.ExportSubjectPublicKeyInfo(), key.ExportPkcs8PrivateKey(), null, [KeyUse.Contract], days, cancel);
    }

    private async Task<Outcome<MemberKey>> Keep(BusMember member, byte[] spki, byte[]? held, DateTimeOffset? from, IReadOnlyCollection<string> uses, int days, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var refusals = new List<Refusal>();
        if (uses.Count == 0 || uses.Any(use => !BusWords.KeyUses.Any(one => one.Value == use)))
        {
            refusals.Add(Refusal.At("Uses", "Pilih untuk apa kunci ini dipakai."));
        }
        if (days is < 1 or > LongestDays)
        {
            refusals.Add(Refusal.At("Days", $"Isi masa berlaku antara 1 dan {LongestDays} hari."));
        }
        if (member.State == MemberState.Ended)
        {
            refusals.Add(Refusal.Whole("Anggota ini sudah keluar dari penghubung."));
        }
        var id = PartyKey.Thumbprint(spki);
        if (await db.Set<MemberKey>().AnyAsync(key => key.KeyId == id, cancel))
        {
            refusals.Add(Refusal.At("Csr", "Kunci ini sudah terdaftar. Setiap anggota, dan setiap pergantian, memakai kunci baru."));
        }
        var live = (await db.Set<MemberKey>().AsNoTracking().Where(key => key.MemberId == member.Id && key.Until > now && key.RevokedAt == null).ToListAsync(cancel)).SelectMany(key => key.Uses).CountBy(use => use);
        if (live.FirstOrDefault(one => one.Value >= MostLive && uses.Contains(one.Key)) is { Key: not null } full)
        {
            refusals.Add(Refusal.At("Uses", $"Sudah ada {MostLive} kunci yang berlaku untuk “{BusWords.KeyUses.First(one => one.Value == full.Key).Title.ToLowerInvariant()}”. Cabut salah satu lebih dahulu."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        var made = new MemberKey
        {
            MemberId = member.Id, KeyId = id, Spki = Convert.ToBase64String(spki), Uses = [.. BusWords.KeyUses.Select(one => one.Value).Where(uses.Contains)], From = from ?? now, Until = now.AddDays(days),
        };
        if (held is not null)
        {
            made.Held = sealer.Seal(Convert.ToBase64String(held), HeldPlace(made.Id));
            CryptographicOperations.ZeroMemory(held);
        }
        db.Add(made);
        journal.Record("bus-keys.registered", made);
        Tell(member, $"Kunci baru {id[..12]}… didaftarkan untuk {member.Name}");
        await db.SaveChangesAsync(cancel);
        return made;
    }

    /// <summary>Signs with a key that the instance holds. The caller has asked the person's password again.</summary>
    public JwsSigner Signer(MemberKey key) => input =>
    {
        using var own = ECDsa.Create();
        var bytes = Convert.FromBase64String(sealer.Open(key.Held, HeldPlace(key.Id))!);
        own.ImportPkcs8PrivateKey(bytes, out _);
        CryptographicOperations.ZeroMemory(bytes);
        return CompactJws.Signer(own)(input);
    };

    /// <summary>Issues a certificate by the instance's own authority, for the key of a request.</summary>
    public async Task<Outcome<MemberCertificate>> Issue(BusMember member, string? csr, CancellationToken cancel)
    {
        var brought = BroughtKey.Read(csr, "Csr");
        if (!brought.Succeeded)
        {
            return brought.Refusals.ToList();
        }
        if (await Against(member, cancel) is { } refusal)
        {
            return refusal;
        }
        if (await Taken(member, brought.Value.KeyId, "Csr", cancel) is { } taken)
        {
            return taken;
        }
        using var certificate = await trust.Issue(brought.Value.Key, member.Code, member.Name, cancel);
        return await Keep(member, certificate, CertificateOrigin.Own, cancel);
    }

    /// <summary>Accepts a certificate of another authority.</summary>
    public async Task<Outcome<MemberCertificate>> Accept(BusMember member, string? pem, CancellationToken cancel)
    {
        var read = BroughtKey.ReadCertificate(pem, "Certificate");
        if (!read.Succeeded)
        {
            return read.Refusals.ToList();
        }
        using var certificate = read.Value.Certificate;
        if (certificate.NotAfter.ToUniversalTime() <= clock.GetUtcNow())
        {
            return Refusal.At("Certificate", "Masa berlaku sertifikat ini sudah lewat. Minta yang baru kepada penerbitnya.");
        }
        return (await Against(member, cancel) ?? await Taken(member, read.Value.Key.KeyId, "Certificate", cancel)) is { } refusal ? refusal : await Keep(member, certificate, CertificateOrigin.Outside, cancel);
    }

    /// <summary>
    /// Whether this key was revoked, or is another member's: who has it needs only a certificate that says so, and certificates are no secret.
    /// The member's own may be in several certificates, as where an authority renews one, and they are revoked together.
    /// </summary>
    private async Task<Refusal?> Taken(BusMember member, string keyId, string field, CancellationToken cancel)
    {
        var keys = await db.Set<MemberKey>().Where(key => key.KeyId == keyId).Select(key => new { key.MemberId, IsRevoked = key.RevokedAt != null }).ToListAsync(cancel);
        if (keys.Exists(key => key.IsRevoked))
        {
            return Refusal.At(field, "Kunci ini sudah dicabut. Buat kunci baru, lalu buat permintaannya dari kunci itu.");
        }
        var certificates = (await db.Set<MemberCertificate>().Select(one => new { one.MemberId, IsRevoked = one.RevokedAt != null, one.Pem }).ToListAsync(cancel)).FindAll(one => KeyIdOf(one.Pem) == keyId);
        if (certificates.Exists(one => one.IsRevoked))
        {
            return Refusal.At(field, "Sertifikat dengan kunci ini sudah dicabut. Buat kunci baru, lalu buat permintaannya dari kunci itu.");
        }
        return keys.Exists(key => key.MemberId != member.Id) || certificates.Exists(one => one.MemberId != member.Id)
            ? Refusal.At(field, "Kunci ini sudah dipakai anggota lain. Setiap anggota memakai kuncinya sendiri: buat kunci baru, lalu buat permintaannya dari kunci itu.") : null;
    }

    private static string KeyIdOf(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return PartyKey.Thumbprint(certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    private async Task<Refusal?> Against(BusMember member, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (member.State == MemberState.Ended)
        {
            return Refusal.Whole("Anggota ini sudah keluar dari penghubung.");
        }
        return await db.Set<MemberCertificate>().CountAsync(one => one.MemberId == member.Id && one.RevokedAt == null && one.Until > now, cancel) >= MostLive
            ? Refusal.Whole($"Sudah ada {MostLive} sertifikat yang berlaku. Cabut salah satu lebih dahulu.") : null;
    }

    private async Task<Outcome<MemberCertificate>> Keep(BusMember member, X509Certificate2 certificate, CertificateOrigin origin, CancellationToken cancel)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));
        if (await db.Set<MemberCertificate>().AnyAsync(one => one.Sha256 == sha256, cancel))
        {
            return Refusal.At("Certificate", "Sertifikat ini sudah terdaftar. Satu sertifikat hanya untuk satu anggota.");
        }
        var made = new MemberCertificate
        {
            MemberId = member.Id, Sha256 = sha256, Subject = Cut(certificate.Subject), Issuer = Cut(certificate.Issuer), Origin = origin, Pem = certificate.ExportCertificatePem() + '\n',
            From = certificate.NotBefore.ToUniversalTime(), Until = certificate.NotAfter.ToUniversalTime(),
        };
        db.Add(made);
        journal.Record("bus-certificates.registered", made);
        Tell(member, $"Sertifikat baru {sha256[..12]}… terdaftar untuk {member.Name}");
        await db.SaveChangesAsync(cancel);
        return made;
    }

    public Task<Outcome> Revoke(MemberKey key, string? reason, CancellationToken cancel) => Revoke(key.KeyId, reason, cancel);

    public Task<Outcome> Revoke(MemberCertificate certificate, string? reason, CancellationToken cancel) => Revoke(KeyIdOf(certificate.Pem), reason, cancel);

    /// <summary>Where the key of this one is registered besides, and not revoked: whoever has it has all of them, and they go together.</summary>
    public Task<KeyPlaces> Sharing(MemberKey key, CancellationToken cancel) => Places(key.KeyId, cancel);

    /// <inheritdoc cref="Sharing(MemberKey, CancellationToken)"/>
    public Task<KeyPlaces> Sharing(MemberCertificate certificate, CancellationToken cancel) => Places(KeyIdOf(certificate.Pem), cancel);

    private async Task<KeyPlaces> Places(string keyId, CancellationToken cancel)
    {
        var ids = (await db.Set<MemberCertificate>().Where(one => one.RevokedAt == null).Select(one => new { one.Id, one.Pem }).ToListAsync(cancel)).FindAll(one => KeyIdOf(one.Pem) == keyId).ConvertAll(one => one.Id);
        return new(await db.Set<MemberKey>().Where(key => key.KeyId == keyId && key.RevokedAt == null).ToListAsync(cancel), await db.Set<MemberCertificate>().Where(one => ids.Contains(one.Id)).OrderBy(one => one.Id).ToListAsync(cancel));
    }

    /// <summary>Tells the member's agency of what somebody outside it did to the keys by which it signs and calls: nobody signs in its name unnoticed.</summary>
    private void Tell(BusMember member, string what)
    {
        if (member.AgencyId is { } agency && acting.Actor is { PersonId: not null } actor && actor.Agencies?.Contains(agency) != true)
        {
            board.Tell(Recipient.HoldersOf("agency", agency), "bus.credential-by-other", $"{what} oleh petugas di luar perangkat daerah Anda. Periksa apakah memang Anda minta.", $"{MemberRegister.Href}/{member.Id}");
        }
    }

    /// <summary>Ends a key wherever it is registered.</summary>
    private async Task<Outcome> Revoke(string keyId, string? reason, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.At("Reason", "Tulis mengapa dicabut, misalnya “kunci hilang” atau “diganti”.");
        }
        var places = await Places(keyId, cancel);
        var owners = places.Keys.Select(key => key.MemberId).Concat(places.Certificates.Select(one => one.MemberId)).ToHashSet();
        var members = await db.Set<BusMember>().AsNoTracking().Where(one => owners.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancel);
        // What it signed stays signed, also where the signer's clock is a little ahead.
        var last = await db.Set<StatementRow>().Where(row => row.KeyId == keyId).MaxAsync(row => (DateTimeOffset?)row.At, cancel);
        var now = clock.GetUtcNow();
        foreach (var key in places.Keys)
        {
            (key.RevokedAt, key.RevokeReason) = (last >= now ? last.Value.AddMilliseconds(1) : now, reason);
            journal.Record("bus-keys.revoked", key, reason);
            Tell(members[key.MemberId], $"Kunci {key.KeyId[..Math.Min(12, key.KeyId.Length)]}… milik {members[key.MemberId].Name} dicabut");
        }
        foreach (var certificate in places.Certificates)
        {
            (certificate.RevokedAt, certificate.RevokeReason) = (now, reason);
            journal.Record("bus-certificates.revoked", certificate, reason);
            Tell(members[certificate.MemberId], $"Sertifikat {certificate.Sha256[..12]}… milik {members[certificate.MemberId].Name} dicabut");
        }
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Suspends a member, takes it back, or lets it leave.</summary>
    public async Task<Outcome> Change(BusMember member, MemberState state, string? reason, CancellationToken cancel)
    {
        var allowed = (member.State, state) switch
        {
            (MemberState.Trial or MemberState.Active, MemberState.Suspended) => true,
            // It was connected before, and the reasons for which it was are still on record.
            (MemberState.Suspended, MemberState.Active) => member.JoinedOn is not null,
            (MemberState.Suspended, MemberState.Trial) => member.JoinedOn is null,
            (MemberState.Trial or MemberState.Active or MemberState.Suspended, MemberState.Ended) => true,
            _ => false,
        };
        if (!allowed)
        {
            return Refusal.At("State", "Keadaan ini tidak dapat dipilih sekarang. Muat ulang halaman, lalu pilih lagi.");
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.At("Reason", "Tulis alasannya; anggota akan membacanya.");
        }
        (member.State, member.StateReason) = (state, reason.Trim());
        await services.RegisterOf<BusMember>().Keep(services, member, isNew: false, cancel, reason);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Connects a member without a case, where the regulation has no procedure for it. By somebody else than who registered it.</summary>
    public async Task<Outcome> Connect(BusMember member, string? reason, CancellationToken cancel)
    {
        if (member.ProposedBy is { } proposed && proposed == acting.Actor.PersonId)
        {
            return Refusal.Whole("Anda sendiri yang mendaftarkan anggota ini. Minta rekan Anda menghubungkannya.");
        }
        if (member.State != MemberState.Trial)
        {
            return Refusal.Whole("Hanya anggota dalam uji coba yang dapat dihubungkan.");
        }
        Activate(member, null);
        await services.RegisterOf<BusMember>().Keep(services, member, isNew: false, cancel, reason);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>The member is connected from now on. The caller keeps it.</summary>
    public void Activate(BusMember member, string? caseNumber)
    {
        member.State = MemberState.Active;
        member.StateReason = null;
        member.JoinedOn ??= today.Date;
        member.CaseNumber = caseNumber ?? member.CaseNumber;
    }

    internal static string HeldPlace(Guid key) => Sealer.Field("bus-keys", key, "held");

    private static string Cut(string text) => text.Length <= MemberCertificate.NameLength ? text : text[..MemberCertificate.NameLength];
}
