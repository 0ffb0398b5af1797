using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Simpul.Gateway.Log;

/// <summary>Calls that the framework does not have: a new file is there after a power cut only once its folder is flushed as well, and bytes that overwrite others need no flush of what the
/// file system notes about the file.</summary>
static class Folders
{
    const int ReadOnly = 0;

    /// <summary>Told of every folder that was flushed, for whoever must know in which order things became durable.</summary>
    internal static event Action<string>? Flushed;

    /// <exception cref="IOException">What is in the folder may not be there after a power cut.</exception>
    internal static void Flush(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            var descriptor = Open(path, ReadOnly);
            if (descriptor < 0) throw new IOException($"The folder {path} cannot be opened to be flushed ({Marshal.GetLastPInvokeError()}).", Marshal.GetLastPInvokeError());
            var (failed, error) = (Sync(descriptor) != 0, Marshal.GetLastPInvokeError());
            _ = Close(descriptor);
            if (failed) throw new IOException($"The folder {path} cannot be flushed ({error}).", error);
        }
        Flushed?.Invoke(path);
    }

    /// <exception cref="IOException">The bytes may not be on the disk.</exception>
    internal static void FlushData(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux()) RandomAccess.FlushToDisk(file);
        else if (SyncData(file) != 0) throw new IOException($"fdatasync failed ({Marshal.GetLastPInvokeError()}).", Marshal.GetLastPInvokeError());
    }

#pragma warning disable SYSLIB1054, CA5392, CA2101 // Source-generated calls need unsafe code, which this project does without.
    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, SetLastError = true)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static extern int SyncData(SafeFileHandle file);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
#pragma warning restore SYSLIB1054, CA5392, CA2101
}
