namespace Simpul.Web.Platform.Documents;

/// <summary>
/// A whole document that the command line writes and takes in beside the registers' sheets: <c>export NAME FILE</c>, <c>import NAME FILE</c>.
/// A module adds one with <c>services.AddScoped&lt;IDocumentExchange, …&gt;()</c>.
/// </summary>
public interface IDocumentExchange
{
    /// <summary>What the command line calls it; no register's kind.</summary>
    string Name { get; }

    Task Write(Stream output, CancellationToken cancel);

    /// <param name="save">False tries and saves nothing.</param>
    Task<DocumentOutcome> Read(Stream input, bool save, CancellationToken cancel);
}

/// <summary>What came of taking a document in.</summary>
/// <param name="Faults">Why it was not; empty where it was.</param>
/// <param name="Summary">What was done, in English, for the command line.</param>
public sealed record DocumentOutcome(IReadOnlyList<string> Faults, string Summary);
