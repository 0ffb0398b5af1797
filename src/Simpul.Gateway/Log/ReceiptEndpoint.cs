using System.Globalization;
using System.Text;
using System.Text.Json;
using Simpul.Bus;
using Simpul.Bus.Exchanges;
using Simpul.Bus.Http;
using Simpul.Gateway.Calls;
using Simpul.Gateway.Identity;
using Simpul.Gateway.Plan;

namespace Simpul.Gateway.Log;

/// <summary><c>/bukti/{transaction}</c>, <c>/checkpoint</c> and <c>/tile/...</c>: the proof for the parties, and the log for whoever watches it.</summary>
sealed class ReceiptEndpoint(ExchangeLog log, KeptCheckpoints kept, SnapshotWatch watch, Callers callers, VerifyingKey key, byte[] commitments)
{
    internal async Task Receipt(HttpContext context, string transaction)
    {
        if (watch.Plan is not { } plan) { await Refusals.NotReady.Answer(context); return; }
        if (!callers.TryIdentify(context, plan, out var caller, out var refusal)) { await refusal!.Answer(context); return; }
        if (transaction.Length != 32 || !UInt128.TryParse(transaction, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            || log.Transactions.Find(number) is not { Count: > 0 } found || log.Tiles.Entry(found[^1]) is not { } entry)
        {
            await Refusals.NoReceipt.Answer(context);
            return;
        }
        using var record = JsonDocument.Parse(entry);
        string Said(string name) => record.RootElement.GetProperty(name).GetString()!;
        // A member that is suspended or blocked keeps the proof of what it did; an API key sees the exchanges of its own contract only.
        var isParty = (caller.Member.Code == Said("caller") || caller.Member.Code == Said("provider")) && (caller.OnlyContract is null || caller.OnlyContract == Said("contract"));
        // Not a word about whether there is one, to somebody who is no party.
        if (!isParty && !IsAuditor(caller)) { await Refusals.NoReceipt.Answer(context); return; }
        if (!plan.Contracts.TryGetValue(Said("contract"), out var contract)) { await Refusals.NoReceipt.Answer(context); return; }
        // The first kept checkpoint over the entry that has a time stamp; until there is one, the newest head.
        var (head, stamp) = await kept.Over(found[^1]) is var (old, token) ? (old, token) : (log.Latest, null);
        var path = await new MerkleLog(log.Tiles.Read).InclusionProof(found[^1], head.Checkpoint.Size, context.RequestAborted);
        var receipt = new Receipt(ProofBundle.Create(entry.ToArray(), found[^1], path, head, key), contract.Contract.Canonical, [.. contract.Statements.Select(one => one.Jws)], Keys(contract, plan),
            isParty ? ExchangeRecord.CommitmentKey(commitments, Said("transaction")) : null, stamp, MessageKeys(record.RootElement, contract.Consumer.Member));
        await Send(context, "application/json", receipt.ToJson());
    }

    internal Task Checkpoint(HttpContext context) => Send(context, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(log.Latest.Text));

    /// <summary>Hashes are for anybody. Entries say who asked whom for what, and are for auditors.</summary>
    internal async Task Tile(HttpContext context, string path)
    {
        if (!TileLayout.TryParse(path, out var level, out var index, out var width)) { await Refusals.NothingHere.Answer(context); return; }
        if (level < 0)
        {
            if (watch.Plan is not { } plan) { await Refusals.NotReady.Answer(context); return; }
            if (!callers.TryIdentify(context, plan, out var caller, out var refusal)) { await refusal!.Answer(context); return; }
            if (!IsAuditor(caller)) { await Refusals.AuditorsOnly.Answer(context); return; }
        }
        if (log.Tiles.Bytes(level, index, width) is not { } bytes) { await Refusals.NothingHere.Answer(context); return; }
        context.Response.Headers.CacheControl = level < 0 ? "private, no-store" : "public, max-age=31536000, immutable";
        await Send(context, "application/octet-stream", bytes);
    }

    // Reading what others did is an office, which ends with a suspension; and nothing that a key for one open service opens.
    static bool IsAuditor(Caller caller) => caller.Member.Member.Auditor && caller.Member.Blocked is null && caller.OnlyContract is null;

    static List<ReceiptKey> Keys(PlanContract contract, CallPlan plan)
    {
        var used = contract.Statements.Select(one => (one.By, one.KeyId)).ToHashSet();
        var members = new[] { contract.Consumer.Member, contract.Service.Provider.Member }.SelectMany(member => member.Keys.Select(key => (By: member.Code, Key: key)));
        return [.. members.Concat(plan.Snapshot.HubKeys.Select(key => (By: plan.Snapshot.Hub, Key: key))).Where(one => used.Contains((one.By, one.Key.Id))).Select(one => new ReceiptKey(one.By, one.Key.Id, one.Key.Spki, one.Key.From, one.Key.Until))];
    }

    /// <summary>The caller's keys that the record's signature may be by: the one that it names, or all that signed messages when the call came.</summary>
    static List<ReceiptKey>? MessageKeys(JsonElement record, Bus.Snapshots.Member caller)
    {
        if (!record.TryGetProperty("signature", out var recorded) || !HttpSignature.TryReadRecorded(recorded.GetString()!, out var signature)) return null;
        var received = DateTimeOffset.UnixEpoch.AddMicroseconds(record.GetProperty("times")[0].GetInt64());
        return [.. caller.Keys.Where(key => key.Use?.Contains(KeyUse.Message) == true && (signature.KeyId is null || key.Id == signature.KeyId) && !(key.From > received) && !(key.Until <= received)).Select(key => new ReceiptKey(caller.Code, key.Id, key.Spki, key.From, key.Until))];
    }

    static async Task Send(HttpContext context, string type, byte[] body)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        if (context.Response.Headers.CacheControl.Count == 0) context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body);
    }
}
