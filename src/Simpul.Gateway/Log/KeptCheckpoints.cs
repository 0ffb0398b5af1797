using System.Text;
using Simpul.Bus;
using Simpul.Bus.Exchanges;

namespace Simpul.Gateway.Log;

/// <summary>The checkpoints that are kept for ever, and which of them have a time stamp: read from the folder once, and known from then on, because a receipt asks at every call and
/// the folder grows by one in a minute.</summary>
sealed class KeptCheckpoints
{
    readonly LogFolder folder;
    readonly Lock gate = new();
    readonly List<long> stamped = [];
    readonly Task reading;
    long last = -1;

    internal KeptCheckpoints(LogFolder folder)
    {
        this.folder = folder;
        reading = Task.Run(Read);
    }

    /// <summary>Size of the newest; −1 where there is none.</summary>
    internal long Last
    {
        get
        {
            reading.GetAwaiter().GetResult();
            return Interlocked.Read(ref last);
        }
    }

    internal void Keep(SignedCheckpoint head)
    {
        reading.GetAwaiter().GetResult();
        DurableFile.Write(folder.KeptNote(head.Checkpoint.Size), Encoding.UTF8.GetBytes(head.Text));
        Interlocked.Exchange(ref last, head.Checkpoint.Size);
    }

    internal void Stamp(long size, byte[] token)
    {
        DurableFile.Write(folder.KeptStamp(size), token);
        lock (gate)
        {
            var at = stamped.BinarySearch(size);
            if (at < 0) stamped.Insert(~at, size);
        }
    }

    internal async ValueTask<bool> IsStamped(long size)
    {
        await reading;
        lock (gate) return stamped.BinarySearch(size) >= 0;
    }

    /// <summary>The first one over the entry that has a time stamp; null where there is none yet.</summary>
    internal async ValueTask<(SignedCheckpoint Head, byte[] Stamp)?> Over(long index)
    {
        await reading;
        long size;
        lock (gate)
        {
            var at = stamped.BinarySearch(index + 1);
            if (at < 0) at = ~at;
            if (at == stamped.Count) return null;
            size = stamped[at];
        }
        return SignedCheckpoint.TryParse(await File.ReadAllTextAsync(folder.KeptNote(size)), out var head, out _) ? (head, await File.ReadAllBytesAsync(folder.KeptStamp(size))) : null;
    }

    void Read()
    {
        if (!Directory.Exists(folder.Kept)) return;
        // One look at the folder: a name with its stamp's beside it.
        var names = Directory.EnumerateFiles(folder.Kept).Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!long.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var size)) continue;
            last = Math.Max(last, size);
            if (names.Contains(name + ".tsr")) stamped.Add(size);
        }
        stamped.Sort();
    }
}
