using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Exchanges;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Plan;

namespace Simpul.Gateway.Tests.Kit;

/// <summary>Everything around one gateway: hub, members, a provider, contracts, and the snapshot that they make.</summary>
sealed class Instance : IAsyncDisposable
{
    internal const string Hub = "simpul.example";

    static readonly byte[] description = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Kit", "penduduk.json"));
    static readonly string descriptionHash = Convert.ToHexStringLower(SHA256.HashData(description));

    /// <summary>The program as it is built, to be run as a process of its own.</summary>
    internal static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Simpul.Gateway", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "simpul-gateway.dll"));

    readonly Signatory hub = new(Hub, "Simpul");
    long epoch;
    WebApplication? app;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("simpul-gateway-").FullName;

    internal Signatory Consumer { get; } = new("dinsos", "Dinas Sosial");

    internal Signatory Owner { get; } = new("dukcapil", "Dinas Kependudukan dan Pencatatan Sipil");

    internal Signatory Stranger { get; } = new("bapenda", "Badan Pendapatan Daerah");

    internal Signatory Auditor { get; } = new("inspektorat", "Inspektorat") { Auditor = true };

    internal Provider Provider { get; private set; } = null!;

    internal List<(Contract Contract, List<ContractStatement> Statements)> Contracts { get; } = [];

    internal List<ApiKey> ApiKeys { get; } = [];

    internal List<Block> Blocks { get; } = [];

    internal List<string> HubUses { get; } = [KeyUse.Contract];

    internal List<Upstream> Upstreams { get; } = [];

    internal ServicePolicy Policy { get; set; } = new();

    internal string Classification { get; set; } = "restricted";

    internal string Environment { get; set; } = "production";

    internal DateTimeOffset? Expires { get; set; }

    /// <summary>The last thing that is done to a snapshot before it is signed.</summary>
    internal Func<Snapshot, Snapshot> Shape { get; set; } = snapshot => snapshot;

    internal Uri Address => new(app!.Urls.First(url => url.StartsWith("http://", StringComparison.Ordinal)));

    internal Uri Secure => new(app!.Urls.First(url => url.StartsWith("https://", StringComparison.Ordinal)).Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    internal LogFolder Log => new(Path.Combine(Folder, "log"));

    /// <param name="shape">Changes the usual contract, which covers everything and lets three fields of a person through.</param>
    internal static async Task<Instance> Start(Func<Contract, Contract>? shape = null, Action<Instance>? arrange = null, Func<GatewayOptions, GatewayOptions>? options = null)
    {
        var instance = new Instance { Provider = await Provider.Start() };
        arrange?.Invoke(instance);
        if (instance.Upstreams.Count == 0) instance.Upstreams.Add(new Upstream(instance.Provider.Address.ToString()));
        instance.Agree(shape?.Invoke(instance.Draft()) ?? instance.Draft());
        instance.Write();
        await instance.Run(options);
        return instance;
    }

    internal Contract Draft(DateTimeOffset? from = null) => new()
    {
        Format = Contract.CurrentFormat,
        Hub = Hub,
        Consumer = new(Consumer.Code, Consumer.Name),
        Provider = new(Owner.Code, Owner.Name),
        Service = new("penduduk", "v1", descriptionHash),
        Operations = ["getPerson", "listPeople", "addPerson", "getFile", "putFile", "submit", "follow"],
        Purpose = new("verifikasi-bantuan", "Verifikasi penerima bantuan sosial"),
        LegalBasis = [new("Perjanjian Kerja Sama 470/12/2026", "Pasal 5")],
        Fields = new Dictionary<string, IReadOnlyList<string>>
        {
            ["getPerson"] = ["/properties/nik", "/properties/nama", "/properties/alamat/properties/kota"],
            ["listPeople"] = ["/properties/data/items/properties/nama", "/properties/total"],
            ["addPerson"] = [""],
            ["getFile"] = [""],
            ["putFile"] = [""],
            ["submit"] = [""],
            ["follow"] = [""],
        },
        DataSubjects = "penduduk",
        Classification = "restricted",
        Valid = new(from ?? DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30)),
    };

    /// <summary>Both sign and the hub clears.</summary>
    /// <param name="consumer">Whose contract it is; the usual consumer's where it is not said.</param>
    internal Contract Agree(Contract draft, Signatory? consumer = null)
    {
        var contract = draft.Sealed();
        Contracts.Add((contract, [(consumer ?? Consumer).Says(contract, StatementKind.Accept), Owner.Says(contract, StatementKind.Accept), hub.Says(contract, StatementKind.Clear)]));
        return contract;
    }

