using System.Diagnostics;
using Shouldly;
using Simpul.Bus.Contracts;
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
        var (code, output) = await Run("node", AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "Kit", "foreign.mjs"), modules, bus.Address.GetLeftPart(UriPartial.Authority), pem, bus.Consumer.KeyId);
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
        var verifier = Path.Combine(Root(), "tools", "verify-receipt.py");
        var key = Path.Combine(bus.Folder, "node-public.pem");
        async Task<(int, string)> Verify(params string[] more)
        {
            try { return await Run("python3", bus.Folder, [verifier, receipt, .. more]); }
            catch (System.ComponentModel.Win32Exception) { Assert.Skip("There is no Python."); throw; }
        }
        var (code, output) = await Verify(key, body);
        code.ShouldBe(0, output);
        output.ShouldContain("dinsos");
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

    static async Task<int> Commands(params string[] arguments) => (await Run("dotnet", AppContext.BaseDirectory, [Instance.Program, .. arguments])).Code;

    static async Task<string?> Modules()
    {
        var folder = Path.Combine(Path.GetTempPath(), "simpul-foreign-clients");
        Directory.CreateDirectory(folder);
        var there = Path.Combine(folder, "node_modules");
        if (Directory.Exists(Path.Combine(there, "oauth4webapi")) && Directory.Exists(Path.Combine(there, "http-message-signatures"))) return there;
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"private":true}""");
        try
        {
            var (code, _) = await Run("npm", folder, "install", "--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts", "oauth4webapi@3.8.8", "http-message-signatures@1.0.6");
            return code == 0 ? there : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    static async Task<(int Code, string Output)> Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output + await error);
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Simpul.slnx"))) folder = folder.Parent ?? throw new DirectoryNotFoundException();
        return folder.FullName;
    }
}
