using System.Collections;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Npgsql;

namespace Simpul.Web.Platform.Telemetry;

/// <summary>
/// The framework's formatter, given only what holds no personal data: the trace's id in place of the request's scopes, which hold its address; and
/// of an exception its types and where it was thrown, because messages quote what could not be read ("'Siti' was not in a correct format").
/// </summary>
/// <param name="messages">Whether exceptions keep their messages: for a while, to look into a fault.</param>
internal sealed class LogFormat(IServiceProvider services, string usual, bool messages) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "simpul";

    // Asked of the services at the first line: all formatters are made together.
    private readonly Lazy<ConsoleFormatter> formatter = new(() => services.GetServices<ConsoleFormatter>().First(item => item.Name == usual));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var exception = logEntry.Exception is { } thrown && !messages ? new Thrown(thrown) : logEntry.Exception;
        var entry = new LogEntry<TState>(logEntry.LogLevel, logEntry.Category, logEntry.EventId, logEntry.State, exception, logEntry.Formatter);
        formatter.Value.Write(in entry, TraceScope.Instance, textWriter);
    }

    /// <summary>The one scope that a line carries.</summary>
    private sealed class TraceScope : IExternalScopeProvider
    {
        public static readonly TraceScope Instance = new();

        public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
        {
            if (Activity.Current is { } activity)
            {
                callback(new Trace(activity.TraceId.ToHexString()), state);
            }
        }

        public IDisposable Push(object? state) => throw new NotSupportedException();
    }

    private sealed class Trace(string id) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => 1;

        public KeyValuePair<string, object?> this[int index] => new("TraceId", id);

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            yield return this[0];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => id;
    }

    /// <summary>An exception as the log shows it.</summary>
    private sealed class Thrown(Exception exception) : Exception
    {
        public override string Message => Describe(exception);

        public override string ToString()
        {
            var text = new StringBuilder();
            for (var at = exception; at is not null; at = at.InnerException)
            {
                text.Append(text.Length == 0 ? "" : "\n caused by ").Append(Describe(at));
                if (at.StackTrace is { } stack)
                {
                    text.Append('\n').Append(stack);
                }
            }
            return text.ToString();
        }

        /// <summary>The messages of these name files, hosts, columns and constraints; those of all others may quote what somebody typed.</summary>
        private static string Describe(Exception at) => at switch
        {
            PostgresException failed => $"{at.GetType().FullName}: {failed.SqlState} {failed.ConstraintName ?? failed.TableName}",
            SqliteException or SocketException or IOException or UnauthorizedAccessException or TimeoutException or OperationCanceledException or NullReferenceException
                => $"{at.GetType().FullName}: {at.Message}",
            _ => at.GetType().FullName!,
        };
    }
}
