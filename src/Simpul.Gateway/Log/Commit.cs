using System.Threading.Tasks.Sources;

namespace Simpul.Gateway.Log;

/// <summary>An entry on its way to the disk, and what waits for it. Used again and again, because there is one for every call. What waits goes on where it is told: never on the
/// writer's thread, see <see cref="Release"/>.</summary>
sealed class Commit : IValueTaskSource<long>
{
    ManualResetValueTaskSourceCore<long> core = new() { RunContinuationsAsynchronously = false };

    byte[] entry = new byte[1024];
    int length;

    internal ReadOnlySpan<byte> Entry => entry.AsSpan(0, length);

    internal byte[] LeafHash { get; } = new byte[Bus.MerkleTree.HashSize];

    internal UInt128 Transaction { get; private set; }

    internal ValueTask<long> Task => new(this, core.Version);

    internal void Begin(ReadOnlySpan<byte> bytes, UInt128 transaction)
    {
        core.Reset();
        if (entry.Length < bytes.Length) entry = new byte[ExchangeLog.MaxEntry];
        bytes.CopyTo(entry);
        (length, Transaction) = (bytes.Length, transaction);
        Bus.MerkleTree.LeafHash(bytes, LeafHash);
    }

    /// <summary>What is to be told, before somebody tells it.</summary>
    internal (long Index, string? Problem) Result { get; set; }

    internal void Tell()
    {
        if (Result.Problem is { } problem) core.SetException(new LogUnavailableException(problem));
        else core.SetResult(Result.Index);
    }

    public long GetResult(short token)
    {
        try { return core.GetResult(token); }
        finally { ExchangeLog.Return(this); }
    }

    public ValueTaskSourceStatus GetStatus(short token) => core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => core.OnCompleted(continuation, state, token, flags);
}
