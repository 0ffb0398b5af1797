using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Platform.Files;

/// <summary>A record as its files need to know it: where it is, whose it is, and what the actor at hand may do there.</summary>
/// <param name="Permission">What the search asks for before it shows the name of a file.</param>
/// <param name="MayView">Whether the actor sees the record, and so its files up to their clearance.</param>
/// <param name="MayAttach">Whether the actor may add files and take them away.</param>
public sealed record FileSubject(string Kind, Guid Id, string Title, string Href, string Permission, Guid? Agency, bool MayView, bool MayAttach)
{
    /// <summary>Slots into which nothing can be put, and from which nothing taken, as things stand.</summary>
    public IReadOnlySet<string> Locked { get; init; } = new HashSet<string>();

    /// <summary>What may be attached; null for the usual documents, pictures and archives.</summary>
    public IReadOnlyList<Documents.Uploads.UploadType>? Types { get; init; }

    /// <summary>Whether a file can be taken away only by the person who attached it.</summary>
    public bool OnlyOwn { get; init; }

    /// <summary>What must still be so in the very save by which a file comes or goes; null where <see cref="MayAttach"/> says all.</summary>
    public Func<CancellationToken, Task<Refusal?>>? Holds { get; init; }
}

/// <summary>Where a module says who may see and attach the files of its records. Registers need none: their declaration says it.</summary>
public interface IFileSubjects
{
    /// <summary>Kind of record that it answers for.</summary>
    string Kind { get; }

    /// <summary>The record, seen by the actor at hand; null when there is none.</summary>
    Task<FileSubject?> Find(Guid id, CancellationToken cancel);
}

/// <summary>Finds the record of any kind that files can hang on.</summary>
public sealed class FileSubjects(IEnumerable<IFileSubjects> known, RegisterCatalogue registers, Acting acting, IServiceProvider services)
{
    /// <summary>Whether somebody answers for records of this kind, so that a record that is not found is one that the actor may not see.</summary>
    public bool Knows(string kind) => known.Any(item => item.Kind == kind) || registers.ByKind(kind) is not null;

    public async Task<FileSubject?> Find(string kind, Guid id, CancellationToken cancel)
    {
        if (known.FirstOrDefault(item => item.Kind == kind) is { } own)
        {
            return await own.Find(id, cancel);
        }
        return registers.ByKind(kind) is { } register && await register.Work(services).Find(id, cancel) is { } record ? Of(register, record) : null;
    }

    /// <summary>As the other, for a record that was read from its register already.</summary>
    public async Task<FileSubject?> Find(Register register, RecordView record, CancellationToken cancel) =>
        known.FirstOrDefault(item => item.Kind == register.Kind) is { } own ? await own.Find(record.Id, cancel) : Of(register, record);

    private FileSubject Of(Register register, RecordView record) => new(
        register.Kind, record.Id, record.Title, register.HrefOf(record.Id), register.View, record.Agency, acting.Actor.May(register.View, record.Agency), acting.Actor.May(register.Edit, record.Agency));
}
