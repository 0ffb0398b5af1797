namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary>What the checks of this module share about time.</summary>
internal static class Terms
{
    /// <summary>Days before an end in which something is due.</summary>
    public const int Notice = 60;
}
