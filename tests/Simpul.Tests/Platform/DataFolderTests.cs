using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Platform;
using Xunit;

namespace Simpul.Tests.Platform;

public sealed class DataFolderTests
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public void A_folder_that_is_made_is_the_programs_own()
    {
        using var place = new Place();
        var data = new DataFolder(Path.Combine(place.Path, "dalam", "data"));
        foreach (var folder in new[] { data.Path, data.Keys, data.Files, data.Mail })
        {
            Mode(folder).ShouldBe(Own);
        }
    }

    [Fact]
    public void A_folder_that_the_operator_made_stays_theirs_and_what_is_in_it_is_closed_to_others()
    {
        using var place = new Place();
        var files = Directory.CreateDirectory(Path.Combine(place.Path, "files")).FullName;
        const UnixFileMode shared = Own | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
        Set(place.Path, shared | UnixFileMode.OtherRead);
        Set(files, shared | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        _ = new DataFolder(place.Path);
        Mode(place.Path).ShouldBe(shared | UnixFileMode.OtherRead);
        Mode(files).ShouldBe(shared);
    }

    [Fact]
    public async Task The_database_is_closed_to_others()
    {
        await using var app = await App.StartWith(Make.Palembang);
        (Mode(app.Data.Database) & Others).ShouldBe(UnixFileMode.None);
        (Mode(app.Data.Database + "-wal") & Others).ShouldBe(UnixFileMode.None);
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(path);

    private static void Set(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private sealed class Place : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("simpul-test-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
