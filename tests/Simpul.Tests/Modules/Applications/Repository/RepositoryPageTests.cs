using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Applications.Repository;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Keeping;
using Simpul.Web.Platform.Notices;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Repository;

public sealed class RepositoryPageTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_repository_is_made_filled_read_page_by_page_and_released(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var place = new Workplace();
        var keeper = await app.Keeper();
        var id = await app.Application("APL-1", keeper.AgencyId, "Sistem Surat");
        using var browse = await app.SignIn(keeper);
        var href = $"/kerja/aplikasi/{id}/repositori";
        (await browse.Open($"/kerja/aplikasi/{id}")).Text.ShouldContain("Belum ada repositori");
        var page = await browse.Submit(await browse.Open(href), "Buat repositori");
        page.Text.ShouldContain("Repositori dibuat");
        page.Text.ShouldContain("masih kosong");
        page.Text.ShouldContain($"{app.Address}git/APL-1.git");
        page.Text.ShouldContain(keeper.UserName);

        place.Git("init", "--quiet", "--initial-branch=main", "asal").Well();
        place.Commit("asal", "Kerangka\n\nPenjelasan panjang.", ("README.md", "# Surat\n\n<script>alert(1)</script>\n\n[panduan](docs/panduan.md)\n"), ("docs/panduan.md", "# Panduan\n"), ("src/a.php", "<?php\necho 1;\n"));
        File.WriteAllBytes(place.Path("asal/gambar.bin"), [0, 1, 2, 3]);
        place.Git("-C", "asal", "add", ".").Well();
        place.Commit("asal", "Ubah & tambah", ("src/a.php", "<?php\necho 2;\n"));
        place.Git("-C", "asal", "tag", "-a", "v1.0", "-m", "versi").Well();
        place.Git("-C", "asal", "tag", "-a", "v1.1", "-m", "versi").Well();
        place.Git("-C", "asal", "push", "--quiet", app.GitAddress("APL-1", keeper, await app.Token(keeper, TokenScope.RepositoryWrite)), "main", "main:coba", "v1.0", "v1.1").Well();

        page = await browse.Open(href);
        page.Text.ShouldContain("Ubah & tambah");
        page.Html.QuerySelector(".prose h3")!.TextContent.ShouldBe("Surat");
        page.Html.QuerySelectorAll(".prose script").Length.ShouldBe(0);
        page.Text.ShouldContain("<script>alert(1)</script>");
        (await browse.Follow(page, "panduan")).Html.QuerySelector(".prose h3")!.TextContent.ShouldBe("Panduan");
        page = await browse.Open($"{href}?cabang=coba&jalur=src/a.php");
        page.Html.QuerySelectorAll(".code tr").Select(row => row.TextContent).ShouldBe(["1<?php", "2echo 2;"]);
        (await browse.Open($"{href}?jalur=gambar.bin")).Text.ShouldContain("Berkas biner");
        foreach (var wrong in (string[])[$"{href}?jalur=tidak-ada", $"{href}?cabang=--all", $"{href}?cabang=tidak-ada", $"{href}?jalur=../../etc/passwd", $"{href}?jalur=a%0Ab", $"{href}/commit/{new string('0', 40)}", $"{href}/unduh?commit=--help&jalur=README.md"])
        {
            (await browse.Open(wrong)).Status.ShouldBe(HttpStatusCode.NotFound, wrong);
        }
        var download = await browse.Client.GetAsync($"{href}/unduh?commit={place.Head("asal")}&jalur=src/a.php");
        (await download.Content.ReadAsStringAsync()).ShouldBe("<?php\necho 2;\n");
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");

        page = await browse.Open($"{href}/riwayat");
        page.Html.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        (await browse.Open($"{href}/riwayat?jalur=docs")).Html.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        page = await browse.Follow(page, "Ubah & tambah");
        page.Html.QuerySelectorAll(".code-removed").Single().TextContent.ShouldContain("echo 1;");
        page.Html.QuerySelectorAll(".code-added").Single().TextContent.ShouldContain("echo 2;");
        (await browse.Open($"{href}/commit/{place.Head("asal", "HEAD~1")}")).Text.ShouldContain("Penjelasan panjang.");
        page = await browse.Open($"{href}/cabang");
        page.Text.ShouldContain("Tidak dapat ditulis ulang atau dihapus");
        page.Text.ShouldContain("Tidak dilindungi");

        page = await browse.Follow(await browse.Open($"{href}/rilis"), "Terbitkan rilis");
        (await browse.Submit(page, "Terbitkan rilis", ("Input.Tag", "v1.0"))).Text.ShouldContain("Isi judul rilis");
        page = await browse.Submit(page, "Terbitkan rilis", ("Input.Tag", "v1.0"), ("Input.Title", "Versi 1.0"), ("Input.Notes", "- **baru**"));
        page.Title.ShouldBe("Versi 1.0");
        page.Html.QuerySelector(".prose strong")!.TextContent.ShouldBe("baru");

        // The release is a version of the application: made where nobody recorded it, and left as it was written where somebody did.
        await app.Kept(new ApplicationVersion { ApplicationId = id, Number = "1.1", ReleasedOn = new DateOnly(2026, 10, 30), Changes = "Cetak surat." });
        await browse.Submit(await browse.Open($"{href}/rilis/baru"), "Terbitkan rilis", ("Input.Tag", "v1.1"), ("Input.Title", "Versi 1.1"), ("Input.Notes", "Lain."));
        var versions = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ApplicationVersion>().AsNoTracking().OrderBy(one => one.Number).ToListAsync());
        versions.Select(one => (one.Number, one.Changes, one.ReleasedOn, one.AgencyId)).ShouldBe([("1.0", "- **baru**", new DateOnly(2026, 11, 2), (Guid?)keeper.AgencyId), ("1.1", "Cetak surat.", new DateOnly(2026, 10, 30), keeper.AgencyId)]);
        versions[1].Note.ShouldBe("Diterbitkan dari tag v1.1 di repositori kodenya.");
        (await browse.Open($"/kerja/versi-aplikasi?application={id}")).Text.ShouldContain("1.0");
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("app.txt").Open();
            entry.Write("isi"u8);
        }
        page = await browse.Submit(page, "Unggah berkas", [("Input.File", "paket.zip", packed.ToArray())]);
        page.Text.ShouldContain("paket.zip");
        (await browse.Open($"{href}/rilis")).Text.ShouldContain("v1.0");
        (await browse.Open("/kerja/repositori")).Text.ShouldContain("Sistem Surat");

        // Who may not read sees that it is there, and nothing of what is in it.
        using var stranger = await app.SignInAs(Role.Operator);
        page = await stranger.Open(href);
        page.Text.ShouldContain("belum berhak");
        page.Text.ShouldNotContain("README");
        foreach (var closed in (string[])["/riwayat", "/cabang", "/rilis", "/rilis/baru", $"/commit/{place.Head("asal")}", $"/unduh?commit={place.Head("asal")}&jalur=README.md", "/pengaturan"])
        {
            (await stranger.Open(href + closed)).Status.ShouldBe(HttpStatusCode.Forbidden, closed);
        }
        (await stranger.Open($"/kerja/aplikasi/{Guid.NewGuid()}/repositori")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Several_clicks_at_once_ask_for_access_once(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var keeper = await app.Keeper();
        var href = $"/kerja/aplikasi/{await app.Application("APL-1", keeper.AgencyId)}/repositori/akses";
        var member = await app.Member([Role.Operator]);
        using var asks = await app.SignIn(member);
        var form = await asks.Open(href);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => asks.Submit(form, "Minta akses", ("Input.Right", "Read"), ("Input.From", "2026-11-02"), ("Input.Until", "2026-12-02"), ("Input.Purpose", "Menyambungkan data"))));
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<RepositoryGrant>().CountAsync())).ShouldBe(1);
        answers.Count(answer => answer.Text.Contains("belum diputuskan", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Access_is_asked_for_decided_by_another_and_taken_back(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var keeper = await app.Keeper();
        var id = await app.Application("APL-1", keeper.AgencyId);
        var href = $"/kerja/aplikasi/{id}/repositori";
        var member = await app.Member([Role.Operator]);
        using var asks = await app.SignIn(member);
        using var decides = await app.SignIn(keeper);
        var form = await asks.Open($"{href}/akses");
        (await asks.Submit(form, "Minta akses", ("Input.Right", "Read"), ("Input.From", "2026-11-02"), ("Input.Until", "2028-11-02"), ("Input.Purpose", ""))).Text.ShouldContain("Tulis untuk apa akses itu");
        var refused = await asks.Submit(form, "Minta akses", ("Input.Right", "Read"), ("Input.From", "2026-11-02"), ("Input.Until", "2028-11-02"), ("Input.Purpose", "Menyambungkan data"));
        refused.Text.ShouldContain("paling lama satu tahun");
        (await asks.Submit(refused, "Minta akses", ("Input.Until", "2026-12-02"))).Text.ShouldContain("Menunggu keputusan");
        (await asks.Submit(form, "Minta akses", ("Input.Right", "Read"), ("Input.From", "2026-11-02"), ("Input.Until", "2026-12-02"), ("Input.Purpose", "Lagi"))).Text.ShouldContain("belum diputuskan");
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<Notice>().CountAsync(notice => notice.Kind == "repositories.access-asked" && notice.Office == "ict-agency"))).ShouldBe(1);
        (await asks.Open(href)).Text.ShouldContain("belum berhak");

        var page = await decides.Submit(await decides.Open($"{href}/akses"), $"Setujui akses {await Name(app, member)}");
        page.Text.ShouldContain("Akses disetujui");
        (await asks.Open(href)).Text.ShouldNotContain("belum berhak");
        (await decides.Submit(page, $"Akhiri akses {await Name(app, member)}", ("Reason", ""))).Text.ShouldContain("Tulis alasan mengakhiri");
        (await decides.Submit(page, $"Akhiri akses {await Name(app, member)}", ("Reason", "Selesai"))).Text.ShouldContain("Diakhiri");
        (await asks.Open(href)).Text.ShouldContain("belum berhak");

        // Nobody decides what they asked for, also not with a form of their own making.
        var grant = await app.Do(async services =>
        {
            var own = new RepositoryGrant { ApplicationId = id, PersonId = member.PersonId, AskedBy = keeper.PersonId, Right = RepositoryRight.Write, Purpose = "x", From = new DateOnly(2026, 11, 2), Until = new DateOnly(2026, 11, 9) };
            services.GetRequiredService<PlatformDb>().Add(own);
            services.GetRequiredService<Simpul.Web.Platform.Journal.Journal>().Record("repository-grants.asked", own);
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
            return own.Id;
        });
        page = await decides.Open($"{href}/akses");
        page.Html.QuerySelectorAll("button").ShouldNotContain(button => button.TextContent.Contains("Setujui"));
        using var forged = new FormUrlEncodedContent([new("grant", grant.ToString()), new("__RequestVerificationToken", page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        var answer = await decides.Client.PostAsync($"{href}/akses?handler=Approve", forged);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("permintaan Anda sendiri");
        using var colleague = await app.SignIn(await app.Keeper(keeper.AgencyId));
        (await colleague.Submit(await colleague.Open($"{href}/akses"), $"Tolak permintaan {await Name(app, member)}", ("Reason", "Tidak perlu"))).Text.ShouldContain("Ditolak");
    }

    [Fact]
    public async Task Where_the_regulation_asks_for_approval_the_owner_too_gets_in_by_its_procedure_only()
    {
        await using var app = await App.StartWith("bangka-tengah-74-2021");
        var keeper = await app.Keeper();
        var owner = await app.Agency("Dinas Kesehatan");
        var id = await app.Application("APL-1", owner);
        var member = await app.Staff("Operator Dinas Kesehatan", owner, [], [Role.Operator]);
        var href = $"/kerja/aplikasi/{id}/repositori";
        using var asks = await app.As(member);
        using var decides = await app.SignIn(keeper);
        (await asks.Open(href)).Text.ShouldContain("belum berhak");
        var page = await asks.Open($"{href}/akses");
        page.Text.ShouldContain("Pasal 23 ayat (4)");
        page = await asks.Follow(page, "Ajukan permohonan akses");
        page = await asks.Submit(page, "Buka urusan", ("CaseTitle", "Akses repositori"), ("Input.Fields[person]", member.PersonId.ToString()), ("Input.Fields[right]", "Write"),
            ("Input.Fields[purpose]", "Mengirim perbaikan"), ("Input.Fields[from]", "2026-11-02"), ("Input.Fields[until]", "2026-12-31"));
        page = await CityHall.Upload(asks, page, "Surat permohonan akses");
        page = await asks.Submit(page, "Ajukan permohonan");
        (await asks.Open(href)).Text.ShouldContain("belum berhak");
        await decides.Submit(await decides.Open(page.Href), "Setujui akses");
        page = await asks.Open(href);
        page.Text.ShouldNotContain("belum berhak");
        page.Text.ShouldContain("Buat repositori");
        (await asks.Open($"{href}/akses")).Text.ShouldContain("K-2026-000001");
        app.Clock.Advance(TimeSpan.FromDays(61));
        using var later = await app.As(member);
        (await later.Open(href)).Text.ShouldContain("belum berhak");
    }

    [Fact]
    public async Task What_may_be_reused_stands_in_the_catalogues_with_its_publiccode()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var place = new Workplace();
        var keeper = await app.Keeper();
        var id = await app.Application("APL-1", keeper.AgencyId, "Sistem Surat");
        place.Git("init", "--quiet", "--initial-branch=main", "asal").Well();
        place.Commit("asal", "pertama", ("publiccode.yml", ReadingLawTests.Described));
        place.Git("-C", "asal", "push", "--quiet", app.GitAddress("APL-1", keeper, await app.Token(keeper, TokenScope.RepositoryWrite)), "main").Well();
        using var browse = await app.SignIn(keeper);
        using var visitor = new Browse(app);
        (await visitor.Open("/katalog-guna-ulang")).Text.ShouldContain("Belum ada");
        (await visitor.Open("/katalog-guna-ulang/APL-1/publiccode.yml")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await browse.Open($"/kerja/aplikasi/{id}/repositori/pengaturan");
        page.Text.ShouldContain("Sesuai standar");
        (await browse.Submit(page, "Simpan pengaturan", ("Input.Reuse", "Governments"))).Text.ShouldContain("Tulis lisensinya");
        (await browse.Submit(page, "Simpan pengaturan", ("Input.DefaultBranch", "a b"))).Text.ShouldContain("Nama cabang memuat");
        page = await browse.Submit(page, "Simpan pengaturan", ("Input.Reuse", "Governments"), ("Input.Licence", "EUPL-1.2"), ("Input.Terms", "Hubungi kami."));
        page.Text.ShouldContain("Pengaturan tersimpan");
        (await browse.Open("/kerja/katalog-guna-ulang?q=surat")).Text.ShouldContain("sesuai standar");
        (await browse.Open("/kerja/katalog-guna-ulang?q=Súrat+sistem")).Text.ShouldContain("sesuai standar", customMessage: "Words are folded and stand in any order.");
        page = await visitor.Open("/katalog-guna-ulang");
        page.Text.ShouldContain("Sistem Surat");
        page.Text.ShouldContain("Aplikasi contoh.");
        page.Text.ShouldContain("EUPL-1.2");
        page.Html.QuerySelector("form[role=search] [name=q]").ShouldNotBeNull();
        (await visitor.Submit(page, "Cari", ("q", "surat"))).Text.ShouldContain("Sistem Surat");
        (await visitor.Submit(page, "Cari", ("q", "tidakada"))).Text.ShouldContain("Tidak ada aplikasi yang cocok.");
        (await visitor.Client.GetStringAsync("/katalog-guna-ulang/APL-1/publiccode.yml")).ShouldBe(ReadingLawTests.Described);
        (await visitor.Open("/")).Text.ShouldContain("1 aplikasi boleh dipakai pemerintah lain");
        (await browse.Open("/kerja/katalog-guna-ulang?q=tidakada")).Text.ShouldContain("Belum ada yang ditawarkan");
    }

    [Fact]
    public async Task A_damaged_repository_is_found_at_night_told_of_and_found_sound_again()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var place = new Workplace();
        var keeper = await app.Keeper();
        var id = await app.Application("APL-1", keeper.AgencyId, "Sistem Surat");
        place.Git("init", "--quiet", "--initial-branch=main", "asal").Well();
        place.Commit("asal", "pertama", ("a.txt", "isi\n"));
        place.Git("-C", "asal", "push", "--quiet", app.GitAddress("APL-1", keeper, await app.Token(keeper, TokenScope.RepositoryWrite)), "main").Well();
        var job = app.Services.GetServices<ScheduledJob>().Single(item => item.Name == "repositories.check");
        (await app.Do(services => job.Run(services, CancellationToken.None), Actor.Job)).ShouldBe("1 repositori diperiksa, semuanya utuh.");
        var blob = place.Head("asal", "HEAD:a.txt");
        var file = Path.Combine(app.Bare(id), "objects", blob[..2], blob[2..]);
        var good = await File.ReadAllBytesAsync(file);
        File.SetAttributes(file, FileAttributes.Normal);
        await File.WriteAllBytesAsync(file, [.. good[..^3], 0, 0, 0]);
        (await app.Do(services => job.Run(services, CancellationToken.None), Actor.Job)).ShouldBe("1 repositori diperiksa, 1 rusak.");
        using var browse = await app.SignIn(keeper);
        (await browse.Open("/kerja/repositori")).Text.ShouldContain("Rusak");
        (await browse.Open("/kerja/pemberitahuan")).Text.ShouldContain("Repositori Sistem Surat rusak");
        (await ServingTests.Events(app, id, "repositories.found-faulty")).Count.ShouldBe(1);
        await File.WriteAllBytesAsync(file, good);
        (await browse.Submit(await browse.Open($"/kerja/aplikasi/{id}/repositori/pengaturan"), "Periksa sekarang")).Text.ShouldContain("utuh");
        (await ServingTests.Events(app, id, "repositories.found-sound")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Repositories_are_in_the_backup_and_come_back_whole()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var place = new Workplace();
        var keeper = await app.Keeper();
        var (id, empty) = (await app.Application("APL-1", keeper.AgencyId), await app.Application("APL-2", keeper.AgencyId));
        var token = await app.Token(keeper, TokenScope.RepositoryWrite);
        place.Grow("asal", 30, 0);
        place.Git("-C", "asal", "tag", "v1").Well();
        place.Git("-C", "asal", "push", "--quiet", app.GitAddress("APL-1", keeper, token), "main", "main~3:refs/heads/coba", "v1").Well();
        await app.Do(services => services.GetRequiredService<Repositories>().Open(new RepositoryApplication(empty, "APL-2", "x", null, false), makes: true, CancellationToken.None));
        var file = place.Path("cadangan.simpul");
        await app.Do(services => ActivatorUtilities.CreateInstance<Backup>(services).Write(file, _ => { }, CancellationToken.None));

        var data = new DataFolder(Directory.CreateTempSubdirectory("simpul-test-").FullName);
        Restore.Keys(file, data);
        await using var restored = await App.Start(data, await Databases.Fresh(Databases.Sqlite, data.Database));
        await restored.Do(services => Restore.Data(file, services.GetRequiredService<PlatformDb>(), data, services.GetServices<IKeptBeside>(), _ => { }, CancellationToken.None));
        string Refs(App of) => place.Git("-C", of.Bare(id), "for-each-ref").Well().Words;
        Refs(restored).ShouldBe(Refs(app));
        place.Git("-C", restored.Bare(id), "fsck", "--full").Well();
        place.Git("clone", "--quiet", restored.GitAddress("APL-1", keeper, token), "salinan").Well();
        place.Head("salinan").ShouldBe(place.Head("asal"));
        place.Git("ls-remote", restored.GitAddress("APL-2", keeper, token)).Well();
    }

    [Fact]
    public async Task Without_git_the_pages_say_what_to_install_and_the_rest_works()
    {
        await using var app = await App.Start(settings: new() { ["Repository:Git"] = "/tidak/ada/git" });
        await app.SetUp();
        var keeper = await app.Keeper();
        var id = await app.Application("APL-1", keeper.AgencyId);
        using var browse = await app.SignIn(keeper);
        (await browse.Open($"/kerja/aplikasi/{id}/repositori")).Text.ShouldContain("apt-get install git");
        (await browse.Open("/kerja/repositori")).Text.ShouldContain("apt-get install git");
        (await browse.Client.GetAsync("/git/APL-1.git/info/refs?service=git-upload-pack")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var job = app.Services.GetServices<ScheduledJob>().Single(item => item.Name == "repositories.check");
        (await app.Do(services => job.Run(services, CancellationToken.None), Actor.Job)).ShouldContain("belum terpasang");
    }

    private static Task<string> Name(App app, Member member) => app.Do(async services => (await services.GetRequiredService<IOrganisation>().People([member.PersonId], CancellationToken.None)).Single().Name);
}
