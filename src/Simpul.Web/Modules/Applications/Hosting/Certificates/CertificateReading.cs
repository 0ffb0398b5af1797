using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Modules.Applications.Hosting.Domains;

namespace Simpul.Web.Modules.Applications.Hosting.Certificates;

/// <summary>How far a look at a name's certificate came.</summary>
public enum ProbeResult
{
    Read,

    /// <summary>The name has no address.</summary>
    NoAddress,

    /// <summary>It leads to an address that is not public, and was not called.</summary>
    Inside,

    /// <summary>Nobody answers at the port.</summary>
    NoAnswer,

    /// <summary>Somebody answers too slowly.</summary>
    TooSlow,

    /// <summary>Somebody answers, in no TLS that is still safe.</summary>
    NoTls,
}

/// <summary>What a look at a server's certificate found. All but the first are of a certificate that was read.</summary>
/// <param name="Issuer">As the certificate names it: words of a stranger.</param>
/// <param name="NamesMatch">Whether the certificate is for the name that was asked.</param>
/// <param name="Trusted">Whether its chain leads to a root that the system or the government trusts; its age is another matter.</param>
/// <param name="Protocol">As agreed: <c>Tls13</c>.</param>
public sealed record CertificateFacts(ProbeResult Result, string? Issuer = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, bool NamesMatch = false, bool Trusted = false, string? Protocol = null, string? Sha256 = null);

/// <summary>
/// The last look at a name's certificate. No record of its own: it is what the world shows, read anew every day, and what of it becomes news is noted in the
/// name's history.
/// </summary>
public sealed class CertificateReading
{
    public const int IssuerLength = 200;

    public Guid DomainId { get; set; }

    public DateTimeOffset CheckedAt { get; set; }

    public ProbeResult Result { get; set; }

    public string? Issuer { get; set; }

    public DateTimeOffset? From { get; set; }

    public DateTimeOffset? Until { get; set; }

    public bool NamesMatch { get; set; }

    public bool Trusted { get; set; }

    public string? Protocol { get; set; }

    public string? Sha256 { get; set; }

    /// <summary>Days of the last warning that went out about <see cref="Until"/>; 0 once it said that the certificate has ended.</summary>
    public int? Warned { get; set; }

    /// <summary>Whether somebody was told that the certificate cannot be trusted, or that there is none.</summary>
    public bool Alarmed { get; set; }

    internal bool Sound => Result == ProbeResult.Read && NamesMatch && Trusted;

    internal void Take(CertificateFacts facts, DateTimeOffset at)
    {
        (CheckedAt, Result, Issuer, From, Until) = (at, facts.Result, facts.Issuer, facts.From, facts.Until);
        (NamesMatch, Trusted, Protocol, Sha256) = (facts.NamesMatch, facts.Trusted, facts.Protocol, facts.Sha256);
    }
}

internal sealed class CertificateReadingMapping : IEntityTypeConfiguration<CertificateReading>
{
    public void Configure(EntityTypeBuilder<CertificateReading> builder)
    {
        builder.ToTable("app_certificate_readings").HasKey(reading => reading.DomainId);
        builder.Property(reading => reading.DomainId).ValueGeneratedNever();
        builder.Property(reading => reading.Issuer).HasMaxLength(CertificateReading.IssuerLength);
        builder.Property(reading => reading.Protocol).HasMaxLength(20);
        builder.Property(reading => reading.Sha256).HasMaxLength(64);
        builder.Ignore(reading => reading.Sound);
        builder.HasOne<DomainName>().WithMany().HasForeignKey(reading => reading.DomainId).OnDelete(DeleteBehavior.Cascade);
    }
}
