using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Bus.Snapshots;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>What was last written, for the page that shows it.</summary>
internal sealed class SnapshotNews
{
    public IReadOnlyList<SnapshotProblem> Problems { get; set; } = [];

    /// <summary>Why the last try failed; null where it did not.</summary>
    public string? Failure { get; set; }
}

/// <summary>
/// Writes the snapshot where the gateway looks for it, by rename, after descriptions and the hub's keys that it needs. It is numbered by the one row of the database: of several nodes that
/// want to write, one gets the number and writes.
/// </summary>
internal sealed class SnapshotWriter(
    PlatformDb db, SnapshotComposer composer, HubTrust trust, CurrentRegulation regulation, DataFolder data, BusOptions options, SnapshotNews news, Journal journal, TimeProvider clock, ILogger<SnapshotWriter> log)
{
    /// <summary>How old a snapshot grows before it is written again though nothing changed: long before it expires.</summary>
    private TimeSpan Oldest => options.SnapshotLife > TimeSpan.Zero && options.SnapshotLife < usual * 4 ? options.SnapshotLife / 4 : usual;

    private static readonly TimeSpan usual = TimeSpan.FromHours(1);

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(20);

    public static string FolderOf(BusOptions options, DataFolder data) => options.GatewayFolder ?? Path.Combine(data.Path, "gateway");

    /// <summary>When gateways stop serving by a snapshot of that moment; null where they never do.</summary>
    public static DateTimeOffset? ExpiryOf(BusOptions options, DateTimeOffset issued) => options.SnapshotLife > TimeSpan.Zero ? issued + options.SnapshotLife : null;

    private string Folder => FolderOf(options, data);

    private string File => Path.Combine(Folder, "snapshot");

    /// <summary>Writes one where something changed, where the last is old or gone.</summary>
    /// <returns>Its number; null where none was written.</returns>
    public async Task<long?> Write(CancellationToken cancel, bool always = false)
    {
        if (!regulation.IsSetUp)
        {
            return null;
        }
        if (!await db.Set<BusMember>().AnyAsync(cancel))
        {
            return null;
        }
        MakeFolder(Folder);
        // From reading to writing one at a time: a snapshot that was numbered earlier must not be put in place later.
        await using var turn = await Turn(cancel);
        await FindGateway(cancel);
        await trust.Signer(cancel);
        if (db.ChangeTracker.HasChanges())
        {
            // The hub's first key.
            await db.SaveChangesAsync(cancel);
        }
        if (await composer.Compose(cancel) is not { } composed)
        {
            return null;
        }
        news.Problems = composed.Problems;
        var state = await db.Set<SnapshotState>().AsNoTracking().SingleOrDefaultAsync(cancel);
        var now = clock.GetUtcNow();
        if (!always && state is not null && state.Content == composed.Content && now - state.IssuedAt < Oldest && HasWritten(state.Epoch))
        {
            return null;
        }
        // A database that was restored from a backup must not give a number that the gateways have seen: they take none that is not newer.
        var epoch = Math.Max((state?.Epoch ?? 0) + 1, now.ToUnixTimeMilliseconds());
        if (!await Number(state, epoch, now, composed.Content, cancel))
        {
            return null;
        }
        await Place(composed.Body with { Epoch = epoch, Issued = now, Expires = ExpiryOf(options, now) }, cancel);
        log.LogInformation("Snapshot {Epoch} written: {Members} members, {Services} services, {Contracts} contracts, {Problems} left out", epoch, composed.Body.Members.Count, composed.Body.Services.Count, composed.Body.Contracts.Count, composed.Problems.Count);
        foreach (var problem in composed.Problems)
        {
            log.LogWarning("Left out of the snapshot: {Problem}", problem.Text);
        }
        return epoch;
    }

    /// <summary>The folder's own lock, which the operating system lets go of when a process dies.</summary>
    private async Task<FileStream> Turn(CancellationToken cancel)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Folder, "snapshot.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (clock.GetElapsedTime(start) < patience)
            {
                await Task.Delay(pause, cancel);
            }
        }
    }

    private async Task<bool> Number(SnapshotState? state, long epoch, DateTimeOffset now, string content, CancellationToken cancel)
    {
        if (state is not null)
        {
            return await db.Set<SnapshotState>().Where(one => one.Epoch == state.Epoch)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Epoch, epoch).SetProperty(one => one.IssuedAt, now).SetProperty(one => one.Content, content), cancel) == 1;
        }
        db.Add(new SnapshotState { Epoch = epoch, IssuedAt = now, Content = content });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException failure) when (db.Dialect.IsDuplicate(failure))
        {
            db.Forget();
            return false;
        }
    }

    /// <summary>Everything that the snapshot names is there before it.</summary>
    private async Task Place(Snapshot snapshot, CancellationToken cancel)
    {
        var descriptions = Path.Combine(Folder, "descriptions");
        MakeFolder(descriptions);
        foreach (var hash in snapshot.Services.Select(service => service.Description).Distinct())
        {
            var file = Path.Combine(descriptions, hash + ".json");
            if (!System.IO.File.Exists(file))
            {
                var document = await db.Set<DescriptionDocument>().AsNoTracking().SingleAsync(one => one.Sha256 == hash, cancel);
                Put(file, document.Content);
            }
        }
        var signer = await trust.Signer(cancel);
        var pem = System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", Convert.FromBase64String(signer.Spki)) + '\n');
        var keys = Path.Combine(Folder, "hub.pem");
        if (!System.IO.File.Exists(keys) || !System.IO.File.ReadAllBytes(keys).AsSpan().SequenceEqual(pem))
        {
            Put(keys, pem);
        }
        Put(File, SnapshotFile.Sign(snapshot, signer.KeyId, signer.Sign));
    }

    /// <summary>Whether the file of that number is there: a process that died between its number and its file has left an older one.</summary>
    private bool HasWritten(long epoch) => GatewayFolder.EpochOf(File) == epoch;

    /// <summary>The gateway that runs on this folder has said who it is; the others must know, to take its tokens.</summary>
    private async Task FindGateway(CancellationToken cancel)
    {
        var (publicKey, origin) = (Path.Combine(Folder, "node-public.pem"), Path.Combine(Folder, "keys", "origin"));
        try
        {
            if (!System.IO.File.Exists(publicKey) || !System.IO.File.Exists(origin))
            {
                return;
            }
            var name = System.IO.File.ReadAllText(origin).Trim();
            var pem = System.IO.File.ReadAllText(publicKey);
            _ = VerifyingKey.FromPem(name, pem);
            var spki = Convert.ToBase64String(Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]));
            if (await db.Set<BusGateway>().AnyAsync(one => one.Origin == name && one.Spki == spki, cancel))
            {
                return;
            }
            var found = new BusGateway { Origin = name, Spki = spki, FoundAt = clock.GetUtcNow() };
            db.Add(found);
            journal.Record("bus-gateways.found", found);
            await db.SaveChangesAsync(cancel);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            log.LogWarning(failure, "The gateway's public key in {Folder} cannot be read", Folder);
        }
    }

    /// <summary>Whole or not at all, on the disk before its name is.</summary>
    private static void Put(string file, byte[] content)
    {
        var fresh = $"{file}.{Environment.ProcessId}.new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        System.IO.File.Move(fresh, file, overwrite: true);
    }

    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
