using System.Collections.Concurrent;

namespace Simpul.Gateway.Log;

/// <summary>Lets the calls of a batch go on, several in one piece of work for the thread pool: to wake it for each of them would cost more than what each has left to do.</summary>
sealed class Release : IThreadPoolWorkItem
{
    // More would keep the last one waiting for the others' last steps.
    const int Most = 16;

    static readonly ConcurrentBag<Release> unused = [];

    readonly List<Commit> commits = new(Most);

    internal static void All(List<Commit> batch)
    {
        for (var at = 0; at < batch.Count; at += Most)
        {
            if (!unused.TryTake(out var some)) some = new();
            for (var i = at; i < batch.Count && i < at + Most; i++) some.commits.Add(batch[i]);
            ThreadPool.UnsafeQueueUserWorkItem(some, preferLocal: false);
        }
    }

    public void Execute()
    {
        foreach (var commit in commits) commit.Tell();
        commits.Clear();
        unused.Add(this);
    }
}
