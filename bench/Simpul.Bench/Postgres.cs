using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Simpul.Bench;

/// <summary>Debian's PostgreSQL on a cluster of the benchmarks' own, with its defaults: every commit reaches the disk.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private readonly string bin;
    private readonly string folder;
    private readonly int port;

    private Postgres(string bin, string folder, int port)
    {
        this.bin = bin;
        this.folder = folder;
        this.port = port;
    }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Starts it; null where Debian's PostgreSQL is not installed.</summary>
    public static async Task<Postgres?> Start(string folder)
    {
        var bin = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault() : null;
        if (bin is null)
        {
            Bench.Say("PostgreSQL is not installed (apt-get install postgresql): measured on SQLite only.");
            return null;
        }
        Directory.CreateDirectory(folder);
        var server = new Postgres(bin, folder, FreePort());
        if (!Directory.Exists(server.Data))
        {
            if (IsRoot)
            {
                await Run("chown", "postgres", folder);
            }
            await server.Tool("initdb", "-D", server.Data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        }
        await server.Tool("pg_ctl", "-D", server.Data, "-m", "immediate", "stop", "-s");
        await server.Tool("pg_ctl", "-D", server.Data, "-l", Path.Combine(folder, "log"), "-w", "-s",
            "-o", $"-c listen_addresses=127.0.0.1 -c port={server.port} -c unix_socket_directories={folder} -c shared_buffers=512MB -c max_wal_size=4GB", "start");
        return server;
    }

    private string Data => Path.Combine(folder, "data");

    /// <summary>The connection string of a database, made where it is not there.</summary>
    public async Task<string> Database(string name, bool fresh)
    {
        await using var server = new NpgsqlConnection(Connection("postgres"));
        await server.OpenAsync();
        if (fresh)
        {
            await new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", server).ExecuteNonQueryAsync();
        }
        if (await new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{name}'", server).ExecuteScalarAsync() is null)
        {
            await new NpgsqlCommand($"CREATE DATABASE {name}", server).ExecuteNonQueryAsync();
        }
        return Connection(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Tool("pg_ctl", "-D", Data, "-m", "fast", "stop", "-s");
    }

    private string Connection(string database) => $"Host=127.0.0.1;Port={port};Username={(IsRoot ? "postgres" : Environment.UserName)};Database={database}";

    /// <summary>PostgreSQL does not run as root.</summary>
    private Task Tool(string tool, params string[] arguments) => IsRoot
        ? Run("runuser", ["-u", "postgres", "--", Path.Combine(bin, tool), .. arguments])
        : Run(Path.Combine(bin, tool), arguments);

    private static async Task Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = "/" };
        // The server keeps what it inherits open: no pipe of ours.
        start.Environment["PGCTLTIMEOUT"] = "60";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
