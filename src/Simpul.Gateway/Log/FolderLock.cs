namespace Simpul.Gateway.Log;

/// <summary>
/// Holds a gateway's folder for one process. A second one, started by mistake or while the first is still draining, would cut the write-ahead file under
/// the feet of the first, and with it records of calls that were answered.
/// </summary>
sealed class FolderLock : IDisposable
{
    readonly FileStream file;

    FolderLock(FileStream file) => this.file = file;

    /// <exception cref="IOException">Another gateway runs on this folder; the message says so.</exception>
    internal static FolderLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new(new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new IOException($"Another gateway runs on {folder}. Stop it first, or give this one a folder of its own.", e);
        }
    }

    public void Dispose() => file.Dispose();
}
