using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Journal;

/// <summary>Replaces the key that signs the journal. Old and new key sign the checkpoint at which one takes over from the other.</summary>
public sealed class JournalRotation(PlatformDb db, JournalKeys keys, Journal journal, JournalPublication publication)
{
    public const string Action = "journal.key-rotated";

    /// <summary>Rotates, or finishes a rotation that was interrupted.</summary>
    /// <returns>The fingerprints of the old and the new key.</returns>
    public async Task<(string Before, string After)> Run(CancellationToken cancel)
    {
        var before = keys.Current.Fingerprint;
        var after = keys.BeginRotation().Fingerprint;
        var last = await db.Set<JournalEvent>().AsNoTracking().Where(item => item.Action == Action).OrderByDescending(item => item.Index).Select(item => item.Body).FirstOrDefaultAsync(cancel);
        if (last is null || (string?)JsonNode.Parse(last)!["details"]?["after"] != after)
        {
            journal.Note(Action, SubjectKind, SubjectId, details: new JsonObject { ["before"] = before, ["after"] = after });
            await db.SaveChangesAsync(cancel);
        }
        await publication.Publish(cancel);
        keys.EndRotation();
        // The head, too, is signed by the key that stays, so that the published key alone verifies what comes from now on.
        await publication.SignHead(cancel);
        return (before, after);
    }

    /// <summary>Events about the journal itself name this.</summary>
    public const string SubjectKind = "journal";

    public static readonly Guid SubjectId = new("00000000-0000-7000-8000-000000000002");
}
