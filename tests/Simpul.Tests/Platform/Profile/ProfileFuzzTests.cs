using System.Globalization;
using System.Text;
using Shouldly;
using Xunit;

namespace Simpul.Tests.Platform.Profile;

/// <summary>Ten thousand damaged profiles: each is answered or refused with errors; none crashes the loader or keeps it busy.</summary>
public sealed class ProfileFuzzTests
{
    private const int Mutants = 10_000;
    private const int SmallMutants = 9_800;
    private static readonly TimeSpan LimitEach = TimeSpan.FromSeconds(5);

    private static readonly string[] Poison =
    [
        "99999999999999999999999", "-1", "1e309", "0x7fffffffffffffff", ".nan", "~", "null", "\"\"", "''", "[]", "{}", "*alias", "&anchor x",
        "!!binary aGk=", "P999999999Y", "2026-13-45", "0000-00-00", "9999-12-31", "Pasal 99999999999 ayat (0)", "Pasal 1 sampai dengan Pasal 400",
        "\u0000", "\uFFFF", "{a: {b: {c: {d: {}}}}}", "[[[[[[[[[[]]]]]]]]]]", "silent", "{parameter: x}", "{reading: x}", "true", "- - - -", "|", ">-", "\t", "%YAML 9.9",
        "[1, 2147483647]", "[-2147483648, 2147483647]", "CTH-*", "*", "done", "applicant",
    ];

    [Fact]
    public async Task Ten_thousand_mutated_profiles_are_answered_or_refused()
    {
        var random = new Random(20_260_105);
        var template = Regulations.Template;
        var others = Regulations.Files.Select(File.ReadAllText).Where(text => text != template).ToArray();
        var (sound, refused) = (0, 0);

        for (var at = 0; at < Mutants; at++)
        {
            // The four are long, so most mutants come from the template and the last hundreds from the four.
            var text = at < SmallMutants || others.Length == 0 ? Shorter(template, random) : others[random.Next(others.Length)];
            var content = Mutate(text, random);

            var result = await Task.Run(() => Regulations.Loader.Load(content, "mutant.yaml")).WaitAsync(LimitEach);

            (result.Profile is null).ShouldBe(result.Errors.Count > 0, string.Create(CultureInfo.InvariantCulture, $"mutant {at}"));
            if (result.Profile is { } profile)
            {
                sound++;
                // What passed must also work with every reading chosen otherwise.
                profile.Effective(profile.Readings.ToDictionary(reading => reading.Id, reading => reading.Choices.Keys.Last())).Obligations.Count.ShouldBe(profile.Obligations.Count);
            }
            else
            {
                refused++;
            }
        }

        sound.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(5_000);
    }

    /// <summary>Without comments and most silent parameters a mutant hits something that matters more often, and loads faster.</summary>
    private static string Shorter(string template, Random random) =>
        random.Next(4) == 0 ? template : Uncommented.Value;

    private static readonly Lazy<string> Uncommented = new(() =>
        string.Join('\n', Regulations.Template.Split('\n').Where(line => !line.TrimStart().StartsWith('#'))));

    private static byte[] Mutate(string text, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--) text = Once(text, random);
        var content = Encoding.UTF8.GetBytes(text);
        if (random.Next(3) == 0 && content.Length > 0)
        {
            for (var flips = random.Next(1, 4); flips > 0; flips--) content[random.Next(content.Length)] ^= (byte)(1 << random.Next(8));
        }
        return content;
    }

    private static string Once(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Next(lines.Count);
        var other = random.Next(lines.Count);
        switch (random.Next(11))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(other, lines[at]);
                break;
            case 2:
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
            case 3:
                lines[at] = WithValue(lines[at], Poison[random.Next(Poison.Length)]);
                break;
            case 4:
                lines[at] = WithValue(lines[at], ValueOf(lines[other]));
                break;
            case 5:
                lines[at] = (random.Next(2) == 0 ? "  " : "") + lines[at].TrimStart();
                break;
            case 6:
                lines.RemoveRange(at, Math.Min(random.Next(1, 12), lines.Count - at));
                break;
            case 7:
                lines[at] = WithValue(lines[at], new string(random.Next(2) == 0 ? '[' : '{', random.Next(1, 3000)));
                break;
            case 8:
                lines[at] = WithValue(lines[at], new string('9', random.Next(1, 400)));
                break;
            case 9:
                // Cut off, as a full disk would.
                return text[..random.Next(text.Length)];
            default:
                lines[at] = Swapped(lines[at], random);
                break;
        }
        return string.Join('\n', lines);
    }

    private static string WithValue(string line, string value) => line.IndexOf(": ", StringComparison.Ordinal) is var colon && colon >= 0 ? line[..(colon + 2)] + value : value;

    private static string ValueOf(string line) => line.IndexOf(": ", StringComparison.Ordinal) is var colon && colon >= 0 ? line[(colon + 2)..] : line.Trim();

    private static string Swapped(string line, Random random)
    {
        if (line.Length < 4) return line;
        var (first, second) = (random.Next(line.Length), random.Next(line.Length));
        var letters = line.ToCharArray();
        (letters[first], letters[second]) = (letters[second], letters[first]);
        return new string(letters);
    }
}
