using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Platform;
using Xunit;

namespace Simpul.Tests.Platform.Telemetry;

public sealed class ExportingTests
{
    [Fact]
    public async Task A_collector_receives_metrics_and_traces_of_requests_and_of_the_journal()
    {
        await using var collector = await Collector.Start();
        var data = new DataFolder(Directory.CreateTempSubdirectory("simpul-test-").FullName);
        await using (var app = await App.Start(data, await Databases.Fresh(Databases.Sqlite, data.Database), settings: new() { ["Simpul:Telemetry"] = collector.Address }))
        {
            await app.SetUp();
            using var client = new HttpClient { BaseAddress = app.Address };
            await client.GetAsync(new Uri("/openapi/v1.json?nama=Mawar", UriKind.Relative));
        }

        var metrics = collector.Received("/v1/metrics");
        metrics.ShouldContain("simpul.journal.events");
        metrics.ShouldContain("simpul.journal.duration");
        metrics.ShouldContain("http.server.request.duration");
        metrics.ShouldContain("dotnet.gc.collections");
        var traces = collector.Received("/v1/traces");
        traces.ShouldContain("GET /openapi/{documentName}.json");
        traces.ShouldContain("journal.append");
        traces.ShouldContain("service.name");
        (metrics + traces).ShouldNotContain("Mawar");
    }

    [Fact]
    public async Task An_address_that_is_none_keeps_the_program_from_starting()
    {
        (await Should.ThrowAsync<InvalidOperationException>(() => App.Start(settings: new() { ["Simpul:Telemetry"] = "collector" }))).Message.ShouldContain("Simpul:Telemetry");
        (await Should.ThrowAsync<InvalidOperationException>(() => App.Start(settings: new() { ["Simpul:Logs"] = "xml" }))).Message.ShouldContain("json or text");
    }

    /// <summary>A collector that keeps what it is sent: OTLP over HTTP, whose names stand in the protobuf as they are.</summary>
    private sealed class Collector(WebApplication web, ConcurrentQueue<(string Path, byte[] Body)> bodies) : IAsyncDisposable
    {
        public string Address => web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public static async Task<Collector> Start()
        {
            var bodies = new ConcurrentQueue<(string, byte[])>();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var web = builder.Build();
            web.MapPost("/{**path}", async (HttpRequest request) =>
            {
                request.ContentType.ShouldBe("application/x-protobuf");
                var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                bodies.Enqueue((request.Path, body.ToArray()));
                return Results.Bytes([], "application/x-protobuf");
            });
            await web.StartAsync();
            return new Collector(web, bodies);
        }

        public string Received(string path) => string.Join('\n', bodies.Where(item => item.Path == path).Select(item => Encoding.UTF8.GetString(item.Body)));

        public ValueTask DisposeAsync() => web.DisposeAsync();
    }
}
