using System.Net;
using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Log;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Log;

public sealed class AuditTests
{
    const string Origin = "gateway.example/pertukaran";

    [Fact]
    public async Task Truncation_edits_reordering_and_forged_or_split_checkpoints_are_each_found()
    {
        using var made = await Made.Log(1000);
        made.Audit().Faults.ShouldBeEmpty();
        made.Audit().Entries.ShouldBe(1000);
        var old = File.ReadAllText(made.Folder.Checkpoint);

        // An entry edited in its bundle; then its tile made to fit; then both, and the tiles above.
        made.Tampered(folder => Edit(folder, 300)).ShouldContain(fault => fault.Kind == LogFaultKind.EventAltered && fault.First == 300);
        made.Tampered(folder => { Edit(folder, 300); Retile(folder, 1); }).ShouldContain(fault => fault.Kind == LogFaultKind.CheckpointDiffers && fault.First <= 300 && fault.Last >= 300);
        // Two entries change places, with their hashes.
        made.Tampered(folder => { Swap(folder, 10, 20); Retile(folder, 0); }).ShouldContain(fault => fault.Kind == LogFaultKind.CheckpointDiffers);
        made.Tampered(folder => Swap(folder, 10, 20)).Count(fault => fault.Kind == LogFaultKind.EventAltered).ShouldBe(2);
        // The tail cut off, in the write-ahead file and as whole files; the middle taken out.
        made.Tampered(folder => Cut(folder)).ShouldContain(fault => fault.Kind == LogFaultKind.EventMissing && fault.Last == 999);
        made.Tampered(folder => { foreach (var file in folder.WalFiles()) File.Delete(file); }).ShouldContain(fault => fault.Kind == LogFaultKind.EventMissing);
        made.Tampered(folder => { foreach (var file in folder.WalFiles()) File.Delete(file); File.Delete(folder.Combine(TileLayout.Entries(1))); }).ShouldContain(fault => fault.Kind == LogFaultKind.EventMissing && fault.First == 256);
        // A head signed by somebody else, and one that its own key signed over another history.
        using var other = SigningKey.Create(Origin);
        made.Tampered(folder => File.WriteAllText(folder.Checkpoint, SignedCheckpoint.Sign(new Checkpoint(Origin, 1000, new byte[32]), other).Text)).ShouldContain(fault => fault.Kind == LogFaultKind.CheckpointUnsigned);
        var split = SignedCheckpoint.Sign(new Checkpoint(Origin, 500, RandomNumberGenerator.GetBytes(32)), made.Key).Text;
        made.Tampered(_ => { }, split).ShouldContain(fault => fault.Kind == LogFaultKind.CheckpointDiffers && fault.Last == 499);
        // A whole log made anew with the right key is caught by whoever kept one old head.
        using var anew = await Made.Log(1000, made.Key);
        anew.Audit().Faults.ShouldBeEmpty();
        anew.Audit(old).Faults.ShouldContain(fault => fault.Kind == LogFaultKind.CheckpointDiffers);
    }

    [Fact]
    public async Task A_log_that_lost_what_it_had_published_or_was_damaged_in_the_middle_is_not_gone_on_with()
    {
        using var made = await Made.Log(600);
        using (var copy = made.Copy())
        {
            Cut(copy.Folder);
            Should.Throw<InvalidDataException>(() => LogStart.Read(copy.Folder, copy.Key, [copy.Key.Public], TimeProvider.System)).Message.ShouldContain("lost or taken away");
        }
        using (var copy = made.Copy())
        {
            var file = copy.Folder.WalFiles().Single();
            var bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(file, bytes);
            File.Delete(copy.Folder.Checkpoint);
            Should.Throw<InvalidDataException>(() => LogStart.Read(copy.Folder, copy.Key, [copy.Key.Public], TimeProvider.System)).Message.ShouldContain("damaged");
        }
        // A write that was cut off at the end was never acknowledged, and is left out.
        using (var copy = made.Copy())
        {
            var file = copy.Folder.WalFiles().Single();
            var piece = new byte[64];
            WalFile.Write(piece, WalKind.Entry, "{}"u8);
            using (var stream = new FileStream(file, FileMode.Append)) stream.Write(piece, 0, 7);
            LogStart.Read(copy.Folder, copy.Key, [copy.Key.Public], TimeProvider.System).Frontier.Size.ShouldBe(600);
        }
    }

