using System.Runtime.InteropServices;

namespace Simpul.Gateway.Log;

/// <summary>A new file is there after a power cut only once its folder is flushed as well, for which the framework has no call.</summary>
static class Folders
{
    const int ReadOnly = 0;

    internal static void Flush(string path)
    {
        if (!OperatingSystem.IsLinux()) return;
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0) return;
        _ = Sync(descriptor);
        _ = Close(descriptor);
    }

#pragma warning disable SYSLIB1054, CA5392, CA2101 // Source-generated calls need unsafe code, which this project does without.
    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
#pragma warning restore SYSLIB1054, CA5392, CA2101
}
