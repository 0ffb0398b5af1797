using System.Collections.Concurrent;
using System.Text.Json;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Log;

namespace Simpul.Gateway.Plan;

/// <summary>The usage of every contract, kept over restarts: a file that is written every few seconds with the size that the log had, and the records after that size.</summary>
sealed class UsageBook(string file)
{
    // Records stand in the order of answers: one may have been asked for so long before its neighbours.
    static readonly TimeSpan Late = TimeSpan.FromHours(1);

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

    /// <summary>Counts the calls whose records came after the file was written. Where that is far behind, or lost, those of the running month: no window of a quota is longer.</summary>
    internal void CatchUp(ExchangeLog log, CallPlan plan, DateTimeOffset now)
    {
        var size = log.Latest.Checkpoint.Size;
        if (countedTo < size && plan.Contracts.Values.Any(contract => contract.Contract.Quota is not null))
        {
            if (countedTo + (2 * TileLayout.Width) < size) countedTo = Math.Max(countedTo, First(log, size, MonthBegins(now, plan.Snapshot.UtcOffset) - Late));
            while (countedTo < size)
            {
                var entries = log.Tiles.Entries(countedTo / TileLayout.Width);
                var within = (int)(countedTo % TileLayout.Width);
                var until = (int)Math.Min(TileLayout.Width, size - (countedTo - within));
                for (var i = within; i < until && i < entries.Count; i++) Count(entries[i].Span, plan);
                countedTo += until - within;
            }
        }
        countedTo = size;
    }

    static void Count(ReadOnlySpan<byte> entry, CallPlan plan)
    {
        // A long answer has two records and is one call.
        if (Read(entry) is not { } call || call.IsOpened) return;
        if (plan.Contracts.TryGetValue(call.Contract, out var contract) && contract.Contract.Quota is { } quota) contract.Usage.Add(quota, call.Received, plan.Snapshot.UtcOffset);
    }

    /// <summary>The first bundle whose first record is of that time or later, by halving; a bundle before, to be sure of all.</summary>
    internal static long First(ExchangeLog log, long size, DateTimeOffset from)
    {
        long low = 0, high = (size + TileLayout.Width - 1) / TileLayout.Width;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (log.Tiles.Entry(middle * TileLayout.Width) is { } entry && Read(entry.Span) is { } call && call.Received < from) low = middle + 1;
            else high = middle;
        }
        return Math.Max(0, low - 1) * TileLayout.Width;
    }

    static DateTimeOffset MonthBegins(DateTimeOffset now, int utcOffset)
    {
        var local = now.ToOffset(TimeSpan.FromMinutes(utcOffset));
        return new(local.Year, local.Month, 1, 0, 0, 0, local.Offset);
    }

    // Three of a record's members, without making anything of the rest: they stand in the order of their names.
    static (string Contract, bool IsOpened, DateTimeOffset Received)? Read(ReadOnlySpan<byte> entry)
    {
        try
        {
            var reader = new Utf8JsonReader(entry);
            string? contract = null;
            var opened = false;
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("contract"u8) && reader.Read()) contract = reader.GetString();
                else if (reader.ValueTextEquals("outcome"u8) && reader.Read()) opened = reader.ValueTextEquals(Outcome.Opened);
                else if (reader.ValueTextEquals("times"u8) && reader.Read() && reader.TokenType == JsonTokenType.StartArray && reader.Read() && contract is not null)
                    return (contract, opened, DateTimeOffset.UnixEpoch.AddMicroseconds(reader.GetInt64()));
                else reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            // An entry that is no record counts for nobody.
        }
        return null;
    }

    /// <summary>What is used of each quota in the window that was called in last.</summary>
    internal IEnumerable<(string Contract, string Window, long Calls)> Counted() => usages.Select(one => (one.Key, one.Value.Now)).Where(one => one.Now.Window.Length > 0).Select(one => (one.Key, one.Now.Window, one.Now.Used));

    internal void Save(long logSize)
    {
        var used = Counted().ToDictionary(one => one.Contract, one => new CountedCalls(one.Window, one.Calls));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file + ".part", JsonSerializer.SerializeToUtf8Bytes(new Saved(logSize, used)));
        File.Move(file + ".part", file, overwrite: true);
    }

    internal sealed record Saved(long Size, Dictionary<string, CountedCalls> Used);

    internal sealed record CountedCalls(string Window, long Calls);
}