    [Fact]
    public async Task A_long_log_moves_into_tiles_goes_on_after_restarts_and_proves_every_entry()
    {
        var count = WalFile.Capacity + 700;
        using var made = await Made.Log(count);
        File.Exists(made.Folder.Combine(TileLayout.Tile(1, 0, 66))).ShouldBeTrue();
        made.Folder.WalFiles().ShouldHaveSingleItem();
        made.Audit().Faults.ShouldBeEmpty();
        await made.Append(300);
        made.Audit().Faults.ShouldBeEmpty();
        using var log = made.Open();
        var head = log.Latest.Checkpoint;
        head.Size.ShouldBe(count + 300);
        foreach (var index in new long[] { 0, 255, 256, 16383, 16384, count, count + 299 })
        {
            var entry = log.Tiles.Entry(index)!.Value;
            var path = await new MerkleLog(log.Tiles.Read).InclusionProof(index, head.Size, TestContext.Current.CancellationToken);
            MerkleTree.VerifyInclusion(index, head.Size, LeafOf(entry), path, head.Root).ShouldBeTrue();
            log.Transactions.Find(LogStart.TransactionOf(entry.Span)).ShouldBe([index]);
        }
        log.Transactions.Find(1).ShouldBeEmpty();
        foreach (var old in new long[] { 1, 256, 16384, 17000 })
        {
            var root = await new MerkleLog(log.Tiles.Read).Root(old);
            var path = await new MerkleLog(log.Tiles.Read).ConsistencyProof(old, head.Size);
            MerkleTree.VerifyConsistency(old, head.Size, root, head.Root, path).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task The_tiles_are_served_to_anybody_and_the_entries_to_auditors_only()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        for (var i = 0; i < 3; i++) await client.GetAsync(new Uri("/layanan/penduduk/v1/penduduk/1671012345678901", UriKind.Relative));
        using var anybody = new HttpClient { BaseAddress = bus.Address };
        var head = SignedCheckpoint.Parse(await anybody.GetStringAsync(new Uri("/checkpoint", UriKind.Relative)));
        head.StateOf(bus.Log.ReadKeys(Origin)).ShouldBe(SignatureState.Valid);
        head.Checkpoint.Size.ShouldBe(3);
        var hashes = await anybody.GetByteArrayAsync(new Uri("/tile/0/000.p/3", UriKind.Relative));
        MerkleTree.Root(hashes.Chunk(32)).ShouldBe(head.Checkpoint.Root);
        foreach (var path in new[] { "/tile/0/000", "/tile/0/000.p/4", "/tile/0/001.p/1", "/tile/0/../000", "/tile/9/000", "/tile/0/0", "/tile/0/x000/000" }) (await anybody.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await anybody.GetAsync(new Uri("/tile/entries/000.p/3", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAsync(new Uri("/tile/entries/000.p/3", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var auditor = bus.Auditor.Client(bus.Secure);
        TileLayout.ReadEntries(await auditor.GetByteArrayAsync(new Uri("/tile/entries/000.p/3", UriKind.Relative))).Select(entry => MerkleTree.LeafHash(entry.Span)).ShouldBe(hashes.Chunk(32));
        // The log's folder is the same tree, and holds while the gateway runs.
        for (var i = 0; i < 200 && !File.Exists(bus.Log.Combine("tile/0/000.p/3")); i++) await Task.Delay(20);
        File.ReadAllBytes(bus.Log.Combine("tile/0/000.p/3")).ShouldBe(hashes);
        bus.Audit(head.Text).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_log_that_goes_on_while_it_is_audited_holds()
    {
        using var made = await Made.Log(300);
        using (var log = made.Open())
        using (var publisher = new LogPublisher(made.Folder, log, new KeptCheckpoints(made.Folder), TimeSpan.Zero, Microsoft.Extensions.Logging.Abstractions.NullLogger<LogPublisher>.Instance))
        {
            var report = new LogAudit(made.Folder).Run(Made.Origin, [made.Key.Public], Meanwhile(made, log, publisher), TestContext.Current.CancellationToken);
            (report.Faults.Count, report.Entries).ShouldBe((0, 340));
        }
        // And again and again, over the end of a write-ahead file, which goes meanwhile.
        await made.Append(WalFile.Capacity - 700);
        var (audits, written) = (0, 0);
        var writing = Task.Run(async () =>
        {
            using var log = made.Open();
            using var publisher = new LogPublisher(made.Folder, log, new KeptCheckpoints(made.Folder), TimeSpan.Zero, Microsoft.Extensions.Logging.Abstractions.NullLogger<LogPublisher>.Instance);
            while (written < 2000 || Volatile.Read(ref audits) < 3)
            {
                await Made.Add(log, 50);
                written += 50;
                publisher.Publish();
            }
            publisher.Publish();
        }, TestContext.Current.CancellationToken);
        var faults = new List<LogFault>();
        while (!writing.IsCompleted)
        {
            faults.AddRange(made.Audit().Faults);
            Interlocked.Increment(ref audits);
        }
        await writing;
        faults.ShouldBeEmpty();
        made.Folder.WalFiles().Count().ShouldBe(1);
        made.Audit().Entries.ShouldBe(300 + 40 + WalFile.Capacity - 700 + written);
    }

    // What is published while an audit begins to read.
    static IEnumerable<string> Meanwhile(Made made, ExchangeLog log, LogPublisher publisher)
    {
        Made.Add(log, 40).GetAwaiter().GetResult();
        publisher.Publish();
        yield return File.ReadAllText(made.Folder.Checkpoint);
    }

    static byte[] LeafOf(ReadOnlyMemory<byte> entry) => MerkleTree.LeafHash(entry.Span);

    static void Edit(LogFolder folder, long index) => Bundle(folder, index / 256, entries => entries[(int)(index % 256)] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entries[(int)(index % 256)]).Replace("\"status\":200", "\"status\":201", StringComparison.Ordinal)));

    static void Swap(LogFolder folder, int first, int second) => Bundle(folder, 0, entries => (entries[first], entries[second]) = (entries[second], entries[first]));

    static void Bundle(LogFolder folder, long bundle, Action<List<byte[]>> change)
    {
        var entries = folder.ReadBundle(bundle)!.Select(entry => entry.ToArray()).ToList();
        change(entries);
        var bytes = new byte[entries.Sum(entry => 2 + entry.Length)];
        var at = 0;
        foreach (var entry in entries)
        {
            TileLayout.WriteEntry(bytes.AsSpan(at), entry);
            at += 2 + entry.Length;
        }
        File.WriteAllBytes(folder.Combine(TileLayout.Entries(bundle)), bytes);
        // The write-ahead file has the same entries until they are old; a forger would take it away.
        foreach (var file in folder.WalFiles()) Rename(file, folder);
    }

    static void Rename(string file, LogFolder folder)
    {
        var content = WalFile.Read(File.ReadAllBytes(file));
        var kept = content.Pieces.Where(piece => piece.Kind == WalKind.Entry).Skip(768).Select(piece => piece.Bytes).ToList();
        File.Delete(file);
        var to = new byte[kept.Sum(entry => entry.Length + WalFile.Overhead) + 1024];
        var length = 0;
        foreach (var entry in kept) length += WalFile.Write(to.AsSpan(length), WalKind.Entry, entry.Span);
        length += WalFile.Write(to.AsSpan(length), WalKind.Checkpoint, File.ReadAllBytes(folder.Checkpoint));
        File.WriteAllBytes(Path.Combine(folder.Wal, WalFile.Name(768)), to[..length]);
    }

    static void Retile(LogFolder folder, long bundle) => File.WriteAllBytes(folder.Combine(TileLayout.Tile(0, bundle)), [.. folder.ReadBundle(bundle)!.SelectMany(entry => MerkleTree.LeafHash(entry.Span))]);

    static void Cut(LogFolder folder)
    {
        var file = folder.WalFiles().Last();
        var pieces = WalFile.Read(File.ReadAllBytes(file)).Pieces;
        var heads = pieces.Select((piece, i) => (piece, i)).Where(one => one.piece.Kind == WalKind.Checkpoint).Select(one => one.i).ToList();
        var length = pieces.Take(heads[^2] + 1).Sum(piece => piece.Bytes.Length + WalFile.Overhead);
        using var stream = new FileStream(file, FileMode.Open);
        stream.SetLength(length);
    }
}
