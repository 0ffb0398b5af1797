namespace Simpul.Web.Modules.Audits.Tools;

/// <summary>
/// The files of tools as they were last read, by the hash of their content: somebody who looks at a file, leafs and takes it in reads it once. A file never
/// changes under its hash, so nothing here goes stale; what was not asked for longest goes first.
/// </summary>
internal sealed class ReadToolFiles
{
    /// <summary>Letters that are kept of all files together. One that alone holds more is read each time.</summary>
    private const long Most = 16_000_000;

    private readonly Lock guard = new();
    private readonly LinkedList<(string Sha256, ToolFile File, long Letters)> kept = new();

    /// <summary>How many files were read because they were not there; for those who measure.</summary>
    public int Read { get; private set; }

    /// <exception cref="UnreadableToolFileException">It is none, or one that costs too much.</exception>
    public async Task<ToolFile> Of(string sha256, Func<Stream> open, CancellationToken cancel)
    {
        lock (guard)
        {
            for (var node = kept.First; node is not null; node = node.Next)
            {
                if (node.Value.Sha256 == sha256)
                {
                    kept.Remove(node);
                    kept.AddFirst(node);
                    return node.Value.File;
                }
            }
        }
        await using var content = open();
        var file = await ToolFiles.Read(content, cancel);
        var letters = file.Entries.Sum(entry => (long)entry.Rule.Length + entry.Title.Length + entry.Place.Length + (entry.Text?.Length ?? 0) + (entry.Solution?.Length ?? 0) + entry.Key.Length);
        lock (guard)
        {
            Read++;
            if (letters <= Most && kept.All(one => one.Sha256 != sha256))
            {
                kept.AddFirst((sha256, file, letters));
                while (kept.Sum(one => one.Letters) > Most)
                {
                    kept.RemoveLast();
                }
            }
        }
        return file;
    }
}
