using System.Globalization;
using System.Text;
using Simpul.Web.Modules.Applications.Repository.Git;

namespace Simpul.Web.Modules.Applications.Repository.Serving;

/// <summary>
/// Watches what git answers to a fetch for the moment at which it begins to hand out content. A fetch is several requests, and most of them only
/// compare what both sides have: that one of them hands out is known no earlier.
/// </summary>
internal sealed class PackWatch
{
    private readonly byte[] head = new byte[4 + 8];
    private int filled;
    private int skip;

    /// <summary>Whether content has begun, or the answer is of no form that is known, which counts as the same.</summary>
    public bool Begun { get; private set; }

    /// <summary>Looks at the next bytes of the answer.</summary>
    public bool Feed(ReadOnlySpan<byte> bytes)
    {
        while (!Begun && bytes.Length > 0)
        {
            if (skip > 0)
            {
                var past = Math.Min(skip, bytes.Length);
                skip -= past;
                bytes = bytes[past..];
                continue;
            }
            head[filled++] = bytes[0];
            bytes = bytes[1..];
            if (filled >= 4)
            {
                Look();
            }
        }
        return Begun;
    }

    /// <summary>A line of the protocol is four hexadecimal digits that say its length, and the rest.</summary>
    private void Look()
    {
        if (!int.TryParse(Encoding.ASCII.GetString(head, 0, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length))
        {
            // Without side bands the pack itself stands here.
            Begun = true;
            return;
        }
        if (length < 4)
        {
            // The marks that part and end a list have no content.
            filled = 0;
            return;
        }
        var wanted = Math.Min(length, head.Length);
        if (filled < wanted)
        {
            return;
        }
        // Protocol 2 says so in a line of its own; before it, the first byte is the number of a side band.
        Begun = (length > 4 && head[4] is 1 or 2) || (length >= 12 && head.AsSpan(4, 8).SequenceEqual("packfile"u8));
        (filled, skip) = (0, length - wanted);
    }
}

/// <summary>What a fetch asks for.</summary>
/// <param name="Wants">Ids of commits.</param>
/// <param name="Haves">How many commits the other side says that it has.</param>
internal sealed record FetchWish(IReadOnlyList<string> Wants, int Haves)
{
    /// <summary>Reads the lines of a request; what is of no known form says nothing.</summary>
    public static FetchWish Read(ReadOnlySpan<byte> request)
    {
        var wants = new List<string>();
        var haves = 0;
        while (request.Length >= 4 && int.TryParse(Encoding.ASCII.GetString(request[..4]), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) && length <= request.Length)
        {
            if (length >= 4)
            {
                var line = Encoding.ASCII.GetString(request[4..Math.Min(length, 60)]);
                if (line.StartsWith("want ", StringComparison.Ordinal) && line.Length >= 45 && GitName.IsId(line[5..45]))
                {
                    wants.Add(line[5..45]);
                }
                else if (line.StartsWith("have ", StringComparison.Ordinal))
                {
                    haves++;
                }
            }
            request = request[Math.Max(4, length)..];
        }
        return new FetchWish(wants, haves);
    }
}
