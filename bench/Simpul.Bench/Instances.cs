using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Simpul.Web;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Search;

namespace Simpul.Bench;

/// <summary>An instance to measure: where it lies, and how somebody who may see everything signs in to it.</summary>
internal sealed record Instances(Bench Bench)
{
    public const string Regulation = "palembang-25-2023";

    /// <summary>A folder with an instance, set up once and kept. On PostgreSQL the folder holds its keys.</summary>
    /// <param name="sample">--sample or --sample=city.</param>
    public async Task<string> Ready(string name, string sample, string? postgres)
    {
        var data = Path.Combine(Bench.Folder, name);
        if (!IsReady(name))
        {
            if (Directory.Exists(data))
            {
                Directory.Delete(data, recursive: true);
            }
            Bench.Say($"Setting up {name} ({sample}); kept for the next run…");
            _ = await Bench.Command(postgres, "setup", "--regulation", Regulation, sample, "--data", data) ?? throw new InvalidOperationException($"setup {sample} failed.");
            await File.WriteAllTextAsync(Marker(name), Schema());
        }
        return data;
    }

    /// <summary>Whether it was set up by a program with the same tables.</summary>
    public bool IsReady(string name) => File.Exists(Marker(name)) && File.ReadAllText(Marker(name)) == Schema();

    private string Marker(string name) => Path.Combine(Bench.Folder, name, ".schema");

    private static string Schema()
    {
        using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(db.Database.GenerateCreateScript())));
    }

    /// <summary>The program on the instance, in this process and not serving: for its services.</summary>
    public static WebApplication Open(string data, string? postgres) => Server.Build(new ServerOptions(new DataFolder(data), null, postgres));

    /// <summary>The cookie of a new session of somebody whose office has every role.</summary>
    public static async Task<string> SignedIn(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<Acting>().Actor = Actor.Command;
        var db = services.GetRequiredService<PlatformDb>();
        var account = await db.Users.SingleOrDefaultAsync(item => item.UserName == "bench") ?? await Account(services, db);
        var session = new Session { AccountId = account.Id, OfficeId = account.LastOfficeId, StartedAt = DateTimeOffset.UtcNow, SeenAt = DateTimeOffset.UtcNow };
        db.Add(session);
        await db.SaveChangesAsync();
        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        var identity = new ClaimsIdentity([new Claim("session", session.Id.ToString())], scheme);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.UtcNow.AddDays(1) }, scheme);
        return "simpul=" + services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme).TicketDataFormat.Protect(ticket);
    }

    /// <summary>Addresses of records, evenly over the kinds.</summary>
    public static async Task<IReadOnlyList<string>> Records(WebApplication app, int each)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var entries = scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<SearchEntry>().AsNoTracking();
        var found = new List<List<string>>();
        foreach (var kind in await entries.Select(entry => entry.Kind).Distinct().ToListAsync())
        {
            var hrefs = await entries.Where(entry => entry.Kind == kind).OrderBy(entry => entry.Row).Select(entry => entry.Href).ToListAsync();
            found.Add([.. Enumerable.Range(0, each).Select(at => hrefs[(int)((long)at * hrefs.Count / each)])]);
        }
        return [.. Enumerable.Range(0, each).SelectMany(at => found.Select(kind => kind[at]))];
    }

    private static async Task<Account> Account(IServiceProvider services, PlatformDb db)
    {
        var person = new Person { Name = "Pegawai pengukur" };
        var office = new Office { Title = "Jabatan pengukur", Roles = [.. Role.All.Select(role => role.Key)], Clearance = Classification.Secret };
        var held = new Appointment { PersonId = person.Id, OfficeId = office.Id, From = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2) };
        var account = new Account { PersonId = person.Id, UserName = "bench", NormalizedUserName = "BENCH", LastOfficeId = office.Id, SecurityStamp = "x" };
        db.AddRange(person, office, held, account);
        var journal = services.GetRequiredService<Journal>();
        foreach (var record in new IRecord[] { person, office, held, account })
        {
            journal.Record($"{RecordKindAttribute.Of(record.GetType())}.registered", record);
        }
        await db.SaveChangesAsync();
        return account;
    }
}
