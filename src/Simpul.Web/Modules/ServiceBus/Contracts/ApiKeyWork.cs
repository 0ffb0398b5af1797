using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus.Contracts;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>Makes and revokes API keys. Of a key only its prefix and its hash are kept.</summary>
internal sealed class ApiKeyWork(PlatformDb db, Journal journal, TimeProvider clock)
{
    public const int LongestDays = 365;
    private const int MostNetworks = 50;
    private const int SecretBytes = 32;
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <returns>The key, to be shown once.</returns>
    public async Task<Outcome<string>> Make(BusContract contract, string? note, int days, string? networks, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        List<string> ranges = [.. (networks ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        var refusals = new List<Refusal>(BusCode.Networks(ranges, "Networks"));
        if (ranges.Count > MostNetworks)
        {
            refusals.Add(Refusal.At("Networks", $"Paling banyak {MostNetworks} baris."));
        }
        if (string.IsNullOrWhiteSpace(note))
        {
            refusals.Add(Refusal.At("Note", "Tulis sistem mana yang memakai kunci ini."));
        }
        if (days is < 1 or > LongestDays)
        {
            refusals.Add(Refusal.At("Days", $"Isi antara 1 dan {LongestDays} hari."));
        }
        if (!contract.IsInForceAt(now))
        {
            refusals.Add(Refusal.Whole("Kunci API dibuat untuk kontrak yang sedang berlaku."));
        }
        var agreement = ContractWork.Read(contract);
        if (!await db.Set<BusServiceVersion>().AnyAsync(one => one.Id == contract.ServiceVersionId && db.Set<BusService>().Any(service => service.Id == one.ServiceId && service.Classification == Classification.Public), cancel)
            || agreement.Requires.Contains(Requirement.Certificate) || agreement.Requires.Contains(Requirement.Signature))
        {
            refusals.Add(Refusal.Whole("Kunci API hanya untuk layanan terbuka yang kontraknya tidak mewajibkan sertifikat atau tanda tangan. Pakai sertifikat anggota."));
        }
        if ((await db.Set<BusApiKey>().AsNoTracking().Where(key => key.ContractId == contract.Id).ToListAsync(cancel)).Count(key => key.IsLiveAt(now)) >= BusApiKey.MostLive)
        {
            refusals.Add(Refusal.Whole($"Sudah ada {BusApiKey.MostLive} kunci yang berlaku. Cabut yang lama lebih dahulu."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        var prefix = "sp" + RandomNumberGenerator.GetString(Letters, 10);
        var whole = $"{prefix}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        var until = now.AddDays(days);
        var made = new BusApiKey
        {
            ContractId = contract.Id, Prefix = prefix, Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(whole))), Note = note!.Trim(), From = now, Until = until < contract.ValidUntil ? until : contract.ValidUntil,
            Networks = [.. ranges.Select(BusCode.Range)],
        };
        db.Add(made);
        journal.Record("bus-api-keys.made", made);
        await db.SaveChangesAsync(cancel);
        return whole;
    }

    public async Task<Outcome> Revoke(Guid contract, Guid id, CancellationToken cancel)
    {
        if (await db.Set<BusApiKey>().SingleOrDefaultAsync(one => one.Id == id && one.ContractId == contract, cancel) is not { RevokedAt: null } key)
        {
            return Refusal.Whole("Kunci ini sudah dicabut.");
        }
        key.RevokedAt = clock.GetUtcNow();
        journal.Record("bus-api-keys.revoked", key);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }
}
