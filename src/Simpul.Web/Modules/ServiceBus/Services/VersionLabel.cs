namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>What a version's name promises. As versions are usually numbered, the first number changes where callers must change.</summary>
internal static class VersionLabel
{
    /// <summary>The digits at the beginning, behind a <c>v</c> where there is one, without zeros before them; null where the name begins with none.</summary>
    public static string? Major(string label)
    {
        var digits = string.Concat(label.Skip(label.StartsWith('v') ? 1 : 0).TakeWhile(char.IsAsciiDigit));
        return digits.Length == 0 ? null : digits.TrimStart('0') is { Length: > 0 } number ? number : "0";
    }

    /// <summary>Whether whoever calls the one expects to be able to call the other.</summary>
    public static bool AreCompatible(string one, string other) => Major(one) is { } major && major == Major(other);
}
