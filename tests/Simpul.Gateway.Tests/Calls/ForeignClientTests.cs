using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

/// <summary>Libraries that others wrote, unchanged: oauth4webapi and http-message-signatures from npm.</summary>
public sealed class ForeignClientTests
{
    [Fact]
    public async Task A_foreign_OAuth_client_and_a_foreign_signer_are_understood()
    {
        var modules = await Modules();
        if (modules is null) Assert.Skip("npm, or its registry, is not here.");
        await using var bus = await Instance.Start(contract => contract with { Requires = [Requirement.Signature] });
        var pem = Path.Combine(bus.Folder, "dinsos.pem");
        await File.WriteAllTextAsync(pem, bus.Consumer.Key.ExportPkcs8PrivateKeyPem());
        var (code, output) = await Programs.Run("node", AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "Kit", "foreign.mjs"), modules, bus.Address.GetLeftPart(UriPartial.Authority), pem, bus.Consumer.KeyId);
        (code, output.Trim()).ShouldBe((0, """201 {"nomor":7}"""));
        bus.Records().ShouldHaveSingleItem().TryGetProperty("signature", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_verifier_in_another_language_agrees()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        using var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/penduduk/1671012345678901", UriKind.Relative));
        var body = Path.Combine(bus.Folder, "body.json");
        await File.WriteAllBytesAsync(body, await answer.Content.ReadAsByteArrayAsync());
        var receipt = Path.Combine(bus.Folder, "receipt.json");
        await File.WriteAllBytesAsync(receipt, await client.GetByteArrayAsync(new Uri("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative)));
        var verifier = Path.Combine(Programs.Root(), "tools", "verify-receipt.py");
        var key = Path.Combine(bus.Folder, "node-public.pem");
        Task<(int, string)> Verify(params string[] more) => Programs.Python([verifier, receipt, .. more]);
        var (code, output) = await Verify(key, body);
        code.ShouldBe(0, output);
        output.ShouldContain("dinsos");
        output.ShouldContain("no time stamp yet");
        (await Commands("verify", receipt, "--key", key, "--response", body)).ShouldBe(0);
        var good = await File.ReadAllTextAsync(receipt);
        foreach (var (from, to) in new[] { ("\"status\": 200", "\"status\": 201"), ("Verifikasi penerima", "Verifikasi penjual"), ("\"operation\": \"getPerson\"", "\"operation\": \"listPeople\"") })
        {
            good.ShouldContain(from);
            await File.WriteAllTextAsync(receipt, good.Replace(from, to, StringComparison.Ordinal));
            (await Verify(key)).Item1.ShouldBe(1, to);
            (await Commands("verify", receipt, "--key", key)).ShouldBe(1, to);
        }
        await File.WriteAllTextAsync(receipt, good);
        (await Verify(key, verifier)).Item1.ShouldBe(1);
        (await Commands("verify", receipt, "--response", verifier)).ShouldBe(1);
        (await Commands("audit", "--data", bus.Folder)).ShouldBe(0);
        (await Commands("audit", "--data", Path.GetTempPath())).ShouldBe(2);
    }

    [Fact]
    public async Task Both_verifiers_refuse_an_exchange_outside_its_contracts_validity()
    {
        // Valid from when it is signed: what is before that is outside for one reason only.
        await using var bus = await Instance.Start(contract => contract with { Valid = new(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(30)) });
        var (contract, statements) = bus.Contracts[0];
        using var key = SigningKey.Create("gateway.example/pertukaran");
        var keys = bus.Snapshot() is var snapshot ? new[] { (snapshot.Hub, snapshot.HubKeys[0]), (bus.Consumer.Code, bus.Consumer.Published), (bus.Owner.Code, bus.Owner.Published) } : [];
        var (from, until) = ((contract.Valid.From - DateTimeOffset.UnixEpoch).Ticks / 10, (contract.Valid.Until - DateTimeOffset.UnixEpoch).Ticks / 10);
        foreach (var (received, code) in new[] { (from - 1, 1), (from + 1, 0), (until - 1, 0), (until + 1, 1) })
        {
            var entry = new ExchangeRecord
            {
                Transaction = new('0', 32), Contract = contract.Id, Caller = bus.Consumer.Code, Provider = bus.Owner.Code, Service = "penduduk", Version = "v1", Operation = "getPerson", Purpose = contract.Purpose.Code,
                Outcome = Outcome.Answered, Status = 200, Target = new byte[32], Times = (received, received, received, received),
            }.ToCanonical();
            var head = SignedCheckpoint.Sign(new Checkpoint(key.Public.Name, 1, MerkleTree.LeafHash(entry), DateTimeOffset.UtcNow), key);
            var receipt = new Receipt(ProofBundle.Create(entry, 0, [], head, key.Public), contract.Canonical, [.. statements.Select(one => one.Jws)], [.. keys.Select(one => new ReceiptKey(one.Item1, one.Item2.Id, one.Item2.Spki))]).ToJson();
            var file = Path.Combine(bus.Folder, "receipt.json");
            await File.WriteAllBytesAsync(file, receipt);
            var (exit, output) = await Programs.Python(Path.Combine(Programs.Root(), "tools", "verify-receipt.py"), file);
            exit.ShouldBe(code, output);
            Receipt.Verify(receipt).Holds.ShouldBe(code == 0);
            if (code == 1) output.ShouldContain("validity");
        }
    }

    static async Task<int> Commands(params string[] arguments) => (await Programs.Bus(arguments)).Code;

    // Pinned with their hashes in Kit/foreign, and put below the build's own folder by one run at a time.
    static async Task<string?> Modules()
    {
        var folder = Path.Combine(Programs.Root(), "artifacts", "foreign-clients");
        Directory.CreateDirectory(folder);
        using var turn = await Turn(Path.Combine(folder, "lock"));
        var there = Path.Combine(folder, "node_modules");
        var pins = Path.Combine(AppContext.BaseDirectory, "Kit", "foreign");
        var done = Path.Combine(folder, "installed");
        var wanted = await File.ReadAllTextAsync(Path.Combine(pins, "package-lock.json"));
        if (File.Exists(done) && await File.ReadAllTextAsync(done) == wanted) return there;
        foreach (var file in new[] { "package.json", "package-lock.json" }) File.Copy(Path.Combine(pins, file), Path.Combine(folder, file), overwrite: true);
        try
        {
            var (code, _) = await Programs.Run("npm", folder, "ci", "--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts");
            if (code != 0) return null;
            await File.WriteAllTextAsync(done, wanted);
            return there;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    static async Task<FileStream> Turn(string file)
    {
        while (true)
        {
            try { return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) { await Task.Delay(200); }
        }
    }
}
