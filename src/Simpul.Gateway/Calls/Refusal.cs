using System.Text.Encodings.Web;
using System.Text.Json;
using Simpul.Bus.Descriptions;
using Simpul.Gateway.Telemetry;

namespace Simpul.Gateway.Calls;

/// <summary>An answer of the gateway itself (RFC 9457). Its code is stable: it stands in the type and in the header <c>Simpul-Error</c>, which no answer of a provider has.</summary>
/// <param name="Detail">What is wrong and what to do, in Indonesian, for the people who run the caller.</param>
/// <param name="RetryAfter">Seconds; null where trying again will not help.</param>
/// <param name="Successor">Id of the contract that is in force in the place of the one that was named.</param>
sealed record Refusal(int Status, string Code, string Title, string Detail, int? RetryAfter = null, IReadOnlyList<SchemaFault>? Faults = null, string? Successor = null)
{
    internal const string Header = "Simpul-Error";
    internal const string TypePrefix = "urn:simpul:gateway:";

    static readonly JsonWriterOptions writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal async Task Answer(HttpContext context, string? transaction = null)
    {
        Signals.Refused(Code);
        var response = context.Response;
        if (response.HasStarted)
        {
            context.Abort();
            return;
        }
        response.Clear();
        response.StatusCode = Status;
        response.ContentType = "application/problem+json; charset=utf-8";
        response.Headers[Header] = Code;
        response.Headers.CacheControl = "no-store";
        if (transaction is not null) response.Headers[HeaderNames.Transaction] = transaction;
        if (RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (Status == 401) response.Headers.WWWAuthenticate = "Bearer realm=\"simpul\"";
        var body = Body(transaction);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(body);
    }

    byte[] Body(string? transaction)
    {
        using var to = new MemoryStream();
        using (var json = new Utf8JsonWriter(to, writing))
        {
            json.WriteStartObject();
            json.WriteString("type", TypePrefix + Code);
            json.WriteString("title", Title);
            json.WriteNumber("status", Status);
            json.WriteString("detail", Detail);
            if (transaction is not null) json.WriteString("transaction", transaction);
            if (Successor is not null) json.WriteString("successor", Successor);
            if (Faults is { Count: > 0 })
            {
                json.WriteStartArray("errors");
                foreach (var fault in Faults)
                {
                    json.WriteStartObject();
                    json.WriteString("pointer", fault.At);
                    json.WriteString("rule", fault.Rule);
                    if (fault.Expected.Length > 0) json.WriteString("expected", fault.Expected);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return to.ToArray();
    }
}