    internal Snapshot Snapshot() => Shape(new()
    {
        Format = Bus.Snapshots.Snapshot.CurrentFormat,
        Hub = Hub,
        Epoch = ++epoch,
        Issued = DateTimeOffset.UtcNow,
        Expires = Expires,
        UtcOffset = 420,
        HubKeys = [hub.Published with { Use = [.. HubUses] }],
        Members = [Consumer.Member, Owner.Member, Stranger.Member, Auditor.Member],
        Services = [new Service("penduduk", "v1", "Data penduduk", Owner.Code, Classification, Environment, descriptionHash, Upstreams, Policy)],
        Contracts = [.. Contracts.Select(one => new SignedContract(JsonDocument.Parse(one.Contract.Canonical).RootElement, [.. one.Statements.Select(statement => statement.Jws)]))],
        ApiKeys = ApiKeys,
        Blocks = Blocks,
    });

    internal byte[] Sign(Snapshot snapshot, Signatory? by = null) => SnapshotFile.Sign(snapshot, (by ?? hub).KeyId, CompactJws.Signer((by ?? hub).Key));

    internal void Write() => Write(Sign(Snapshot()));

    internal void Write(byte[] file)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "descriptions"));
        File.WriteAllBytes(Path.Combine(Folder, "descriptions", descriptionHash + ".json"), description);
        File.WriteAllText(Path.Combine(Folder, "hub.pem"), hub.Key.ExportSubjectPublicKeyInfoPem());
        File.WriteAllBytes(Path.Combine(Folder, "snapshot.part"), file);
        File.Move(Path.Combine(Folder, "snapshot.part"), Path.Combine(Folder, "snapshot"), overwrite: true);
    }

    internal SnapshotWatch Watch => app!.Services.GetRequiredService<SnapshotWatch>();

    /// <summary>Writes a new snapshot and waits until it holds; gives how long that took.</summary>
    internal async Task<TimeSpan> Reload()
    {
        Write();
        var started = Stopwatch.GetTimestamp();
        while (Watch.Plan?.Snapshot.Epoch != epoch)
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(10)) throw new TimeoutException(Watch.Problem);
            await Task.Delay(5);
        }
        return Stopwatch.GetElapsedTime(started);
    }

    internal async Task Run(Func<GatewayOptions, GatewayOptions>? options = null)
    {
        var usual = new GatewayOptions(Folder, "http://127.0.0.1:0;https://127.0.0.1:0") { Origin = "gateway.example/pertukaran", LeastFree = 0 };
        app = Node.Build(options?.Invoke(usual) ?? usual);
        await app.StartAsync();
    }

    internal async Task Stop()
    {
        if (app is null) return;
        await app.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>A token for the consumer, got by an assertion, without a certificate.</summary>
    internal async Task<string> Token(Signatory? who = null)
    {
        who ??= Consumer;
        using var client = new HttpClient { BaseAddress = Address };
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = $$"""{"iss":"{{who.Code}}","sub":"{{who.Code}}","aud":"{{Address.GetLeftPart(UriPartial.Authority)}}/token","iat":{{now}},"exp":{{now + 60}},"jti":"{{Guid.NewGuid():N}}"}""";
        using var answer = await client.PostAsync(new Uri("/token", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = CompactJws.Sign(System.Text.Encoding.UTF8.GetBytes(claims), who.KeyId, "JWT", CompactJws.Signer(who.Key)),
        }));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>A client that calls with the consumer's token over plain HTTP.</summary>
    internal async Task<HttpClient> Client(Signatory? who = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await Token(who));
        return client;
    }

    /// <summary>All records of the log, by what the gateway wrote to disk.</summary>
    internal List<JsonElement> Records()
    {
        var entries = new List<JsonElement>();
        foreach (var file in Log.WalFiles())
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            entries.AddRange(WalFile.Read(bytes).Pieces.Where(piece => piece.Kind == WalKind.Entry).Select(piece => JsonDocument.Parse(piece.Bytes.ToArray()).RootElement));
        }
        return entries;
    }

    /// <summary>The gateway's key as the platform publishes it, out of a receipt.</summary>
    internal static PublishedKey GatewayKey(byte[] receipt)
    {
        using var json = JsonDocument.Parse(receipt);
        var pem = json.RootElement.GetProperty("proof").GetProperty("publicKey").GetString()!;
        return new(PublishedKeys.OfGateway(Made.Origin), "log", [PublishedKeys.LogUse], string.Concat(pem.Split('\n').Where(line => !line.StartsWith('-'))), null, null, null);
    }

    internal AuditReport Audit(params string[] kept) => new LogAudit(Log).Run("gateway.example/pertukaran", Log.ReadKeys("gateway.example/pertukaran"), kept);

    internal static async Task<string> Code(HttpResponseMessage answer)
    {
        answer.Headers.TryGetValues("Simpul-Error", out var code);
        var text = await answer.Content.ReadAsStringAsync();
        code.ShouldNotBeNull(string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode}: {text}"));
        JsonDocument.Parse(text).RootElement.GetProperty("type").GetString().ShouldBe($"urn:simpul:gateway:{code.Single()}");
        return code.Single();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Provider.DisposeAsync();
        foreach (var one in new[] { hub, Consumer, Owner, Stranger, Auditor }) one.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
