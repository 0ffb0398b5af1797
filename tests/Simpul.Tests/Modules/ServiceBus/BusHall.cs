using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Snapshots;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Agreement = Simpul.Bus.Contracts.Contract;
using ExchangeMember = Simpul.Bus.Snapshots.Member;
using Somebody = Simpul.Tests.Kit.Member;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>An instance with two agencies and the operator of the bus, and what each of them does in the browser.</summary>
internal sealed class BusHall : IAsyncDisposable
{
    public const string Description = """
        {"openapi":"3.1.0","info":{"title":"Data penduduk","version":"1","description":"Penduduk menurut nomor induknya; semua datanya karangan."},"paths":{"/penduduk/{nik}":{"get":{"operationId":"getPerson","summary":"Cari penduduk",
        "parameters":[{"name":"nik","in":"path","required":true,"schema":{"type":"string"}}],
        "responses":{"200":{"description":"Penduduk","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Person"}}}}}}}},
        "components":{"schemas":{"Person":{"type":"object","required":["nik"],"properties":{"nik":{"type":"string"},"nama":{"type":"string","description":"Nama lengkap"},"agama":{"type":"string"},
        "alamat":{"type":"object","properties":{"jalan":{"type":"string"},"kota":{"type":"string"}}},
        "keluarga":{"type":"array","items":{"type":"object","properties":{"nama":{"type":"string"},"hubungan":{"type":"string"}}}}}}}}}
        """;

    private readonly Dictionary<Guid, Browse> browsers = [];

    private BusHall(App app, Somebody provider, Somebody consumer, Somebody ict, Somebody colleague) => (App, Provider, Consumer, Ict, Colleague) = (app, provider, consumer, ict, colleague);

    public App App { get; }

    /// <summary>Of the agency that answers.</summary>
    public Somebody Provider { get; }

    /// <summary>Of the agency that calls.</summary>
    public Somebody Consumer { get; }

    /// <summary>Of the operator of the bus.</summary>
    public Somebody Ict { get; }

    /// <summary>Another of the operator.</summary>
    public Somebody Colleague { get; }

    public string Folder => Path.Combine(App.Data.Path, "gateway");

    public static async Task<BusHall> Open(string database = Databases.Sqlite, string regulation = Make.Palembang, DateTimeOffset? now = null, Action<IServiceCollection>? configure = null)
    {
        var app = await App.Start(database, configure);
        if (now is { } moment)
        {
            app.Clock.Set(moment);
        }
        await app.SetUp(regulation);
        var ict = await app.Agency("Dinas Komunikasi dan Informatika", "ict-agency");
        async Task<Somebody> Of(Guid agency, string key, params string[] roles) => await app.Member(roles, agency, office => (office.Keys, office.Clearance) = ([key], Classification.Secret));
        return new BusHall(app, await Of(await app.Agency("Dinas Kependudukan"), "agency", Role.Operator, Role.AgencyHead), await Of(await app.Agency("Dinas Sosial"), "agency", Role.Operator, Role.AgencyHead),
            await Of(ict, "ict-agency", Role.IctAgency), await Of(ict, "ict-agency", Role.IctAgency));
    }

    /// <summary>A browser in which they are signed in, the same for all that they do.</summary>
    public async Task<Browse> As(Somebody who) => browsers.TryGetValue(who.AccountId, out var browse) ? browse : browsers[who.AccountId] = await App.SignIn(who);

