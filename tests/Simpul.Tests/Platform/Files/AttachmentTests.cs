using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Search;
using Xunit;

namespace Simpul.Tests.Platform.Files;

/// <summary>Files on a record of a plain register, over HTTP.</summary>
public sealed class AttachmentTests
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_file_is_attached_found_downloaded_replaced_and_taken_away(string database)
    {
        await using var app = await Started(database);
        var record = await Record(app);
        var officer = await app.Staff("Operator Kominfo", await app.Agency("Kominfo", "ict-agency"), [], [Role.IctAgency]);
        using var browse = await app.As(officer);

        var page = await browse.Open($"/kerja/hari-libur/{record}");
        page.Text.ShouldContain("Belum ada berkas.");
        page = await browse.Submit(page, "Unggah berkas", [("Input.File", "SK cuti bersama.pdf", Pdf)], ("Input.Classification", "Restricted"));
        page.Href.ShouldBe($"/kerja/hari-libur/{record}");
        page.Text.ShouldContain("SK cuti bersama.pdf");

        var href = page.Html.QuerySelectorAll("a[href^='/berkas/']").Single().GetAttribute("href")!;
        using (var download = await browse.Client.GetAsync(href))
        {
            download.StatusCode.ShouldBe(HttpStatusCode.OK);
            download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            download.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
            download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            (await download.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf);
        }
        (await app.Do(async services => (await services.GetRequiredService<SearchIndex>().Find("cuti bersama", 1, CancellationToken.None)).Entries))
            .ShouldContain(entry => entry.Kind == "files" && entry.Title == "SK cuti bersama.pdf");

        page = await browse.Open((await browse.Open($"/kerja/hari-libur/{record}")).Html.QuerySelector("a[href^='/kerja/berkas/']")!.GetAttribute("href")!);
        page = await browse.Follow(page, "Unggah versi baru");
        page = await browse.Submit(page, "Unggah berkas", [("Input.File", "SK cuti bersama v2.pdf", [.. Pdf, .. Pdf])]);
        page.Text.ShouldContain("versi 2");
        page.Text.ShouldContain("Unduh versi 1");

        page = await browse.Open(page.Html.QuerySelector("a[href^='/kerja/berkas/']")!.GetAttribute("href")!);
        (await browse.Submit(page, "Hapus berkas")).Text.ShouldContain("Tulis alasan menghapus berkas");
        page = await browse.Submit(page, "Hapus berkas", ("Reason", "Salah unggah."));
        page.Href.ShouldBe($"/kerja/hari-libur/{record}");

        var events = await Events(app, "files");
        events.Select(item => item.Action).ShouldBe(["files.attached", "files.attached", "files.removed"]);
        events[^1].Body.ShouldContain("Salah unggah.");
    }

    [Theory]
    [InlineData("besar.pdf", 21 * 1024 * 1024, "Berkas lebih dari 20 MB. Perkecil berkas atau bagi menjadi beberapa bagian.")]
    [InlineData("program.exe", 10, "Jenis berkas .exe tidak diterima")]
    [InlineData("gambar.png", 10, "Isi berkas tidak sesuai dengan namanya")]
    [InlineData("kosong.pdf", 0, "Berkas kosong")]
    public async Task What_cannot_be_kept_is_refused_in_words_at_the_field(string name, int size, string says)
    {
        await using var app = await Started();
        var record = await Record(app);
        using var browse = await app.As(await app.Staff("Operator", await app.Agency("Kominfo"), [], [Role.IctAgency]));
        var page = await browse.Open($"/kerja/hari-libur/{record}");
        var content = new byte[size];
        Pdf.AsSpan(0, Math.Min(size, Pdf.Length)).CopyTo(content);
        page = await browse.Submit(page, "Unggah berkas", [("Input.File", name, content)], ("Input.Classification", "Restricted"));
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Html.QuerySelector(".field-error")!.TextContent.ShouldContain(says);
        page.Html.QuerySelector(".errors a[href='#Input_File']").ShouldNotBeNull();
        (await Events(app, "files")).ShouldBeEmpty();
        Directory.GetFiles(app.Data.Files, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_download_follows_permission_clearance_and_classification()
    {
        await using var app = await Started();
        var record = await Record(app);
        var agency = await app.Agency("Kominfo");
        var cleared = await app.Staff("Kepala", agency, [], [Role.IctAgency], Classification.Secret);
        var uncleared = await app.Staff("Staf", agency, [], [Role.IctAgency], Classification.Restricted);
        var stranger = await app.Staff("Tanpa peran", agency, [], []);
        var files = new Dictionary<Classification, Guid>();
        foreach (var classification in Enum.GetValues<Classification>())
        {
            files[classification] = await app.Do(async services =>
            {
                var subject = await services.GetRequiredService<FileSubjects>().Find("holidays", record, CancellationToken.None);
                return (await services.GetRequiredService<Attachments>().Attach(subject!, new Upload(null, "a.pdf", new MemoryStream(Pdf), classification), CancellationToken.None)).Value;
            }, await app.Actor(cleared));
        }

        await Expect(await app.As(cleared), true, true, true);
        await Expect(await app.As(uncleared), true, true, false);
        await Expect(await app.As(stranger), true, false, false);
        using var visitor = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        (await visitor.GetAsync($"/berkas/{files[Classification.Public]}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetAsync($"/berkas/{files[Classification.Restricted]}")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.GetAsync($"/berkas/{Guid.NewGuid()}")).StatusCode.ShouldNotBe(HttpStatusCode.OK);

        var read = (await Events(app, "files")).Where(item => item.Action == "files.read").ShouldHaveSingleItem();
        read.SubjectId.ShouldBe(files[Classification.Secret]);
        read.OfficeId.ShouldBe(cleared.OfficeId);

        using (var staff = await app.As(uncleared))
        {
            var page = await staff.Open($"/kerja/hari-libur/{record}");
            page.Html.QuerySelectorAll("a[href^='/berkas/']").Length.ShouldBe(2);
            page.Html.QuerySelector("input[value='Secret']").ShouldBeNull();
        }

        async Task Expect(Browse browse, params bool[] allowed)
        {
            foreach (var (classification, may) in Enum.GetValues<Classification>().Zip(allowed))
            {
                using var answer = await browse.Client.GetAsync($"/berkas/{files[classification]}");
                (answer.StatusCode == HttpStatusCode.OK).ShouldBe(may, $"{classification}: {answer.StatusCode}");
            }
            browse.Dispose();
        }
    }

    [Fact]
    public async Task A_content_changed_on_the_disk_is_found_with_the_file_that_names_it()
    {
        await using var app = await Started();
        var record = await Record(app);
        var (id, sha) = await app.Do(async services =>
        {
            var subject = await services.GetRequiredService<FileSubjects>().Find("holidays", record, CancellationToken.None);
            var id = (await services.GetRequiredService<Attachments>().Attach(subject!, new Upload(null, "a.pdf", new MemoryStream(Pdf), Classification.Public), CancellationToken.None)).Value;
            return (id, (await services.GetRequiredService<PlatformDb>().FindAsync<FileRecord>(id))!.Sha256);
        });
        (await app.Do(services => services.GetRequiredService<Attachments>().Verify(CancellationToken.None))).Faults.ShouldBeEmpty();
        var path = app.Services.GetRequiredService<FileStore>().PathOf(sha);
        await File.AppendAllTextAsync(path, "x");
        var fault = (await app.Do(services => services.GetRequiredService<Attachments>().Verify(CancellationToken.None))).Faults.ShouldHaveSingleItem();
        fault.Id.ShouldBe(id);
        fault.State.ShouldBe(ContentState.Changed);
    }

    private static async Task<App> Started(string database = Databases.Sqlite)
    {
        var app = await App.Start(database);
        await app.SetUp();
        return app;
    }

    private static Task<Guid> Record(App app) => app.Do(async services =>
    {
        var day = new Holiday { Date = new DateOnly(2026, 12, 31), Title = "Cuti bersama akhir tahun" };
        services.GetRequiredService<PlatformDb>().Add(day);
        services.GetRequiredService<Simpul.Web.Platform.Journal.Journal>().Record("holidays.registered", day);
        await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        return day.Id;
    });

    private static Task<List<JournalEvent>> Events(App app, string kind) => app.Do(services =>
        services.GetRequiredService<PlatformDb>().Set<JournalEvent>().AsNoTracking().Where(item => item.SubjectKind == kind).OrderBy(item => item.Index).ToListAsync());
}
