using System.Text.Json;

namespace Simpul.Web.Modules.Audits.Tools;

/// <summary>
/// Reads a JSON file token by token from a stream, never holding more of it than one buffer, and says at which path each value stands:
/// <c>runs/*/results/*/level</c>.
/// </summary>
internal sealed class JsonTokens(Stream stream)
{
    /// <summary>Letters of a name that are kept in a path, and levels for which one is kept: what is longer or deeper is nothing that is looked for.</summary>
    private const int NameLength = 80, Levels = 12;

    private readonly List<(string Name, bool Array, int Index, string Path)> path = [];
    private byte[] buffer = new byte[64 * 1024];
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = ToolLimits.Depth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
    private int start, end;
    private bool last, begun;
    private string name = "";

    public JsonTokenType Type { get; private set; }

    /// <summary>Of a text, a number or a word; null otherwise.</summary>
    public string? Value { get; private set; }

    /// <summary>Of the value at hand; of an object or array when it begins and when it ends.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The place in the innermost array that the value is in or, where it is one itself, in that around it; 0 outside of any.</summary>
    public int IndexIn(string array)
    {
        for (var at = path.Count - 1; at >= 0; at--)
        {
            if (path[at].Array && path[at].Name == array)
            {
                return path[at].Index;
            }
        }
        return 0;
    }

    /// <exception cref="JsonException">It is no JSON, or nests too deeply.</exception>
    /// <exception cref="UnreadableToolFileException">A token is longer than is taken in.</exception>
    public async Task<bool> Read(CancellationToken cancel)
    {
        if (!begun)
        {
            begun = true;
            await Fill(cancel);
            if (end >= 3 && buffer[0] == 0xEF && buffer[1] == 0xBB && buffer[2] == 0xBF)
            {
                start = 3;
            }
        }
        while (true)
        {
            if (Try())
            {
                if (Type == JsonTokenType.PropertyName)
                {
                    name = Value is null ? "" : Value.Length <= NameLength ? Value : Value[..NameLength];
                    continue;
                }
                return true;
            }
            if (last)
            {
                return false;
            }
            await Fill(cancel);
        }
    }

    private bool Try()
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), last, state);
        if (!reader.Read())
        {
            (state, start) = (reader.CurrentState, start + (int)reader.BytesConsumed);
            return false;
        }
        Type = reader.TokenType;
        Value = reader.TokenType switch
        {
            JsonTokenType.String or JsonTokenType.PropertyName => reader.GetString(),
            JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => null,
        };
        (state, start) = (reader.CurrentState, start + (int)reader.BytesConsumed);
        if (Type != JsonTokenType.PropertyName)
        {
            Place();
        }
        return true;
    }

    /// <summary>Keeps the path beside the tokens.</summary>
    private void Place()
    {
        switch (Type)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var entered = Enter();
                Path = Joined(entered);
                path.Add((entered, Type == JsonTokenType.StartArray, -1, Path));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                Path = path[^1].Path;
                path.RemoveAt(path.Count - 1);
                break;
            default:
                Path = Joined(Enter());
                break;
        }
    }

    /// <summary>The name of a value that begins here: its property's, or a star in an array, whose count goes on.</summary>
    private string Enter()
    {
        if (path.Count > 0 && path[^1].Array)
        {
            path[^1] = path[^1] with { Index = path[^1].Index + 1 };
            return "*";
        }
        return path.Count == 0 ? "" : name;
    }

    private string Joined(string own) => path.Count is 0 or > Levels ? "" : path.Count == 1 ? own : $"{path[^1].Path}/{own}";

    private async Task Fill(CancellationToken cancel)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            if (buffer.Length >= ToolLimits.Token)
            {
                throw new UnreadableToolFileException("Berkas memuat satu teks yang lebih dari 1 MB. Buat ulang laporan tanpa lampiran isi berkas.");
            }
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancel);
        end += read;
        last = read == 0;
    }
}
