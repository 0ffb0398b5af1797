using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Bus.Descriptions;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>The words by which a version is found in the directory: its operations and data elements. Derived from its description, and no record.</summary>
public sealed class DirectoryText
{
    public const int MaxWords = 60_000;

    public Guid VersionId { get; set; }

    public Guid ServiceId { get; set; }

    /// <summary>Of the description that it was made from.</summary>
    public string Sha256 { get; set; } = "";

    public string Words { get; set; } = "";

    /// <summary>Makes what is missing or comes from an older description.</summary>
    internal static readonly ScheduledJob Job = new("bus.directory", "Pembaruan direktori layanan", "40 * * * * ?", Run, CatchUp: false);

    internal static async Task<string> Run(IServiceProvider services, CancellationToken cancel)
    {
        var made = await Fill(services.GetRequiredService<PlatformDb>(), cancel);
        await ServiceSecrecy.Mend(services, cancel);
        return $"{made} versi diperbarui; {await ServiceNews.Tell(services, cancel)} pemberitahuan";
    }

    /// <returns>How many versions got their words.</returns>
    internal static async Task<int> Fill(PlatformDb db, CancellationToken cancel)
    {
        var wanted = await db.Set<BusServiceVersion>().AsNoTracking()
            .Where(version => (version.State == ServiceVersionState.Published || version.State == ServiceVersionState.Deprecated) && !db.Set<DirectoryText>().Any(text => text.VersionId == version.Id && text.Sha256 == version.DescriptionSha256))
            .OrderBy(version => version.Id).Take(50).Select(version => new { version.Id, version.ServiceId, version.DescriptionSha256 }).ToListAsync(cancel);
        foreach (var version in wanted)
        {
            var words = await Lint.Documents.Of(db, version.DescriptionSha256, cancel) is { } document ? Of(document) : "";
            var text = await db.Set<DirectoryText>().FindAsync([version.Id], cancel);
            if (text is null) db.Add(text = new DirectoryText { VersionId = version.Id, ServiceId = version.ServiceId });
            (text.Sha256, text.Words) = (version.DescriptionSha256, words);
        }
        if (wanted.Count > 0) await db.SaveChangesAsync(cancel);
        return wanted.Count;
    }

    /// <summary>Paths, operations with their words, parameters, and the names and words of all data elements.</summary>
    internal static string Of(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = OpenApiDocument.Parse(json);
            HashSet<string> words = new(StringComparer.Ordinal);
            foreach (var (method, path, operation, item) in document.Operations())
            {
                Add($"{method} {path} {operation.Text("operationId")} {operation.Text("summary")} {operation.Text("description")}");
                foreach (var parameter in document.Parameters(operation, item)) Add($"{parameter.Text("name")} {parameter.Text("description")}");
            }
            var ahead = new Stack<DocumentPlace>([document.Root]);
            while (ahead.TryPop(out var place))
            {
                foreach (var (name, member) in place.Member("properties")?.Members() ?? []) Add($"{name} {member.Text("title")} {member.Text("description")}");
                foreach (var below in place.Members().Select(one => one.Place).Concat(place.Elements())) ahead.Push(below);
            }
            var text = string.Join(' ', words);
            return text.Length <= MaxWords ? text : text[..MaxWords];

            void Add(string line)
            {
                // namaLengkap is found by "nama" and by "lengkap", as nama_lengkap is.
                foreach (var word in Folded.Words(line)) words.Add(word);
            }
        }
        catch (FormatException)
        {
            return "";
        }
    }
}

internal sealed class DirectoryTextMapping : IEntityTypeConfiguration<DirectoryText>
{
    public void Configure(EntityTypeBuilder<DirectoryText> builder)
    {
        builder.ToTable("bus_directory").HasKey(text => text.VersionId);
        builder.Property(text => text.VersionId).ValueGeneratedNever();
        builder.Property(text => text.Sha256).HasMaxLength(64);
        builder.HasIndex(text => text.ServiceId);
    }
}
