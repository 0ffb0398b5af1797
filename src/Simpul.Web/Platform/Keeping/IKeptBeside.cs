using System.IO.Compression;

namespace Simpul.Web.Platform.Keeping;

/// <summary>What a module keeps on the disk beside tables and files, so that backups have it: <c>services.AddScoped&lt;IKeptBeside, …&gt;()</c>.</summary>
public interface IKeptBeside
{
    /// <summary>Writes entries under a folder of its own in the archive, while the program serves and the tables are held at one moment.</summary>
    /// <returns>How many things it wrote.</returns>
    Task<int> Write(ZipArchive zip, Action<string> progress, CancellationToken cancel);

    /// <summary>Reads them back, after tables and files; entries that are not there were not in the backup.</summary>
    /// <exception cref="RestoreException">What is there is damaged, or this machine lacks what it needs.</exception>
    Task<int> Read(ZipArchive zip, Action<string> progress, CancellationToken cancel);
}
