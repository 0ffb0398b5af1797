using System.Buffers.Binary;
using System.Globalization;
using Simpul.Bus.Exchanges;

namespace Simpul.Gateway.Log;

/// <summary>
/// Where a transaction's records stand. For each write-ahead file's span a file of sorted rows (16 bytes of transaction, 8 of index), in which is searched by halving; the
/// span that is being written is in memory. A transaction begins with its time, so only the spans of that time are opened.
/// </summary>
sealed class TransactionIndex(LogFolder folder)
{
    const int Row = 24;

    readonly Lock gate = new();
    readonly Dictionary<long, List<(UInt128 Transaction, long Index)>> open = [];
    readonly List<(long First, UInt128 Least, UInt128 Most)> spans = [];

    /// <summary>Learns which spans there are.</summary>
    internal void Load()
    {
        if (!Directory.Exists(folder.Index)) return;
        Span<byte> row = stackalloc byte[Row];
        foreach (var file in Directory.EnumerateFiles(folder.Index, "*.idx").Order(StringComparer.Ordinal))
        {
            using var handle = File.OpenHandle(file);
            var length = RandomAccess.GetLength(handle);
            if (length < Row || length % Row != 0 || !long.TryParse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture, out var first)) continue;
            RandomAccess.Read(handle, row, 0);
            var least = BinaryPrimitives.ReadUInt128BigEndian(row);
            RandomAccess.Read(handle, row, length - Row);
            spans.Add((first, least, BinaryPrimitives.ReadUInt128BigEndian(row)));
        }
    }

    internal bool Has(long first)
    {
        lock (gate) return spans.Exists(span => span.First == first);
    }

    internal void Add(long index, UInt128 transaction)
    {
        var first = index / WalFile.Capacity * WalFile.Capacity;
        lock (gate)
        {
            if (!open.TryGetValue(first, out var rows)) open[first] = rows = new(1024);
            rows.Add((transaction, index));
        }
    }

    /// <summary>Writes the span's file and forgets its rows.</summary>
    internal void Close(long first)
    {
        List<(UInt128 Transaction, long Index)> rows;
        lock (gate)
        {
            if (!open.TryGetValue(first, out var held)) return;
            rows = [.. held];
        }
        rows.Sort();
        var bytes = new byte[rows.Count * Row];
        for (var i = 0; i < rows.Count; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(i * Row), rows[i].Transaction);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan((i * Row) + 16), rows[i].Index);
        }
        DurableFile.Write(FileOf(first), bytes);
        lock (gate)
        {
            spans.Add((first, rows[0].Transaction, rows[^1].Transaction));
            open.Remove(first);
        }
    }

    /// <summary>Positions of the transaction's records, first to last; none where it is unknown.</summary>
    internal IReadOnlyList<long> Find(UInt128 transaction)
    {
        List<long> found = [];
        List<long> files;
        lock (gate)
        {
            foreach (var rows in open.Values) found.AddRange(rows.Where(row => row.Transaction == transaction).Select(row => row.Index));
            files = [.. spans.Where(span => span.Least <= transaction && transaction <= span.Most).Select(span => span.First)];
        }
        foreach (var first in files) Search(FileOf(first), transaction, found);
        found.Sort();
        return found;
    }

    static void Search(string file, UInt128 transaction, List<long> found)
    {
        using var handle = File.OpenHandle(file);
        Span<byte> row = stackalloc byte[Row];
        long low = 0, high = RandomAccess.GetLength(handle) / Row;
        var count = high;
        while (low < high)
        {
            var middle = (low + high) / 2;
            RandomAccess.Read(handle, row, middle * Row);
            if (BinaryPrimitives.ReadUInt128BigEndian(row) < transaction) low = middle + 1;
            else high = middle;
        }
        for (; low < count; low++)
        {
            RandomAccess.Read(handle, row, low * Row);
            if (BinaryPrimitives.ReadUInt128BigEndian(row) != transaction) return;
            found.Add(BinaryPrimitives.ReadInt64BigEndian(row[16..]));
        }
    }

    string FileOf(long first) => Path.Combine(folder.Index, first.ToString("0000000000000000", CultureInfo.InvariantCulture) + ".idx");
}
