using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Xunit;
using Records = Simpul.Web.Platform.Journal.Journal;

namespace Simpul.Tests.Platform.Telemetry;

public sealed class LogTests
{
    private const string Name = "Mawar Tertulis";
    private const string Nik = "1671014505900009";
    private const string Browser = "Peramban/7 (milik Mawar)";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_people_type_into_addresses_forms_and_errors_is_in_no_line(string database)
    {
        var written = new Written();
        await using var app = await Start(database, written);
        await Visit(app);

        // The program's own address, which it tells at start, is nobody's.
        var all = string.Join('\n', written.Lines.Where(line => !line.Contains("Now listening on", StringComparison.Ordinal)));
        all.ShouldContain("Simpul.Requests");
        all.ShouldContain("FormatException");
        all.ShouldContain("DbUpdateException");
        foreach (var personal in new[] { "Mawar", "Tertulis", Nik, "Peramban", "127.0.0.1" })
        {
            all.ShouldNotContain(personal);
        }
    }

    [Fact]
    public async Task A_line_of_a_request_is_json_with_route_status_time_in_utc_and_trace()
    {
        var written = new Written();
        await using var app = await Start(Databases.Sqlite, written);
        await Visit(app);

        using var line = JsonDocument.Parse(written.Lines.First(line => line.Contains("/openapi/{documentName}.json", StringComparison.Ordinal)));
        var root = line.RootElement;
        root.GetProperty("Timestamp").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        root.GetProperty("Category").GetString().ShouldBe("Simpul.Requests");
        root.GetProperty("State").GetProperty("Status").GetInt32().ShouldBe(200);
        root.GetProperty("State").GetProperty("Method").GetString().ShouldBe("GET");
        root.GetProperty("Scopes")[0].GetProperty("TraceId").GetString()!.Length.ShouldBe(32);
    }

    [Fact]
    public async Task Addresses_and_browsers_are_written_where_the_government_wants_them()
    {
        var written = new Written();
        await using var app = await Start(Databases.Sqlite, written, new() { ["Simpul:LogClients"] = "true" });
        await Visit(app);
        written.All.ShouldContain("127.0.0.1");
        written.All.ShouldContain(Browser);
    }

    [Fact]
    public async Task Messages_of_exceptions_can_be_switched_on_to_look_into_a_fault()
    {
        var written = new Written();
        await using var app = await Start(Databases.Sqlite, written, new() { ["Simpul:LogExceptionMessages"] = "true" });
        await Visit(app);
        written.All.ShouldContain($"{Name} {Nik}");
    }

    private static async Task<App> Start(string database, Written written, Dictionary<string, string?>? settings = null)
    {
        var app = await App.Start(database, services => Listen(services, written), new(settings ?? []) { ["Simpul:Logs"] = "json" });
        await app.SetUp();
        return app;
    }

    private static void Listen(IServiceCollection services, Written written)
    {
        services.AddSingleton<ILoggerProvider>(provider =>
        {
            written.Formatter = provider.GetServices<ConsoleFormatter>().First(formatter => formatter.Name == "simpul");
            return written;
        });
        services.Configure<LoggerFilterOptions>(filter => filter.MinLevel = LogLevel.Information);
        services.AddScoped<IAuthorizationHandler, Stumbles>();
    }

    private static async Task Visit(App app)
    {
        using var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Browser);
        var typed = Uri.EscapeDataString($"{Name} {Nik}");
        await client.GetAsync(new Uri($"/openapi/v1.json?nama={typed}", UriKind.Relative));
        await client.GetAsync(new Uri($"/{typed}?nik={Nik}", UriKind.Relative));
        await client.GetAsync(new Uri($"/kerja?cari={typed}", UriKind.Relative));
        await client.GetAsync(new Uri($"/kerja?fault=format&cari={typed}", UriKind.Relative));
        await client.GetAsync(new Uri($"/kerja?fault=duplicate&cari={typed}", UriKind.Relative));
        using var form = new FormUrlEncodedContent([new("nama", Name), new("nik", Nik)]);
        await client.PostAsync(new Uri("/masuk", UriKind.Relative), form);
        await client.PostAsync(new Uri("/", UriKind.Relative), form);
        await client.PostAsJsonAsync(new Uri("/api/v1/people", UriKind.Relative), new { nama = Name, nik = Nik });
        using var broken = new StringContent($"{{\"nama\": {Name}", System.Text.Encoding.UTF8, "application/json");
        await client.PostAsync(new Uri("/api/v1/people", UriKind.Relative), broken);
    }

    /// <summary>Fails as pages fail: quoting what was typed, or on a row that the database refuses.</summary>
    private sealed class Stumbles(IHttpContextAccessor http, PlatformDb db, Records journal) : IAuthorizationHandler
    {
        public async Task HandleAsync(AuthorizationHandlerContext context)
        {
            var request = http.HttpContext!.Request;
            var typed = request.Query["cari"].ToString();
            switch (request.Query["fault"].ToString())
            {
                case "format":
                    _ = int.Parse(typed, System.Globalization.CultureInfo.InvariantCulture);
                    break;
                case "duplicate":
                    foreach (var agency in new[] { new Agency { Code = typed, Name = typed }, new Agency { Code = typed, Name = typed } })
                    {
                        db.Add(agency);
                        journal.Record("agencies.registered", agency);
                    }
                    await db.SaveChangesAsync();
                    break;
            }
        }
    }

    /// <summary>What the console would show.</summary>
    private sealed class Written : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> lines = new();

        public ConsoleFormatter? Formatter { get; set; }

        public IReadOnlyList<string> Lines => [.. lines];

        public string All => string.Join('\n', lines);

        public ILogger CreateLogger(string categoryName) => new Log(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Log(Written written, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var text = new StringWriter();
                written.Formatter!.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, text);
                written.lines.Enqueue(text.ToString());
            }
        }
    }
}
