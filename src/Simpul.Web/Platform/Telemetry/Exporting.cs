using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Simpul.Web.Platform.Telemetry;

/// <summary>
/// Sends metrics and traces to a collector over OTLP, where one is named: by <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or <c>Simpul:Telemetry</c>. The other
/// OTEL_ variables of the specification (headers, timeout, sampler, intervals, resource attributes) hold as well; the protocol is http/protobuf unless
/// OTEL_EXPORTER_OTLP_PROTOCOL says grpc.
/// </summary>
internal sealed class Exporting(Uri collector, bool grpc) : IHostedService, IDisposable
{
    private static readonly string[] meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime", "Npgsql", Signals.Name];

    private MeterProvider? metrics;
    private TracerProvider? traces;

    /// <summary>Registers the exporter where a collector is named, and nothing otherwise.</summary>
    /// <exception cref="InvalidOperationException">What is named is no http or https address.</exception>
    public static void Add(WebApplicationBuilder builder)
    {
        var named = builder.Configuration["Simpul:Telemetry"] ?? builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        if (string.IsNullOrWhiteSpace(named))
        {
            return;
        }
        if (!Uri.TryCreate(named, UriKind.Absolute, out var collector) || collector.Scheme is not ("http" or "https"))
        {
            throw new InvalidOperationException("Simpul:Telemetry or OTEL_EXPORTER_OTLP_ENDPOINT is no http or https address.");
        }
        var grpc = builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "grpc";
        builder.Services.AddHostedService(_ => new Exporting(collector, grpc));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(meters).AddOtlpExporter(options => Send(options, "v1/metrics")).Build();
        traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource(RequestLog.FrameworkSource, Signals.Name).AddOtlpExporter(options => Send(options, "v1/traces")).Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what has not gone out yet; a collector that does not answer holds the program up for five seconds at most.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => metrics?.ForceFlush(5000), CancellationToken.None), Task.Run(() => traces?.ForceFlush(5000), CancellationToken.None));

    public void Dispose()
    {
        metrics?.Dispose();
        traces?.Dispose();
    }

    private static void Describe(ResourceBuilder resource) =>
        resource.AddService("simpul", serviceVersion: typeof(Exporting).Assembly.GetName().Version!.ToString(3), serviceInstanceId: Environment.MachineName);

    private void Send(OtlpExporterOptions options, string path)
    {
        options.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        // Set in code, the address is taken as it is: the path of the signal is ours to add.
        options.Endpoint = grpc ? collector : new Uri(collector.AbsoluteUri.TrimEnd('/') + "/" + path);
    }
}
