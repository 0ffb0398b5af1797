using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace Simpul.Gateway.Telemetry;

/// <summary>Logs on standard error: JSON a line, or text at a terminal (<c>Simpul:Logs</c>). No call is logged there: the exchange log has it, and nothing of what was said belongs into either.</summary>
static class Logs
{
    static readonly Dictionary<string, string?> levels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // Its lines hold addresses with their queries.
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
        ["Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.BadRequests"] = "None",
        ["Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel"] = "Error",
        ["Logging:LogLevel:System.Net.Http"] = "None",
    };

    internal static void Add(WebApplicationBuilder builder)
    {
        var form = builder.Configuration["Simpul:Logs"] ?? (Console.IsErrorRedirected ? "json" : "text");
        if (form is not ("json" or "text")) throw new InvalidOperationException("Simpul:Logs is json or text.");
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = levels });
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddConsole(console =>
        {
            console.FormatterName = form == "json" ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        builder.Services.Configure<JsonConsoleFormatterOptions>(options => (options.UseUtcTimestamp, options.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        builder.Services.Configure<SimpleConsoleFormatterOptions>(options => (options.SingleLine, options.UseUtcTimestamp, options.TimestampFormat) = (true, true, "HH:mm:ss "));
    }
}
