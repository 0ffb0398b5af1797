namespace Simpul.Web.Platform.Documents;

/// <summary>
/// A whole document that the command line writes and takes in beside the registers' sheets: <c>export NAME FILE</c>, <c>import NAME FILE</c>.
/// A module adds one with <c>services.AddScoped&lt;IDocumentExchange, …&gt;()</c>.
/// </summary>
public interface IDocumentExchange
{
    /// <summary>What the command line calls it; no register's kind.</summary>
    string Name { get; }

    /// <exception cref="InvalidDataException">It cannot be written as things are; the message says why, in English or in the words of the page.</exception>
    Task Write(Stream output, CancellationToken cancel);

    /// <summary>As the other, of a document that there are several of.</summary>
    /// <param name="part">Which, as it stands after the colon: <c>export zone:example.go.id FILE</c>; null where none was named.</param>
    /// <exception cref="InvalidDataException">There is no such part, or it cannot be written.</exception>
    Task Write(string? part, Stream output, CancellationToken cancel) => part is null ? Write(output, cancel) : throw new InvalidDataException($"There are no parts of {Name}.");

    /// <param name="save">False tries and saves nothing.</param>
    Task<DocumentOutcome> Read(Stream input, bool save, CancellationToken cancel);
}

/// <summary>What came of taking a document in.</summary>
/// <param name="Faults">Why it was not; empty where it was.</param>
/// <param name="Summary">What was done, in English, for the command line.</param>
public sealed record DocumentOutcome(IReadOnlyList<string> Faults, string Summary);
