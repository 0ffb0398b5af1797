// Simpul.Writer DATA [CONNECTION]: registers agencies, one save after the other, and prints the id of each after its save returned.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Simpul.Web;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;

await using var app = Server.Build(new ServerOptions(new DataFolder(args[0]), Database: args.Length > 1 ? args[1] : null), builder => builder.Logging.ClearProviders());
var output = Console.OpenStandardOutput();
while (true)
{
    await using var scope = app.Services.CreateAsyncScope();
    scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
    var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
    var agency = new Agency { Name = "Dinas Uji" };
    agency.Code = agency.Id.ToString("n")[..30];
    db.Add(agency);
    scope.ServiceProvider.GetRequiredService<Journal>().Record("agencies.registered", agency);
    await db.SaveChangesAsync();
    output.Write(System.Text.Encoding.ASCII.GetBytes($"{agency.Id}\n"));
    output.Flush();
}
