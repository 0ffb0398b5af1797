using System.Diagnostics;
using System.Net;
using System.Text;
using Shouldly;
using Simpul.Web.Modules.ServiceBus.Developer;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>Samples that programmers copy: they run as they stand.</summary>
public sealed class CodeSampleTests
{
    // What ends a text in one of the languages, or begins something else in it.
    private const string Hostile = "{\"nama\":\"O'Brien \\\" $HOME `id` \\\\ 100% #{x} ${y} \u2028\"}";

    [Fact]
    public void A_call_is_written_in_five_languages_with_certificate_contract_and_purpose()
    {
        var samples = CodeSamples.Of(new CodeCall("POST", "https://gerbang.example.go.id/layanan/a/v1/b?c=d%20e", [("Simpul-Contract", "0f"), ("Simpul-Purpose", "uji")], "{}", true));
        samples.Select(one => one.Title).ShouldBe(["curl", "C#", "PHP", "JavaScript", "Python"]);
        foreach (var sample in samples)
            foreach (var wanted in new[] { "https://gerbang.example.go.id/layanan/a/v1/b?c=d%20e", "Simpul-Contract", "0f", "Simpul-Purpose", "POST", CodeSamples.CertificateFile, CodeSamples.KeyFile })
                sample.Text.ShouldContain(wanted, customMessage: sample.Title);
        samples[0].Text.ShouldBe("curl --request POST 'https://gerbang.example.go.id/layanan/a/v1/b?c=d%20e' \\\n  --cert sertifikat.pem --key kunci.pem \\\n  --header 'Simpul-Contract: 0f' \\\n  --header 'Simpul-Purpose: uji' \\\n  --header 'Content-Type: application/json' --data '{}'\n");
        CodeSamples.Of(new CodeCall("GET", "http://a.example/b", [], null, false)).ShouldAllBe(one => !one.Text.Contains("pem") && !one.Text.Contains("Content-Type"));
    }

    [Theory]
    [InlineData("curl", "sh", "contoh.sh")]
    [InlineData("python", "python3", "contoh.py")]
    [InlineData("javascript", "node", "contoh.mjs")]
    public async Task A_sample_sends_exactly_what_it_says(string id, string program, string file)
    {
        if (!IsThere(program) || (program == "sh" && !IsThere("curl"))) Assert.Skip($"no {program} here");
        using var listener = new HttpListener();
        var port = 20_000 + Random.Shared.Next(20_000);
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var folder = Directory.CreateTempSubdirectory("simpul-sample-").FullName;
        try
        {
            var sample = CodeSamples.Of(new CodeCall("POST", $"http://127.0.0.1:{port}/a?b=c%27d", [("Simpul-Purpose", "it's \"so\" $x")], Hostile, false)).Single(one => one.Id == id);
            await File.WriteAllTextAsync(Path.Combine(folder, file), sample.Text);
            using var process = Process.Start(new ProcessStartInfo(program, Path.Combine(folder, file)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var context = await listener.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(30));
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            (await reader.ReadToEndAsync()).ShouldBe(Hostile);
            context.Request.HttpMethod.ShouldBe("POST");
            context.Request.RawUrl.ShouldBe("/a?b=c%27d");
            context.Request.Headers["Simpul-Purpose"].ShouldBe("it's \"so\" $x");
            await context.Response.OutputStream.WriteAsync("{\"selamat\":true}"u8.ToArray());
            context.Response.Close();
            (await process.StandardOutput.ReadToEndAsync()).ShouldContain("selamat");
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, await process.StandardError.ReadToEndAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
