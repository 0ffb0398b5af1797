using System.Security.Cryptography;
using Simpul.Bus;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Log;

namespace Simpul.Gateway.Tests.Kit;

/// <summary>A log that was made by the writer itself, and can be spoilt.</summary>
sealed class Made : IDisposable
{
    internal const string Origin = "gateway.example/pertukaran";

    readonly bool ownsKey;

    Made(string path, SigningKey? key) => (Folder, Key, ownsKey) = (new LogFolder(path), key ?? SigningKey.Create(Origin), key is null);

    internal LogFolder Folder { get; }

    internal SigningKey Key { get; }

    internal static async Task<Made> Log(int count, SigningKey? key = null)
    {
        var made = new Made(Directory.CreateTempSubdirectory("simpul-log-").FullName, key);
        await made.Append(count);
        return made;
    }

    internal ExchangeLog Open() => new(Folder, [Key], TimeProvider.System, 0, LogStart.Read(Folder, Key, [Key.Public], TimeProvider.System));

    /// <param name="contract">Whose calls they are.</param>
    internal async Task Append(int count, string? contract = null, DateTimeOffset? at = null)
    {
        using var log = Open();
        using var publisher = new LogPublisher(Folder, log, new KeptCheckpoints(Folder), TimeSpan.Zero, Microsoft.Extensions.Logging.Abstractions.NullLogger<LogPublisher>.Instance);
        for (var done = 0; done < count;)
        {
            var some = Math.Min(count - done, 97);
            await Task.WhenAll(Enumerable.Range(0, some).Select(_ => Add(log, contract ?? new('a', 64), at ?? DateTimeOffset.UnixEpoch.AddMicroseconds(1))));
            done += some;
            if (done % 1000 < 97) publisher.Publish();
        }
        publisher.Publish();
        publisher.Publish();
    }

    internal AuditReport Audit(params string[] kept) => new LogAudit(Folder).Run(Origin, [Key.Public], kept);

    internal IReadOnlyList<LogFault> Tampered(Action<LogFolder> spoil, params string[] kept)
    {
        using var copy = Copy();
        spoil(copy.Folder);
        return copy.Audit(kept).Faults;
    }

    internal Made Copy()
    {
        var to = Directory.CreateTempSubdirectory("simpul-log-").FullName;
        foreach (var folder in Directory.EnumerateDirectories(Folder.Path, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(folder.Replace(Folder.Path, to, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories)) File.Copy(file, file.Replace(Folder.Path, to, StringComparison.Ordinal));
        return new(to, Key);
    }

    /// <summary>Entries for a log that is open.</summary>
    internal static Task Add(ExchangeLog log, int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => Add(log, new('a', 64), DateTimeOffset.UnixEpoch.AddMicroseconds(1))));

    static async Task Add(ExchangeLog log, string contract, DateTimeOffset at)
    {
        var id = RandomNumberGenerator.GetBytes(16);
        var received = (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var record = new ExchangeRecord
        {
            Transaction = Convert.ToHexStringLower(id), Contract = contract, Caller = "dinsos", Provider = "dukcapil", Service = "penduduk", Version = "v1", Operation = "getPerson", Purpose = "uji",
            Outcome = Outcome.Answered, Status = 200, Target = id, Times = (received, received + 1, received + 2, received + 3),
        };
        await log.Append(record.ToCanonical(), new UInt128(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(id), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(id.AsSpan(8))));
    }

    public void Dispose()
    {
        Directory.Delete(Folder.Path, recursive: true);
        if (ownsKey) Key.Dispose();
    }
}
