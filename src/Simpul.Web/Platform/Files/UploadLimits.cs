namespace Simpul.Web.Platform.Files;

/// <summary>How large a request with a file may be.</summary>
public static class UploadLimits
{
    /// <summary>Above <see cref="FileRecord.MostBytes"/>, so that a file somewhat too large is refused in words and not by the server.</summary>
    public const long RequestBytes = 64L * 1024 * 1024;
}
