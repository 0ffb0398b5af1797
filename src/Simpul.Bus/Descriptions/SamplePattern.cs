using System.Globalization;
using System.Text;

namespace Simpul.Bus.Descriptions;

/// <summary>A text that a simple regular expression matches: literals, classes, groups, alternatives and counts. What it does not know it gives up.</summary>
sealed class SamplePattern
{
    const int MaxLength = 100_000;
    const string Letters = "abcdefghijklmnopqrstuvwxyz";
    const string Digits = "0123456789";
    const string WordCharacters = Digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Letters + "_";

    readonly string pattern;
    readonly Random chance;

    // How often a part is repeated whose count has no upper bound: more where the text came out too short.
    readonly int stretch;
    readonly StringBuilder made = new();
    int at;

    SamplePattern(string pattern, Random chance, int stretch) => (this.pattern, this.chance, this.stretch) = (pattern, chance, stretch);

    /// <returns>Null where the expression has a part that it does not know, or no text became long enough.</returns>
    internal static string? Of(string pattern, int least, Random chance, int attempt)
    {
        for (var stretch = 1 + attempt; stretch <= Math.Max(least, 1) * 2 + attempt; stretch = stretch * 2)
        {
            var one = new SamplePattern(pattern, chance, stretch);
            try
            {
                one.Alternatives(write: true);
                if (one.at < pattern.Length) return null;
                if (one.made.Length >= least) return one.made.ToString();
            }
            catch (NoSampleException)
            {
                return null;
            }
        }
        return null;
    }

    // Without writing it only passes over: a branch that was not chosen.
    void Alternatives(bool write)
    {
        var starts = new List<int> { at };
        var (depth, within) = (0, false);
        var end = at;
        for (; end < pattern.Length; end++)
        {
            var c = pattern[end];
            if (c == '\\') end++;
            else if (within) within = c != ']';
            else if (c == '[') within = true;
            else if (c == '(') depth++;
            else if (c == ')' && --depth < 0) break;
            else if (c == '|' && depth == 0) starts.Add(end + 1);
        }
        at = starts[write ? chance.Next(starts.Count) : 0];
        if (write) Sequence();
        at = end;
    }

    void Sequence()
    {
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            var start = at;
            var length = made.Length;
            Part();
            var (min, max) = Count();
            var after = at;
            var count = max == min ? min : Math.Min(max, min + chance.Next(0, stretch + 1));
            if (count == 0) made.Length = length;
            for (var i = 1; i < count; i++)
            {
                at = start;
                Part();
                if (made.Length > MaxLength) throw new NoSampleException();
            }
            at = after;
        }
    }

    void Part()
    {
        var c = pattern[at++];
        switch (c)
        {
            case '^' or '$': break;
            case '.': Put(Letters); break;
            case '[': Class(); break;
            case '(':
                if (at < pattern.Length && pattern[at] == '?')
                {
                    if (at + 1 >= pattern.Length || pattern[at + 1] != ':') throw new NoSampleException();
                    at += 2;
                }
                Alternatives(write: true);
                if (at >= pattern.Length) throw new NoSampleException();
                at++;
                break;
            case '\\': Put(Escaped()); break;
            case '*' or '+' or '?' or '{' or '}': throw new NoSampleException();
            default: made.Append(c); break;
        }
    }

    (int Min, int Max) Count()
    {
        if (at >= pattern.Length) return (1, 1);
        var open = stretch < int.MaxValue / 4 ? 1 + stretch : stretch;
        (int Min, int Max)? count = pattern[at] switch { '*' => (0, open), '+' => (1, open + 1), '?' => (0, 1), _ => null };
        if (count is not null) at++;
        else if (pattern[at] == '{' && pattern.IndexOf('}', at) is > 0 and var end)
        {
            var parts = pattern[(at + 1)..end].Split(',');
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var min) || min > MaxLength) throw new NoSampleException();
            var max = parts.Length == 1 ? min : parts[1].Length == 0 ? min + open : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bound) ? bound : throw new NoSampleException();
            at = end + 1;
            count = (min, Math.Max(min, max));
        }
        if (count is null) return (1, 1);
        // Lazy or not is the same to one who writes.
        if (at < pattern.Length && pattern[at] == '?') at++;
        return count.Value;
    }

    string Escaped()
    {
        if (at >= pattern.Length) throw new NoSampleException();
        var c = pattern[at++];
        return c switch
        {
            'd' => Digits,
            'w' => WordCharacters,
            's' => " ",
            'D' => Letters,
            'W' or 'S' => c == 'W' ? "-" : Letters,
            't' => "\t",
            'n' => "\n",
            'r' => "\r",
            _ => char.IsAsciiLetterOrDigit(c) ? throw new NoSampleException() : c.ToString(),
        };
    }

    void Class()
    {
        var not = at < pattern.Length && pattern[at] == '^';
        if (not) at++;
        var set = new StringBuilder();
        while (at < pattern.Length && pattern[at] != ']')
        {
            var c = pattern[at++];
            if (c == '\\')
            {
                set.Append(Escaped());
                continue;
            }
            if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                var last = pattern[at + 1];
                if (last is '\\' or '[' || last < c) throw new NoSampleException();
                at += 2;
                for (var one = (int)c; one <= last && set.Length < 500; one++) set.Append((char)one);
                continue;
            }
            set.Append(c);
        }
        if (at >= pattern.Length) throw new NoSampleException();
        at++;
        var characters = set.ToString();
        if (not) characters = string.Concat((WordCharacters + " -.").Where(c => !characters.Contains(c, StringComparison.Ordinal)));
        Put(characters);
    }

    void Put(string characters)
    {
        if (characters.Length == 0) throw new NoSampleException();
        made.Append(characters[chance.Next(characters.Length)]);
    }
}
