using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Files;

/// <summary>
/// What the partial <c>_Files</c> shows of a record: <c>&lt;partial name="_Files" model="Model.Files" /&gt;</c>, where Files comes from
/// <see cref="Of(IServiceProvider, string, Guid, CancellationToken)"/>. Its form posts to the page of the record's files, which answers with what was wrong or goes back to the record.
/// </summary>
public sealed class FileList
{
    public required FileSubject Subject { get; init; }

    public required IReadOnlyList<AttachedDocument> Documents { get; init; }

    /// <summary>What stands in the form.</summary>
    public UploadInput Input { get; init; } = new();

    /// <summary>Where a slot has a title of its own: key to title.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>();

    /// <summary>Classifications that the actor may give.</summary>
    public required IReadOnlyList<SelectListItem> Classifications { get; init; }

    public string Action => $"/kerja/berkas/{Subject.Kind}/{Subject.Id}";

    /// <summary>The files of a record for the actor at hand; null where there is no such record or they may not see it.</summary>
    public static async Task<FileList?> Of(IServiceProvider services, string kind, Guid id, CancellationToken cancel) =>
        await services.GetRequiredService<FileSubjects>().Find(kind, id, cancel) is { MayView: true } subject ? await Of(services, subject, cancel) : null;

    public static async Task<FileList> Of(IServiceProvider services, FileSubject subject, CancellationToken cancel)
    {
        var clearance = services.GetRequiredService<Acting>().Actor.Clearance;
        return new FileList
        {
            Subject = subject,
            Documents = await services.GetRequiredService<Attachments>().Of(subject.Kind, subject.Id, cancel),
            Classifications = Choices(clearance),
        };
    }

    /// <summary>The classifications that somebody with this clearance may give, each with what it means.</summary>
    public static IReadOnlyList<SelectListItem> Choices(Classification clearance) => [.. Classes.Where(item => item.Class <= clearance).Select(item => new SelectListItem($"{item.Title}: {item.Means}", item.Class.ToString()))];

    /// <summary>What a document is called: the title of its slot or, for one of its own, the name of its file.</summary>
    public string TitleOf(AttachedDocument document) => Titles.GetValueOrDefault(document.Slot) ?? document.Versions[0].Name;

    /// <summary>The classifications in Indonesian.</summary>
    public static string Word(Classification classification) => Classes.First(item => item.Class == classification).Title;

    private static readonly (Classification Class, string Title, string Means)[] Classes =
    [
        (Classification.Public, "Publik", "siapa pun boleh mengunduhnya"),
        (Classification.Restricted, "Terbatas", "hanya yang berwenang atas data ini"),
        (Classification.Secret, "Rahasia", "hanya jabatan yang diizinkan, dan setiap pembacaan dicatat"),
    ];
}

/// <summary>The form that attaches a file.</summary>
public sealed class UploadInput
{
    /// <summary>The document of which it is a new version; empty for a new document.</summary>
    public string? Slot { get; set; }

    [Display(Name = "Berkas")]
    public IFormFile? File { get; set; }

    [Display(Name = "Klasifikasi")]
    public Classification Classification { get; set; } = Classification.Restricted;
}
