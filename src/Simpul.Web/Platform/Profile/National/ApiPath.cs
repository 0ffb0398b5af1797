using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Profile.National;

/// <summary>A path of a rule: <c>$.paths[*][get,put].responses[/^4/]</c>, <c>$..properties[*]</c>. The part of JSONPath that rules need.</summary>
public sealed class ApiPath
{
    private ApiPath(IReadOnlyList<ApiPathStep> steps) => Steps = steps;

    public IReadOnlyList<ApiPathStep> Steps { get; }

    /// <returns>Null where it is no such path.</returns>
    public static ApiPath? Parse(string text)
    {
        if (!text.StartsWith('$')) return null;
        List<ApiPathStep> steps = [];
        var at = 1;
        while (at < text.Length)
        {
            var step = text[at] == '.' ? Dotted(text, ref at) : text[at] == '[' ? Bracketed(text, ref at) : null;
            if (step is null) return null;
            steps.Add(step);
        }
        return new ApiPath(steps);
    }

    private static ApiPathStep? Dotted(string text, ref int at)
    {
        var deep = text.AsSpan(at).StartsWith("..", StringComparison.Ordinal);
        at += deep ? 2 : 1;
        var start = at;
        while (at < text.Length && text[at] is not ('.' or '[')) at++;
        return at > start ? new ApiPathStep([text[start..at]], null, deep) : null;
    }

    private static ApiPathStep? Bracketed(string text, ref int at)
    {
        var end = text.AsSpan(at).StartsWith("[/", StringComparison.Ordinal) ? text.IndexOf("/]", at + 2, StringComparison.Ordinal) + 1 : text.IndexOf(']', at);
        if (end <= at + 1) return null;
        var inside = text[(at + 1)..end];
        at = end + 1;
        if (inside == "*") return new ApiPathStep([], null, false);
        if (!inside.StartsWith('/')) return new ApiPathStep(inside.Split(','), null, false);
        try
        {
            return new ApiPathStep([], new Regex(inside[1..^1], RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), false);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

/// <param name="Names">Members by name; none, and no expression, for every member or element.</param>
/// <param name="Name">Members by expression.</param>
/// <param name="Deep">However far below.</param>
public sealed record ApiPathStep(IReadOnlyList<string> Names, Regex? Name, bool Deep)
{
    public bool Takes(string name) => Name?.IsMatch(name) ?? (Names.Count == 0 || Names.Contains(name, StringComparer.Ordinal));
}
