using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Platform.Journal;

public sealed class PagesTests
{
    [Fact]
    public async Task Auditors_read_the_journal_and_operators_do_not()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using (var visitor = new Browse(app))
        {
            (await visitor.Open("/jurnal")).Href.ShouldStartWith("/masuk");
        }
        using (var clerk = await app.SignInAs(Role.Operator))
        {
            (await clerk.Open("/jurnal")).Status.ShouldNotBe(HttpStatusCode.OK);
            (await clerk.Open("/jurnal/0")).Status.ShouldNotBe(HttpStatusCode.OK);
            (await clerk.Open("/jurnal/0/bukti")).Status.ShouldNotBe(HttpStatusCode.OK);
        }
        using var auditor = await app.SignInAs(Role.Auditor);
        var page = await auditor.Open("/jurnal");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldContain("Disiapkan");
        (await auditor.Open("/jurnal/999999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_journal_is_narrowed_by_period_action_kind_person_and_office(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await HistoryTests.Register(app, ("code", "4.01"), ("name", "Dinas Kemarin"));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await HistoryTests.Register(app, ("code", "4.02"), ("name", "Dinas Hari Ini"));
        var member = await app.Member([Role.Auditor]);
        using var auditor = await app.SignIn(member);
        await app.Do(async services =>
        {
            services.GetRequiredService<Web.Platform.Journal.Journal>().Note("files.read", "files", Guid.CreateVersion7());
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        }, new Actor("web", member.AccountId, member.PersonId, member.OfficeId, member.AgencyId));

        async Task<string> Shown(string query)
        {
            var page = await auditor.Open($"/jurnal?{query}");
            page.Status.ShouldBe(HttpStatusCode.OK);
            return string.Join(' ', page.Html.QuerySelectorAll("main tbody tr").Select(row => row.TextContent));
        }

        var agencies = await Shown("jenis=agencies&tindakan=agencies.registered");
        agencies.ShouldContain("Dinas Kemarin");
        agencies.ShouldContain("Dinas Hari Ini");
        agencies.ShouldNotContain("Disiapkan");
        (await Shown("jenis=agencies&dari=2026-11-03")).ShouldNotContain("Dinas Kemarin");
        (await Shown("jenis=agencies&sampai=2026-11-02")).ShouldNotContain("Dinas Hari Ini");
        (await Shown("dari=2030-01-01")).ShouldBeEmpty();
        var own = await Shown($"orang={member.PersonId}");
        own.ShouldContain("Dibaca");
        own.ShouldNotContain("Didaftarkan");
        (await Shown($"jabatan={member.OfficeId}")).ShouldContain("Dibaca");
        var nobody = await auditor.Open("/jurnal?orang=tidak+ada");
        nobody.Text.ShouldContain("Tidak ada orang bernama “tidak ada”");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Pages_of_the_journal_go_back_and_forth(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await VerificationTests.Note(app, 60, 0);
        using var auditor = await app.SignInAs(Role.Auditor);
        var newest = await auditor.Open("/jurnal?jenis=&tindakan=");
        var second = await auditor.Follow(newest, "Lebih lama");
        var back = await auditor.Follow(second, "Lebih baru");
        Numbers(second)[0].ShouldBe(Numbers(newest)[^1] - 1);
        Numbers(back).ShouldBe(Numbers(newest));
        Numbers(newest).Count.ShouldBe(25);

        static List<long> Numbers(Page page) => [.. page.Html.QuerySelectorAll("main tbody a[href^='/jurnal/']").Select(link => long.Parse(link.GetAttribute("href")!["/jurnal/".Length..], System.Globalization.CultureInfo.InvariantCulture))];
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_proof_downloaded_from_an_event_is_verified_by_a_visitor(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await HistoryTests.Register(app, ("code", "4.01"), ("name", "Dinas Terbukti"));
        await VerificationTests.Note(app, 300, 0);
        using var auditor = await app.SignInAs(Role.Auditor);
        var page = await auditor.Open("/jurnal/1");
        page.Title.ShouldBe("Didaftarkan: Dinas Terbukti");
        page.Text.ShouldContain("Nama Dinas Terbukti");
        var proof = await auditor.Client.GetByteArrayAsync(new Uri("/jurnal/1/bukti", UriKind.Relative));

        using var visitor = new Browse(app);
        var form = await visitor.Open("/jurnal/periksa");
        var holds = await visitor.Submit(form, "Periksa bukti", [("Proof", "bukti.json", proof)]);
        holds.Text.ShouldContain("Terbukti Peristiwa nomor 1 tercatat");
        holds.Text.ShouldContain("Dinas Terbukti");

        var forged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(proof).Replace("Dinas Terbukti", "Dinas Palsu", StringComparison.Ordinal));
        var refused = await visitor.Submit(form, "Periksa bukti", [("Proof", "bukti.json", forged)]);
        refused.Text.ShouldContain("Tidak terbukti");
        refused.Text.ShouldContain("Isi peristiwa tidak cocok dengan sidik jarinya");
        (await visitor.Submit(form, "Periksa bukti", [("Proof", "bukti.json", "bukan"u8.ToArray())])).Text.ShouldContain("bukan bukti jurnal");
        (await visitor.Submit(form, "Periksa bukti")).Text.ShouldContain("Pilih berkas bukti");
    }

    [Fact]
    public async Task A_proof_signed_by_another_key_is_told_to_be_somebody_elses()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var stranger = SigningKey.Create(app.Services.GetRequiredService<JournalKeys>().Origin);
        var leaf = "{\"action\":\"a\",\"index\":0}"u8.ToArray();
        var note = SignedCheckpoint.Sign(new Checkpoint(stranger.Public.Name, 1, MerkleTree.LeafHash(leaf)), stranger);
        var proof = ProofBundle.Create(leaf, 0, [], note, stranger.Public).ToJson();
        using var visitor = new Browse(app);
        var answer = await visitor.Submit(await visitor.Open("/jurnal/periksa"), "Periksa bukti", [("Proof", "bukti.json", proof)]);
        answer.Text.ShouldContain("bukan kunci instansi ini");
        answer.Text.ShouldContain(stranger.Public.Fingerprint);
    }

    [Fact]
    public async Task A_checkpoint_kept_by_a_visitor_is_held_against_todays_journal()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await VerificationTests.Note(app, 290, 0);
        using var visitor = new Browse(app);
        var kept = await visitor.Client.GetStringAsync(new Uri("/jurnal/checkpoint", UriKind.Relative));
        await VerificationTests.Note(app, 300, 0);
        var form = await visitor.Open("/jurnal/periksa");
        (await visitor.Submit(form, "Bandingkan dengan jurnal hari ini", ("Note", kept.Trim().Replace("\n", "\r\n", StringComparison.Ordinal)))).Text.ShouldContain("Tidak ada yang diubah");
        (await visitor.Submit(form, "Bandingkan dengan jurnal hari ini", ("Note", ""))).Text.ShouldContain("Tempelkan titik periksa seluruhnya");
        await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Where(item => item.Index == 280).ExecuteUpdateAsync(set => set.SetProperty(item => item.LeafHash, MerkleTree.LeafHash("x"u8))));
        (await visitor.Submit(form, "Bandingkan dengan jurnal hari ini", ("Note", kept))).Text.ShouldContain("ada catatan sebelum itu yang diubah");
    }

    [Fact]
    public async Task Checkpoints_and_keys_are_there_for_everybody()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var keys = app.Services.GetRequiredService<JournalKeys>();
        await app.Do(services => services.GetRequiredService<JournalPublication>().Publish(CancellationToken.None));
        using var visitor = new Browse(app);
        var page = await visitor.Open("/jurnal/titik-periksa");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldContain(keys.Current.Fingerprint);
        VerifyingKey.FromPem(keys.Origin, await visitor.Client.GetStringAsync(new Uri("/jurnal/kunci", UriKind.Relative))).Fingerprint.ShouldBe(keys.Current.Fingerprint);
        var note = SignedCheckpoint.Parse(await visitor.Client.GetStringAsync(new Uri("/jurnal/titik-periksa/1", UriKind.Relative)));
        (note.Checkpoint.Size, note.StateOf(keys.Current)).ShouldBe((1, SignatureState.Valid));
        (await visitor.Client.GetAsync(new Uri("/jurnal/titik-periksa/77", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse();
    }
}
