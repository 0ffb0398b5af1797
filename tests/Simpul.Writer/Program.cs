// Simpul.Writer DATA [CONNECTION]: registers agencies, one save after the other, and prints the id of each after its save returned.
// It takes the storage and the journal without the web server, so that a hundred starts cost little.
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;

var data = new DataFolder(args[0]);
using var keys = JournalKeys.Open(data);
var writer = new JournalWriter(keys, TimeProvider.System);
var acting = new Acting { Actor = Actor.Command };
var output = Console.OpenStandardOutput();
while (true)
{
    await using PlatformDb db = args.Length > 1
        ? new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(args[1]).Options)
        : new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite($"Data Source={data.Database}").Options);
    var agency = new Agency { Name = "Dinas Uji" };
    agency.Code = agency.Id.ToString("n")[..30];
    db.Add(agency);
    new Journal(db, writer, acting).Record("agencies.registered", agency);
    await db.SaveChangesAsync();
    output.Write(System.Text.Encoding.ASCII.GetBytes($"{agency.Id}\n"));
    output.Flush();
}
