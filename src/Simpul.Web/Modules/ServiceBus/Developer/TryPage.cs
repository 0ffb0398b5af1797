using System.Text;
using Microsoft.AspNetCore.Mvc;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Traffic;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <summary>Tries one operation in the sandbox by a form.</summary>
public abstract class TryPage(PlatformDb db, ServiceCatalogue catalogue, Sandbox sandbox, TrafficBook traffic) : ReferencePage(db, catalogue, sandbox, traffic)
{
    private const int MostTyped = 2000;
    private const int MostBody = 200_000;

    public OperationView Operation { get; private set; } = null!;

    /// <summary>What was typed, by place and name of the parameter.</summary>
    public Dictionary<string, string> Typed { get; } = new(StringComparer.Ordinal);

    public string? SentBody { get; private set; }

    public SandboxAnswer? Answer { get; private set; }

    /// <summary>The body of the answer, for reading.</summary>
    public string AnswerText { get; private set; } = "";

    /// <summary>The call that was made, as curl has it.</summary>
    public string? Curl { get; private set; }

    public static string FieldOf(ParameterView parameter) => $"p-{parameter.In}-{parameter.Name}";

    protected async Task<IActionResult?> LoadOperation(string code, string label, string operation, CancellationToken cancel)
    {
        if (await Load(code, label, cancel) is { } other) return other;
        if (Api.Find(operation) is not { } found) return NotFound();
        Operation = found;
        foreach (var one in found.Parameters.Where(one => one.In is "path" or "query" or "header")) Typed[FieldOf(one)] = one.IsRequired ? Samples.ValueOf(one) : "";
        SentBody = Samples.BodyOf(found);
        return null;
    }

    protected void Call()
    {
        foreach (var one in Operation.Parameters.Where(one => Typed.ContainsKey(FieldOf(one))))
        {
            var typed = Request.Form[FieldOf(one)].ToString();
            Typed[FieldOf(one)] = typed.Length > MostTyped ? typed[..MostTyped] : typed;
        }
        if (Operation.Body is not null)
        {
            SentBody = Request.Form["badan"].ToString();
            if (SentBody.Length > MostBody)
            {
                Answer = SandboxAnswer.Refused(413, "too-large", "Badan permintaan lebih dari 200.000 huruf.", "Perpendek isinya, atau panggil lingkungan uji dari komputer Anda.");
                AnswerText = Indented(Answer.Body);
                return;
            }
        }
        if (Compiled is not { } samples) return;
        var path = Operation.Path;
        List<string> segments = [.. path.Split('/').Skip(1).Select(part => part.StartsWith('{') && Operation.Parameters.FirstOrDefault(one => one.In == "path" && $"{{{one.Name}}}" == part) is { } named ? Typed[FieldOf(named)] : part)];
        List<KeyValuePair<string, string>> query = [.. Operation.Parameters.Where(one => one.In == "query" && Typed[FieldOf(one)].Length > 0).Select(one => KeyValuePair.Create(one.Name, Typed[FieldOf(one)]))];
        var headers = Operation.Parameters.Where(one => one.In == "header" && Typed[FieldOf(one)].Length > 0).Select(one => (one.Name, Value: Typed[FieldOf(one)].ReplaceLineEndings(" "))).ToList();
        var body = string.IsNullOrWhiteSpace(SentBody) ? null : SentBody;
        Answer = Sandbox.Answer(samples, Operation.Method, segments, query, name => headers.Where(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value).FirstOrDefault(), "application/json", body is null ? null : Encoding.UTF8.GetBytes(body));
        AnswerText = Indented(Answer.Body);
        var target = string.Concat(segments.Select(segment => "/" + Uri.EscapeDataString(segment))) + (query.Count > 0 ? "?" + string.Join('&', query.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}")) : "");
        Curl = CodeSamples.Of(new CodeCall(Operation.Method, SandboxAddress + target, headers, body, false))[0].Text;
    }

    private static string Indented(byte[] body)
    {
        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(body);
            using var to = new MemoryStream();
            using (var writer = new System.Text.Json.Utf8JsonWriter(to, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) json.RootElement.WriteTo(writer);
            return Encoding.UTF8.GetString(to.ToArray());
        }
        catch (System.Text.Json.JsonException)
        {
            return Encoding.UTF8.GetString(body);
        }
    }
}
