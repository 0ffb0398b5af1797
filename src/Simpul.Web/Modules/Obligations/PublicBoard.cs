using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations;

/// <summary>What everybody may see of how the obligations stand.</summary>
public sealed record PublicBoardView(string Regulation, DateOnly Date, StateCounts Counts, IReadOnlyList<StateRow> Chapters);

/// <summary>The picture of the obligations on the public page, unless the government hides it.</summary>
internal sealed class PublicBoard(Board board, PublicBoardCopy copy, PlatformDb db, CurrentRegulation regulation, Today today) : IPortalSection
{
    public string Title => "Pemenuhan kewajiban SPBE";

    public int Order => 50;

    public string Partial => "/Modules/Obligations/_PublicBoard.cshtml";

    public async Task<object?> Load(CancellationToken cancel)
    {
        if (!regulation.Instance.ShowsBoardPublicly)
        {
            return null;
        }
        var key = PublicBoardCopy.KeyOf(regulation.Stamp, today.Date, await db.JournalSize(cancel));
        if (await copy.Find(key, cancel) is { } known)
        {
            return known;
        }
        var view = await board.On(today.Date, cancel);
        var shown = new PublicBoardView(view.Profile.Regulation.Name, view.Date, view.Counts, view.ByChapter("/kewajiban"));
        await copy.Keep(key, shown, cancel);
        return shown;
    }
}
