using System.Text;
using Shouldly;
using Simpul.Bus.Contracts;
using Simpul.Bus.Descriptions;
using Simpul.Bus.Exchanges;
using Simpul.Bus.Http;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Calls;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Formats;

/// <summary>Whatever is sent or put there, a parser reads it or refuses it: nothing else comes out of it, and what it reads means what it says.</summary>
public sealed class ParserFuzzTests
{
    [Fact]
    public async Task Spoilt_files_and_fields_are_refused_and_never_more_than_that()
    {
        await using var bus = await Instance.Start();
        var contract = bus.Contracts[0].Contract.Canonical;
        var jws = Encoding.ASCII.GetBytes(bus.Contracts[0].Statements[0].Jws);
        var snapshot = bus.Sign(bus.Snapshot());
        var hub = NodeKeys.Hub(new GatewayOptions(bus.Folder, ""));
        var description = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Kit", "penduduk.json"));
        using var client = await bus.Client();
        using var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/penduduk/1671012345678901", UriKind.Relative));
        var receipt = await client.GetByteArrayAsync(new Uri("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative));
        var random = new Random(9);
        for (var i = 0; i < 400; i++)
        {
            OnlyRefuses(() => Contract.Parse(Spoilt(contract, random)));
            OnlyRefuses(() => ContractStatement.Read(Encoding.Latin1.GetString(Spoilt(jws, random))));
            // A snapshot that was changed anywhere is not signed any more.
            var file = Spoilt(snapshot, random);
            if (!file.AsSpan().SequenceEqual(snapshot)) Should.Throw<FormatException>(() => SnapshotFile.Read(file, hub));
            if (i % 4 == 0) OnlyRefuses(() => ApiDescription.Parse(Spoilt(description, random)));
            Receipt.Verify(Spoilt(receipt, random));
            WalFile.Read(Spoilt(await Wal(bus), random)).Pieces.Count.ShouldBeLessThanOrEqualTo(2);
            var text = Encoding.Latin1.GetString(Spoilt("sig=(\"@method\" \"a\";sf;key=\"b\");created=1;x=?1;y=:AA==:, b=1.5;c"u8.ToArray(), random));
            if (StructuredFields.TryDictionary(text, out var read)) StructuredFields.TryDictionary(StructuredFields.Write(read), out _).ShouldBeTrue(text);
            // A provider's head, on a reader that read a good one before, as a connection does.
            var head = new Simpul.Gateway.Upstreams.ResponseHead();
            var good = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\nConnection: keep-alive\r\nX-A: b\r\n\r\n"u8.ToArray();
            head.Read(good, toHead: false);
            OnlyRefuses(() => head.Read(Spoilt(good, random), toHead: false));
            var path = Encoding.Latin1.GetString(Spoilt("tile/entries/x001/x234/067.p/12"u8.ToArray(), random));
            if (TileLayout.TryParse(path, out var level, out var index, out var width)) (level < 0 ? TileLayout.Entries(index, width) : TileLayout.Tile(level, index, width)).ShouldBe(path);
        }
    }

    [Fact]
    public void A_target_that_is_taken_goes_on_as_it_was_matched()
    {
        var random = new Random(3);
        string[] pieces = ["a", "/", ".", "..", "%2e", "%2f", "%5c", "%00", "%", "%25", "%41", "%e2%82%ac", "%ff", ";", ":", "@", "é", " ", "?", "#", "\\", "//", "x=1", "&", "+", "~", "{", "^"];
        var taken = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var raw = "/layanan/kode/v1/" + string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (RequestTarget.Read(raw) is not { } target) continue;
            taken++;
            target.Service.ShouldBe("kode/v1");
            // Read again as a provider would, by the framework: the same segments, and none that leads elsewhere.
            var seen = target.Path.Split('/').Skip(1).Select(Uri.UnescapeDataString).ToList();
            seen.ShouldBe(target.Segments, raw);
            new Uri("http://x" + target.Path).AbsolutePath.Split('/').Skip(1).Select(Uri.UnescapeDataString).ShouldBe(target.Segments, raw);
            target.Segments.ShouldAllBe(segment => !segment.Contains('/') && !segment.Contains('\\') && segment != "." && segment != "..");
        }
        taken.ShouldBeGreaterThan(500);
    }

    static async Task<byte[]> Wal(Instance bus)
    {
        await using var stream = new FileStream(bus.Log.WalFiles().Single(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        // The pieces, and a little of the room behind them.
        var bytes = new byte[4096];
        await stream.ReadAtLeastAsync(bytes, 1500);
        return bytes;
    }

    static void OnlyRefuses(Action parse)
    {
        try { parse(); }
        catch (FormatException) { /* As it should. */ }
    }

    static byte[] Spoilt(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)); break;
                case 2: bytes.Insert(at, (byte)"{}[]\",:0-./\\ \n"[random.Next(14)]); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at))); break;
            }
        }
        return [.. bytes];
    }
}
