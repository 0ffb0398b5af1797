using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Modules.Applications.Repository.Serving;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Repository;

public sealed class ServingTests
{
    [Fact]
    public async Task Stock_git_pushes_a_thousand_commits_and_fifty_megabytes_and_another_clones_them()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var place = new Workplace();
        var keeper = await app.Keeper();
        var id = await app.Application("APL-1", keeper.AgencyId);
        var operates = await app.Member([Role.Operator], keeper.AgencyId);
        place.Grow("asal", 1000, 50 * 1024 * 1024);

        var address = app.GitAddress("APL-1", keeper, await app.Token(keeper, TokenScope.RepositoryWrite));
        place.Git("-C", "asal", "push", "--quiet", address, "main").Well();
        place.Git("clone", "--quiet", app.GitAddress("APL-1", operates, await app.Token(operates, TokenScope.RepositoryRead)), "salinan").Well();

        place.Head("salinan").ShouldBe(place.Head("asal"));
        place.Git("-C", "salinan", "rev-list", "--count", "HEAD").Words.Trim().ShouldBe("1001");
        new FileInfo(place.Path("salinan/data.bin")).Length.ShouldBe(50 * 1024 * 1024);
        var pushed = await Events(app, id, "repositories.pushed");
        var details = pushed.ShouldHaveSingleItem()["details"]!;
        ((int)details["commits"]!).ShouldBe(1001);
        ((string)details["refs"]![0]!).ShouldBe($"refs/heads/main: {GitName.None} → {place.Head("asal")} (1001 commit)");
        ((string)pushed[0]["actor"]!["person"]!).ShouldBe(keeper.PersonId.ToString());
        var fetched = (await Events(app, id, "repositories.fetched")).ShouldHaveSingleItem();
        ((string)fetched["actor"]!["person"]!).ShouldBe(operates.PersonId.ToString());
        ((string)fetched["details"]!["wants"]![0]!).ShouldBe(place.Head("asal"));

