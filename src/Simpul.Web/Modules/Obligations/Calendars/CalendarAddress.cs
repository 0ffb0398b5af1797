using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform;

namespace Simpul.Web.Modules.Obligations.Calendars;

/// <summary>
/// That an office's due dates can be subscribed to. Calendars cannot sign in, so the address itself is the key; renewing it makes the old one
/// useless.
/// </summary>
[RecordKind("calendar-addresses")]
public sealed class CalendarAddress : IRecord
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Key of the profile's office.</summary>
    public required string Office { get; set; }

    /// <summary>Whose duties of every agency it shows; null where the office is not one of every agency.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>How often it was renewed. The token is made from it and the instance's key, so the database alone gives nobody an address.</summary>
    public int Renewals { get; set; }

    public int Version { get; set; }
}

/// <summary>Makes and reads the unguessable part of an address.</summary>
public sealed class CalendarTokens(DataFolder folder)
{
    private const int MacBytes = 24;
    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, folder.DataKey(), 32, info: "simpul calendar"u8.ToArray());

    public string Of(CalendarAddress address)
    {
        Span<byte> token = stackalloc byte[16 + MacBytes];
        address.Id.TryWriteBytes(token);
        Mac(address).AsSpan(0, MacBytes).CopyTo(token[16..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The address that a token claims to be of; whether it is, <see cref="Fits"/> says.</summary>
    public static Guid? Claimed(string token)
    {
        var bytes = new byte[16 + MacBytes];
        return Base64Url.IsValid(token, out var length) && length == bytes.Length && Base64Url.TryDecodeFromChars(token, bytes, out _) ? new Guid(bytes.AsSpan(0, 16)) : null;
    }

    public bool Fits(CalendarAddress address, string token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(address)), Encoding.ASCII.GetBytes(token));

    private byte[] Mac(CalendarAddress address) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{address.Id}/{address.Office}/{address.AgencyId}/{address.Renewals}"));
}

internal sealed class CalendarAddressMapping : IEntityTypeConfiguration<CalendarAddress>
{
    public void Configure(EntityTypeBuilder<CalendarAddress> builder)
    {
        builder.ToTable("obl_calendar_addresses");
        builder.Property(item => item.Office).HasMaxLength(40);
        builder.HasIndex(item => new { item.Office, item.AgencyId });
    }
}
