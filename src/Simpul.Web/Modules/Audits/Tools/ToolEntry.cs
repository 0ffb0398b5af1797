using System.Security.Cryptography;
using System.Text;
using Simpul.Web.Modules.Audits.Findings;

namespace Simpul.Web.Modules.Audits.Tools;

/// <summary>A result as a tool's file holds it.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
/// <param name="Key">What tells it apart: rule and place, or the tool's own fingerprint.</param>
public sealed record ToolEntry(int Number, string Rule, string Title, Severity Severity, string Place, string? Text, string? Solution, string Key)
{
    /// <summary>SHA-256 of <see cref="Key"/>: the same in every file that has this result.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
}

/// <summary>A result that cannot be taken in.</summary>
/// <param name="Called">What the file calls it, as far as it does.</param>
public sealed record BadEntry(int Number, string Called, string Why);

/// <summary>What a file holds.</summary>
/// <param name="Tool">As the file names it, with its version.</param>
/// <param name="Bad">The first of those that cannot be taken in.</param>
/// <param name="BadCount">How many those are in all.</param>
/// <param name="Passed">Results that say that something is in order, or that were accepted in the tool: they are not taken in.</param>
public sealed record ToolFile(ToolFormat Format, string Tool, IReadOnlyList<ToolEntry> Entries, IReadOnlyList<BadEntry> Bad, int BadCount, int Passed);

/// <summary>A file that is no result of a tool, or one that is larger than is taken in. The message is shown as it is.</summary>
public sealed class UnreadableToolFileException : Exception
{
    public UnreadableToolFileException(string message) : base(message) { }

    public UnreadableToolFileException(string message, Exception? cause) : base(message, cause) { }

    public UnreadableToolFileException() { }
}

/// <summary>What a file may cost.</summary>
internal static class ToolLimits
{
    public const int Entries = 10_000;

    /// <summary>Bad entries that are told one by one.</summary>
    public const int Bad = 200;

    public const int Depth = 64;

    /// <summary>Bytes of one word of a JSON file: a longer one is no result.</summary>
    public const int Token = 1024 * 1024;

    /// <summary>Characters of one text of an XML file that are kept.</summary>
    public const int Text = 64 * 1024;

    public static UnreadableToolFileException TooMany() => new($"Berkas memuat lebih dari {Platform.Ui.Text.Indonesian.Number(Entries)} hasil. Bagi pemindaiannya, misalnya per jaringan atau per modul.");
}

/// <summary>Gathers what a parser finds, within the limits.</summary>
internal sealed class ToolGathering
{
    private readonly List<ToolEntry> entries = [];
    private readonly List<BadEntry> bad = [];
    private int number, badCount;

    public int Passed { get; private set; }

    public void Pass()
    {
        Next();
        Passed++;
    }

    public void Bad(string? called, string why)
    {
        Next();
        badCount++;
        if (bad.Count < ToolLimits.Bad)
        {
            bad.Add(new BadEntry(number, Short(called, 120) ?? "tanpa nama", why));
        }
    }

    /// <param name="severity">Null where the file's word for it is unknown.</param>
    public void Add(string? rule, string? title, Severity? severity, string? place, string? text, string? solution, string key, string? saidSeverity = null)
    {
        title = Short(title, ToolResult.TitleLength);
        if (string.IsNullOrWhiteSpace(rule) && title is null)
        {
            Bad(null, "Tidak menyebut aturan maupun judulnya.");
        }
        else if (severity is not { } known)
        {
            Bad(title ?? rule, $"Keparahan “{Short(saidSeverity, 40)}” tidak dikenal.");
        }
        else
        {
            Next();
            entries.Add(new ToolEntry(number, Short(rule, ToolResult.RuleLength) ?? title!, title ?? Short(rule, ToolResult.TitleLength)!, known, Short(place, ToolResult.PlaceLength) ?? "", Short(text, ToolResult.TextLength, lines: true), Short(solution, ToolResult.TextLength, lines: true), key));
        }
    }

    public ToolFile Of(ToolFormat format, string tool) => new(format, Short(tool, ToolRun.NameLength) ?? "alat yang tidak menyebut namanya", entries, bad, badCount, Passed);

    /// <summary>By a CVSS score, as FIRST grades it.</summary>
    public static Severity? ByScore(decimal? score) => score switch
    {
        null or < 0 or > 10 => null,
        0 => Severity.Note,
        < 4 => Severity.Low,
        < 7 => Severity.Moderate,
        < 9 => Severity.High,
        _ => Severity.Critical,
    };

    public static decimal? Number(string? text) => decimal.TryParse(text?.Trim(), System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Cleaned and cut; null where nothing is left.</summary>
    private static string? Short(string? text, int most, bool lines = false)
    {
        var clean = Platform.Registers.Fields.Clean(text ?? "");
        if (!lines)
        {
            clean = string.Join(' ', clean.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        return clean.Length == 0 ? null : clean.Length <= most ? clean : clean[..(char.IsHighSurrogate(clean[most - 2]) ? most - 2 : most - 1)] + "…";
    }

    private void Next()
    {
        if (++number > ToolLimits.Entries)
        {
            throw ToolLimits.TooMany();
        }
    }
}
