using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Journal;

namespace Simpul.Tests.Platform.Cases;

/// <summary>Palembang with the people whom its procedures need, and what they do over HTTP.</summary>
public sealed class CityHall : IAsyncDisposable
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

    private CityHall(App app) => App = app;

    public App App { get; }

    public Guid Ict { get; private set; }

    public Staff Drafter { get; private set; } = null!;

    public Staff Colleague { get; private set; } = null!;

    public Staff Secretary { get; private set; } = null!;

    public Staff Legal { get; private set; } = null!;

    public Staff Personnel { get; private set; } = null!;

    public Staff Head { get; private set; } = null!;

    public Staff Stranger { get; private set; } = null!;

    public static async Task<CityHall> Open(string database = Databases.Sqlite, DateTimeOffset? now = null)
    {
        var app = await App.Start(database);
        if (now is { } moment)
        {
            app.Clock.Set(moment);
        }
        await app.SetUp();
        var hall = new CityHall(app) { Ict = await app.Agency("Dinas Kominfo", "ict-agency") };
        hall.Drafter = await app.Staff("Kepala Bidang Aptika", hall.Ict, [], [Role.IctAgency]);
        hall.Colleague = await app.Staff("Kepala Bidang Statistik", hall.Ict, [], [Role.IctAgency]);
        var secretariat = await app.Agency("Sekretariat Daerah");
        hall.Secretary = await app.Staff("Sekretaris Daerah", secretariat, ["secretary"], [Role.Leader]);
        hall.Legal = await app.Staff("Kepala Bagian Hukum", await app.Agency("Bagian Hukum", "legal-unit"), [], [Role.Legal]);
        hall.Personnel = await app.Staff("Kepala BKPSDM", await app.Agency("BKPSDM", "personnel-agency"), [], [Role.Operator]);
        hall.Head = await app.Staff("Wali Kota", null, ["head"], [Role.Leader]);
        hall.Stranger = await app.Staff("Operator Dinas Pertanian", await app.Agency("Dinas Pertanian"), [], [Role.Operator]);
        return hall;
    }

    /// <summary>Opens the enactment of a policy and puts the draft in.</summary>
    public static async Task<Page> OpenPolicy(Browse drafter, string policy = "interoperability-standard")
    {
        var page = await drafter.Open("/kerja/urusan/baru/policy-enactment");
        page = await drafter.Submit(page, "Buka urusan", ("CaseTitle", "Standar interoperabilitas data"), ("Input.Fields[policy]", policy), ("Input.Fields[background]", "Diminta Pasal 8 ayat (3)."));
        return await Upload(drafter, page, "Rancangan naskah");
    }

    public static Task<Page> Upload(Browse who, Page page, string document, string name = "naskah.pdf", byte[]? content = null) => who.Submit(page, $"Unggah {document}", [("File", name, content ?? Pdf)]);

    /// <summary>Takes the enactment to the desk of the head of region.</summary>
    public async Task<string> ToHead()
    {
        using var drafter = await App.As(Drafter);
        var page = await OpenPolicy(drafter);
        page = await drafter.Submit(page, "Ajukan untuk pembahasan");
        var href = page.Href;
        using var secretary = await App.As(Secretary);
        page = await Upload(secretary, await secretary.Open(href), "Notula pembahasan");
        await secretary.Submit(page, "Setujui untuk ditelaah");
        using var legal = await App.As(Legal);
        await legal.Submit(await legal.Open(href), "Teruskan kepada Wali Kota");
        return href;
    }

    /// <summary>Signs the decree.</summary>
    public async Task<Page> Enact(string href, string number = "77/KPTS/DISKOMINFO/2026")
    {
        using var head = await App.As(Head);
        var page = await Upload(head, await head.Open(href), "Keputusan atau peraturan yang menetapkan", "SK 77.pdf", [.. Pdf, (byte)'\n']);
        return await head.Submit(page, "Tetapkan", ("Input.Fields[decreeKind]", "HeadDecree"), ("Input.Fields[decreeNumber]", number),
            ("Input.Fields[decreeDate]", "2026-11-02"), ("Input.Fields[decreeTitle]", "Standar Interoperabilitas Data"));
    }

    public Task<List<T>> All<T>()
        where T : class => App.Do(services => services.GetRequiredService<PlatformDb>().Set<T>().AsNoTracking().ToListAsync());

    public async Task<Case> Case() => (await All<Case>()).Single();

    public async Task<IReadOnlyList<string>> Actions(string kind) =>
        [.. (await All<JournalEvent>()).Where(item => item.SubjectKind == kind).OrderBy(item => item.Index).Select(item => item.Action)];

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
