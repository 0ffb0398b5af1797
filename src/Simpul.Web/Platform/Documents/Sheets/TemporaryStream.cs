namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>A file that vanishes when it is closed: for an export before it is sent, or an upload that cannot be read twice.</summary>
public static class TemporaryStream
{
    public static FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 64 * 1024, Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), $"simpul-{Guid.NewGuid():N}"), options);
    }
}
