using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Journal;

/// <summary>A stored event as it lies in the database: the columns as the body would write them, so that comparing is comparing text.</summary>
internal sealed record JournalRow(long Index, string At, string Action, string SubjectKind, string SubjectId, string? OfficeId, string? PersonId, byte[] Body, byte[] LeafHash)
{
    /// <summary>The columns that do not say what the body says; null where all do.</summary>
    public string? Differences()
    {
        var found = new Found();
        try
        {
            Read(ref found);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return "all: the body is no JSON object";
        }
        return found is { At: true, Action: true, Kind: true, Id: true } && found.Office == (OfficeId is not null) && found.Person == (PersonId is not null) ? null : string.Join(", ", Named(found));
    }

    /// <summary>One pass over the body. What is not ours to compare is skipped.</summary>
    private void Read(ref Found found)
    {
        var json = new Utf8JsonReader(Body);
        Enter(ref json);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("at"u8))
            {
                found.At = Says(ref json, At);
            }
            else if (json.ValueTextEquals("action"u8))
            {
                found.Action = Says(ref json, Action);
            }
            else if (json.ValueTextEquals("subject"u8))
            {
                Enter(ref json);
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    if (json.ValueTextEquals("kind"u8))
                    {
                        found.Kind = Says(ref json, SubjectKind);
                    }
                    else if (json.ValueTextEquals("id"u8))
                    {
                        found.Id = Says(ref json, SubjectId);
                    }
                    else
                    {
                        json.Skip();
                    }
                }
            }
            else if (json.ValueTextEquals("actor"u8))
            {
                Enter(ref json);
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    // Present and equal, or present and different: the latter must not pass where the column is empty.
                    if (json.ValueTextEquals("office"u8))
                    {
                        found.Office = Says(ref json, OfficeId) || OfficeId is null;
                    }
                    else if (json.ValueTextEquals("person"u8))
                    {
                        found.Person = Says(ref json, PersonId) || PersonId is null;
                    }
                    else
                    {
                        json.Skip();
                    }
                }
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void Enter(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }
    }

    private static bool Says(ref Utf8JsonReader json, string? column)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String && column is not null && json.ValueTextEquals(column))
        {
            return true;
        }
        json.Skip();
        return false;
    }

    private IEnumerable<string> Named(Found found)
    {
        if (!found.At) yield return "at";
        if (!found.Action) yield return "action";
        if (!found.Kind) yield return "subject_kind";
        if (!found.Id) yield return "subject_id";
        if (found.Office != (OfficeId is not null)) yield return "office_id";
        if (found.Person != (PersonId is not null)) yield return "person_id";
    }

    private record struct Found(bool At, bool Action, bool Kind, bool Id, bool Office, bool Person);
}

/// <summary>Reads the events in order, a batch ahead of whoever checks them.</summary>
internal static class JournalRows
{
    private const int Batch = 5000;
    private const int Ahead = 4;

    /// <summary>All events of the transaction's view, in the order of their index.</summary>
    public static async IAsyncEnumerable<List<JournalRow>> All(PlatformDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var batches = Channel.CreateBounded<List<JournalRow>>(Ahead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = Task.Run(() => Read(db, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancel))
            {
                yield return batch;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    private static async Task Read(PlatformDb db, ChannelWriter<List<JournalRow>> to, CancellationToken cancel)
    {
        try
        {
            long after = long.MinValue;
            while (true)
            {
                var rows = await Read(db, after, cancel);
                if (rows.Count > 0)
                {
                    after = rows[^1].Index;
                    await to.WriteAsync(rows, cancel);
                }
                if (rows.Count < Batch)
                {
                    to.Complete();
                    return;
                }
            }
        }
        catch (Exception failure)
        {
            // Whoever reads the channel meets it there.
            to.Complete(failure);
        }
    }

    private static async Task<List<JournalRow>> Read(PlatformDb db, long after, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"""
            SELECT "index", at, action, subject_kind, subject_id, office_id, person_id, body, leaf_hash FROM journal_events
            WHERE "index" >{(after == long.MinValue ? "=" : "")} @after ORDER BY "index" LIMIT {Batch}
            """;
        var bound = command.CreateParameter();
        (bound.ParameterName, bound.Value) = ("@after", after);
        command.Parameters.Add(bound);
        var rows = new List<JournalRow>(Batch);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(Row(db, reader));
        }
        return rows;
    }

    private static JournalRow Row(PlatformDb db, DbDataReader row)
    {
        var index = row.GetInt64(0);
        try
        {
            return new JournalRow(
                index, db.Dialect.Moment(row, 1), Shared(row.GetString(2)), Shared(row.GetString(3)), db.Dialect.Id(row, 4),
                row.IsDBNull(5) ? null : db.Dialect.Id(row, 5), row.IsDBNull(6) ? null : db.Dialect.Id(row, 6),
                row.GetFieldValue<byte[]>(7), row.GetFieldValue<byte[]>(8));
        }
        catch (Exception broken) when (broken is InvalidCastException or FormatException or OverflowException)
        {
            // SQLite takes any type in any column; a row that is not of ours is an altered one.
            return new JournalRow(index, "", "", "", "", null, null, [], []);
        }
    }

    /// <summary>There are a few hundred actions and kinds, and millions of rows.</summary>
    private static string Shared(string text) => string.IsInterned(text) ?? (text.Length <= 80 ? string.Intern(text) : text);
}
