using System.Globalization;
using System.Text;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <param name="Url">Whole address, encoded.</param>
/// <param name="Body">JSON; null where the call has none.</param>
/// <param name="HasCertificate">Whether the caller shows a certificate of the member's.</param>
public sealed record CodeCall(string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, string? Body, bool HasCertificate);

/// <param name="Id">In addresses of the page: <c>csharp</c>.</param>
public sealed record CodeSample(string Id, string Title, string Text);

/// <summary>One call, written out in the languages that agencies' programmers use. Each sample runs as it stands, without a library of ours.</summary>
public static class CodeSamples
{
    /// <summary>Names of the files that the samples read the certificate and its key from.</summary>
    internal const string CertificateFile = "sertifikat.pem";
    internal const string KeyFile = "kunci.pem";

    public static IReadOnlyList<CodeSample> Of(CodeCall call) =>
        [new("curl", "curl", Curl(call)), new("csharp", "C#", CSharp(call)), new("php", "PHP", Php(call)), new("javascript", "JavaScript", JavaScript(call)), new("python", "Python", Python(call))];

    private static string Curl(CodeCall call)
    {
        List<string> parts = [$"curl {(call.Method == "GET" ? "" : $"--request {call.Method} ")}{Shell(call.Url)}"];
        if (call.HasCertificate) parts.Add($"--cert {CertificateFile} --key {KeyFile}");
        parts.AddRange(call.Headers.Select(header => $"--header {Shell($"{header.Name}: {header.Value}")}"));
        if (call.Body is { } body) parts.Add($"--header 'Content-Type: application/json' --data {Shell(body)}");
        return string.Join(" \\\n  ", parts) + "\n";
    }

    private static string CSharp(CodeCall call)
    {
        var text = new StringBuilder();
        if (call.HasCertificate)
        {
            text.Append("using System.Security.Cryptography.X509Certificates;\n\n");
            text.Append(CultureInfo.InvariantCulture, $"var handler = new HttpClientHandler();\nhandler.ClientCertificates.Add(X509Certificate2.CreateFromPemFile({Quoted(CertificateFile)}, {Quoted(KeyFile)}));\n");
        }
        text.Append(call.HasCertificate ? "using var client = new HttpClient(handler);\n" : "using var client = new HttpClient();\n");
        text.Append(CultureInfo.InvariantCulture, $"using var request = new HttpRequestMessage(new HttpMethod({Quoted(call.Method)}), {Quoted(call.Url)});\n");
        foreach (var (name, value) in call.Headers) text.Append(CultureInfo.InvariantCulture, $"request.Headers.Add({Quoted(name)}, {Quoted(value)});\n");
        if (call.Body is { } body) text.Append(CultureInfo.InvariantCulture, $"request.Content = new StringContent({Quoted(body)}, System.Text.Encoding.UTF8, \"application/json\");\n");
        text.Append("using var response = await client.SendAsync(request);\nresponse.EnsureSuccessStatusCode();\nConsole.WriteLine(await response.Content.ReadAsStringAsync());\n");
        return text.ToString();
    }

    private static string Php(CodeCall call)
    {
        List<string> headers = [.. call.Headers.Select(header => Single($"{header.Name}: {header.Value}"))];
        if (call.Body is not null) headers.Add("'Content-Type: application/json'");
        List<string> options = ["CURLOPT_RETURNTRANSFER => true", $"CURLOPT_CUSTOMREQUEST => {Single(call.Method)}"];
        if (headers.Count > 0) options.Add($"CURLOPT_HTTPHEADER => [{string.Join(", ", headers)}]");
        if (call.HasCertificate) options.Add($"CURLOPT_SSLCERT => {Single(CertificateFile)}, CURLOPT_SSLKEY => {Single(KeyFile)}");
        if (call.Body is { } body) options.Add($"CURLOPT_POSTFIELDS => {Single(body)}");
        return $"""
            <?php
            $call = curl_init({Single(call.Url)});
            curl_setopt_array($call, [
                {string.Join(",\n    ", options)},
            ]);
            $answer = curl_exec($call);
            if (curl_getinfo($call, CURLINFO_RESPONSE_CODE) >= 400) exit("Gagal: $answer");
            print_r(json_decode($answer, true));

            """;
    }

    private static string JavaScript(CodeCall call)
    {
        List<string> headers = [.. call.Headers.Select(header => $"{Quoted(header.Name)}: {Quoted(header.Value)}")];
        if (call.Body is { } body) headers.AddRange(["\"Content-Type\": \"application/json\"", $"\"Content-Length\": {Encoding.UTF8.GetByteCount(body)}"]);
        // fetch cannot show a certificate; node:https can.
        var module = call.Url.StartsWith("http:", StringComparison.Ordinal) ? "node:http" : "node:https";
        var certificate = call.HasCertificate ? $"\n  cert: readFileSync({Quoted(CertificateFile)}),\n  key: readFileSync({Quoted(KeyFile)})," : "";
        return $$"""
            {{(call.HasCertificate ? "import { readFileSync } from \"node:fs\";\n" : "")}}import { request } from "{{module}}";

            const call = request({{Quoted(call.Url)}}, {
              method: {{Quoted(call.Method)}},
              headers: { {{string.Join(", ", headers)}} },{{certificate}}
            }, async (response) => {
              let text = "";
              for await (const piece of response) text += piece;
              console.log(response.statusCode, text);
            });
            call.on("error", (error) => console.error(error.message));
            call.end({{(call.Body is null ? "" : Quoted(call.Body))}});

            """;
    }

    private static string Python(CodeCall call)
    {
        List<string> headers = [.. call.Headers.Select(header => $"{Quoted(header.Name)}: {Quoted(header.Value)}")];
        if (call.Body is not null) headers.Add("\"Content-Type\": \"application/json\"");
        var text = new StringBuilder("import urllib.request\n");
        if (call.HasCertificate) text.Append("import ssl\n");
        text.Append(CultureInfo.InvariantCulture, $"\nrequest = urllib.request.Request({Quoted(call.Url)}, method={Quoted(call.Method)}, headers={{{string.Join(", ", headers)}}}");
        if (call.Body is { } body) text.Append(CultureInfo.InvariantCulture, $",\n    data={Quoted(body)}.encode()");
        text.Append(")\n");
        if (call.HasCertificate) text.Append(CultureInfo.InvariantCulture, $"context = ssl.create_default_context()\ncontext.load_cert_chain({Quoted(CertificateFile)}, {Quoted(KeyFile)})\n");
        text.Append(CultureInfo.InvariantCulture, $"with urllib.request.urlopen(request{(call.HasCertificate ? ", context=context" : "")}) as response:\n    print(response.status, response.read().decode())\n");
        return text.ToString();
    }

    private static string Shell(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string Single(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    /// <summary>A text in double quotes as C#, JavaScript and Python all read it.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }
}
