using System.Collections.Frozen;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Applications.Inventory.Likenesses;

/// <summary>
/// The words of an Indonesian text that say what it is about, cut to their roots as far as rules without a dictionary go: pelayanan, layanan and
/// melayani come out alike.
/// </summary>
public static class SimilarWords
{
    /// <summary>A root is not cut below this: what is left would be another word.</summary>
    private const int ShortestRoot = 4;

    /// <summary>Words that every application's description has.</summary>
    private static readonly FrozenSet<string> stop = FrozenSet.ToFrozenSet(
    [
        "ada", "adalah", "agar", "akan", "antara", "aplikasi", "atas", "atau", "bagi", "bahwa", "baik", "baru", "berbasis", "bisa", "bagian", "contoh", "butir", "daerah", "dalam", "dan", "dapat", "dari", "daring", "dengan",
        "di", "digital", "dinas", "elektronik", "guna", "hal", "harus", "hingga", "ini", "itu", "jadi", "juga", "kabupaten", "kami", "karena", "ke", "kepada", "kota", "lain", "layanan", "lebih", "melalui", "mobile", "oleh", "online",
        "pada", "pelayanan", "pemerintah", "para", "perangkat", "per", "platform", "portal", "program", "saat", "sebagai", "secara", "sehingga", "seluruh", "sampai", "serta", "setiap", "sistem", "suatu", "sudah", "telah", "tentang",
        "terhadap", "terpadu", "terintegrasi", "informasi", "tersebut", "tidak", "tugas", "fungsi", "melayani", "mendukung", "untuk", "web", "website", "yang", "yaitu", "the", "of", "and",
    ], StringComparer.Ordinal);

    private static readonly string[] prefixes = ["menge", "penge", "meng", "peng", "meny", "peny", "mem", "pem", "men", "pen", "ber", "per", "ter", "me", "pe", "di", "ke", "se", "be", "te"];
    private static readonly string[] suffixes = ["kan", "an", "i"];
    private static readonly string[] particles = ["nya", "lah", "kah", "pun", "ku", "mu"];

    /// <summary>The roots, each once, in the order of the text, with the word that each first stood for.</summary>
    /// <param name="most">Words that are looked at; a description has no more that matter.</param>
    public static IReadOnlyDictionary<string, string> Of(string text, int most = 400)
    {
        var roots = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in Folded.Words(text).Take(most))
        {
            if (word.Length > 1 && !stop.Contains(word))
            {
                roots.TryAdd(Root(word), word);
            }
        }
        return roots;
    }

    /// <summary>A folded word without its particles, one suffix and one prefix.</summary>
    public static string Root(string word)
    {
        word = Without(word, particles, atEnd: true);
        word = Without(word, suffixes, atEnd: true);
        return Without(word, prefixes, atEnd: false);
    }

    private static string Without(string word, string[] parts, bool atEnd)
    {
        foreach (var part in parts)
        {
            if (word.Length - part.Length >= ShortestRoot && (atEnd ? word.EndsWith(part, StringComparison.Ordinal) : word.StartsWith(part, StringComparison.Ordinal)))
            {
                return atEnd ? word[..^part.Length] : word[part.Length..];
            }
        }
        return word;
    }
}
