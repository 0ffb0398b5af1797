using System.Xml;
using Simpul.Web.Platform.Documents;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary><c>export architecture FILE.xml</c> and <c>import architecture FILE.xml</c>.</summary>
internal sealed class ArchitectureDocument(ExchangeWriter writer, ExchangeImport import) : IDocumentExchange
{
    public string Name => "architecture";

    public async Task Write(Stream output, CancellationToken cancel)
    {
        await using var xml = XmlWriter.Create(output, new XmlWriterSettings { Async = true, Indent = true, CloseOutput = false });
        await (await writer.Write(cancel)).WriteToAsync(xml, cancel);
    }

    public async Task<DocumentOutcome> Read(Stream input, bool save, CancellationToken cancel)
    {
        var result = await import.Run(input, save, cancel);
        return new DocumentOutcome([.. result.Faults.Select(fault => fault.ToString())],
            $"{result.Added} new items, {result.Changed} changed, {result.Same} the same; {result.RelationsAdded} new relations, {result.RelationsChanged} changed, {result.RelationsSame} the same; {result.Kept} other parts kept");
    }
}
