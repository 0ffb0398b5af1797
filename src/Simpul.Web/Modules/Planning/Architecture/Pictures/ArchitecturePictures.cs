using System.Text;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Planning.Architecture.Pictures;

/// <summary>The pictures of the pages, for other modules' files.</summary>
internal sealed class ArchitecturePictures(PlatformDb db) : IArchitecturePictures
{
    public async Task<byte[]?> Integrations(DateOnly date, CancellationToken cancel) =>
        Exchanging.In(await ArchitectureModel.Read(db, date, cancel)).Draw() is { } svg ? Encoding.UTF8.GetBytes(svg.Alone) : null;
}

/// <summary>What exchanges data in a model.</summary>
/// <param name="Applications">Those with most exchanges first.</param>
internal sealed record Exchanging(IReadOnlyList<ItemFacts> Applications, IReadOnlyList<RelationFacts> Exchanges)
{
    public static Exchanging In(ArchitectureModel model)
    {
        var exchanges = model.Relations.Where(relation => relation.Kind == RelationKind.Exchanges).ToList();
        return new([.. exchanges.SelectMany(one => new[] { one.From, one.To }).CountBy(id => id).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => model.Items[pair.Key])], exchanges);
    }

    /// <summary>Null where there is nothing to draw.</summary>
    public Svg? Draw() => Exchanges.Count == 0 ? null : Drawings.Integrations(Applications, Exchanges);
}
