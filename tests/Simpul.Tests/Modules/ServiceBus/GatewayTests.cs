using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus.Contracts;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Upstreams;
using Simpul.Gateway.Plan;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>The platform and a gateway on one folder: what the one decides, the other does.</summary>
public sealed class GatewayTests
{
    private const string Person = """{"nik":"1671012345678901","nama":"Penduduk Contoh","agama":"-","alamat":{"jalan":"Jalan Contoh 1","kota":"Palembang"},"keluarga":[{"nama":"Anak Contoh","hubungan":"anak"}]}""";
    private const string Address = "/layanan/penduduk/v1/penduduk/1671012345678901";

    [Fact]
    public async Task A_caller_gets_exactly_what_was_ticked_and_nothing_once_it_is_revoked()
    {
        await using var provider = await Answering.Start();
        provider.Body = Person;
        await using var hall = await BusHall.Open(now: DateTimeOffset.UtcNow);
        var owner = await hall.Register(hall.Provider, "dukcapil", "Kependudukan");
        var asker = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        using var own = await hall.AddKey(hall.Provider, owner, "dukcapil");
        using var other = await hall.AddKey(hall.Consumer, asker, "dinsos");
        using var certificate = await hall.AddCertificate(hall.Consumer, asker, "dinsos");
        using var providers = await hall.AddCertificate(hall.Provider, owner, "dukcapil");
        var version = await hall.AddVersion(hall.Provider, await hall.AddService(hall.Provider, owner), upstreams: provider.Address.ToString());
        await hall.Connect(hall.Provider, owner, version);
        await hall.Connect(hall.Consumer, asker);
        await hall.Snapshot(read => read.Services.Count == 1 && read.Members.All(one => one.Certificates.Count == 1));
        await using var gateway = await Running.Start(hall.Folder);
        using var client = Caller(gateway.Secure, certificate);
        (await client.GetAsync(new Uri(Address, UriKind.Relative))).Headers.GetValues("Simpul-Error").Single().ShouldBe("no-contract");

        var page = await hall.Compose(hall.Consumer, version, asker, ["/properties/nik", "/properties/alamat/properties/kota", "/properties/keluarga/items/properties/hubungan"]);
        var contract = BusHall.IdOf(page);
        hall.App.Clock.Set(DateTimeOffset.UtcNow.AddSeconds(1));
        (await hall.Bring(hall.Provider, contract, await SignByTool((await hall.Contract(contract)).Canonical, "dukcapil", own))).Text.ShouldContain("Pernyataan tercatat");
        await hall.Bring(hall.Consumer, contract, await hall.Sign(contract, "dinsos", other));
        (await hall.Clear(contract)).Text.ShouldContain("Kontrak disahkan.");

        // As written in the guide: the certificate, the purpose, who asks.
        using var answer = await Until(client, HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"nik":"1671012345678901","alamat":{"kota":"Palembang"},"keluarga":[{"hubungan":"anak"}]}""");
        var transaction = answer.Headers.GetValues("Simpul-Transaction").Single();
        var receipt = await client.GetByteArrayAsync(new Uri($"/bukti/{transaction}", UriKind.Relative));
        var verified = Receipt.Verify(receipt);
        verified.Faults.ShouldBeEmpty();
        verified.Contract!.Id.ShouldBe((await hall.Contract(contract)).Hash);
        // The other side proves the same exchange by a receipt of its own.
        using (var answering = Caller(gateway.Secure, providers))
        {
            var theirs = Receipt.Verify(await answering.GetByteArrayAsync(new Uri($"/bukti/{transaction}", UriKind.Relative)));
            theirs.Faults.ShouldBeEmpty();
            theirs.Record!.ToJsonString().ShouldBe(verified.Record!.ToJsonString());
        }

        // The page says the same, step by step, and that the log is ours once the platform knows its gateway.
        await hall.Snapshot(read => read.Nodes.Count == 1 || WakeUp(hall));
        using var visitor = new Browse(hall.App);
        var shown = await visitor.Submit(await visitor.Open("/bukti"), "Periksa bukti", [("Upload", "bukti.json", receipt)]);
        shown.Text.ShouldSatisfyAllConditions(text => text.ShouldContain("Terbukti"), text => text.ShouldContain("Aplikasi Bansos"), text => text.ShouldContain(transaction), text => text.ShouldNotContain("tidak dikenal di sini"),
            text => text.ShouldContain("Tanda tangannya dari kunci yang terdaftar di sini"), text => text.ShouldNotContain("bukan kunci yang terdaftar"));
        // Whoever makes a file puts keys of their own into it: by themselves they fit, and they are nobody's here.
        (await visitor.Submit(await visitor.Open("/bukti"), "Periksa bukti", ("Text", Encoding.UTF8.GetString(WithKeyOf(receipt, "dinsos", (await hall.Contract(contract)).Canonical))))).Text.ShouldSatisfyAllConditions(
            text => text.ShouldContain("Tidak terbukti"), text => text.ShouldContain("Kunci di dalam berkas untuk dinsos bukan kunci yang terdaftar"), text => text.ShouldNotContain("There is no valid signature"));
        var forged = Encoding.UTF8.GetString(receipt).Replace("dinsos", "dinsas", StringComparison.Ordinal);
        (await visitor.Submit(await visitor.Open("/bukti"), "Periksa bukti", ("Text", forged))).Text.ShouldContain("Tidak terbukti");
        (await visitor.Submit(await visitor.Open("/bukti"), "Periksa bukti", ("Text", "{}"))).Text.ShouldContain("bukan berkas bukti");

        // A switch, off and on.
        var officer = await hall.As(hall.Ict);
        await officer.Submit(await officer.Open("/kerja/penghubung"), "Matikan sekarang", ("Input.Kind", "Service"), ("Input.Target", "penduduk"), ("Input.Reason", "Pemeliharaan basis data"));
        using (var off = await Until(client, HttpStatusCode.ServiceUnavailable))
        {
            off.Headers.GetValues("Simpul-Error").Single().ShouldBe("switched-off");
            (await off.Content.ReadAsStringAsync()).ShouldContain("Pemeliharaan basis data");
        }
        await officer.Submit(await officer.Follow(await officer.Open("/kerja/penghubung"), "Hidupkan penduduk"), "Hidupkan kembali", ("Input.Reason", "Pemeliharaan selesai"));
        (await Until(client, HttpStatusCode.OK)).Dispose();

        // A gateway that was retired: what it signed before that is undecided without a stamp of a known authority, what it signs afterwards is not proved.
        hall.App.Clock.Set(DateTimeOffset.UtcNow);
        var retire = await officer.Follow(await officer.Open("/kerja/penghubung"), "Pensiunkan gerbang gateway.example/pertukaran");
        (await officer.Submit(retire, "Pensiunkan gerbang", ("Input.Reason", "Mesin diganti"), ("Input.IsStopped", "true"))).Text.ShouldContain("Gerbang dipensiunkan");
        (await visitor.Submit(await visitor.Open("/bukti"), "Periksa bukti", [("Upload", "bukti.json", receipt)])).Text.ShouldSatisfyAllConditions(text => text.ShouldContain("Gerbang ini dipensiunkan"),
            text => text.ShouldContain("Belum dapat diputuskan"), text => text.ShouldContain("Waktunya hanya menurut gerbang itu sendiri; tanpa cap waktu otoritas yang dikenal tidak terbukti dari sebelum dipensiunkan."));
        // A checkpoint tells its time in whole seconds.
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        using (var after = await Until(client, HttpStatusCode.OK))
        {
            var late = await client.GetByteArrayAsync(new Uri($"/bukti/{after.Headers.GetValues("Simpul-Transaction").Single()}", UriKind.Relative));
            (await visitor.Submit(await visitor.Open("/bukti"), "Periksa bukti", [("Upload", "bukti.json", late)])).Text.ShouldSatisfyAllConditions(text => text.ShouldContain("titik periksanya dari sesudah itu"), text => text.ShouldContain("Tidak terbukti"));
        }

        hall.App.Clock.Set(DateTimeOffset.UtcNow);
        var started = Stopwatch.GetTimestamp();
        (await hall.Bring(hall.Provider, contract, await hall.Sign(contract, "dukcapil", own, StatementKind.Revoke, "Perjanjian berakhir"))).Text.ShouldContain("Dicabut");
        using var refused = await Until(client, HttpStatusCode.Forbidden);
        var took = Stopwatch.GetElapsedTime(started);
        refused.Headers.GetValues("Simpul-Error").Single().ShouldBe("contract-revoked");
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Perjanjian berakhir");
        TestContext.Current.SendDiagnosticMessage($"revocation held after {took.TotalMilliseconds:0} ms");
        // A second where the machine is free; what is asked here is that nobody waits for the minute's tick.
        took.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory, InlineData("palembang-25-2023"), InlineData("baubau-68-2023"), InlineData("bangka-tengah-74-2021"), InlineData("palangka-raya-9-2022")]
    public async Task The_gateway_takes_the_snapshot_of_every_sample(string regulation)
    {
        await using var app = await App.Start();
        await app.Do(async services =>
        {
            await Setup.Run(services, regulation, isSample: true, CancellationToken.None);
            foreach (var module in services.GetServices<IModule>())
            {
                await module.AddSample(services, CancellationToken.None);
            }
        });
        await app.Do(services => services.GetRequiredService<SnapshotWriter>().Write(CancellationToken.None));
        var folder = Path.Combine(app.Data.Path, "gateway");
        var snapshot = await SnapshotIn(folder);
        using var node = Simpul.Bus.SigningKey.Create("uji");
        var own = new Simpul.Bus.PartyKey("uji", Convert.FromBase64String(string.Concat(node.Public.Pem.Split('\n')[1..^2])));
        using var upstreams = new UpstreamBook(null);
        var plan = new PlanReader(Path.Combine(folder, "descriptions"), new UsageBook(Path.Combine(folder, "usage.json")), upstreams, own).Read(snapshot, null);
        (plan.Members.Count, plan.Services.Count, plan.Contracts.Count).ShouldBe((2, 3, 2));
        plan.Contracts.Values.Select(one => string.Join(' ', one.Contract.Requires)).ShouldContain($"{Requirement.Purpose} {Requirement.Officer}");
        (await app.Do(services => Task.FromResult(services.GetRequiredService<SnapshotNews>().Problems))).ShouldBeEmpty();
        File.Exists(Path.Combine(app.Data.Path, "contoh-penghubung", "tls-key.pem")).ShouldBeTrue();
        // The guide's second step, before any job has run.
        using var visitor = new Browse(app);
        (await visitor.Open("/direktori-layanan?q=komoditas")).Text.ShouldContain("Harga pangan (contoh)");
    }

    [Fact]
    public async Task A_service_that_is_held_more_closely_keeps_the_contracts_that_ended_before_so_that_their_receipts_can_be_read()
    {
        await using var hall = await BusHall.Open();
        var (provider, consumer, version) = await hall.Ready();
        using var own = await hall.AddKey(hall.Provider, provider, "dukcapil");
        using var other = await hall.AddKey(hall.Consumer, consumer, "dinsos");
        var contract = BusHall.IdOf(await hall.Compose(hall.Consumer, version, consumer, ["/properties/nik"]));
        await hall.Bring(hall.Provider, contract, await hall.Sign(contract, "dukcapil", own));
        await hall.Bring(hall.Consumer, contract, await hall.Sign(contract, "dinsos", other));
        (await hall.Clear(contract)).Text.ShouldContain("Kontrak disahkan.");
        var officer = await hall.As(hall.Ict);
        var service = await hall.App.Do(services => Task.FromResult(services.GetRequiredService<PlatformDb>().Set<BusService>().Single().Id));
        var form = await officer.Open($"/kerja/layanan-penghubung/{service}/ubah");
        (await officer.Submit(form, "Simpan perubahan", ("Form.Input[classification]", nameof(Classification.Secret)))).Text.ShouldContain("Cabut kontrak itu dan susun yang baru lebih dahulu");
        (await officer.Submit(await officer.Open($"/kerja/kontrak-pertukaran/{contract}/tanda-tangan"), "Cabut atas nama penghubung", ("Input.HubReason", "Layanannya kini rahasia"))).Text.ShouldContain("Dicabut");
        (await officer.Submit(await officer.Open($"/kerja/layanan-penghubung/{service}/ubah"), "Simpan perubahan", ("Form.Input[classification]", nameof(Classification.Secret)))).Title.ShouldBe("Data penduduk");

        var snapshot = await hall.Snapshot(read => read.Services.Single().Classification == "secret");
        BusHall.IdIn(snapshot.Contracts.ShouldHaveSingleItem().Contract).ShouldBe((await hall.Contract(contract)).Hash);
        (await hall.App.Do(services => Task.FromResult(services.GetRequiredService<SnapshotNews>().Problems))).ShouldBeEmpty();
        using var node = Simpul.Bus.SigningKey.Create("uji");
        using var upstreams = new UpstreamBook(null);
        var key = new Simpul.Bus.PartyKey("uji", Convert.FromBase64String(string.Concat(node.Public.Pem.Split('\n')[1..^2])));
        var plan = new PlanReader(Path.Combine(hall.Folder, "descriptions"), new UsageBook(Path.Combine(hall.Folder, "usage.json")), upstreams, key).Read(snapshot, null);
        plan.Contracts.Values.ShouldHaveSingleItem().Statements.Select(one => one.Kind).ShouldContain(StatementKind.Revoke);
    }

    /// <summary>As a member signs whose key lies on a machine of its own: with openssl and forty lines of Python.</summary>
    private static async Task<string> SignByTool(string contract, string code, ECDsa key)
    {
        var folder = Directory.CreateTempSubdirectory("simpul-sign-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
            await File.WriteAllTextAsync(Path.Combine(folder, "kontrak.json"), contract);
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "Simpul.slnx")))
            {
                root = root.Parent!;
            }
            using var tool = Process.Start(new ProcessStartInfo("python3", [Path.Combine(root.FullName, "tools", "sign-contract.py"), "key.pem", "kontrak.json", "accept", code]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            var signed = await tool.StandardOutput.ReadToEndAsync();
            await tool.WaitForExitAsync();
            tool.ExitCode.ShouldBe(0);
            return signed;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The receipt with another key in the place of a party's, and with that key's signature under the contract.</summary>
    private static byte[] WithKeyOf(byte[] receipt, string party, string contract)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var spki = key.ExportSubjectPublicKeyInfo();
        var id = Simpul.Bus.PartyKey.Thumbprint(spki);
        var root = System.Text.Json.Nodes.JsonNode.Parse(receipt)!.AsObject();
        var statements = root["statements"]!.AsArray();
        var own = statements.Select(one => ContractStatement.Read(one!.GetValue<string>())).Single(one => one.By == party && one.Kind == StatementKind.Accept);
        statements[statements.Select(one => one!.GetValue<string>()).ToList().IndexOf(own.Jws)] = ContractStatement.Sign(Contract.Parse(Encoding.UTF8.GetBytes(contract)), StatementKind.Accept, party, own.At, id, Simpul.Bus.CompactJws.Signer(key)).Jws;
        var held = root["keys"]!.AsArray().Single(one => one!["by"]!.GetValue<string>() == party)!;
        (held["id"], held["spki"]) = (id, Convert.ToBase64String(spki));
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static bool WakeUp(BusHall hall)
    {
        // The platform finds a gateway with its next snapshot; a minute is too long for a test.
        hall.App.Services.GetRequiredService<SnapshotSignal>().Wake();
        return false;
    }

    private static async Task<Simpul.Bus.Snapshots.Snapshot> SnapshotIn(string folder)
    {
        var pem = await File.ReadAllTextAsync(Path.Combine(folder, "hub.pem"));
        var der = Convert.FromBase64String(string.Concat(pem.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..^1]));
        return Simpul.Bus.Snapshots.SnapshotFile.Read(await File.ReadAllBytesAsync(Path.Combine(folder, "snapshot")), [new Simpul.Bus.PartyKey(Simpul.Bus.PartyKey.Thumbprint(der), der)]);
    }

    private static HttpClient Caller(Uri address, X509Certificate2 certificate)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = { ClientCertificates = [certificate], RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null } }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Simpul-Purpose", "verifikasi-bantuan");
        client.DefaultRequestHeaders.Add("Simpul-Officer", "petugas-7");
        return client;
    }

    private static async Task<HttpResponseMessage> Until(HttpClient client, HttpStatusCode status)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await client.GetAsync(new Uri(Address, UriKind.Relative));
            if (answer.StatusCode == status)
            {
                return answer;
            }
            tries.ShouldBeLessThan(400, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            answer.Dispose();
            await Task.Delay(25);
        }
    }

    /// <summary>A gateway in a process of its own.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly Process process;

        private Running(Process process, Uri secure) => (this.process, Secure) = (process, secure);

        public Uri Secure { get; }

        public static async Task<Running> Start(string folder)
        {
            var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Simpul.Gateway", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "simpul-gateway.dll"));
            var process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--data", folder, "--urls", "https://127.0.0.1:0", "--origin", "gateway.example/pertukaran", "--least-free", "0"]) { RedirectStandardOutput = true })!;
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("The gateway serves on ", StringComparison.Ordinal))
                {
                    _ = process.StandardOutput.ReadToEndAsync();
                    return new Running(process, new Uri(line.Split(' ')[^1].Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
                }
            }
            throw new InvalidOperationException("the gateway did not start");
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
