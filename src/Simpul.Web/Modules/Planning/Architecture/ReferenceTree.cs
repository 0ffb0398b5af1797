using System.Collections.Concurrent;
using Simpul.Web.Commands;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>The national reference codes, found by their words, and what each domain records. The files are read when somebody first asks.</summary>
public sealed class ReferenceTree(IServiceProvider services)
{
    /// <summary>Read once for a folder in this process: the national data does not change while the program runs.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<NationalData>> read = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<ArchitectureDomain, IReadOnlyList<MetadataAttribute>> attributes = new();

    public ReferenceArchitecture Architecture => services.GetRequiredService<NationalData>().Architecture;

    internal static NationalData Load() => read.GetOrAdd(Path.Combine(RegulationsCommand.Folder, "national"), folder => new Lazy<NationalData>(() => NationalData.Load(folder))).Value;

    /// <summary>The codes of a domain, in the order of the tree.</summary>
    public IReadOnlyList<ReferenceCode> Codes(ArchitectureDomain domain) => Architecture.References.FirstOrDefault(reference => reference.Id == domain.Reference())?.Codes ?? [];

    /// <summary>Whether items of the domain may bear the code.</summary>
    public bool Allows(ArchitectureDomain domain, string code) => code.StartsWith(domain.Reference() + ".", StringComparison.Ordinal) && Architecture.Allows(code);

    /// <summary>The code with its name, as far down as it has one.</summary>
    public string Named(string code) => Architecture.Find(code) is { } found ? $"{found.Code} {found.Name}" : code;

    /// <summary>The code that is meant by a code or by a name written out; null where neither is one.</summary>
    public string? Meant(ArchitectureDomain domain, string typed)
    {
        var code = typed.Trim().ToUpperInvariant();
        if (Allows(domain, code))
        {
            return code;
        }
        // As suggested and as shown: the code before its name.
        if (code.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end && Allows(domain, code[..end]))
        {
            return code[..end];
        }
        var name = Folded.Of(typed);
        var named = Codes(domain).Where(one => Folded.Of(one.Name) == name).Take(2).ToList();
        return named.Count == 1 ? named[0].Code : null;
    }

    /// <summary>The codes nearest to what somebody typed: to its number where it looks like a code, else to its words.</summary>
    public IReadOnlyList<ReferenceCode> Nearest(ArchitectureDomain domain, string typed, int most = 5)
    {
        var codes = Codes(domain);
        var above = typed.Trim().ToUpperInvariant();
        if (above.Length > 3 && above[3] == '.' && above[..3].All(char.IsAsciiLetter))
        {
            for (above = domain.Reference() + above[3..]; above.Contains('.', StringComparison.Ordinal); above = above[..above.LastIndexOf('.')])
            {
                var level = above.Count(letter => letter == '.');
                var near = codes.Where(code => code.Code == above || (code.Code.StartsWith(above + ".", StringComparison.Ordinal) && code.Level == level + 1)).Take(most).ToList();
                if (near.Count > 0)
                {
                    return near;
                }
            }
            return [.. codes.Where(code => code.Level == 1).Take(most)];
        }
        var found = Search(codes, typed).Take(most).ToList();
        return found.Count > 0 ? found : [.. codes.Where(code => code.Level == 1).Take(most)];
    }

    /// <summary>Codes whose number or name holds words of the text, those that hold most of them first.</summary>
    public static IEnumerable<ReferenceCode> Search(IEnumerable<ReferenceCode> codes, string typed)
    {
        var words = Folded.Words(typed).Take(8).ToList();
        return words.Count == 0 ? [] : codes.Select(code => (Code: code, Score: Score(code, words))).Where(one => one.Score > 0)
            .OrderByDescending(one => one.Score).ThenBy(one => one.Code.Code, StringComparer.Ordinal).Select(one => one.Code);
    }

    /// <summary>What the national reference architecture asks of an item of the domain beyond what every item has; without the code itself and files.</summary>
    public IReadOnlyList<MetadataAttribute> Attributes(ArchitectureDomain domain) => attributes.GetOrAdd(domain, _ =>
    {
        var asked = Architecture.Metadata.Domains.FirstOrDefault(one => one.Id == domain.Key());
        return asked is null ? [] :
        [
            .. asked.Attributes.Concat(asked.Objects.SelectMany(one => one.Attributes))
                .Where(attribute => attribute.Kind != "file" && !attribute.Id.StartsWith(domain.Reference().ToLowerInvariant() + "-level", StringComparison.Ordinal))
                .DistinctBy(attribute => attribute.Id).DistinctBy(attribute => attribute.Name),
        ];
    });

    private static double Score(ReferenceCode code, List<string> words)
    {
        var name = Folded.Words(code.Name).ToList();
        var held = words.Sum(word => name.Max(own => own == word ? 1.0 : own.StartsWith(word, StringComparison.Ordinal) ? 0.9 : Alike(own, word)));
        // Of two that hold the same words, the shorter name says more exactly what was meant.
        return held == 0 ? 0 : held / words.Count + 0.01 / name.Count;
    }

    /// <summary>How much of two words' pairs of letters is the same, where it is most of them: a slip of the finger still finds.</summary>
    private static double Alike(string one, string other)
    {
        if (one.Length < 3 || other.Length < 3)
        {
            return 0;
        }
        var pairs = Enumerable.Range(0, one.Length - 1).Select(at => one.Substring(at, 2)).ToList();
        var same = Enumerable.Range(0, other.Length - 1).Count(at => pairs.Remove(other.Substring(at, 2)));
        var alike = 2.0 * same / (one.Length + other.Length - 2);
        return alike >= 0.6 ? alike * 0.8 : 0;
    }
}
