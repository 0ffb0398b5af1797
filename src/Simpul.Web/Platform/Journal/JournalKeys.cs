using System.Globalization;
using System.Text;
using Simpul.Bus;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// The instance's keys for its journal: one signs, the public halves of all stay, to verify what they signed. They lie in the data
/// folder, not in the database: whoever can change the database alone cannot sign. Several nodes may share the folder; when one of them
/// or a command rotates the key, the others take up the new one with their next signature. Safe to share between threads.
/// </summary>
/// <remarks>
/// <c>journal-0001.pub.pem</c> is a public key, <c>journal-0001.pem</c> its private half. The lowest private key signs. A rotation first
/// writes the next pair, then journals it under both signatures, and at last deletes the old private key: interrupted anywhere, the old key
/// goes on and the rotation can be taken up again.
/// </remarks>
public sealed class JournalKeys : IDisposable
{
    private readonly DataFolder folder;
    private readonly Lock reading = new();
    private KeySet keys;

    private JournalKeys(DataFolder folder, string origin)
    {
        this.folder = folder;
        Origin = origin;
        keys = Read();
    }

    /// <summary>The journal's own name, in every checkpoint; fixed when the instance is set up.</summary>
    public string Origin { get; }

    /// <summary>Every public key that ever signed, oldest first.</summary>
    public IReadOnlyList<VerifyingKey> All => Fresh().All;

    /// <summary>The key that signs now.</summary>
    public VerifyingKey Current => Fresh().Signing[0].Public;

    /// <summary>The key that a rotation under way goes over to; null when there is none.</summary>
    public VerifyingKey? Next => Fresh().Signing is [_, var next, ..] ? next.Public : null;

    /// <summary>Opens the keys of a data folder, making origin and first key where there are none.</summary>
    public static JournalKeys Open(DataFolder folder)
    {
        var name = Path.Combine(folder.Keys, "journal.origin");
        if (!File.Exists(name))
        {
            DataFolder.WritePrivate(name, Encoding.UTF8.GetBytes($"simpul-{Guid.CreateVersion7():n}"));
        }
        var origin = File.ReadAllText(name).Trim();
        if (Numbers(folder, "journal-*.pub.pem").Count == 0)
        {
            Make(folder, origin, 1);
        }
        return new JournalKeys(folder, origin);
    }

    /// <summary>Names the journal of an instance that has no event yet: <c>palembang.go.id/simpul</c>.</summary>
    public static void Name(DataFolder folder, string origin)
    {
        if (Directory.GetFiles(folder.Keys, "journal-*.pem").Length == 0)
        {
            DataFolder.WritePrivate(Path.Combine(folder.Keys, "journal.origin"), Encoding.UTF8.GetBytes(origin));
        }
    }

    /// <summary>The signed checkpoint of a tree of this size and root, as a signed note; by old and new key while a rotation is under way.</summary>
    public string Sign(long size, byte[] root, DateTimeOffset at) =>
        SignedCheckpoint.Sign(new Checkpoint(Origin, size, root, at), Fresh().Signing).Text;

    /// <summary>Makes the key that is to follow, or finds the one of a rotation that was interrupted. From here on both sign.</summary>
    public VerifyingKey BeginRotation()
    {
        lock (reading)
        {
            if (Numbers(folder, PrivateFiles).Count < 2)
            {
                Make(folder, Origin, Numbers(folder, "journal-*.pub.pem").Max() + 1);
            }
            keys = Read();
            return keys.Signing[1].Public;
        }
    }

    /// <summary>Forgets the old private key; the new one signs alone.</summary>
    /// <exception cref="InvalidOperationException">No rotation is under way.</exception>
    public void EndRotation()
    {
        lock (reading)
        {
            var numbers = Numbers(folder, PrivateFiles);
            if (numbers.Count < 2)
            {
                throw new InvalidOperationException("No rotation of the journal's key is under way.");
            }
            File.Delete(PrivateFile(folder, numbers[0]));
            keys = Read();
        }
    }

    public void Dispose()
    {
        foreach (var key in keys.Signing)
        {
            key.Dispose();
        }
    }

    private const string PrivateFiles = "journal-????.pem";

    /// <summary>The keys as they lie in the folder now. Asking costs two looks at the file system.</summary>
    private KeySet Fresh()
    {
        var known = keys;
        if (known.IsCurrent(folder))
        {
            return known;
        }
        lock (reading)
        {
            return keys.IsCurrent(folder) ? keys : keys = Read();
        }
    }

    private KeySet Read()
    {
        // First the time, then the files: what changes in between is found at the next look.
        var at = Directory.GetLastWriteTimeUtc(folder.Keys);
        List<VerifyingKey> all = [.. Numbers(folder, "journal-*.pub.pem").Select(number => VerifyingKey.FromPem(Origin, File.ReadAllText(PublicFile(folder, number))))];
        var numbers = Numbers(folder, PrivateFiles);
        // A pair whose public half is not there yet is being written: it does not sign.
        List<SigningKey> signing = [];
        foreach (var number in numbers.Where(number => File.Exists(PublicFile(folder, number))))
        {
            signing.Add(SigningKey.FromPem(Origin, File.ReadAllText(PrivateFile(folder, number))));
        }
        return signing.Count > 0
            ? new KeySet(at, PrivateFile(folder, numbers[0]), signing, all)
            : throw new InvalidOperationException($"There is no private key of the journal in {folder.Keys}: restore the folder from a backup.");
    }

    private static void Make(DataFolder folder, string origin, int number)
    {
        using var made = SigningKey.Create(origin);
        DataFolder.WritePrivate(PrivateFile(folder, number), Encoding.ASCII.GetBytes(made.ToPem()));
        DataFolder.WritePrivate(PublicFile(folder, number), Encoding.ASCII.GetBytes(made.Public.Pem));
    }

    private static List<int> Numbers(DataFolder folder, string pattern) =>
        [.. Directory.GetFiles(folder.Keys, pattern).Select(file => int.Parse(Path.GetFileName(file).AsSpan("journal-".Length, 4), CultureInfo.InvariantCulture)).Order()];

    private static string PrivateFile(DataFolder folder, int number) => Path.Combine(folder.Keys, $"journal-{number:0000}.pem");

    private static string PublicFile(DataFolder folder, int number) => Path.Combine(folder.Keys, $"journal-{number:0000}.pub.pem");

    /// <summary>What was read at one moment. Sets that were replaced are left to the garbage collector: somebody may be signing.</summary>
    private sealed record KeySet(DateTime At, string CurrentFile, IReadOnlyList<SigningKey> Signing, IReadOnlyList<VerifyingKey> All)
    {
        public bool IsCurrent(DataFolder folder) => File.Exists(CurrentFile) && Directory.GetLastWriteTimeUtc(folder.Keys) == At;
    }
}
