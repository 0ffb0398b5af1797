namespace Simpul.Web.Modules.Planning.Contract;

/// <summary>How many architecture items carry a code of the national reference. The part that keeps the items answers.</summary>
public interface IArchitectureCoverage
{
    /// <summary>The items that lived on the date.</summary>
    Task<ArchitectureCount> On(DateOnly date, CancellationToken cancel);
}

/// <param name="Coded">With a valid code of the national reference.</param>
/// <param name="Uncoded">Without one.</param>
public sealed record ArchitectureCount(int Coded, int Uncoded);
