using Simpul.Web.Modules.Applications.Repository.Git;

namespace Simpul.Web.Modules.Applications.Repository.Serving;

/// <summary>A ref that a push wants to move.</summary>
/// <param name="Before">Its id now; <see cref="GitName.None"/> where it is new.</param>
/// <param name="After">The id wanted; <see cref="GitName.None"/> where it is to go.</param>
public sealed record PushedRef(string Name, string Before, string After)
{
    public bool IsNew => Before == GitName.None;

    public bool Goes => After == GitName.None;

    public bool IsTag => Name.StartsWith("refs/tags/", StringComparison.Ordinal);

    public bool IsBranch => Name.StartsWith("refs/heads/", StringComparison.Ordinal);

    /// <summary>As people call it.</summary>
    public string Brief => IsTag ? Name[10..] : IsBranch ? Name[11..] : Name;

    /// <summary>The lines that git gives to its pre-receive hook: before, after, name.</summary>
    /// <exception cref="FormatException">They are not of that form, which git never does.</exception>
    public static IReadOnlyList<PushedRef> Read(string lines)
    {
        var found = new List<PushedRef>();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ', 3) is not [var before, var after, { Length: > 0 } name] || !GitName.IsId(before) || !GitName.IsId(after))
            {
                throw new FormatException("A line of the hook is not of the form that git gives.");
            }
            found.Add(new PushedRef(name, before, after));
        }
        return found;
    }
}
