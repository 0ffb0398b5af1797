using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Descriptions;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Agreement = Simpul.Bus.Contracts.Contract;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>What is done to contracts: made, accepted, refused, cleared, revoked; each in one save with its event. Whoever calls has asked whether the actor may.</summary>
internal sealed class ContractWork(
    PlatformDb db, HubTrust trust, MemberWork members, Acting acting, Journal journal, NoticeBoard board, CurrentRegulation regulation, Today today, Zone zone, TimeProvider clock, IServiceProvider services)
{
    /// <summary>How far a signer's clock may be ahead.</summary>
    private static readonly TimeSpan ahead = TimeSpan.FromMinutes(1);

    /// <summary>How old a statement may be when it is brought.</summary>
    private static readonly TimeSpan oldest = TimeSpan.FromDays(30);

    /// <summary>How old a revocation may be. Receipts hold for <see cref="ContractStatement.EndGrace"/> after the time in it; in the last minute of that gateways are told, so that none that was lawful is lost.</summary>
    private static readonly TimeSpan oldestEnd = ContractStatement.EndGrace - TimeSpan.FromMinutes(1);

    public async Task<Outcome<BusContract>> Make(BusMember consumer, BusServiceVersion version, ContractDraft draft, CancellationToken cancel)
    {
        var service = await db.Set<BusService>().AsNoTracking().SingleAsync(one => one.Id == version.ServiceId, cancel);
        var provider = await db.Set<BusMember>().AsNoTracking().SingleAsync(one => one.Id == service.ProviderId, cancel);
        if (version.State != ServiceVersionState.Published)
        {
            return Refusal.Whole("Kontrak disusun pada versi yang terbit. Pilih versi lain.");
        }
        if (consumer.State is not (MemberState.Active or MemberState.Trial))
        {
            return Refusal.At("Consumer", $"Anggota ini {consumer.State.Word().ToLowerInvariant()}.");
        }
        if (version.Environment == ServiceEnvironment.Production && consumer.State == MemberState.Trial)
        {
            return Refusal.At("Consumer", "Anggota dalam uji coba hanya memakai layanan sandbox. Ajukan penggunaan penghubung lebih dahulu.");
        }
        if (draft.Replaces is { } former && !await db.Set<BusContract>().AnyAsync(one => one.Hash == former && one.ConsumerId == consumer.Id && one.ProviderId == provider.Id, cancel))
        {
            return Refusal.At("Replaces", "Kontrak yang dilanjutkan harus antara pihak yang sama.");
        }
        var document = await db.Set<DescriptionDocument>().AsNoTracking().SingleAsync(one => one.Sha256 == version.DescriptionSha256, cancel);
        var made = draft.Make(trust.Name, consumer, provider, service, version, ApiDescription.Parse(document.Content), today.Date, zone);
        if (!made.Succeeded)
        {
            return made.Refusals.ToList();
        }
        var agreement = made.Value;
        if (await db.Set<BusContract>().AnyAsync(one => one.Hash == agreement.Id, cancel))
        {
            return Refusal.Whole("Kontrak yang sama persis sudah ada. Cari di daftar kontrak.");
        }
        var item = new BusContract
        {
            Hash = agreement.Id, Canonical = Encoding.UTF8.GetString(agreement.Canonical), ConsumerId = consumer.Id, ProviderId = provider.Id, ConsumerAgencyId = consumer.AgencyId, ProviderAgencyId = provider.AgencyId,
            ServiceVersionId = version.Id, PurposeCode = agreement.Purpose.Code, Purpose = agreement.Purpose.Text, Classification = draft.Classification,
            HeldAs = ServiceSecrecy.Stricter(draft.Classification, service.Classification), ValidFrom = agreement.Valid.From, ValidUntil = agreement.Valid.Until,
            StartsOn = draft.From!.Value, EndsOn = draft.Until!.Value, Replaces = agreement.Replaces, ProposedBy = acting.Actor.PersonId,
        };
        db.Add(item);
        await Keep(item, isNew: true, null, cancel);
        Tell(item, "bus.contract-proposed", $"Kontrak “{item.Purpose}” menunggu tanda tangan.");
        await db.SaveChangesAsync(cancel);
        return item;
    }

    /// <summary>The contract itself.</summary>
    public static Agreement Read(BusContract item) => Agreement.Parse(Encoding.UTF8.GetBytes(item.Canonical));

    /// <summary>What a party may say about a contract as it stands.</summary>
    public static IReadOnlyList<StatementKind> Sayable(BusContract item, string party) => item.State switch
    {
        ContractState.Proposed or ContractState.Accepted => item.Statements.Exists(row => row.By == party && row.Kind == StatementKind.Accept) ? [StatementKind.Refuse] : [StatementKind.Accept, StatementKind.Refuse],
        ContractState.InForce => [StatementKind.Revoke],
        _ => [],
    };

    /// <summary>Takes a statement that a party signed elsewhere; who says it stands in it.</summary>
    /// <param name="parties">Those for whom the actor may bring one.</param>
    public async Task<Outcome> Bring(BusContract item, IReadOnlyList<BusMember> parties, string? jws, CancellationToken cancel)
    {
        ContractStatement said;
        try
        {
            said = ContractStatement.Read((jws ?? "").Trim());
        }
        catch (FormatException)
        {
            return Refusal.At("Jws", "Ini bukan pernyataan yang ditandatangani. Tempelkan hasilnya seluruhnya: satu baris panjang dengan dua titik di dalamnya.");
        }
        var now = clock.GetUtcNow();
        if (said.Contract != item.Hash)
        {
            return Refusal.At("Jws", "Pernyataan ini tentang kontrak lain. Tanda tangani nomor kontrak yang tertulis di halaman ini.");
        }
        if (parties.FirstOrDefault(one => one.Code == said.By) is not { } party)
        {
            return Refusal.At("Jws", $"Pernyataan ini dibuat atas nama “{said.By}”. Anda dapat menyerahkan untuk {string.Join(" atau ", parties.Select(one => one.Code))}.");
        }
        if (said.At > now + ahead || said.At < now - (said.Kind == StatementKind.Revoke ? oldestEnd : oldest))
        {
            return Refusal.At("Jws", $"Waktu pada pernyataan tidak wajar ({said.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC). Periksa jam komputer penanda tangan, lalu tanda tangani lagi.");
        }
        if (!Sayable(item, party.Code).Contains(said.Kind))
        {
            return Refusal.At("Jws", $"“{said.Kind.Word()}” tidak berlaku pada keadaan kontrak sekarang.");
        }
        if (said.Kind != StatementKind.Accept && string.IsNullOrWhiteSpace(said.Reason))
        {
            return Refusal.At("Jws", "Pernyataan ini tanpa alasan. Tanda tangani lagi dengan alasannya; pihak lain akan membacanya.");
        }
        // A key that is revoked today signs nothing today, whatever time it writes.
        var keys = await KeysOf(party, cancel);
        if (!said.IsSignedBy(keys.Where(key => key.IsValidAt(now)).Select(key => new PartyKey(key.KeyId, Convert.FromBase64String(key.Spki), key.From, key.EndsAt))))
        {
            return Refusal.At("Jws", "Tanda tangan tidak cocok dengan kunci kontrak anggota ini yang berlaku. Periksa kunci yang dipakai.");
        }
        return await Take(item, said, cancel);
    }

    /// <summary>Signs for a party with the key that the instance holds for it. The caller has asked the person's password again.</summary>
    public async Task<Outcome> SignHeld(BusContract item, BusMember party, StatementKind kind, string? reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (party.AgencyId is not { } agency || acting.Actor.Agencies?.Contains(agency) != true)
        {
            return Refusal.Whole($"Hanya pejabat perangkat daerah pemilik {party.Name} yang menandatangani dengan kunci yang disimpan Simpul.");
        }
        if ((await KeysOf(party, cancel)).Where(key => !key.Held.IsEmpty && key.IsValidAt(now)).MaxBy(key => key.Until) is not { } held)
        {
            return Refusal.Whole("Tidak ada kunci yang disimpan Simpul dan masih berlaku untuk anggota ini.");
        }
        if (!Sayable(item, party.Code).Contains(kind))
        {
            return Refusal.Whole($"“{kind.Word()}” tidak berlaku pada keadaan kontrak sekarang. Muat ulang halaman.");
        }
        if (kind != StatementKind.Accept && string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.At("Reason", "Tulis alasannya; pihak lain akan membacanya.");
        }
        return await SignWith(item, party, held, kind, kind == StatementKind.Accept ? null : reason!.Trim(), cancel);
    }

    /// <summary>Signs with a key that the instance holds; whether the actor may was asked.</summary>
    internal Task<Outcome> SignWith(BusContract item, BusMember party, MemberKey held, StatementKind kind, string? reason, CancellationToken cancel) =>
        Take(item, ContractStatement.Sign(Read(item), kind, party.Code, clock.GetUtcNow(), held.KeyId, members.Signer(held), reason), cancel);

    /// <summary>Says for the hub that the contract is in order, by somebody who is on neither side of it.</summary>
    public async Task<Outcome> Clear(BusContract item, CancellationToken cancel)
    {
        if (item.State != ContractState.Accepted)
        {
            return Refusal.Whole("Kontrak disahkan sesudah kedua pihak menandatangani.");
        }
        var person = acting.Actor.PersonId;
        if (person is not null && (item.ProposedBy == person || item.Statements.Exists(row => row.RecordedBy == person)))
        {
            return Refusal.Whole("Anda sendiri yang menyusun atau menandatangani kontrak ini. Minta rekan Anda mengesahkannya.");
        }
        var refusals = new List<Refusal>();
        var version = await db.Set<BusServiceVersion>().AsNoTracking().SingleAsync(one => one.Id == item.ServiceVersionId, cancel);
        if (version.State != ServiceVersionState.Published)
        {
            refusals.Add(Refusal.Whole($"Versi layanannya {version.State.Word().ToLowerInvariant()}; kontrak baru disusun pada versi yang terbit."));
        }
        var allowed = version.Environment == ServiceEnvironment.Sandbox ? new[] { MemberState.Active, MemberState.Trial } : [MemberState.Active];
        foreach (var party in await db.Set<BusMember>().AsNoTracking().Where(one => one.Id == item.ConsumerId || one.Id == item.ProviderId).ToListAsync(cancel))
        {
            if (!allowed.Contains(party.State))
            {
                refusals.Add(Refusal.Whole($"{party.Name} belum dapat memakai layanan produksi: {party.State.Word().ToLowerInvariant()}. Selesaikan penghubungannya lebih dahulu."));
            }
        }
        if (await db.Set<BusService>().AsNoTracking().Where(one => one.Id == version.ServiceId).Select(one => one.Classification).SingleAsync(cancel) > item.Classification)
        {
            refusals.Add(Refusal.Whole("Klasifikasi layanannya kini di atas batas kontrak ini. Tolak kontrak ini dan susun yang baru."));
        }
        if (item.ValidUntil <= clock.GetUtcNow())
        {
            refusals.Add(Refusal.Whole("Masa berlaku kontrak ini sudah lewat. Susun kontrak baru."));
        }
        return refusals.Count > 0 ? refusals : await TakeHub(item, StatementKind.Clear, null, cancel);
    }

    /// <summary>Refuses or revokes for the hub.</summary>
    public async Task<Outcome> End(BusContract item, string? reason, CancellationToken cancel)
    {
        if (item.State is not (ContractState.Proposed or ContractState.Accepted or ContractState.InForce))
        {
            return Refusal.Whole("Kontrak ini sudah berakhir.");
        }
        return string.IsNullOrWhiteSpace(reason) ? Refusal.At("Reason", "Tulis alasannya; kedua pihak akan membacanya.")
            : await TakeHub(item, item.State == ContractState.InForce ? StatementKind.Revoke : StatementKind.Refuse, reason.Trim(), cancel);
    }

    private async Task<Outcome> TakeHub(BusContract item, StatementKind kind, string? reason, CancellationToken cancel)
    {
        var signer = await trust.Signer(cancel);
        return await Take(item, ContractStatement.Sign(Read(item), kind, trust.Name, clock.GetUtcNow(), signer.KeyId, signer.Sign, reason), cancel);
    }

    private async Task<Outcome> Take(BusContract item, ContractStatement said, CancellationToken cancel)
    {
        if (said.Reason?.Length > StatementRow.ReasonLength || said.Jws.Length > StatementRow.JwsLength)
        {
            return Refusal.At("Reason", $"Alasan paling banyak {StatementRow.ReasonLength} huruf.");
        }
        // Two sides are two people: otherwise one of the operator's, who reaches every agency, makes both signatures alone.
        if (said.Kind == StatementKind.Accept && acting.Actor.PersonId is { } person && item.Statements.Exists(row => row.Kind == StatementKind.Accept && row.By != said.By && row.RecordedBy == person))
        {
            return Refusal.Whole("Anda sendiri yang menandatangani atau menyerahkan tanda tangan pihak yang lain. Minta pejabat pihak ini menandatanganinya.");
        }
        item.Statements.Add(new StatementRow
        {
            ContractId = item.Id, Kind = said.Kind, By = said.By, At = said.At, Reason = said.Reason, KeyId = said.KeyId, Jws = said.Jws, RecordedAt = clock.GetUtcNow(), RecordedBy = acting.Actor.PersonId,
        });
        var agreement = Read(item);
        bool Accepted(string party) => item.Statements.Exists(row => row.Kind == StatementKind.Accept && row.By == party);
        switch (said.Kind)
        {
            case StatementKind.Accept when Accepted(agreement.Consumer.Member) && Accepted(agreement.Provider.Member):
                item.State = ContractState.Accepted;
                board.Tell(Recipient.HoldersOf(ContractSides.Operator(regulation)), "bus.contract-accepted", $"Kontrak “{item.Purpose}” menunggu pengesahan.", Href(item));
                break;
            case StatementKind.Clear:
                item.State = ContractState.InForce;
                Tell(item, "bus.contract-cleared", $"Kontrak “{item.Purpose}” disahkan.");
                break;
            case StatementKind.Refuse or StatementKind.Revoke:
                (item.State, item.EndedAt, item.EndReason) = (said.Kind == StatementKind.Refuse ? ContractState.Refused : ContractState.Revoked, clock.GetUtcNow(), said.Reason);
                Tell(item, "bus.contract-ended", $"Kontrak “{item.Purpose}” {item.State.Word().ToLowerInvariant()}.");
                break;
        }
        // The row is there in any case, also where a statement changes no field of it.
        db.Entry(item).Property(one => one.State).IsModified = true;
        journal.Record(said.Kind switch
        {
            StatementKind.Accept => "bus-contracts.accepted",
            StatementKind.Refuse => "bus-contracts.refused",
            StatementKind.Clear => "bus-contracts.cleared",
            _ => "bus-contracts.revoked",
        }, item, said.Reason);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>What a party would sign now, byte by byte, for a key that it holds itself.</summary>
    public string SigningInput(BusContract item, string party, StatementKind kind, string keyId)
    {
        var input = "";
        ContractStatement.Sign(Read(item), kind, party, clock.GetUtcNow(), keyId, bytes =>
        {
            input = Encoding.ASCII.GetString(bytes);
            return [];
        });
        return input;
    }

    public async Task<IReadOnlyList<MemberKey>> KeysOf(BusMember party, CancellationToken cancel) =>
        [.. (await db.Set<MemberKey>().AsNoTracking().Where(key => key.MemberId == party.Id).ToListAsync(cancel)).Where(key => key.Uses.Contains(KeyUse.Contract))];

    private void Tell(BusContract item, string kind, string sentence)
    {
        foreach (var side in ContractSides.Of(item, regulation))
        {
            board.Tell(side, kind, sentence, Href(item));
        }
    }

    private static string Href(BusContract item) => $"{ContractRegister.Href}/{item.Id}";

    private Task Keep(BusContract item, bool isNew, string? reason, CancellationToken cancel) => services.RegisterOf<BusContract>().Keep(services, item, isNew, cancel, reason);
}
