namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>What a read may cost. A file beyond any of these is refused with <see cref="UnreadableSheetException"/>, however little of it was read.</summary>
public sealed record SheetLimits
{
    public static SheetLimits Usual { get; } = new();

    public long FileBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Of all parts that are read, together.</summary>
    public long UnpackedBytes { get; init; } = 400L * 1024 * 1024;

    /// <summary>Unpacked to packed, of one part, once 16 MB of it are unpacked. Real sheets stay under 100; deflate can reach 1,032.</summary>
    public int Ratio { get; init; } = 150;

    /// <summary>Rows that hold a value; blank ones are not counted.</summary>
    public int Rows { get; init; } = 100_000;

    public int Columns { get; init; } = 200;

    /// <summary>Excel's own bound.</summary>
    public int CellCharacters { get; init; } = 32_767;

    internal string FileTooLarge => $"Berkas lebih dari {FileBytes / (1024 * 1024)} MB. Perkecil berkas atau bagi menjadi beberapa bagian.";
}

/// <summary>The file as a whole cannot be read. The message is Indonesian, for the person who sent the file, and says what to do.</summary>
public sealed class UnreadableSheetException : Exception
{
    public UnreadableSheetException(string message) : base(message) { }

    public UnreadableSheetException(string message, Exception? cause) : base(message, cause) { }

    public UnreadableSheetException() { }
}
