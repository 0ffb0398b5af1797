using System.Security.Cryptography;

namespace Simpul.Web.Platform;

/// <summary>The folder that an instance keeps outside the database: keys, files, the SQLite file, mail that no server takes.</summary>
public sealed class DataFolder
{
    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path);
        MakePrivate(Directory.CreateDirectory(Keys).FullName);
        Directory.CreateDirectory(Files);
    }

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "simpul.db");

    /// <summary>Readable by the program's own user only.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    public string Files => System.IO.Path.Combine(Path, "files");

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

    private static void MakePrivate(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
