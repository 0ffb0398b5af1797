using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Simpul.Web.Platform.Access;

/// <summary>A signed-in browser. The cookie carries its id and nothing else; ending the row ends the session everywhere.</summary>
public sealed class Session
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid AccountId { get; set; }

    /// <summary>The office acted for in this browser; null until chosen.</summary>
    public Guid? OfficeId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Refreshed at most once a minute.</summary>
    public DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What the browser calls itself, cut to 200 characters, so that a person recognises their own.</summary>
    public string Device { get; set; } = "";
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("access_sessions").HasKey(session => session.Id);
        builder.Property(session => session.Device).HasMaxLength(200);
        builder.HasIndex(session => new { session.AccountId, session.EndedAt });
    }
}
