using System.Security.Cryptography;

namespace Simpul.Web.Platform;

/// <summary>The folder that an instance keeps outside the database: keys, files, the SQLite file, mail that no server takes.</summary>
public sealed class DataFolder
{
    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Private(Path);
        MakePrivate(Private(Keys));
        CloseToOthers(Private(Files));
        CloseToOthers(Private(Mail));
    }

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "simpul.db");

    /// <summary>Readable by the program's own user only.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    public string Files => System.IO.Path.Combine(Path, "files");

    /// <summary>Letters that no mail server takes; with addresses in them.</summary>
    public string Mail => System.IO.Path.Combine(Path, "mail");

    /// <summary>The key of personal data: 32 bytes, made on first use. Losing it loses the data sealed under it.</summary>
    public byte[] DataKey()
    {
        var file = System.IO.Path.Combine(Keys, "data.key");
        if (!File.Exists(file))
        {
            WritePrivate(file, RandomNumberGenerator.GetBytes(32));
        }
        return File.ReadAllBytes(file);
    }

    /// <summary>Takes from everybody but owner and group what they may do with the SQLite file, once it is there.</summary>
    public void CloseDatabase()
    {
        foreach (var file in (ReadOnlySpan<string>)[Database, Database + "-wal", Database + "-shm"])
        {
            if (File.Exists(file))
            {
                CloseToOthers(file);
            }
        }
    }

    /// <summary>Writes a file that only the program's own user may read, whole or not at all.</summary>
    public static void WritePrivate(string file, byte[] content)
    {
        var fresh = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var stream = new FileStream(fresh, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(fresh, file, overwrite: true);
    }

    /// <summary>A folder that is made here is the program's own user's. One that the operator made keeps its owner and group.</summary>
    private static string Private(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return folder;
    }

    private static void CloseToOthers(string path)
    {
        const UnixFileMode others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) is var mode && (mode & others) != 0)
        {
            File.SetUnixFileMode(path, mode & ~others);
        }
    }

    private static void MakePrivate(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
