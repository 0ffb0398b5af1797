using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Simpul.Web.Platform.Profile;

/// <summary>One thing wrong in a file. Lines and columns count from 1; 0 means the file as a whole.</summary>
public sealed record YamlError(string File, int Line, int Column, string Message)
{
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}:{Column}: {Message}";
}

/// <summary>Gathers every error of one file, so that its author mends them in one go instead of one a run.</summary>
public sealed class YamlErrors(string file)
{
    private readonly List<YamlError> found = [];

    public string File => file;

    public bool Any => found.Count > 0;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<YamlError> All => [.. found.Distinct().OrderBy(error => error.Line).ThenBy(error => error.Column)];

    public void Add(int line, int column, string message) => found.Add(new YamlError(file, line, column, message));
}

/// <summary>
/// Reads a YAML file into values that know their place in it. Never throws for what the file contains: syntax errors, duplicate keys and
/// everything beyond the limits are reported. Anchors, aliases and tags are refused: they let a short file grow without bound, and a legal
/// officer who reads a profile should not have to follow them.
/// </summary>
public static class YamlReader
{
    public const int MaxBytes = 2 * 1024 * 1024;
    public const int MaxDepth = 64;
    public const int MaxNodes = 100_000;

    /// <summary>The map at the top of the file, or null where no map could be read; then <paramref name="errors"/> says why.</summary>
    public static YamlMap? ReadFile(string path, YamlErrors errors)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxBytes)
            {
                errors.Add(0, 0, $"the file is larger than {MaxBytes / 1024 / 1024} MB");
                return null;
            }
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return Read(content, errors);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(0, 0, $"the file cannot be read: {problem.Message}");
            return null;
        }
    }

    /// <inheritdoc cref="ReadFile"/>
    public static YamlMap? Read(ReadOnlySpan<byte> content, YamlErrors errors)
    {
        if (content.Length > MaxBytes)
        {
            errors.Add(0, 0, $"the file is larger than {MaxBytes / 1024 / 1024} MB");
            return null;
        }
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            errors.Add(0, 0, "the file is not UTF-8 text");
            return null;
        }
        return new Builder(new Parser(new Scanner(new StringReader(text.TrimStart('\uFEFF')))), errors).Document();
    }

    /// <summary>Builds values from the parser's events, so that every limit holds before anything is kept.</summary>
    private sealed class Builder(Parser parser, YamlErrors errors)
    {
        private int nodes;

        public YamlMap? Document()
        {
            try
            {
                Next();
                Next();
                if (parser.Current is StreamEnd)
                {
                    errors.Add(0, 0, "the file is empty");
                    return null;
                }
                Next();
                var top = Value(depth: 1);
                Next();
                Next();
                if (parser.Current is not StreamEnd) throw Refuse("a second document starts here; a file holds one");
                if (top.IsMap) return top.Map();
                top.Report("the file must be a list of “key: value” lines");
            }
            catch (RefusedException refused)
            {
                errors.Add(refused.Line, refused.Column, refused.Message);
            }
            catch (YamlException problem)
            {
                errors.Add(Place(problem.Start.Line), Place(problem.Start.Column), $"this is not YAML: {problem.Message}");
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                // The parser lets a few others escape on malformed input (bad escapes, directives, indexes): still the file's fault.
                errors.Add(0, 0, $"this is not YAML: {problem.Message}");
            }
            return null;
        }

        /// <summary>The value that starts at the current event; afterwards the current event is its last.</summary>
        private YamlValue Value(int depth)
        {
            if (parser.Current is AnchorAlias) throw Refuse("aliases (*name) are not allowed; write the value out");
            if (parser.Current is not NodeEvent node) throw Refuse("a value is missing here");
            if (!node.Anchor.IsEmpty) throw Refuse("anchors (&name) are not allowed");
            if (!node.Tag.IsEmpty) throw Refuse("tags (!name) are not allowed");
            if (++nodes > MaxNodes) throw Refuse($"the file has more than {MaxNodes} values");
            if (depth > MaxDepth) throw Refuse($"values are nested deeper than {MaxDepth}");

            var (line, column) = Here();
            return node switch
            {
                Scalar scalar => new YamlValue(errors, line, column, scalar.Value, scalar.Style is ScalarStyle.Plain),
                SequenceStart => new YamlValue(errors, line, column, List(depth)),
                _ => new YamlValue(errors, line, column, Entries(depth)),
            };
        }

        private List<YamlValue> List(int depth)
        {
            List<YamlValue> items = [];
            for (Next(); parser.Current is not SequenceEnd; Next()) items.Add(Value(depth + 1));
            return items;
        }

        private Dictionary<string, YamlEntry> Entries(int depth)
        {
            Dictionary<string, YamlEntry> entries = new(StringComparer.Ordinal);
            for (Next(); parser.Current is not MappingEnd; Next())
            {
                var (line, column) = Here();
                if (parser.Current is not Scalar) throw Refuse("a key must be a word");
                var key = Value(depth + 1).Text();
                Next();
                var value = Value(depth + 1);
                if (!entries.TryAdd(key, new YamlEntry(line, column, value))) errors.Add(line, column, $"“{key}” is given twice");
            }
            return entries;
        }

        private void Next()
        {
            if (!parser.MoveNext()) throw Refuse("the file ends too early");
        }

        private (int Line, int Column) Here() =>
            parser.Current is { } current ? (Place(current.Start.Line), Place(current.Start.Column)) : (0, 0);

        private RefusedException Refuse(string message)
        {
            var (line, column) = Here();
            return new RefusedException(line, column, message);
        }

        private static int Place(long position) => (int)Math.Clamp(position, 0, int.MaxValue);
    }

    private sealed class RefusedException(int line, int column, string message) : Exception(message)
    {
        public int Line => line;

        public int Column => column;
    }
}
