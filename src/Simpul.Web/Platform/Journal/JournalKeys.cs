using System.Text;
using Simpul.Bus;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// The instance's keys for its journal: the newest signs, the public halves of all stay, to verify what they signed. They lie in the data
/// folder, not in the database: whoever can change the database alone cannot sign.
/// </summary>
public sealed class JournalKeys : IDisposable
{
    private readonly DataFolder folder;
    private SigningKey signing;
    private List<VerifyingKey> all;

    private JournalKeys(DataFolder folder, string origin, SigningKey signing, List<VerifyingKey> all)
    {
        this.folder = folder;
        Origin = origin;
        this.signing = signing;
        this.all = all;
    }

    /// <summary>The journal's own name, in every checkpoint; fixed when the instance is set up.</summary>
    public string Origin { get; }

    /// <summary>Every public key that ever signed, oldest first.</summary>
    public IReadOnlyList<VerifyingKey> All => all;

    /// <summary>The key that signs now.</summary>
    public VerifyingKey Current => signing.Public;

    /// <summary>Opens the keys of a data folder, making origin and first key where there are none.</summary>
    public static JournalKeys Open(DataFolder folder)
    {
        var name = Path.Combine(folder.Keys, "journal.origin");
        if (!File.Exists(name))
        {
            DataFolder.WritePrivate(name, Encoding.UTF8.GetBytes($"simpul-{Guid.CreateVersion7():n}"));
        }
        var origin = File.ReadAllText(name).Trim();
        var publics = Directory.GetFiles(folder.Keys, "journal-*.pub.pem").Order(StringComparer.Ordinal).Select(file => VerifyingKey.FromPem(origin, File.ReadAllText(file))).ToList();
        if (publics.Count == 0)
        {
            return new JournalKeys(folder, origin, Make(folder, origin, 1, out var first), [first]);
        }
        return new JournalKeys(folder, origin, SigningKey.FromPem(origin, File.ReadAllText(PrivateFile(folder, publics.Count))), publics);
    }

    /// <summary>Names the journal of an instance that has no event yet: <c>palembang.go.id/simpul</c>.</summary>
    public static void Name(DataFolder folder, string origin)
    {
        if (Directory.GetFiles(folder.Keys, "journal-*.pem").Length == 0)
        {
            DataFolder.WritePrivate(Path.Combine(folder.Keys, "journal.origin"), Encoding.UTF8.GetBytes(origin));
        }
    }

    /// <summary>The signed checkpoint of a tree of this size and root, as a signed note.</summary>
    public string Sign(long size, byte[] root, DateTimeOffset at) =>
        SignedCheckpoint.Sign(new Checkpoint(Origin, size, root, at), signing).Text;

    /// <summary>Makes a new key that signs from now on and forgets the old private one. The caller journals it and signs the head anew.</summary>
    public VerifyingKey Rotate()
    {
        var number = all.Count + 1;
        var fresh = Make(folder, Origin, number, out var key);
        File.Delete(PrivateFile(folder, number - 1));
        signing.Dispose();
        signing = fresh;
        all = [.. all, key];
        return key;
    }

    public void Dispose() => signing.Dispose();

    private static SigningKey Make(DataFolder folder, string origin, int number, out VerifyingKey key)
    {
        var made = SigningKey.Create(origin);
        key = made.Public;
        DataFolder.WritePrivate(PrivateFile(folder, number), Encoding.ASCII.GetBytes(made.ToPem()));
        DataFolder.WritePrivate(Path.Combine(folder.Keys, $"journal-{number:0000}.pub.pem"), Encoding.ASCII.GetBytes(key.Pem));
        return made;
    }

    private static string PrivateFile(DataFolder folder, int number) => Path.Combine(folder.Keys, $"journal-{number:0000}.pem");
}
