using System.Buffers.Binary;
using Simpul.Bus.Descriptions;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Identity;
using Simpul.Gateway.Log;
using Simpul.Gateway.Plan;

namespace Simpul.Gateway.Calls;

/// <summary>One call on its way: what is known of it so far, and its record.</summary>
sealed class Call
{
    readonly TimeProvider clock;
    readonly byte[] commitments;

    internal Call(HttpContext context, TimeProvider clock, byte[] commitments)
    {
        (Context, this.clock, this.commitments) = (context, clock, commitments);
        Received = Now();
        Span<byte> random = stackalloc byte[24];
        RandomBytes.Fill(random);
        Span = Convert.ToHexStringLower(random[16..]);
        var id = random[..16];
        BinaryPrimitives.WriteUInt64BigEndian(id, ((ulong)(Received / 1000) << 16) | BinaryPrimitives.ReadUInt16BigEndian(id[6..]));
        Number = BinaryPrimitives.ReadUInt128BigEndian(id);
        Transaction = Convert.ToHexStringLower(id);
    }

    internal HttpContext Context { get; }

    internal string Transaction { get; }

    internal UInt128 Number { get; }

    /// <summary>Its own part in a trace that begins here; the transaction is the trace.</summary>
    internal string Span { get; }

    internal CallPlan Plan { get; set; } = null!;

    internal RequestTarget Target { get; set; } = null!;

    internal Caller Caller { get; set; }

    internal PlanContract Contract { get; set; } = null!;

    internal ApiOperation Operation { get; set; } = null!;

    internal FieldTree Fields { get; set; } = null!;

    internal string? Officer { get; set; }

    internal string? Signature { get; set; }

    internal byte[]? RequestDigest { get; set; }

    internal long Received { get; }

    internal long Forwarded { get; set; }

    internal long Answered { get; set; }

    /// <summary>Whether the request, or a part of it, may have reached the provider: then the call has a record whatever becomes of it.</summary>
    internal bool HasLeft { get; set; }

    /// <summary>Whether the whole of the request may have reached the provider, or the provider has answered what it got: then it may have done what was asked.</summary>
    internal bool MayBeWhole { get; set; }

    /// <summary>Whether a call of the contract's quota was taken for it.</summary>
    internal bool IsCounted { get; set; }

    /// <summary>Whether the first of two records is made.</summary>
    internal bool IsOpened { get; private set; }

    /// <summary>By which code an answer that was begun is counted because it broke off; null where it did not.</summary>
    internal string? Broke { get; set; }

    /// <summary>Whether its last record is made.</summary>
    internal bool IsRecorded { get; private set; }

    /// <summary>Whether a successful answer may be held against a schema: then it is asked for so that it can be.</summary>
    internal bool IsChecked => Service.Policy.ValidateResponses && Operation.ChecksResponses;

    /// <summary>What the provider's successful answer of this status is held against; null where it is not.</summary>
    internal Schema? Expects(int status) => Service.Policy.ValidateResponses ? Operation.ResponseSchemaOf(status) : null;

    internal PlanService Service => Contract.Service;

    internal long Now() => (clock.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>Makes a record of what is known by now, and waits until it is durable.</summary>
    /// <exception cref="LogUnavailableException">It is not.</exception>
    internal async ValueTask Record(ExchangeLog log, string outcome, int status, byte[]? response = null, byte[]? produced = null)
    {
        await log.Append(Entry(outcome, status, response, produced), Number);
        if (outcome == Outcome.Opened) IsOpened = true;
        else IsRecorded = true;
    }

    ReadOnlySpan<byte> Entry(string outcome, int status, byte[]? response, byte[]? produced)
    {
        var key = ExchangeRecord.CommitmentKey(commitments, Transaction);
        return new ExchangeRecord
        {
            Transaction = Transaction,
            Contract = Contract.Contract.Id,
            Caller = Contract.Consumer.Code,
            Provider = Service.Provider.Code,
            Service = Service.Service.Code,
            Version = Service.Service.Version,
            Operation = Operation.Id,
            Purpose = Contract.Contract.Purpose.Code,
            Outcome = outcome,
            Status = status,
            Target = ExchangeRecord.Commit(key, Target.Committed(Context.Request.Method)),
            Officer = Officer is null ? null : ExchangeRecord.Commit(key, Officer),
            Request = RequestDigest,
            Response = response,
            Produced = produced,
            Signature = Signature,
            Environment = Service.IsSandbox ? "sandbox" : null,
            Times = (Received, Forwarded, Answered, Now()),
        }.Lent();
    }
}