    /// <summary>A key with a request that it signed itself.</summary>
    public static (ECDsa Key, string Csr) Request(string code)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (key, new CertificateRequest($"CN={code}", key, HashAlgorithmName.SHA256).CreateSigningRequestPem());
    }

    /// <summary>Registers a member by the form.</summary>
    public async Task<Guid> Register(Somebody who, string code, string name, MemberState state = MemberState.Trial)
    {
        var browse = await As(who);
        var page = await browse.Submit(await browse.Open("/kerja/anggota-penghubung/baru"), "Simpan anggota penghubung", ("Form.Input[name]", name), ("Form.Input[code]", code), ("Form.Input[kind]", nameof(MemberKind.AgencyApplication)),
            ("Form.Input[agency]", (who == Ict ? Provider : who).AgencyId.ToString()), ("Form.Input[state]", state.ToString()));
        page.Title.ShouldBe(name, page.Text);
        return IdOf(page);
    }

    /// <summary>Brings a key for signing contracts.</summary>
    public async Task<ECDsa> AddKey(Somebody who, Guid member, string code)
    {
        var browse = await As(who);
        var (key, csr) = Request(code);
        var page = await browse.Submit(await browse.Open($"/kerja/anggota-penghubung/{member}/kunci"), "Daftarkan kunci", ("Input.Csr", csr));
        page.Text.ShouldContain("Kunci terdaftar");
        return key;
    }

    /// <summary>Asks for a certificate; gives it with its key.</summary>
    public async Task<X509Certificate2> AddCertificate(Somebody who, Guid member, string code)
    {
        var browse = await As(who);
        var (key, csr) = Request(code);
        var page = await browse.Submit(await browse.Open($"/kerja/anggota-penghubung/{member}/sertifikat"), "Terbitkan sertifikat", ("Input.Csr", csr));
        page.Text.ShouldContain("Sertifikat terbit", customMessage: page.Text);
        var pem = await App.Do(services => services.GetRequiredService<PlatformDb>().Set<MemberCertificate>().Where(one => one.MemberId == member).OrderByDescending(one => one.Id).Select(one => one.Pem).FirstAsync());
        using var certificate = X509Certificate2.CreateFromPem(pem);
        using var whole = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The use of the bus, asked by the member's agency and decided by the operator, with the documents of Palembang.</summary>
    public async Task<Page> Connect(Somebody who, Guid member, Guid? version = null)
    {
        var browse = await As(who);
        var page = await browse.Submit(await browse.Open($"/kerja/urusan/baru/bus-connection?member={member}&serviceVersion={version}"), "Buka urusan", ("Input.Fields[need]", "Pertukaran data penduduk"));
        page.Text.ShouldContain("dibuka", customMessage: page.Text);
        page = await Platform.Cases.CityHall.Upload(browse, page, "Dokumentasi API");
        page = await browse.Submit(page, "Ajukan permohonan");
        var officer = await As(Ict);
        var decide = await officer.Open(page.Href);
        decide = await Platform.Cases.CityHall.Upload(officer, decide, "Pertimbangan kelaikan keamanan informasi");
        return await officer.Submit(decide, "Nyatakan laik", ("Input.Fields[guideline]", "Peraturan BSSN 4/2021, Pasal 26"));
    }

    /// <summary>A service of the provider's.</summary>
    public async Task<Guid> AddService(Somebody who, Guid provider, string code = "penduduk", Classification classification = Classification.Restricted)
    {
        var browse = await As(who);
        var page = await browse.Submit(await browse.Open("/kerja/layanan-penghubung/baru"), "Simpan layanan penghubung", ("Form.Input[title]", "Data penduduk"), ("Form.Input[code]", code), ("Form.Input[provider]", provider.ToString()),
            ("Form.Input[classification]", classification.ToString()));
        page.Title.ShouldBe("Data penduduk", page.Text);
        return IdOf(page);
    }

    /// <summary>A draft of a version from its OpenAPI file.</summary>
    public async Task<Guid> AddVersion(Somebody who, Guid service, string label = "v1", string? upstreams = "https://api.contoh.invalid/v1", ServiceEnvironment environment = ServiceEnvironment.Production, string? description = null)
    {
        var browse = await As(who);
        var page = await browse.Submit(await browse.Open($"/kerja/layanan-penghubung/{service}/versi-baru"), "Simpan rancangan", [("Input.Document", "openapi.json", System.Text.Encoding.UTF8.GetBytes(description ?? Description))],
            ("Input.Label", label), ("Input.Upstreams", upstreams), ("Input.Environment", environment.ToString()));
        page.Title.ShouldBe("Klasifikasi elemen", page.Text);
        return Guid.Parse(page.Href.Split('/')[^2]);
    }

    public Task<Dictionary<string, Guid>> Elements(Guid version) => App.Do(services => services.GetRequiredService<PlatformDb>().Set<ServiceField>().Where(field => field.VersionId == version).ToDictionaryAsync(field => field.Element, field => field.Id));

    /// <summary>Makes a contract by ticking.</summary>
    public async Task<Page> Compose(Somebody who, Guid version, Guid consumer, IReadOnlyList<string> ticked, params (string Field, string? Value)[] more)
    {
        var browse = await As(who);
        var elements = await Elements(version);
        (string Field, string? Value)[] usual = [("Input.Consumer", consumer.ToString()), ("Input.Purpose", "Verifikasi penerima bantuan"), ("Input.PurposeCode", "verifikasi-bantuan"), ("Input.LegalBasis", "PKS 470/12/2026 | Pasal 5"), ("Input.DataSubjects", "penduduk")];
        return await browse.Submit(await browse.Open($"/kerja/kontrak-pertukaran/susun?versi={version}"), "Susun kontrak",
            [.. usual.Where(one => !more.Any(other => other.Field == one.Field)), .. ticked.Select(element => ("Input.Ticked", (string?)elements[element].ToString())), .. more]);
    }

    /// <summary>Two members that are connected and a published version.</summary>
    public async Task<(Guid Provider, Guid Consumer, Guid Version)> Ready(Classification classification = Classification.Restricted, Func<Dictionary<string, Guid>, (string, string?)[]>? classify = null)
    {
        var provider = await Register(Provider, "dukcapil", "Kependudukan");
        var consumer = await Register(Consumer, "dinsos", "Aplikasi Bansos");
        var version = await AddVersion(Provider, await AddService(Provider, provider, classification: classification));
        if (classify is not null)
        {
            var browse = await As(Provider);
            var page = await browse.Submit(await browse.Open($"/kerja/versi-layanan/{version}/klasifikasi"), "Simpan klasifikasi", classify(await Elements(version)));
            page.Text.ShouldContain("Klasifikasi tersimpan");
        }
        (await Connect(Provider, provider, version)).Text.ShouldContain("Selesai");
        (await Connect(Consumer, consumer)).Text.ShouldContain("Selesai");
        return (provider, consumer, version);
    }

    public Task<BusContract> Contract(Guid id) => App.Do(services => services.GetRequiredService<PlatformDb>().Set<BusContract>().AsNoTracking().Include(one => one.Statements).SingleAsync(one => one.Id == id));

    /// <summary>A statement that a party signs with its own key.</summary>
    public async Task<string> Sign(Guid contract, string code, ECDsa key, StatementKind kind = StatementKind.Accept, string? reason = null, DateTimeOffset? at = null)
    {
        var agreement = Agreement.Parse(System.Text.Encoding.UTF8.GetBytes((await Contract(contract)).Canonical));
        return ContractStatement.Sign(agreement, kind, code, at ?? App.Clock.GetUtcNow(), PartyKey.Thumbprint(key.ExportSubjectPublicKeyInfo()), CompactJws.Signer(key), reason).Jws;
    }

    public async Task<Page> Bring(Somebody who, Guid contract, string jws)
    {
        var browse = await As(who);
        return await browse.Submit(await browse.Open($"/kerja/kontrak-pertukaran/{contract}/tanda-tangan"), "Serahkan pernyataan", ("Input.Jws", jws));
    }

    public async Task<Page> Clear(Guid contract, Somebody? who = null)
    {
        var browse = await As(who ?? Ict);
        return await browse.Submit(await browse.Open($"/kerja/kontrak-pertukaran/{contract}/tanda-tangan"), "Sahkan kontrak");
    }

    /// <summary>Waits until the snapshot says so, as the gateway would read it.</summary>
    public async Task<Snapshot> Snapshot(Func<Snapshot, bool>? until = null)
    {
        for (var tries = 0; ; tries++)
        {
            var file = Path.Combine(Folder, "snapshot");
            if (File.Exists(file))
            {
                // The snapshot first: the keys that it is signed by lie there before it does.
                var bytes = await File.ReadAllBytesAsync(file);
                var read = SnapshotFile.Read(bytes, KeysIn(await File.ReadAllTextAsync(Path.Combine(Folder, "hub.pem"))));
                if (until?.Invoke(read) != false)
                {
                    return read;
                }
            }
            tries.ShouldBeLessThan(200, "the snapshot does not come");
            await Task.Delay(25);
        }
    }

    private static List<PartyKey> KeysIn(string pem)
    {
        List<PartyKey> keys = [];
        for (var rest = pem; PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
        {
            var der = Convert.FromBase64String(rest[found.Base64Data]);
            keys.Add(new PartyKey(PartyKey.Thumbprint(der), der));
        }
        return keys;
    }

    public static ExchangeMember MemberOf(Snapshot snapshot, string code) => snapshot.Members.Single(one => one.Code == code);

    public static string IdIn(JsonElement contract) => Agreement.Parse(contract).Id;

    public static Guid IdOf(Page page) => Guid.Parse(page.Href.Split('?')[0].Split('/')[^1]);

    public async ValueTask DisposeAsync()
    {
        foreach (var browse in browsers.Values)
        {
            browse.Dispose();
        }
        await App.DisposeAsync();
    }
}
