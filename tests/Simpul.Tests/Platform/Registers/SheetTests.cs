using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;
using Xunit;

namespace Simpul.Tests.Platform.Registers;

/// <summary>A register out to Excel and in again.</summary>
public sealed class SheetTests
{
    private static readonly string[] Odd =
    [
        "=1+1", "+62 811", "-5", "@SUM(A1)", "007", "1.250", "1e5", "\"kutip\"", "a;b;c", "Ünïcode 漢字 😀", "tab\there", "_x000B_", "'petik", "2026-11-22", "TRUE", "<b>&amp;</b>", "100%", "a,b", "ﷺ",
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_goes_out_and_comes_back_changes_nothing_and_what_was_changed_comes_out_so(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        var random = new Random(20261122);
        string[] kinds = ["RegionalRegulation", "HeadDecree", "Circular"];
        string[] about = await app.Do(async services => (await services.GetRequiredService<RegisterCatalogue>().ByKind("legal-documents")!.Work(services).ChoicesOf(
            services.GetRequiredService<RegisterCatalogue>().ByKind("legal-documents")!.Fields.Single(field => field.Key == "about"), CancellationToken.None)).Select(choice => choice.Value).ToArray());
        for (var number = 0; number < 250; number++)
        {
            var issued = new DateOnly(1950, 1, 1).AddDays(random.Next(28_000));
            List<(string, string)> values =
            [
                ("title", $"{Word()} {Word()}"), ("number", $"{number}{Word()}"), ("kind", kinds[random.Next(3)]), ("issuedOn", $"{issued:yyyy-MM-dd}"), ("inForceFrom", $"{issued.AddDays(3):yyyy-MM-dd}"),
                ("classification", random.Next(2) == 0 ? "Public" : "Restricted"),
            ];
            values.AddRange(about.Where(_ => random.Next(8) == 0).Select(key => ("about", key)));
            if (random.Next(3) > 0)
            {
                values.Add(("conflictNote", $"{Word()}\n{Word()}"));
            }
            await app.Put("legal-documents", [.. values]);
        }

        var first = await browse.Export("produk-hukum");
        first.Headings[^1].ShouldBe("ID");
        var tried = await browse.Import("produk-hukum", first);
        (tried.Fact("Baris yang sama dengan data"), tried.Fact("Baris yang mengubah data"), tried.Fact("Baris baru"), tried.Fact("Baris yang tidak dapat diterima"))
            .ShouldBe((250, 0, 0, 0), tried.Text);

        foreach (var row in first.Rows.Where((_, at) => at % 3 == 0))
        {
            row["Judul"] = $"{Word()} diubah";
            row["Catatan kesesuaian"] = row["Catatan kesesuaian"].Length > 0 ? "" : $"{Word()}\n{Word()}";
            row["Ditetapkan pada"] = "1950-02-03";
            row["Nomor"] = $"x{row["Nomor"]}";
            row["Mengatur"] = "";
        }
        tried = await browse.Import("produk-hukum", first);
        tried.Fact("Baris yang mengubah data").ShouldBe(84, tried.Text);
        var saved = await browse.Save(tried);
        saved.Text.ShouldContain("Impor selesai.");
        var second = await browse.Export("produk-hukum", "?urut=title");
        ById(second).ShouldBe(ById(first));
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().CountAsync(item => item.Action == "legal-documents.changed"))).ShouldBe(84);
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ImportFile>().CountAsync(file => file.RunId == RunOf(saved)))).ShouldBe(0);

        string Word() => Odd[random.Next(Odd.Length)];

        static List<string> ById(Sheet sheet) => [.. sheet.Rows.OrderBy(row => row["ID"]).Select(row => string.Join('|', row.OrderBy(cell => cell.Key).Select(cell => $"{cell.Key}={cell.Value}")))];
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task People_come_back_by_their_id_and_new_ones_by_their_number(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        await app.Put("people", ("name", "Ani"), ("nip", "198501012010012001"));
        var twins = new[] { await app.Put("people", ("name", "Budi")), await app.Put("people", ("name", "Budi")) };
        var sheet = await browse.Export("pegawai");
        var count = sheet.Rows.Count;
        var tried = await browse.Import("pegawai", sheet);
        tried.Fact("Baris yang sama dengan data").ShouldBe(count, tried.Text);

        sheet.Rows.Single(row => row["ID"] == twins[1].ToString())["Nama"] = "Budi Kedua";
        sheet.Add(("Nama", "Ani, S.E."), ("NIP", "198501012010012001"), ("Status", "Pegawai negeri sipil"));
        sheet.Rows.RemoveAll(row => row["Nama"] == "Ani");
        sheet.Add(("Nama", "Citra"), ("NIP", "199001012015012002"), ("Status", "Pegawai negeri sipil"));
        sheet.Add(("Nama", "Citra lagi"), ("NIP", "199001012015012002"), ("Status", "Pegawai negeri sipil"));
        sheet.Add(("Nama", "Doni"), ("ID", Guid.NewGuid().ToString()));
        sheet.Add(("Nama", "Eka"), ("NIP", "123"));
        sheet.Add(("Nama", "Feri"), ("Perangkat daerah", "Dinas yang Tidak Ada"));
        tried = await browse.Import("pegawai", sheet);
        (tried.Fact("Baris yang mengubah data"), tried.Fact("Baris baru"), tried.Fact("Baris yang tidak dapat diterima")).ShouldBe((2, 1, 4), tried.Text);
        tried.Text.ShouldContain("Nilai ini ada di lebih dari satu baris.");
        tried.Text.ShouldContain("Kosongkan kolom ID");
        tried.Text.ShouldContain("NIP: NIP terdiri atas 18 angka");
        tried.Text.ShouldContain("“Dinas yang Tidak Ada” tidak ditemukan.");
        tried.Body.ShouldNotContain("199001012015012002");
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ImportFile>().OrderBy(file => file.RunId).LastAsync())).Content
            .AsSpan(0, 2).SequenceEqual("PK"u8).ShouldBeFalse("a sheet with personal data waits sealed");

        await browse.Save(tried);
        (await app.View("people", twins[1]))!.Title.ShouldBe("Budi Kedua");
        (await browse.Open("/kerja/pegawai?q=ani")).Firsts().ShouldBe(["Ani, S.E."]);
        (await browse.Open("/kerja/pegawai?q=citra")).Firsts().ShouldBe(["Citra"]);
    }

    [Fact]
    public async Task Rows_may_name_records_of_the_same_sheet_and_a_taken_key_of_another_agency_is_refused_not_a_crash()
    {
        var (app, browse) = await RegisterKit.Started();
        await using var _ = app;
        var sheet = await browse.Export("perangkat-daerah");
        sheet.Add(("Kode", "5"), ("Nama", "Kecamatan Timur"), ("Jenis", "Kecamatan"));
        sheet.Add(("Kode", "5.1"), ("Nama", "Kelurahan Fajar"), ("Jenis", "Kelurahan atau desa"), ("Unit dari", "Kecamatan Timur"));
        sheet.Add(("Kode", "5"), ("Nama", "Kembar"), ("Jenis", "Kecamatan"));
        var tried = await browse.Import("perangkat-daerah", sheet);
        (tried.Fact("Baris baru"), tried.Fact("Baris yang tidak dapat diterima")).ShouldBe((2, 1), tried.Text);
        await browse.Save(tried);
        (await browse.Open("/kerja/perangkat-daerah?q=fajar")).Text.ShouldContain("Kecamatan Timur");

        var (own, other) = (await app.PutAgency("A", "Dinas Sendiri"), await app.PutAgency("B", "Dinas Lain"));
        await app.Put("people", ("name", "Lena"), ("nip", "198501012010012001"), ("agency", other.ToString()));
        using var browseOwn = await app.As(await app.Staff("Operator", own, [], [Role.Operator]));
        var people = await browseOwn.Export("pegawai");
        people.Add(("Nama", "Palsu"), ("Status", "Pegawai negeri sipil"), ("NIP", "198501012010012001"), ("Perangkat daerah", "Dinas Sendiri"));
        people.Add(("Nama", "Titipan"), ("Status", "Pegawai negeri sipil"), ("Perangkat daerah", "Dinas Lain"));
        tried = await browseOwn.Import("pegawai", people);
        tried.Fact("Baris yang tidak dapat diterima").ShouldBe(2, tried.Text);
        tried.Text.ShouldContain("yang bukan wewenang Anda");
        tried.Text.ShouldContain("milik perangkat daerah lain");
    }

    [Fact]
    public async Task A_file_that_is_no_sheet_of_the_register_is_refused_at_the_field()
    {
        var (app, browse) = await RegisterKit.Started();
        await using var _ = app;
        foreach (var (content, says) in new[] { ("bukan lembar"u8.ToArray(), "Judul kolom tidak ditemukan"), ("Nama,Nama singkat\nA,B\n"u8.ToArray(), "tidak memuat kolom wajib: Kode, Jenis"), ([], "Berkas kosong") })
        {
            var page = await browse.Submit(await browse.Open("/kerja/perangkat-daerah/impor"), "Periksa berkas", [("Sheet", "data.csv", content)]);
            page.Html.QuerySelector("#Sheet-error")!.TextContent.ShouldContain(says);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Five_thousand_rows_are_counted_stopped_and_gone_on_with(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        const int rows = 5000;
        var before = (await browse.Export("pegawai")).Rows.Count;
        var sheet = new Sheet { Headings = ["Nama", "NIP", "Status", "Perangkat daerah"] };
        for (var number = 0; number < rows; number++)
        {
            sheet.Add(("Nama", $"Pegawai {number:0000}"), ("NIP", $"19{85 + (number / 999):00}01012010011{(number % 999) + 1:000}"), ("Status", "Pegawai negeri sipil"), ("Perangkat daerah", "Sekretariat Daerah"));
        }
        sheet.Rows[4321]["NIP"] = "salah";
        var tried = await browse.Import("pegawai", sheet);
        (tried.Fact("Baris baru"), tried.Fact("Baris yang tidak dapat diterima")).ShouldBe((rows - 1, 1), tried.Text);
        tried.Text.ShouldContain("4323");

        var id = RunOf(tried);
        // On a thread of its own: on a busy machine the import would else be done before anybody got to stop it.
        var stopping = Task.Factory.StartNew(() => StopOnceBegun(app, id), TaskCreationOptions.LongRunning);
        await browse.Submit(tried, "Simpan 4.999 baris yang benar");
        await stopping;
        var run = await Await(app, id, item => item.State is ImportState.Stopped or ImportState.Done);
        run.State.ShouldBe(ImportState.Stopped);
        run.Done.ShouldBeInRange(200, rows - 1);
        (await Count()).ShouldBe(before + run.Added);

        var page = await browse.Open(tried.Href);
        page.Text.ShouldContain("Impor berhenti sesudah");
        page = await browse.Until(await browse.Submit(page, "Teruskan impor"), "Sedang menyimpan");
        (page.Fact("Baris baru"), page.Fact("Baris yang sama dengan data"), page.Fact("Baris yang tidak dapat diterima")).ShouldBe((rows - 1, 0, 1), page.Text);
        (await Count()).ShouldBe(before + rows - 1);

        Task<int> Count() => app.Do(services => services.GetRequiredService<PlatformDb>().Set<Simpul.Web.Modules.Organisation.Person>().CountAsync());
    }

    [Fact]
    public async Task A_sheet_that_nobody_said_yes_to_is_gone_after_a_week_and_its_result_after_three_months()
    {
        var (app, browse) = await RegisterKit.Started();
        await using var _ = app;
        await browse.Import("perangkat-daerah", await browse.Export("perangkat-daerah"));
        (await Left(TimeSpan.FromDays(6))).ShouldBe((1, 1));
        (await Left(TimeSpan.FromDays(2))).ShouldBe((0, 1));
        (await Left(TimeSpan.FromDays(90))).ShouldBe((0, 0));

        async Task<(int Files, int Runs)> Left(TimeSpan later)
        {
            app.Clock.Advance(later);
            await app.Do(services => Imports.Cleaning.Run(services, CancellationToken.None));
            return await app.Do(async services => (await services.GetRequiredService<PlatformDb>().Set<ImportFile>().CountAsync(), await services.GetRequiredService<PlatformDb>().Set<ImportRun>().CountAsync()));
        }
    }

    [Fact]
    public void An_import_that_its_program_died_over_can_be_gone_on_with()
    {
        var run = new ImportRun { Register = "people", FileName = "a.xlsx", State = ImportState.Running, SeenAt = new DateTimeOffset(2026, 11, 2, 2, 0, 0, TimeSpan.Zero) };
        run.CanStart(run.SeenAt.AddMinutes(1)).ShouldBeFalse();
        run.CanStart(run.SeenAt.AddMinutes(3)).ShouldBeTrue();
        run.IsAtWork(run.SeenAt.AddMinutes(3)).ShouldBeFalse();
    }

    private static Guid RunOf(Page page) => Guid.Parse(page.Href.Split('/', '?')[4]);

    private static void StopOnceBegun(App app, Guid id)
    {
        using var scope = app.Services.CreateScope();
        var runs = scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<ImportRun>();
        while (!runs.Any(run => run.Id == id && run.Done > 0 && run.State == ImportState.Running))
        {
            Thread.Sleep(2);
        }
        app.Services.GetRequiredService<Imports>().Stop(id, CancellationToken.None).Wait();
    }

    private static async Task<ImportRun> Await(App app, Guid id, Func<ImportRun, bool> come)
    {
        for (var tries = 0; tries < 3000; tries++)
        {
            var run = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ImportRun>().AsNoTracking().SingleAsync(item => item.Id == id));
            if (come(run))
            {
                return run;
            }
            await Task.Delay(20);
        }
        throw new TimeoutException("The import did not come so far within a minute.");
    }
}
