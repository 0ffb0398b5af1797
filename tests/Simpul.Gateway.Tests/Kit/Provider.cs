using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Simpul.Gateway.Tests.Kit;

/// <summary>A provider's system that answers as a test says, and remembers what reached it.</summary>
sealed class Provider : IAsyncDisposable
{
    internal const string Person = """{"nik":"1671012345678901","nama":"Siti Rahma","lahir":"1990-01-02","agama":null,"alamat":{"jalan":"Jalan Merdeka 1","kota":"Palembang"},"keluarga":[{"nama":"Budi","hubungan":"anak"}]}""";

    readonly WebApplication app;
    readonly List<Seen> seen = [];

    Provider(WebApplication app) => this.app = app;

    internal sealed record Seen(string Method, string Target, Dictionary<string, string> Headers, byte[] Body);

    internal Func<HttpContext, Task> Answers { get; set; } = Usual;

    internal Uri Address => new(app.Urls.First());

    internal IReadOnlyList<Seen> Requests
    {
        get { lock (seen) return [.. seen]; }
    }

    internal static async Task<Provider> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0);
            server.Limits.MaxRequestBodySize = null;
            server.AllowSynchronousIO = true;
        });
        var app = builder.Build();
        var provider = new Provider(app);
        app.Run(provider.Handle);
        await app.StartAsync();
        return provider;
    }

    internal static Task Json(HttpContext context, string json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    internal static Task Usual(HttpContext context) => context.Request.Method == "POST" ? Json(context, """{"nomor":7}""", 201)
        : context.Request.Path.Value!.Contains("/penduduk/", StringComparison.Ordinal) ? Json(context, Person)
        : context.Request.Path.Value.Contains("/berkas/", StringComparison.Ordinal) ? context.Response.WriteAsync("isi berkas")
        : Json(context, $$"""{"data":[{{Person}},{{Person}}],"total":2,"catatan":"rahasia"}""");

    async Task Handle(HttpContext context)
    {
        using var body = new MemoryStream();
        if (!context.Request.Path.Value!.Contains("/berkas/", StringComparison.Ordinal)) await context.Request.Body.CopyToAsync(body);
        lock (seen) seen.Add(new(context.Request.Method, context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget, context.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        await Answers(context);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
