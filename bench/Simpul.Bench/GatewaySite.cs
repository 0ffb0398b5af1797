using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Snapshots;

namespace Simpul.Bench;

/// <summary>A gateway's folder with as many services and contracts as asked, all signed; the first contract is the one that is called.</summary>
internal sealed class GatewaySite : IDisposable
{
    private const string Hub = "simpul.bench";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SnapshotKey published;

    public GatewaySite(string folder)
    {
        Folder = folder;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        Directory.CreateDirectory(Path.Combine(folder, "descriptions"));
        var spki = key.ExportSubjectPublicKeyInfo();
        published = new SnapshotKey(PartyKey.Thumbprint(spki), Convert.ToBase64String(spki), [KeyUse.Contract, KeyUse.Client]);
        File.WriteAllText(Path.Combine(folder, "hub.pem"), key.ExportSubjectPublicKeyInfoPem());
    }

    public string Folder { get; }

    /// <summary>A person of about a kilobyte, as the provider answers it.</summary>
    public static string Kilobyte { get; } = JsonSerializer.Serialize(new
    {
        nik = "1671012345678901",
        nama = "Siti Rahma",
        lahir = "1990-01-02",
        alamat = new { jalan = "Jalan Merdeka 1", kota = "Palembang", kodePos = "30111" },
        keluarga = Enumerable.Range(0, 8).Select(i => new { nama = $"Anggota {i}", hubungan = "anak", nik = $"167101234567890{i}", lahir = "2010-05-06" }),
        keterangan = new string('x', 90),
    });

    /// <param name="pin">The provider's certificate, SHA-256 of its DER; null for a plain one.</param>
    public void Write(Uri provider, int services, int contracts, string? pin = null)
    {
        var description = Encoding.UTF8.GetBytes(Description());
        var hash = Convert.ToHexStringLower(SHA256.HashData(description));
        File.WriteAllBytes(Path.Combine(Folder, "descriptions", hash + ".json"), description);
        var signer = CompactJws.Signer(key);
        var now = DateTimeOffset.UtcNow;
        var signed = new SignedContract[contracts];
        for (var i = 0; i < contracts; i++)
        {
            var contract = new Contract
            {
                Format = Contract.CurrentFormat,
                Hub = Hub,
                // One contract for each pair of caller and service.
                Consumer = new($"pemanggil-{i / services}", "Pemanggil"),
                Provider = new("penyedia", "Penyedia"),
                Service = new($"layanan-{i % services}", "v1", hash),
                Operations = ["kilo", "kiloFields", "large"],
                Purpose = new("mengukur", "Mengukur"),
                LegalBasis = [new("Perjanjian")],
                Fields = new Dictionary<string, IReadOnlyList<string>> { ["kilo"] = [""], ["kiloFields"] = ["/properties/nik", "/properties/nama", "/properties/alamat/properties/kota", "/properties/keluarga/items/properties/nama"], ["large"] = [""] },
                Classification = "restricted",
                Valid = new(now.AddDays(-1), now.AddDays(30)),
                Quota = new(1_000_000_000, "day"),
            }.Sealed();
            string Says(StatementKind kind, string by) => ContractStatement.Sign(contract, kind, by, now, published.Id, signer).Jws;
            signed[i] = new(JsonDocument.Parse(contract.Canonical).RootElement, [Says(StatementKind.Accept, contract.Consumer.Member), Says(StatementKind.Accept, "penyedia"), Says(StatementKind.Clear, Hub)]);
        }
        var snapshot = new Snapshot
        {
            Format = Snapshot.CurrentFormat,
            Hub = Hub,
            Epoch = 1,
            Issued = now,
            HubKeys = [published],
            Members = [new("penyedia", "Penyedia", "active", [published], []), .. Enumerable.Range(0, (contracts / services) + 1).Select(i => new Member($"pemanggil-{i}", "Pemanggil", "active", [published], []))],
            // What is described as of its own kind is checked and projected; the plain kilobyte and the large bodies pass untouched.
            Services = [.. Enumerable.Range(0, services).Select(i => new Service($"layanan-{i}", "v1", "Layanan", "penyedia", "restricted", "production", hash, [new Upstream(provider.ToString(), pin is null ? null : [pin])]))],
            Contracts = signed,
        };
        File.WriteAllBytes(Path.Combine(Folder, "snapshot"), SnapshotFile.Sign(snapshot, published.Id, signer));
    }

    public async Task<string> Token(Uri gateway)
    {
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => gateway.IsLoopback } }) { BaseAddress = gateway };
        var claims = FormattableString.Invariant($$"""{"iss":"pemanggil-0","sub":"pemanggil-0","aud":"{{gateway.GetLeftPart(UriPartial.Authority)}}","exp":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 60}},"jti":"{{Guid.NewGuid():N}}"}""");
        using var answer = await client.PostAsync(new Uri("/token", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = CompactJws.Sign(Encoding.UTF8.GetBytes(claims), published.Id, "JWT", CompactJws.Signer(key)),
        }));
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => key.Dispose();

    private static string Description() => """
        {"openapi":"3.1.0","paths":{
          "/kilo":{"get":{"operationId":"kilo","responses":{"200":{"description":"","content":{"application/octet-stream":{}}}}}},
          "/kilo/{nik}":{"get":{"operationId":"kiloFields","parameters":[{"name":"nik","in":"path","required":true,"schema":{"type":"string","pattern":"^[0-9]{16}$"}}],
            "responses":{"200":{"description":"","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Person"}}}}}}},
          "/besar/{ukuran}":{"get":{"operationId":"large","parameters":[{"name":"ukuran","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"200":{"description":"","content":{"application/octet-stream":{}}}}}}
        },
        "components":{"schemas":{"Person":{"type":"object","required":["nik","nama"],"properties":{"nik":{"type":"string","pattern":"^[0-9]{16}$"},"nama":{"type":"string"},"lahir":{"type":"string","format":"date"},"keterangan":{"type":"string"},
          "alamat":{"type":"object","properties":{"jalan":{"type":"string"},"kota":{"type":"string"},"kodePos":{"type":"string"}}},
          "keluarga":{"type":"array","items":{"type":"object","properties":{"nama":{"type":"string"},"hubungan":{"type":"string"},"nik":{"type":"string"},"lahir":{"type":"string","format":"date"}}}}}}}}}
        """;
}