        // What is new goes over the wire, also by the older protocol, and each fetch that brings something is one event.
        place.Commit("asal", "satu lagi", ("baru.txt", "baru\n"));
        place.Git("-C", "asal", "push", "--quiet", address, "main").Well();
        place.Git("-C", "salinan", "-c", "protocol.version=0", "pull", "--quiet").Well();
        place.Git("-C", "salinan", "pull", "--quiet").Well();
        place.Head("salinan").ShouldBe(place.Head("asal"));
        (await Events(app, id, "repositories.fetched")).Count.ShouldBe(2);
        ((int)(await Events(app, id, "repositories.pushed"))[^1]["details"]!["commits"]!).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_has_no_right_is_refused_and_told_why(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var place = new Workplace();
        var keeper = await app.Keeper();
        var id = await app.Application("APL-1", keeper.AgencyId);
        var stranger = await app.Member([Role.Operator]);
        place.Git("init", "--quiet", "--initial-branch=main", "asal").Well();
        place.Commit("asal", "pertama", ("README.md", "# Halo\n"));
        var writes = await app.Token(keeper, TokenScope.RepositoryWrite);
        place.Git("-C", "asal", "push", "--quiet", app.GitAddress("APL-1", keeper, writes), "main").Well();

        Said Reads(string user, string token) => place.Git("ls-remote", app.Address.GitAddress("APL-1", user, token));
        place.Git("ls-remote", app.Address.GitAddress("APL-1")).Refused("could not read Username");
        Reads(keeper.UserName, "simpul_salah").Refused("Authentication failed");
        Reads(keeper.UserName, keeper.Password).Refused("Authentication failed");
        Reads(stranger.UserName, writes).Refused("Authentication failed");
        Reads(keeper.UserName, await app.Token(keeper, TokenScope.Write)).Refused("403", "bukan untuk repositori");
        var own = await app.Token(stranger, TokenScope.RepositoryWrite);
        Reads(stranger.UserName, own).Refused("403", "tidak berhak mengambil");
        place.Git("-C", "asal", "push", app.GitAddress("APL-1", stranger, own), "main").Refused("403", "tidak berhak mengirim");
        place.Git("ls-remote", app.Address.GitAddress("APL-9", keeper.UserName, writes)).Refused("not found");
        place.Git("-C", "asal", "push", app.GitAddress("APL-1", keeper, await app.Token(keeper, TokenScope.RepositoryRead)), "main").Refused("403", "tidak boleh mengirim");

        // A token for repositories opens no API.
        using var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", writes);
        (await client.GetAsync("/api/v1/agencies")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        // With a grant for a period the stranger reads, and does not write; after its last day neither.
        await Grant(app, id, stranger, RepositoryRight.Read, new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 10));
        Reads(stranger.UserName, own).Well();
        place.Git("-C", "asal", "push", app.GitAddress("APL-1", stranger, own), "main:lain").Refused("403");
        app.Clock.Advance(TimeSpan.FromDays(9));
        Reads(stranger.UserName, own).Refused("403", "sudah berakhir");

        // An ended token is no token.
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            await services.GetRequiredService<AccessTokens>().EndAll(keeper.AccountId, CancellationToken.None);
            await db.SaveChangesAsync();
        });
        Reads(keeper.UserName, writes).Refused("Authentication failed");
    }

    [Fact]
    public async Task Whoever_comes_when_all_places_are_taken_is_told_to_come_again()
    {
        await using var app = await App.StartWith(Make.Palembang, configure: services => services.Replace(ServiceDescriptor.Singleton(new RepositoryOptions { ServesAtOnce = 1 })));
        using var place = new Workplace();
        var keeper = await app.Keeper();
        await app.Application("APL-1", keeper.AgencyId);
        place.Grow("asal", 1, 10);
        var address = app.GitAddress("APL-1", keeper, await app.Token(keeper, TokenScope.RepositoryWrite));
        var places = app.Services.GetRequiredService<GitPlaces>();
        places.Take().ShouldBeTrue();
        place.Git("-C", "asal", "push", "--quiet", address, "main").Words.ShouldContain("503");
        using var client = new HttpClient();
        using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri($"{app.Address}git/APL-1.git/info/refs?service=git-receive-pack"));
        asked.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(new Uri(address).UserInfo))));
        var refused = await client.SendAsync(asked);
        (refused.StatusCode, refused.Headers.RetryAfter!.Delta).ShouldBe((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(GitPlaces.Again)));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Ulangi perintahnya sebentar lagi");
        places.Leave();
        place.Git("-C", "asal", "push", "--quiet", address, "main").Well();
        places.Take().ShouldBeTrue("Each request that was served left its place.");
    }

    [Fact]
    public void Settings_that_nothing_can_be_served_with_are_refused()
    {
        new RepositoryOptions().AreSound.ShouldBeTrue();
        new RepositoryOptions { MaxPushBytes = 0 }.AreSound.ShouldBeFalse();
        new RepositoryOptions { ReadWithin = TimeSpan.Zero }.AreSound.ShouldBeFalse();
    }

    [Fact]
    public async Task One_address_may_not_try_tokens_again_and_again()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("pegawai:simpul_tebakan"u8));
        HttpStatusCode last = default;
        for (var time = 0; time <= Simpul.Web.Modules.Applications.Repository.Serving.GitDoorLimit.Most; time++)
        {
            last = (await client.GetAsync("/git/APL-1.git/info/refs?service=git-upload-pack")).StatusCode;
        }
        last.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_protected_branch_is_not_rewritten_and_a_protected_tag_not_moved()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var place = new Workplace();
        var keeper = await app.Keeper();
        var id = await app.Application("APL-1", keeper.AgencyId);
        var address = app.GitAddress("APL-1", keeper, await app.Token(keeper, TokenScope.RepositoryWrite));
        place.Git("init", "--quiet", "--initial-branch=main", "asal").Well();
        place.Commit("asal", "pertama", ("a.txt", "1\n"));
        place.Git("-C", "asal", "remote", "add", "origin", address).Well();
        place.Git("-C", "asal", "tag", "v1").Well();
        place.Git("-C", "asal", "push", "--quiet", "origin", "main", "main:coba", "v1").Well();
        var before = place.Head("asal");
        place.Git("-C", "asal", "commit", "--quiet", "--amend", "-m", "lain").Well();

        place.Git("-C", "asal", "push", "--force", "origin", "main").Refused("dilindungi", "git pull", "pre-receive hook declined");
        place.Git("-C", "asal", "push", "origin", ":main").Refused();
        // Git passes over a hook that is not there: it is put back before anything is received.
        Directory.Delete(Path.Combine(app.Data.Path, "repositories", "hooks"), recursive: true);
        place.Git("-C", "asal", "tag", "-f", "v1").Well();
        place.Git("-C", "asal", "push", "--force", "origin", "v1").Refused("Tag “v1” dilindungi");
        place.Git("-C", "asal", "push", "origin", ":refs/tags/v1").Refused("tidak dapat dihapus");
        place.Git("-C", "asal", "push", "origin", "main:refs/simpul/lain").Refused("bukan cabang dan bukan tag");
        // One that is refused takes the others of its push with it.
        place.Git("-C", "asal", "push", "--force", "origin", "main", "main:baru").Refused();
        place.Git("-C", app.Bare(id), "for-each-ref", "--format=%(refname) %(objectname)").Words.Trim().Split('\n').Select(line => line.Trim())
            .ShouldBe([$"refs/heads/coba {before}", $"refs/heads/main {before}", $"refs/tags/v1 {before}"]);
        (await Events(app, id, "repositories.pushed")).Count.ShouldBe(1);

        // What no pattern protects is rewritten and deleted.
        place.Git("-C", "asal", "push", "--quiet", "--force", "origin", "main:coba").Well();
        place.Git("-C", "asal", "push", "--quiet", "origin", ":coba").Well();
        (await Events(app, id, "repositories.pushed")).Count.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_push_with_a_secret_is_refused_by_file_and_line_and_leaves_nothing_behind(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var place = new Workplace();
        var keeper = await app.Keeper();
        var id = await app.Application("APL-1", keeper.AgencyId);
        place.Git("init", "--quiet", "--initial-branch=main", "asal").Well();
        place.Git("-C", "asal", "remote", "add", "origin", app.GitAddress("APL-1", keeper, await app.Token(keeper, TokenScope.RepositoryWrite))).Well();
        place.Commit("asal", "pertama", ("README.md", "# Halo\n"));
        place.Git("-C", "asal", "push", "--quiet", "origin", "main").Well();
        // Committed and taken away again, it is in the history all the same.
        place.Commit("asal", "kunci", ("conf/app.env", "NAMA=uji\n\nAWS_KEY=AKIA" + "Q3EGRTNBXW7LPZ4D\n"));
        var leaked = place.Head("asal", "HEAD:conf/app.env");
        place.Commit("asal", "hapus", ("conf/app.env", "NAMA=uji\n"));

        place.Git("-C", "asal", "push", "origin", "main").Refused("conf/app.env:3: tampak seperti kunci akses AWS", "git rebase").Words.ShouldNotContain("Q3EGRTNBXW7LPZ4D");
        place.Git("-C", app.Bare(id), "cat-file", "-e", leaked).Code.ShouldNotBe(0);
        place.Git("-C", app.Bare(id), "rev-list", "--count", "--all").Words.Trim().ShouldBe("1");
        (await Events(app, id, "repositories.pushed")).Count.ShouldBe(1);

        place.Git("-C", "asal", "reset", "--quiet", "--hard", "HEAD~2").Well();
        place.Commit("asal", "contoh", ("uji/kunci.txt", "# simpul:bukan-rahasia, hanya untuk uji\nAKIA" + "Q3EGRTNBXW7LPZ4D\n"));
        place.Git("-C", "asal", "push", "--quiet", "origin", "main").Well();
        ((int)(await Events(app, id, "repositories.pushed"))[^1]["details"]!["allowed"]!).ShouldBe(1);

        place.Commit("asal", "token glpat-" + "x7Kq9Lm2Rt4Vw8Yz1Bc3 jangan disebar");
        place.Git("-C", "asal", "push", "origin", "main").Refused("pesan commit", "token akses layanan");
    }

    [Fact]
    public async Task A_file_or_a_repository_that_is_too_big_is_refused()
    {
        await using var app = await App.Start(settings: new() { ["Repository:MaxFileBytes"] = "20000", ["Repository:MaxRepositoryBytes"] = "60000", ["Repository:MaxPushBytes"] = "200000" });
        await app.SetUp();
        using var place = new Workplace();
        var keeper = await app.Keeper();
        await app.Application("APL-1", keeper.AgencyId);
        var address = app.GitAddress("APL-1", keeper, await app.Token(keeper, TokenScope.RepositoryWrite));
        place.Grow("satu", 1, 30_000);
        place.Git("-C", "satu", "push", address, "main").Refused("data.bin", "untuk satu berkas");
        place.Grow("dua", 1, 80_000);
        place.Git("-C", "dua", "push", address, "main").Refused("Repositori akan menjadi");
        place.Grow("tiga", 1, 300_000);
        place.Git("-C", "tiga", "push", address, "main").Refused();
        place.Grow("empat", 1, 10_000);
        place.Git("-C", "empat", "push", "--quiet", address, "main").Well();
    }

    [Fact]
    public async Task What_is_not_of_git_is_not_answered()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var client = new HttpClient { BaseAddress = app.Address };
        (await client.GetAsync("/git/x.git/info/refs")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/git/x.git/HEAD")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.PostAsync("/git/x.git/git-receive-pack", new StringContent("x"))).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        var asked = await client.GetAsync("/git/x.git/info/refs?service=git-receive-pack");
        asked.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        asked.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Basic");
        (await asked.Content.ReadAsStringAsync()).ShouldContain("/kerja/akun/token");
    }

    [Fact]
    public async Task A_server_killed_in_the_middle_of_a_push_leaves_a_sound_repository()
    {
        var app = await App.StartWith(Make.Palembang);
        // The process that is killed lives by the machine's clock, and so must its token.
        app.Clock.Set(DateTimeOffset.UtcNow);
        using var place = new Workplace();
        var keeper = await app.Keeper();
        var id = await app.Application("APL-1", keeper.AgencyId);
        var token = await app.Token(keeper, TokenScope.RepositoryWrite);
        place.Grow("asal", 20, 30 * 1024 * 1024);
        place.Git("-C", "asal", "push", "--quiet", app.GitAddress("APL-1", keeper, token), "main~1:refs/heads/main").Well();
        var before = place.Head("asal", "main~1");
        var bare = app.Bare(id);
        await app.Stop();

        using (var server = Serve(app.Data.Path, out var address))
        {
            using var push = place.Start("-C", "asal", "push", "--quiet", address.GitAddress("APL-1", keeper.UserName, token), "main");
            SpinWait.SpinUntil(() => Directory.EnumerateDirectories(Path.Combine(bare, "objects"), "tmp_objdir-*").Any(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any(file => new FileInfo(file).Length > 1_000_000)), TimeSpan.FromSeconds(20)).ShouldBeTrue("the push never came under way");
            server.Kill();
            server.WaitForExit();
            Workplace.Finish(push).Code.ShouldNotBe(0);
        }
        // What was half received lies in quarantine, beside the objects: the repository is what it was before.
        place.Git("-C", bare, "fsck", "--full", "--strict").Well();
        place.Head(bare, "main").ShouldBe(before);

        using (var server = Serve(app.Data.Path, out var address))
        {
            place.Git("-C", "asal", "push", "--quiet", address.GitAddress("APL-1", keeper.UserName, token), "main").Well();
            place.Head(bare, "main").ShouldBe(place.Head("asal"));
            server.Kill();
            server.WaitForExit();
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new($"Data Source={app.Data.Database}"));
        Directory.Delete(app.Data.Path, recursive: true);
    }

    private static Process Serve(string data, out Uri address)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("Simpul.Tests", "Simpul.Web", StringComparison.Ordinal), "simpul.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[program, "serve", "--data", data, "--urls", "http://127.0.0.1:0"])
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment.Remove("SIMPUL_DATABASE");
        start.Environment["Jobs__Enabled"] = "false";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string? line;
        while ((line = process.StandardOutput.ReadLine()) is not null && !line.Contains(" on http", StringComparison.Ordinal))
        {
        }
        address = new Uri(line.ShouldNotBeNull("the server did not start")[line!.IndexOf("http://", StringComparison.Ordinal)..]);
        return process;
    }

    private static Task Grant(App app, Guid application, Member member, RepositoryRight right, DateOnly from, DateOnly until) => app.Do(async services =>
    {
        var grant = new RepositoryGrant { ApplicationId = application, PersonId = member.PersonId, Right = right, Purpose = "Uji", From = from, Until = until, State = GrantState.Approved };
        var db = services.GetRequiredService<PlatformDb>();
        db.Add(grant);
        services.GetRequiredService<Journal>().Record("repository-grants.approved", grant);
        await db.SaveChangesAsync();
    });

    internal static Task<List<JsonNode>> Events(App app, Guid subject, string action) => app.Do(async services =>
        (await services.GetRequiredService<PlatformDb>().Set<JournalEvent>().AsNoTracking().Where(item => item.SubjectId == subject && item.Action == action).OrderBy(item => item.Index).Select(item => item.Body).ToListAsync())
            .Select(body => JsonNode.Parse(body)!).ToList());
}
