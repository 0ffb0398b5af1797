using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Simpul.Bus.Exchanges;

/// <summary>What became of a call, as the record says it.</summary>
public static class Outcome
{
    /// <summary>The provider's answer went to the caller, whole.</summary>
    public const string Answered = "answered";

    /// <summary>First record of a long answer, made durable before its first byte went out; a second record follows.</summary>
    public const string Opened = "opened";

    /// <summary>The request had gone to the provider, and no answer of it was passed on: the gateway answered instead.</summary>
    public const string Refused = "refused";

    /// <summary>Caller or provider broke off while a long answer was on its way.</summary>
    public const string Broken = "broken";
}

/// <summary>One exchange as a leaf of the log: who, whom, what, for what, when, and digests of what was said, but nothing of it. Its bytes are canonical JSON.</summary>
public sealed record ExchangeRecord
{
    public const string Format = "simpul-exchange/1";

    [ThreadStatic]
    static ArrayBufferWriter<byte>? buffer;

    /// <summary>128 bits in lower-case hexadecimal; the first 48 are milliseconds since 1970, so that they sort by time.</summary>
    public required string Transaction { get; init; }

    public required string Contract { get; init; }

    public required string Caller { get; init; }

    public required string Provider { get; init; }

    public required string Service { get; init; }

    public required string Version { get; init; }

    public required string Operation { get; init; }

    public required string Purpose { get; init; }

    public required string Outcome { get; init; }

    /// <summary>HTTP status sent to the caller.</summary>
    public required int Status { get; init; }

    /// <summary>Commitment to method and target: see <see cref="Commit"/>. Queries may name people.</summary>
    public required byte[] Target { get; init; }

    /// <summary>Commitment to the officer's id; null where none was sent.</summary>
    public byte[]? Officer { get; init; }

    /// <summary>SHA-256 of the request's body, as in Content-Digest; null where it had none.</summary>
    public byte[]? Request { get; init; }

    /// <summary>SHA-256 of the response's body as it went to the caller; null where there was none, or in the first record of a long answer.</summary>
    public byte[]? Response { get; init; }

    /// <summary>SHA-256 of the response's body as the provider sent it, where it was projected.</summary>
    public byte[]? Produced { get; init; }

    /// <summary>The caller's signature over the message: the parameters as in Signature-Input, a space, the signature in Base64; null where it sent none.</summary>
    public string? Signature { get; init; }

    /// <summary><c>sandbox</c> where the service is for trying; null for one in earnest.</summary>
    public string? Environment { get; init; }

    /// <summary>Microseconds since 1970: request received, passed on, the provider's answer begun, record made.</summary>
    public required (long Received, long Forwarded, long Answered, long Recorded) Times { get; init; }

    /// <summary>The key of this transaction's commitments, to be handed to its parties only.</summary>
    /// <param name="master">The gateway's own secret of 32 bytes.</param>
    public static byte[] CommitmentKey(ReadOnlySpan<byte> master, string transaction)
    {
        Span<byte> text = stackalloc byte[64];
        return Hmac(master, text[..Encoding.ASCII.GetBytes(transaction, text)]);
    }

    /// <summary>HMAC-SHA-256 of the text under the transaction's key: says nothing without the key, and only one thing with it.</summary>
    public static byte[] Commit(ReadOnlySpan<byte> commitmentKey, string text) => Hmac(commitmentKey, Encoding.UTF8.GetBytes(text));

    // RFC 2104 by two hashes: a third of what the framework's takes for a key that is used once, and there are two in every record.
    static byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text)
    {
        const int Block = 64;
        if (key.Length > Block || text.Length > 4096) return HMACSHA256.HashData(key, text);
        Span<byte> input = stackalloc byte[Block + text.Length];
        Span<byte> outer = stackalloc byte[Block + SHA256.HashSizeInBytes];
        input[..Block].Clear();
        key.CopyTo(input);
        for (var i = 0; i < Block; i++) (input[i], outer[i]) = ((byte)(input[i] ^ 0x36), (byte)(input[i] ^ 0x5c));
        text.CopyTo(input[Block..]);
        SHA256.HashData(input, outer[Block..]);
        return SHA256.HashData(outer);
    }

    /// <summary>Canonical JSON (RFC 8785): the members stand here in the order of their names.</summary>
    public byte[] ToCanonical() => Lent().ToArray();

    /// <summary>The same without a copy, lent until the thread writes the next one.</summary>
    public ReadOnlySpan<byte> Lent()
    {
        var to = buffer ??= new ArrayBufferWriter<byte>(1024);
        to.ResetWrittenCount();
        to.Write("{\"caller\":"u8);
        CanonicalText.String(Caller, to);
        Text(to, ",\"contract\":"u8, Contract);
        if (Environment is not null) Text(to, ",\"environment\":"u8, Environment);
        to.Write(",\"format\":\"simpul-exchange/1\""u8);
        if (Officer is not null) Bytes(to, ",\"officer\":\""u8, Officer);
        Text(to, ",\"operation\":"u8, Operation);
        Text(to, ",\"outcome\":"u8, Outcome);
        if (Produced is not null) Bytes(to, ",\"produced\":\""u8, Produced);
        Text(to, ",\"provider\":"u8, Provider);
        Text(to, ",\"purpose\":"u8, Purpose);
        if (Request is not null) Bytes(to, ",\"request\":\""u8, Request);
        if (Response is not null) Bytes(to, ",\"response\":\""u8, Response);
        Text(to, ",\"service\":"u8, Service);
        if (Signature is not null) Text(to, ",\"signature\":"u8, Signature);
        to.Write(",\"status\":"u8);
        Number(to, Status);
        Bytes(to, ",\"target\":\""u8, Target);
        to.Write(",\"times\":["u8);
        Number(to, Times.Received);
        to.Write(","u8);
        Number(to, Times.Forwarded);
        to.Write(","u8);
        Number(to, Times.Answered);
        to.Write(","u8);
        Number(to, Times.Recorded);
        to.Write("]"u8);
        Text(to, ",\"transaction\":"u8, Transaction);
        Text(to, ",\"version\":"u8, Version);
        to.Write("}"u8);
        return to.WrittenSpan;
    }

    static void Text(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> name, string value)
    {
        to.Write(name);
        CanonicalText.String(value, to);
    }

    static void Bytes(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> name, byte[] value)
    {
        to.Write(name);
        Base64.EncodeToUtf8(value, to.GetSpan(Base64.GetMaxEncodedToUtf8Length(value.Length)), out _, out var written);
        to.Advance(written);
        to.Write("\""u8);
    }

    static void Number(ArrayBufferWriter<byte> to, long value)
    {
        value.TryFormat(to.GetSpan(24), out var written, default, CultureInfo.InvariantCulture);
        to.Advance(written);
    }
}
