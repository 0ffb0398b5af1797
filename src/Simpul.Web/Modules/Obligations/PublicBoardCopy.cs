using System.Globalization;
using System.Text.Json;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Obligations;

/// <summary>
/// The public picture as it was last worked out, in a file: a program that has just started shows it at once, where working it out means to meet every check's
/// code for the first time, which takes seconds. It holds for one state of the journal, one day, one profile and one build of the program, as the board does that it was taken from (decision 0062).
/// </summary>
internal sealed class PublicBoardCopy(DataFolder data, ILogger<PublicBoardCopy> log)
{
    private volatile Kept? last;

    private string Place => Path.Combine(data.Path, "public-board.json");

    /// <summary>All that the picture depends on.</summary>
    /// <param name="profile">Of the profile as it was read: <see cref="CurrentRegulation.Stamp"/>.</param>
    public static string KeyOf(string profile, DateOnly date, long journalSize) =>
        string.Create(CultureInfo.InvariantCulture, $"{typeof(PublicBoardCopy).Module.ModuleVersionId:N} {profile} {date:O} {journalSize}");

    /// <summary>The picture of this key, or null where it has to be worked out.</summary>
    public async Task<PublicBoardView?> Find(string key, CancellationToken cancel)
    {
        last ??= await Read(cancel);
        return last is { } known && known.Key == key ? known.View : null;
    }

    public async Task Keep(string key, PublicBoardView view, CancellationToken cancel)
    {
        last = new Kept(key, view);
        // Two requests may write at once: each writes a file of its own and puts it in its place whole.
        var fresh = $"{Place}.{Guid.NewGuid():N}.new";
        try
        {
            await File.WriteAllBytesAsync(fresh, JsonSerializer.SerializeToUtf8Bytes(last), cancel);
            File.Move(fresh, Place, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The page is shown all the same; the next start works it out anew.
            log.LogWarning("The public picture of the obligations could not be kept: {Reason}", failure.GetType().Name);
        }
    }

    private async Task<Kept> Read(CancellationToken cancel)
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(await File.ReadAllBytesAsync(Place, cancel)) is { Key: not null, View: { Regulation: not null, Chapters: not null } } kept ? kept : Kept.None;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return Kept.None;
        }
    }

    private sealed record Kept(string Key, PublicBoardView View)
    {
        public static Kept None { get; } = new("", new PublicBoardView("", default, default, []));
    }
}
