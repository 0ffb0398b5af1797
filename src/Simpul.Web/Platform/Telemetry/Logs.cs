using System.Diagnostics;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace Simpul.Web.Platform.Telemetry;

/// <summary>
/// Logs on standard error, so that a command's answer on standard output stays what it is: JSON a line for a log store, or text for a person at a
/// terminal (<c>Simpul:Logs</c>: json or text; without it, text where standard error is a terminal). Times are UTC.
/// </summary>
internal static class Logs
{
    /// <summary>
    /// What comes from the framework by default. The environment and the command line override it, as everything. Off are the categories that write
    /// addresses with their query, or what a failed statement held; both reach the log in another way, without.
    /// </summary>
    private static readonly Dictionary<string, string?> levels = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
        // That the sign-in keys lie unencrypted is known: their folder is the program's own.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        // Told about the model as it was written, at each start.
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Model"] = "Error",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Update"] = "None",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Query"] = "None",
        ["Logging:LogLevel:Npgsql"] = "Warning",
        ["Logging:LogLevel:Quartz"] = "Warning",
    };

    /// <summary>Without a listener, and with the framework's own request lines off, a request would have no trace to name. One for the process.</summary>
    private static readonly Lazy<ActivityListener> traced = new(() =>
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RequestLog.FrameworkSource,
            Sample = (ref _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    });

    /// <exception cref="InvalidOperationException">Simpul:Logs is neither json nor text.</exception>
    public static void Add(WebApplicationBuilder builder)
    {
        var form = builder.Configuration["Simpul:Logs"] ?? (Console.IsErrorRedirected ? "json" : "text");
        if (form is not ("json" or "text"))
        {
            throw new InvalidOperationException("Simpul:Logs is json or text.");
        }
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = levels });
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console =>
        {
            console.FormatterName = LogFormat.FormatName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        builder.Services.Configure<JsonConsoleFormatterOptions>(options => Shape(options, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        builder.Services.Configure<SimpleConsoleFormatterOptions>(options =>
        {
            Shape(options, "HH:mm:ss ");
            options.SingleLine = true;
        });
        builder.Services.AddSingleton<ConsoleFormatter>(services =>
            new LogFormat(services, form == "json" ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple, builder.Configuration.GetValue<bool>("Simpul:LogExceptionMessages")));
        _ = traced.Value;
    }

    private static void Shape(ConsoleFormatterOptions options, string time)
    {
        options.IncludeScopes = true;
        options.UseUtcTimestamp = true;
        options.TimestampFormat = time;
    }
}
