namespace Simpul.Gateway.Log;

/// <summary>Files that are there whole or not at all, and that are there after a power cut once they were written: a rename and a new folder are only so once the folder above is flushed.</summary>
static class DurableFile
{
    internal static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var folder = Path.GetDirectoryName(path)!;
        MakeFolder(folder);
        var part = path + ".part";
        using (var handle = File.OpenHandle(part, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, bytes, 0);
            RandomAccess.FlushToDisk(handle);
        }
        File.Move(part, path, overwrite: true);
        Folders.Flush(folder);
    }

    /// <summary>A folder, with those above it, that is there after a power cut.</summary>
    internal static void MakeFolder(string folder)
    {
        if (folder.Length == 0 || Directory.Exists(folder)) return;
        var above = Path.GetDirectoryName(folder) ?? "";
        MakeFolder(above);
        Directory.CreateDirectory(folder);
        if (above.Length > 0) Folders.Flush(above);
    }
}
