using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Simpul.Web.Platform;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>What the gateway that runs on the folder leaves there of itself: its name, and the snapshot that it took last. Gateways on other machines leave nothing that is seen from here.</summary>
internal sealed partial class GatewayFolder(DataFolder data, BusOptions options)
{
    /// <summary>How often a switch looks whether the gateway took it; it looks ten times a second itself.</summary>
    private const int Looks = 40;

    /// <summary>What is read of a snapshot to learn its number: the line of its signature, and the beginning.</summary>
    private const int Beginning = 4096;

    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    private string Folder => SnapshotWriter.FolderOf(options, data);

    private string Accepted => Path.Combine(Folder, "snapshot.accepted");

    /// <summary>Name of the gateway's log; null where none ever ran on the folder.</summary>
    public string? Origin => Try(() => File.ReadAllText(Path.Combine(Folder, "keys", "origin")).Trim());

    /// <summary>Number of the snapshot that it took last; null where it took none.</summary>
    public long? Epoch => EpochOf(Accepted);

    /// <summary>Number of a snapshot; null where the file is none, or cannot be read.</summary>
    public static long? EpochOf(string file) => Try(() =>
    {
        using var stream = File.OpenRead(file);
        var head = new byte[Beginning];
        var text = Encoding.UTF8.GetString(head, 0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        return Number().Match(text) is { Success: true } found && long.TryParse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var epoch) ? epoch : (long?)null;
    });

    /// <summary>Waits two seconds for the gateway to take a snapshot in which this is switched off.</summary>
    public async Task<bool> Takes(BlockKind kind, string target, CancellationToken cancel)
    {
        long? looked = null;
        for (var look = 0; look < Looks; look++)
        {
            if (Epoch is { } epoch && epoch != looked)
            {
                if (Try(() => (bool?)Has(kind, target)) == true)
                {
                    return true;
                }
                looked = epoch;
            }
            await Task.Delay(pause, cancel);
        }
        return false;
    }

    private bool Has(BlockKind kind, string target)
    {
        var bytes = File.ReadAllBytes(Accepted);
        using var document = JsonDocument.Parse(bytes.AsMemory(Array.IndexOf(bytes, (byte)'\n') + 1));
        return document.RootElement.GetProperty("blocks").EnumerateArray().Any(one => one.GetProperty("kind").ValueEquals(kind.ToString().ToLowerInvariant()) && one.GetProperty("id").ValueEquals(target));
    }

    private static T? Try<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // It is not there, or is being put there.
            return default;
        }
    }

    [GeneratedRegex("\"epoch\":([0-9]+),")]
    private static partial Regex Number();
}
