using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>A provider's system that answers as a test says.</summary>
internal sealed class Answering : IAsyncDisposable
{
    private readonly WebApplication web;

    private Answering(WebApplication web) => this.web = web;

    public Uri Address => new(web.Urls.First() + "/");

    public string Body { get; set; } = "{}";

    public bool Redirect { get; set; }

    public static async Task<Answering> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var web = builder.Build();
        var answering = new Answering(web);
        web.Run(answering.Answer);
        await web.StartAsync();
        return answering;
    }

    public async ValueTask DisposeAsync() => await web.DisposeAsync();

    private Task Answer(HttpContext context)
    {
        if (Redirect)
        {
            context.Response.Redirect("http://127.0.0.3/");
            return Task.CompletedTask;
        }
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(Body);
    }
}
