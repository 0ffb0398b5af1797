using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Simpul.Gateway.Telemetry;

/// <summary>Sends metrics and traces to a collector over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or <c>Simpul:Telemetry</c> names one, as the platform does.</summary>
sealed class Exporting(Uri collector, bool grpc) : IHostedService, IDisposable
{
    static readonly string[] meters = ["Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", Signals.Name];

    MeterProvider? metrics;
    TracerProvider? traces;

    /// <exception cref="InvalidOperationException">What is named is no http or https address.</exception>
    internal static void Add(WebApplicationBuilder builder)
    {
        var named = builder.Configuration["Simpul:Telemetry"] ?? builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        if (string.IsNullOrWhiteSpace(named)) return;
        if (!Uri.TryCreate(named, UriKind.Absolute, out var collector) || collector.Scheme is not ("http" or "https"))
            throw new InvalidOperationException("Simpul:Telemetry or OTEL_EXPORTER_OTLP_ENDPOINT is no http or https address.");
        var grpc = builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "grpc";
        builder.Services.AddHostedService(_ => new Exporting(collector, grpc));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(meters).AddOtlpExporter(options => Send(options, "v1/metrics")).Build();
        traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource(Signals.Name).AddOtlpExporter(options => Send(options, "v1/traces")).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => metrics?.ForceFlush(5000), CancellationToken.None), Task.Run(() => traces?.ForceFlush(5000), CancellationToken.None));

    public void Dispose()
    {
        metrics?.Dispose();
        traces?.Dispose();
    }

    static void Describe(ResourceBuilder resource) =>
        resource.AddService("simpul-gateway", serviceVersion: typeof(Exporting).Assembly.GetName().Version!.ToString(3), serviceInstanceId: Environment.MachineName);

    void Send(OtlpExporterOptions options, string path)
    {
        options.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = grpc ? collector : new Uri(collector.AbsoluteUri.TrimEnd('/') + "/" + path);
    }
}
