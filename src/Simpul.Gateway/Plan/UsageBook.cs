using System.Collections.Concurrent;
using System.Text.Json;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Log;

namespace Simpul.Gateway.Plan;

/// <summary>The usage of every contract, kept over restarts: a file that is written every few seconds with the size that the log had, and the records after that size.</summary>
sealed class UsageBook(string file)
{
    readonly ConcurrentDictionary<string, Usage> usages = new(StringComparer.Ordinal);
    long countedTo;

    internal Usage Of(string contract) => usages.GetOrAdd(contract, _ => new Usage());

    internal void Load()
    {
        try
        {
            if (!File.Exists(file) || JsonSerializer.Deserialize<Saved>(File.ReadAllText(file)) is not { } saved) return;
            countedTo = saved.Size;
            foreach (var (contract, (window, used)) in saved.Used.Select(one => (one.Key, (one.Value.Window, one.Value.Calls)))) Of(contract).Restore(window, used);
        }
        catch (JsonException)
        {
            // A file that was cut off counts nothing; the log is read from its beginning of what is still in memory.
        }
    }

    /// <summary>Counts the calls whose records came after the file was written.</summary>
    internal void CatchUp(ExchangeLog log, CallPlan plan)
    {
        for (; countedTo < log.Latest.Checkpoint.Size; countedTo++)
        {
            if (log.Tiles.Entry(countedTo) is not { } entry) continue;
            using var record = JsonDocument.Parse(entry);
            var root = record.RootElement;
            // A long answer has two records and is one call.
            if (root.TryGetProperty("outcome", out var outcome) && outcome.GetString() == Outcome.Opened) continue;
            if (root.TryGetProperty("contract", out var id) && plan.Contracts.TryGetValue(id.GetString() ?? "", out var contract) && contract.Contract.Quota is { } quota)
                contract.Usage.Add(quota, DateTimeOffset.UnixEpoch.AddMicroseconds(root.GetProperty("times")[0].GetInt64()), plan.Snapshot.UtcOffset);
        }
    }

    internal void Save(long logSize)
    {
        var used = usages.Select(one => (one.Key, one.Value.Now)).Where(one => one.Now.Window.Length > 0).ToDictionary(one => one.Key, one => new Counted(one.Now.Window, one.Now.Used));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file + ".part", JsonSerializer.SerializeToUtf8Bytes(new Saved(logSize, used)));
        File.Move(file + ".part", file, overwrite: true);
    }

    internal sealed record Saved(long Size, Dictionary<string, Counted> Used);

    internal sealed record Counted(string Window, long Calls);
}
