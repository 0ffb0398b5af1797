using System.Buffers;
using System.Security.Cryptography;

namespace Simpul.Web.Platform.Files;

/// <summary>What was put into the store.</summary>
/// <param name="Sha256">Lower-case hexadecimal; its name in the store.</param>
public sealed record StoredContent(string Sha256, long Size);

/// <summary>
/// Contents of files, each once, under the SHA-256 of its bytes: <c>files/ab/cd/abcd…</c>. Nothing is ever overwritten, so that a backup may copy
/// the folder while the program writes, and a changed byte shows by the name.
/// </summary>
public sealed class FileStore(DataFolder folder)
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Reads a stream to its end and keeps its bytes. When this returns they are on the disk; the row that names them is saved afterwards.</summary>
    /// <param name="most">Bytes at most.</param>
    /// <returns>Null when there were more; then nothing is kept.</returns>
    public async Task<StoredContent?> Put(Stream content, long most, CancellationToken cancel)
    {
        var partial = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Files, "tmp")).FullName, Guid.CreateVersion7().ToString("n"));
        try
        {
            await using var file = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
            if (await Copy(content, file, most, cancel) is not { } stored)
            {
                return null;
            }
            var place = PathOf(stored.Sha256);
            if (File.Exists(place))
            {
                return stored;
            }
            RandomAccess.FlushToDisk(file.SafeFileHandle);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(partial, place, overwrite: true);
            // The second flush takes the new name to the disk with it: journalling file systems write a file's pending rename before they answer.
            RandomAccess.FlushToDisk(file.SafeFileHandle);
            return stored;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Opens a content for reading.</summary>
    /// <exception cref="FileNotFoundException">The store has none of that name: the disk lost it.</exception>
    public FileStream Open(string sha256) => new(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>Reads a content whole and compares it with its name.</summary>
    public async Task<ContentState> Verify(string sha256, CancellationToken cancel)
    {
        try
        {
            await using var file = Open(sha256);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)) == sha256 ? ContentState.Sound : ContentState.Changed;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return ContentState.Missing;
        }
    }

    /// <summary>Where a content lies, there or not.</summary>
    /// <exception cref="ArgumentException">It is no SHA-256 in lower-case hexadecimal.</exception>
    public string PathOf(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(folder.Files, sha256[..2], sha256[2..4], sha256)
        : throw new ArgumentException("A content is named by its SHA-256, 64 lower-case hexadecimal digits.", nameof(sha256));

    private static async Task<StoredContent?> Copy(Stream content, FileStream file, long most, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancel)) > 0)
            {
                size += read;
                if (size > most)
                {
                    return null;
                }
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
            return new StoredContent(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>How a content of the store was found.</summary>
public enum ContentState
{
    Sound,

    /// <summary>Its bytes are not those that it is named after.</summary>
    Changed,

    Missing,
}
