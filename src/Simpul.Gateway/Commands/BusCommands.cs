using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Simpul.Bus;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Calls;

namespace Simpul.Gateway.Commands;

/// <summary><c>verify RECEIPT</c> and <c>audit</c>: what needs no gateway that runs, and no network.</summary>
static class BusCommands
{
    const int Failed = 1;
    const int Unusable = 2;

    static readonly JsonSerializerOptions readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    internal static Command Verify()
    {
        var file = new Argument<string>("RECEIPT") { Description = "The receipt; - for standard input." };
        var key = new Option<string[]>("--key") { Description = "The gateway's public key (PEM), got elsewhere than from the receipt. May be given several times." };
        var request = new Option<string?>("--request") { Description = "A file with the request's body, to be held against the record." };
        var response = new Option<string?>("--response") { Description = "A file with the response's body as the caller got it." };
        var keys = new Option<string?>("--keys") { Description = "The published keys of parties and gateways, as the platform gives them at /bukti/kunci, got elsewhere than from the receipt. Without it signatures under the contract and of the message are held against keys that stand in the receipt." };
        var target = new Option<string?>("--target") { Description = "What was called, as \"GET /penduduk/1?lengkap=ya\", to be held against the record." };
        var officer = new Option<string?>("--officer") { Description = "The officer's id, as it was sent, to be held against the record." };
        var message = new Option<string?>("--message") { Description = "A file with the head of the request that the caller signed, its first line with the whole address, to be held against the signature in the record." };
        var authority = Authority();
        var command = new Command("verify", "Verify a receipt without any network. Exit 1 where it does not hold.") { file, key, keys, request, response, target, officer, message, authority };
        command.SetAction(parsed =>
        {
            try
            {
                var name = parsed.GetRequiredValue(file);
                var bytes = name == "-" ? ReadInput() : File.ReadAllBytes(name);
                var trusted = (parsed.GetValue(key) ?? []).Select(File.ReadAllText).ToList();
                var authorities = Authorities(parsed.GetValue(authority));
                var published = parsed.GetValue(keys) is { } list ? PublishedKeys.Parse(File.ReadAllBytes(list)) : null;
                var result = Receipt.Verify(bytes, null, authorities, published);
                // The keys are known by the log's name, which stands in the receipt.
                if (trusted.Count > 0 && result.Proof?.Checkpoint is { } head) result = Receipt.Verify(bytes, [.. trusted.Select(pem => VerifyingKey.FromPem(head.Origin, pem))], authorities, published);
                return Say(result, trusted.Count > 0, new(parsed.GetValue(request), parsed.GetValue(response), parsed.GetValue(target), parsed.GetValue(officer), parsed.GetValue(message)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or CryptographicException)
            {
                Console.Error.WriteLine(e.Message);
                return Unusable;
            }
        });
        return command;
    }

    internal static Command Audit()
    {
        var data = new Option<string?>("--data") { Description = "The gateway's folder, or a copy of its log; default SIMPUL_DATA/gateway." };
        var key = new Option<string[]>("--key") { Description = "A public key of the log (PEM), got elsewhere; without it, those that lie beside the log." };
        var kept = new Option<string[]>("--checkpoint") { Description = "A checkpoint that was kept elsewhere; what it counts must be there still. May be given several times." };
        var json = new Option<bool>("--json") { Description = "Answer in JSON." };
        var authority = Authority();
        var command = new Command("audit", "Walk the whole exchange log. Exit 1 where it was altered, and every finding is named.") { data, key, kept, authority, json };
        command.SetAction((parsed, cancel) =>
        {
            var folder = new LogFolder(FolderOf(parsed.GetValue(data)));
            try
            {
                if (!File.Exists(folder.Combine("origin")))
                {
                    Console.Error.WriteLine($"There is no exchange log in {folder.Path}.");
                    return Task.FromResult(Unusable);
                }
                var origin = File.ReadAllText(folder.Combine("origin")).Trim();
                var named = parsed.GetValue(key) ?? [];
                var authorities = Authorities(parsed.GetValue(authority));
                var keys = named.Length > 0 ? [.. named.Select(file => VerifyingKey.FromPem(origin, File.ReadAllText(file)))] : folder.ReadKeys(origin);
                var report = new LogAudit(folder, authorities).Run(origin, keys, (parsed.GetValue(kept) ?? []).Select(File.ReadAllText), cancel);
                if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(report, readable));
                else Say(report, authorities.Count > 0);
                return Task.FromResult(report.Holds ? 0 : Failed);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or CryptographicException)
            {
                Console.Error.WriteLine(e.Message);
                return Task.FromResult(Unusable);
            }
        });
        return command;
    }

    static Option<string[]> Authority() => new("--authority") { Description = "Certificates (PEM) of the time-stamping authority, or of who issues its, got elsewhere. May be given several times; without it, by whom a time stamp is stays open." };

    static List<X509Certificate2> Authorities(string[]? files) => [.. (files ?? []).SelectMany(file => TimeStamp.ReadAuthorities(File.ReadAllText(file)))];

    static string FolderOf(string? data)
    {
        var folder = data ?? Path.Combine(Environment.GetEnvironmentVariable("SIMPUL_DATA") ?? "data", "gateway");
        return File.Exists(Path.Combine(folder, "origin")) ? folder : Directory.Exists(Path.Combine(folder, "gateway", "log")) ? Path.Combine(folder, "gateway", "log") : Path.Combine(folder, "log");
    }

    /// <summary>What a party holds against the record; each null where it was not given.</summary>
    sealed record Claims(string? Request, string? Response, string? Target, string? Officer, string? Message)
    {
        internal IEnumerable<string> Faults(ReceiptResult result)
        {
            var request = Request is null ? null : File.ReadAllBytes(Request);
            if (request is not null && !result.IsBody("request", request)) yield return "The request's body is not the one of the record.";
            if (Response is not null && !result.IsBody("response", File.ReadAllBytes(Response))) yield return "The response's body is not the one of the record.";
            if ((Target ?? Officer) is not null && result.CommitmentKey is null) yield return "The receipt has no key that opens target and officer: only the parties get it.";
            else
            {
                if (Target is not null && !IsTarget(result, Target)) yield return "The record is of another call than this one.";
                if (Officer is not null && result.Opens("officer", Officer) != true) yield return "The record is of another officer, or of none.";
            }
            if (Message is null) yield break;
            var message = RequestFile.Read(File.ReadAllText(Message));
            if (result.Signs(message, request) is { } fault) yield return fault;
            else if (result.CommitmentKey is not null && !IsTarget(result, $"{message.Method} {message.Path}{message.Query}")) yield return "The message is of another call than the record.";
        }

        /// <summary>As it is committed to, or as it was called: then the service's own part is taken off, and what was encoded is encoded as the gateway does it.</summary>
        static bool IsTarget(ReceiptResult result, string text)
        {
            if (result.Opens("target", text) == true) return true;
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            return space > 0 && RequestTarget.Read(text[(space + 1)..]) is { } target && target.Service == $"{result.Record?["service"]}/{result.Record?["version"]}" && result.Opens("target", target.Committed(text[..space])) == true;
        }
    }

    static int Say(ReceiptResult result, bool compared, Claims claims)
    {
        var faults = result.Faults.ToList();
        if (result.Record is not null) faults.AddRange(claims.Faults(result));
        if (faults.Count > 0 || result.Record is not { } record || result.Contract is not { } contract)
        {
            Console.WriteLine("The receipt does NOT hold:");
            foreach (var fault in faults) Console.WriteLine($"  {fault}");
            return Failed;
        }
        var received = DateTimeOffset.UnixEpoch.AddMicroseconds((long)record["times"]![0]!);
        Console.WriteLine($"""
            The receipt holds.
            transaction  {record["transaction"]} at {received.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC, {record["outcome"]}, status {record["status"]}
            exchange     {record["caller"]} called {record["operation"]} of {record["service"]}/{record["version"]}, which {record["provider"]} provides
            purpose      {record["purpose"]}: {contract.Purpose.Text}
            contract     {contract.Id}
            log          {result.Proof!.Checkpoint!.Origin}, entry {result.Proof.Bundle!.Index} of {result.Proof.Bundle.TreeSize}
            time stamp   {(result.Stamp is { } stamp ? $"{stamp.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC by {stamp.Authority}{(stamp.IsKnown == true ? "" : ", not checked against a known authority (give --authority)")}" : "none")}
            key          {result.Proof.Fingerprint}{(compared || result.IsCompared ? "" : " (compare it with the published one, or give --key)")}{OfEnded(result)}
            parties      {(result.IsCompared ? "signatures by published keys" : "signatures by keys in the file, NOT compared with published ones (give --keys)")}
            """);
        if (claims.Message is not null) Console.WriteLine($"message      signed by {(result.IsCompared ? "a published key of the caller's" : "a key of the caller's in the file, NOT compared with published ones (give --keys)")}");
        return 0;
    }

    // Whoever has the key of a gateway that was retired writes into a checkpoint what time they like.
    static string OfEnded(ReceiptResult result) => result.LogKeyEnded is { } ended && !(result.Stamp is { IsKnown: true } stamp && stamp.Time < ended)
        ? $"; it ended {ended.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, and that this is from before rests on that key alone" : "";

    static void Say(AuditReport report, bool known)
    {
        if (report.Holds) Console.WriteLine($"The log holds: {report.Entries} entries of {report.Origin} under {report.Checkpoints} signed checkpoints, {report.Stamps} of them time-stamped{(known || report.Stamps == 0 ? "" : " (by whom was not checked: give --authority)")}.\nRoot {report.Root}");
        else
        {
            Console.WriteLine($"The log does NOT hold: {report.Faults.Count} findings in {report.Entries} entries of {report.Origin}.");
            foreach (var fault in report.Faults.Take(100)) Console.WriteLine($"  {(fault.Last < fault.First ? "" : fault.First == fault.Last ? $"entry {fault.First}: " : $"entries {fault.First} to {fault.Last}: ")}{fault.Detail}");
        }
    }

    static byte[] ReadInput()
    {
        using var input = Console.OpenStandardInput();
        using var to = new MemoryStream();
        input.CopyTo(to);
        return to.ToArray();
    }
}
