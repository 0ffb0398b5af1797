using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Platform.Documents.Uploads;
using Simpul.Web.Platform.Files;

namespace Simpul.Web.Modules.Applications.Repository.Releases;

/// <summary>A version of an application that was given out: a tag, what is new, and its compiled packages and documents as files.</summary>
[RecordKind("repository-releases")]
public sealed class RepositoryRelease : IRecord
{
    public const int TagLength = 100;
    public const int TitleLength = 200;
    public const int NotesLength = 10_000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    public string Tag { get; set; } = "";

    /// <summary>The commit that the tag led to when it was released.</summary>
    public string Commit { get; set; } = "";

    public string Title { get; set; } = "";

    /// <summary>Markdown.</summary>
    public string Notes { get; set; } = "";

    public Guid? ReleasedBy { get; set; }

    public DateTimeOffset ReleasedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class RepositoryReleaseMapping : IEntityTypeConfiguration<RepositoryRelease>
{
    public void Configure(EntityTypeBuilder<RepositoryRelease> builder)
    {
        builder.ToTable("app_repository_releases");
        builder.Property(item => item.Tag).HasMaxLength(RepositoryRelease.TagLength);
        builder.Property(item => item.Commit).HasMaxLength(40);
        builder.Property(item => item.Title).HasMaxLength(RepositoryRelease.TitleLength);
        builder.Property(item => item.Notes).HasMaxLength(RepositoryRelease.NotesLength);
        builder.HasIndex(item => new { item.ApplicationId, item.Tag }).IsUnique();
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Files of a release: whoever may read the repository may fetch them, whoever may push may add to them.</summary>
internal sealed class ReleaseSubjects(PlatformDb db, RepositoryApplications applications, RepositoryRights rights) : IFileSubjects
{
    public const string ReleaseKind = "repository-releases";

    public string Kind => ReleaseKind;

    public async Task<FileSubject?> Find(Guid id, CancellationToken cancel)
    {
        if (await db.Set<RepositoryRelease>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } release
            || await applications.Find(release.ApplicationId, cancel) is not { } application)
        {
            return null;
        }
        var right = await rights.Of(application, cancel);
        return new FileSubject(Kind, id, $"{application.Name} {release.Tag}", $"{application.Href}/rilis/{id}", RepositoryPermissions.Read, application.AgencyId, right >= RepositoryRight.Read, right >= RepositoryRight.Write) { Types = UploadType.WithPackages };
    }
}
