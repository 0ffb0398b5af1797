using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus.Contracts;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Registers;
using Xunit;
using Agreement = Simpul.Bus.Contracts.Contract;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>Contracts: made by ticking, signed by both parties, cleared by the hub, ended by any of them.</summary>
public sealed class ContractTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Data_that_is_shared_through_the_bus_names_the_contract_where_the_regulation_records_it(string database)
    {
        await using var hall = await BusHall.Open(database, "baubau-68-2023");
        var provider = await hall.App.BusMember("dukcapil");
        var consumer = await hall.App.BusMember("dinsos", change: one => one.AgencyId = hall.Consumer.AgencyId);
        var (_, version) = await hall.App.BusService(provider, "harga");
        await hall.App.BusContract(consumer, provider, version, one => one.ConsumerAgencyId = hall.Provider.AgencyId);
        // The register's own save, so that it is found by its name.
        var contract = await hall.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var row = await db.Set<BusContract>().SingleAsync();
            await services.RegisterOf<BusContract>().Keep(services, row, isNew: false, CancellationToken.None);
            await db.SaveChangesAsync();
            return row.Id;
        });
        var colleague = await hall.App.Member([Role.Operator], hall.Consumer.AgencyId, office => office.Keys = ["agency"]);
        var browse = await hall.As(hall.Consumer);
        var page = await browse.Submit(await browse.Open("/kerja/urusan/baru/data-sharing"), "Buka urusan", ("CaseTitle", "Permintaan data harga"));
        var href = (await browse.Submit(page, "Ajukan permintaan")).Href;
        var owner = await hall.As(colleague);
        await owner.Submit(await owner.Open(href), "Setujui");

        var officer = await hall.As(hall.Ict);
        var decide = await officer.Open(href);
        decide.Text.ShouldContain("Susun kontrak pertukaran");
        decide.Text.ShouldContain("Pasal 15 ayat (2)");
        (await officer.Submit(decide, "Buka akses", ("Input.Fields[busContract]", contract.ToString()))).Text.ShouldContain("bukan perangkat daerah yang meminta data");
        await hall.App.Edited<BusContract>(contract, "bus-contracts.changed", one => (one.ConsumerAgencyId, one.ValidUntil) = (hall.Consumer.AgencyId, MadeBus.Begun.AddDays(1)));
        (await officer.Submit(decide, "Buka akses", ("Input.Fields[busContract]", contract.ToString()))).Text.ShouldContain("belum atau tidak lagi berlaku");
        await hall.App.Edited<BusContract>(contract, "bus-contracts.changed", one => one.ValidUntil = MadeBus.Begun.AddYears(1));
        var done = await officer.Submit(decide, "Buka akses", ("Input.Fields[busContract]", contract.ToString()));
        done.Text.ShouldContain("Selesai");
        done.Text.ShouldContain("Memantau harga pangan");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_contract_is_ticked_signed_by_both_and_cleared_by_somebody_else(string database)
    {
        await using var hall = await BusHall.Open(database);
        var (provider, consumer, version) = await hall.Ready();
        using var own = await hall.AddKey(hall.Provider, provider, "dukcapil");
        var asker = await hall.As(hall.Consumer);
        (await asker.Submit(await asker.Open($"/kerja/anggota-penghubung/{consumer}/kunci"), "Buatkan kunci")).Text.ShouldContain("disimpan tersandi");

        var page = await hall.Compose(hall.Consumer, version, consumer, ["/properties/nik", "/properties/alamat", "/properties/alamat/properties/kota", "/properties/keluarga/items/properties/nama"],
            ("Input.Until", "2027-06-30"), ("Input.QuotaCalls", "10000"), ("Input.RateCalls", "50"), ("Input.RateSeconds", "1"));
        page.Text.ShouldContain("Menunggu tanda tangan", customMessage: page.Text);
        var id = BusHall.IdOf(page);
        var item = await hall.Contract(id);
        var said = Agreement.Parse(System.Text.Encoding.UTF8.GetBytes(item.Canonical));
        said.Id.ShouldBe(item.Hash);
        // What stands under a ticked element is not named again.
        said.Fields.Single().Value.ShouldBe(["/properties/nik", "/properties/alamat", "/properties/keluarga/items/properties/nama"]);
        (said.Hub, said.Consumer.Member, said.Provider.Member, said.Service.Version, said.Classification).ShouldBe(("palembang.go.id/simpul", "dinsos", "dukcapil", "v1", "restricted"));
        said.Requires.ShouldBe(["purpose", "officer"]);
        said.LegalBasis.Single().ShouldBe(new LegalBasis("PKS 470/12/2026", "Pasal 5"));
        said.Valid.Until.ShouldBe(new DateTimeOffset(2027, 6, 30, 17, 0, 0, TimeSpan.Zero));
        page.Text.ShouldContain("keluarga › nama");
        (await asker.Client.GetStringAsync(new Uri($"/kerja/kontrak-pertukaran/{id}/kontrak.json", UriKind.Relative))).ShouldBe(item.Canonical);

        // The consumer signs with its password, the provider with a key that never left it.
        var form = await asker.Open($"/kerja/kontrak-pertukaran/{id}/tanda-tangan");
        (await asker.Submit(form, "Tanda tangani dengan kunci yang disimpan", ("Input.Statement", "Accept"), ("Input.Password", "salah"))).Text.ShouldContain("Kata sandi tidak cocok");
        (await asker.Submit(form, "Tanda tangani dengan kunci yang disimpan", ("Input.Statement", "Accept"), ("Input.Password", Members.Password))).Text.ShouldContain("Pernyataan tercatat");
        (await (await hall.As(hall.Ict)).Open($"/kerja/kontrak-pertukaran/{id}/tanda-tangan")).Text.ShouldNotContain("Sahkan kontrak");
        var offered = await (await hall.As(hall.Provider)).Open($"/kerja/kontrak-pertukaran/{id}/tanda-tangan");
        using var visitor = new Browse(hall.App);
        var script = await visitor.Client.GetByteArrayAsync(new Uri("/penghubung/alat/sign-contract.py", UriKind.Relative));
        offered.Text.ShouldSatisfyAllConditions(text => text.ShouldContain(Convert.ToHexStringLower(SHA256.HashData(script))), text => text.ShouldContain("kontrak.json accept dukcapil"), text => text.ShouldContain("kontrak.json refuse dukcapil \"ALASAN\""));
        System.Text.Encoding.UTF8.GetString(script).ShouldContain("Signs a statement about a contract");
        (await visitor.Open("/bukti")).Text.ShouldContain(Convert.ToHexStringLower(SHA256.HashData(await visitor.Client.GetByteArrayAsync(new Uri("/penghubung/alat/verify-receipt.py", UriKind.Relative)))));
        (await visitor.Open("/penghubung/alat/rahasia.py")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await hall.Bring(hall.Provider, id, await hall.Sign(id, "dukcapil", own))).Text.ShouldContain("Menunggu pengesahan");
        (await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<Notice>().Select(notice => notice.Kind).ToListAsync())).ShouldContain("bus.contract-accepted");

        (await (await hall.As(hall.Consumer)).Open($"/kerja/kontrak-pertukaran/{id}/tanda-tangan")).Html.QuerySelectorAll("button").Select(button => button.TextContent.Trim()).ShouldNotContain("Sahkan kontrak");
        (await hall.Clear(id)).Text.ShouldContain("Kontrak disahkan.");
        var snapshot = await hall.Snapshot(read => read.Contracts.Count == 1);
        BusHall.IdIn(snapshot.Contracts.Single().Contract).ShouldBe(item.Hash);
        snapshot.Contracts.Single().Statements.Select(ContractStatement.Read).Select(one => (one.Kind, one.By)).ShouldBe([(StatementKind.Accept, "dinsos"), (StatementKind.Accept, "dukcapil"), (StatementKind.Clear, "palembang.go.id/simpul")]);
        (await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Where(one => one.SubjectKind == "bus-contracts").OrderBy(one => one.Index).Select(one => one.Action).ToListAsync()))
            .ShouldBe(["bus-contracts.registered", "bus-contracts.accepted", "bus-contracts.accepted", "bus-contracts.cleared"]);

        // Either may end it, by its own signature; what was signed stays in the snapshot.
        hall.App.Clock.Advance(TimeSpan.FromMinutes(2));
        // Not so far back that receipts of calls that were lawful until now would hold no more.
        (await hall.Bring(hall.Provider, id, await hall.Sign(id, "dukcapil", own, StatementKind.Revoke, "PKS berakhir", hall.App.Clock.GetUtcNow() - ContractStatement.EndGrace))).Text.ShouldContain("Waktu pada pernyataan tidak wajar");
        (await hall.Bring(hall.Provider, id, await hall.Sign(id, "dukcapil", own, StatementKind.Revoke, "PKS berakhir"))).Text.ShouldContain("Dicabut");
        (await hall.Snapshot(read => read.Contracts.Single().Statements.Count == 4)).Contracts.Single().Statements.Select(ContractStatement.Read).Last().Reason.ShouldBe("PKS berakhir");
    }

    [Fact]
    public async Task A_statement_that_is_not_the_partys_own_is_refused()
    {
        await using var hall = await BusHall.Open();
        var (provider, consumer, version) = await hall.Ready();
        using var own = await hall.AddKey(hall.Provider, provider, "dukcapil");
        using var other = await hall.AddKey(hall.Consumer, consumer, "dinsos");
        var id = BusHall.IdOf(await hall.Compose(hall.Consumer, version, consumer, ["/properties/nik"]));
        var second = BusHall.IdOf(await hall.Compose(hall.Consumer, version, consumer, ["/properties/nama"]));
        async Task<string> Refused(string jws) => (await hall.Bring(hall.Provider, id, jws)).Text;

        (await Refused("bukan jws")).ShouldContain("bukan pernyataan yang ditandatangani");
        (await Refused(await hall.Sign(second, "dukcapil", own))).ShouldContain("tentang kontrak lain");
        (await Refused(await hall.Sign(id, "dinsos", other))).ShouldContain("atas nama “dinsos”");
        (await Refused(await hall.Sign(id, "dukcapil", other))).ShouldContain("tidak cocok dengan kunci kontrak");
        (await Refused(await hall.Sign(id, "dukcapil", own, at: hall.App.Clock.GetUtcNow().AddHours(1)))).ShouldContain("Waktu pada pernyataan tidak wajar");
        (await Refused(await hall.Sign(id, "dukcapil", own, StatementKind.Clear))).ShouldContain("tidak berlaku pada keadaan");
        var good = await hall.Sign(id, "dukcapil", own);
        (await Refused(good[..^4] + "AAAA")).ShouldContain("tidak cocok");
        // A key that was revoked signs nothing more, whatever time it writes.
        var key = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<MemberKey>().Where(one => one.MemberId == provider).Select(one => one.Id).SingleAsync());
        var browse = await hall.As(hall.Provider);
        hall.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await browse.Submit(await browse.Open($"/kerja/anggota-penghubung/{provider}/kunci/{key}/cabut"), "Cabut kunci", ("Input.Reason", "Hilang"));
        (await hall.Contract(id)).Statements.ShouldBeEmpty();
        await hall.AddKey(hall.Provider, provider, "dukcapil");
        (await Refused(good)).ShouldContain("tidak cocok dengan kunci kontrak");
    }

    [Fact]
    public async Task What_is_above_the_ceiling_or_about_persons_without_saying_so_is_not_made()
    {
        await using var hall = await BusHall.Open();
        var (_, consumer, version) = await hall.Ready(Classification.Secret, elements => [($"Levels[{elements["/properties/agama"]}]", nameof(Classification.Secret)), ($"Levels[{elements["/properties/nik"]}]", nameof(Classification.Restricted))]);
        (await hall.Compose(hall.Consumer, version, consumer, ["/properties/nik", "/properties/agama"], ("Input.Classification", nameof(Classification.Restricted)))).Text.ShouldSatisfyAllConditions(
            text => text.ShouldContain("Di atas batas klasifikasi ini: agama"), text => text.ShouldContain("batas kontrak tidak boleh di bawahnya"));
        var page = await hall.Compose(hall.Consumer, version, consumer, [], ("Input.Whole", "getPerson"), ("Input.DataSubjects", ""), ("Input.Requires", null), ("Input.PurposeCode", "Kode Salah"), ("Input.LegalBasis", ""), ("Input.Until", "2026-01-01"), ("Input.RateCalls", "5"));
        page.Text.ShouldSatisfyAllConditions(text => text.ShouldContain("Sebut tentang siapa datanya"), text => text.ShouldContain("Wajibkan petugas yang meminta dan kode tujuan"), text => text.ShouldContain("Isi kode tujuan"), text => text.ShouldContain("Sebut dasarnya"),
            text => text.ShouldContain("tidak sebelum hari pertama"), text => text.ShouldContain("Isi keduanya"));
        // Nothing that was typed is lost.
        page.Html.QuerySelector("input[name='Input.Whole']")!.HasAttribute("checked").ShouldBeTrue();
        (await hall.Compose(hall.Consumer, version, consumer, [])).Text.ShouldContain("paling sedikit satu");
        // One of the two is not enough.
        foreach (var only in new[] { Requirement.Officer, Requirement.Purpose })
        {
            (await hall.Compose(hall.Consumer, version, consumer, ["/properties/nama"], ("Input.Classification", nameof(Classification.Secret)), ("Input.Requires", only))).Text.ShouldContain("Wajibkan petugas yang meminta dan kode tujuan");
        }
        (await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<BusContract>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_clears_a_contract_that_they_made_or_signed_and_trial_members_reach_no_production()
    {
        await using var hall = await BusHall.Open();
        var (provider, consumer, version) = await hall.Ready();
        using var own = await hall.AddKey(hall.Provider, provider, "dukcapil");
        using var other = await hall.AddKey(hall.Consumer, consumer, "dinsos");
        // The operator makes it, so that a colleague must clear it.
        var id = BusHall.IdOf(await hall.Compose(hall.Ict, version, consumer, ["/properties/nik"]));
        await hall.Bring(hall.Provider, id, await hall.Sign(id, "dukcapil", own));
        await hall.Bring(hall.Consumer, id, await hall.Sign(id, "dinsos", other));
        (await hall.Clear(id)).Text.ShouldContain("Anda sendiri yang menyusun atau menandatangani");
        await hall.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var member = await db.Set<BusMember>().SingleAsync(one => one.Id == consumer);
            (await services.GetRequiredService<MemberWork>().Change(member, MemberState.Suspended, "Uji", CancellationToken.None)).Refusals.ShouldBeEmpty();
        });
        (await hall.Clear(id, hall.Colleague)).Text.ShouldContain("ditangguhkan");
        await hall.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var member = await db.Set<BusMember>().SingleAsync(one => one.Id == consumer);
            (await services.GetRequiredService<MemberWork>().Change(member, MemberState.Active, "Uji", CancellationToken.None)).Refusals.ShouldBeEmpty();
        });
        (await hall.Clear(id, hall.Colleague)).Text.ShouldContain("Kontrak disahkan.");

        var trial = await hall.Register(hall.Consumer, "dinsos-uji", "Aplikasi Uji");
        (await hall.Compose(hall.Consumer, version, trial, ["/properties/nik"])).Text.ShouldContain("hanya memakai layanan sandbox");
        var stranger = await hall.As(hall.Consumer);
        (await stranger.Submit(await stranger.Open($"/kerja/kontrak-pertukaran/susun?versi={version}"), "Susun kontrak", ("Input.Consumer", trial.ToString()))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_brings_the_signatures_of_both_sides_and_the_agency_is_told_of_keys_that_others_registered()
    {
        await using var hall = await BusHall.Open();
        var (provider, consumer, version) = await hall.Ready();
        Task<List<Notice>> Told() => hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<Notice>().Where(notice => notice.Kind == "bus.credential-by-other").OrderBy(notice => notice.Id).ToListAsync());
        using var own = await hall.AddKey(hall.Provider, provider, "dukcapil");
        (await Told()).ShouldBeEmpty("its own people did it");
        // An officer of the operator reaches every agency: what they do to its keys it learns.
        using var other = await hall.AddKey(hall.Ict, consumer, "dinsos");
        using var certificate = await hall.AddCertificate(hall.Ict, consumer, "dinsos");
        (await Told()).Select(notice => (notice.AgencyId, notice.Href)).ShouldBe([(hall.Consumer.AgencyId, $"/kerja/anggota-penghubung/{consumer}"), (hall.Consumer.AgencyId, $"/kerja/anggota-penghubung/{consumer}")]);
        var id = BusHall.IdOf(await hall.Compose(hall.Consumer, version, consumer, ["/properties/nik"]));
        (await hall.Bring(hall.Ict, id, await hall.Sign(id, "dukcapil", own))).Text.ShouldContain("Pernyataan tercatat");
        (await hall.Bring(hall.Ict, id, await hall.Sign(id, "dinsos", other))).Text.ShouldContain("Anda sendiri yang menandatangani atau menyerahkan tanda tangan pihak yang lain");
        (await hall.Contract(id)).Statements.ShouldHaveSingleItem();
        (await hall.Bring(hall.Consumer, id, await hall.Sign(id, "dinsos", other))).Text.ShouldContain("Menunggu pengesahan");
        (await hall.Clear(id)).Text.ShouldContain("Anda sendiri yang menyusun atau menandatangani");
        (await hall.Clear(id, hall.Colleague)).Text.ShouldContain("Kontrak disahkan.");

        var officer = await hall.As(hall.Ict);
        var key = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<MemberKey>().Where(one => one.MemberId == consumer).Select(one => one.Id).SingleAsync());
        var issued = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<MemberCertificate>().Where(one => one.MemberId == consumer).Select(one => one.Id).SingleAsync());
        await officer.Submit(await officer.Open($"/kerja/anggota-penghubung/{consumer}/kunci/{key}/cabut"), "Cabut kunci", ("Input.Reason", "Uji"));
        await officer.Submit(await officer.Open($"/kerja/anggota-penghubung/{consumer}/sertifikat/{issued}/cabut"), "Cabut sertifikat", ("Input.Reason", "Uji"));
        (await Told()).Select(notice => notice.Title).ShouldSatisfyAllConditions(all => all.Count().ShouldBe(4), all => all.Count(title => title.Contains("dicabut oleh petugas di luar", StringComparison.Ordinal)).ShouldBe(2));
    }

    [Fact]
    public async Task Who_clears_a_contract_that_follows_another_reads_which_of_them_calls_will_use()
    {
        await using var hall = await BusHall.Open();
        var (provider, consumer, version) = await hall.Ready();
        using var own = await hall.AddKey(hall.Provider, provider, "dukcapil");
        using var other = await hall.AddKey(hall.Consumer, consumer, "dinsos");
        var former = BusHall.IdOf(await hall.Compose(hall.Consumer, version, consumer, ["/properties/nik"]));
        await hall.Bring(hall.Provider, former, await hall.Sign(former, "dukcapil", own));
        await hall.Bring(hall.Consumer, former, await hall.Sign(former, "dinsos", other));
        await hall.Clear(former);
        var browse = await hall.As(hall.Consumer);
        (await browse.Open($"/kerja/kontrak-pertukaran/susun?versi={version}")).Text.ShouldContain("harus mengganti nomornya");
        var next = BusHall.IdOf(await hall.Compose(hall.Consumer, version, consumer, ["/properties/nik", "/properties/nama"], ("Input.Replaces", (await hall.Contract(former)).Hash)));
        await hall.Bring(hall.Provider, next, await hall.Sign(next, "dukcapil", own));
        await hall.Bring(hall.Consumer, next, await hall.Sign(next, "dinsos", other));
        (await (await hall.As(hall.Ict)).Open($"/kerja/kontrak-pertukaran/{next}/tanda-tangan")).Text.ShouldContain("panggilan yang tidak menyebut kontrak memakai kontrak ini");
    }

    [Fact]
    public async Task An_open_service_is_called_by_a_key_that_is_shown_once()
    {
        await using var hall = await BusHall.Open();
        var (provider, consumer, version) = await hall.Ready(Classification.Public, elements => [("Personal", null)]);
        using var own = await hall.AddKey(hall.Provider, provider, "dukcapil");
        using var other = await hall.AddKey(hall.Consumer, consumer, "dinsos");
        var id = BusHall.IdOf(await hall.Compose(hall.Consumer, version, consumer, ["/properties/agama"], ("Input.Classification", nameof(Classification.Public))));
        await hall.Bring(hall.Provider, id, await hall.Sign(id, "dukcapil", own));
        await hall.Bring(hall.Consumer, id, await hall.Sign(id, "dinsos", other));
        (await hall.Clear(id)).Text.ShouldContain("Kontrak disahkan.");
        var browse = await hall.As(hall.Consumer);
        var href = $"/kerja/kontrak-pertukaran/{id}/kunci-api";
        (await browse.Submit(await browse.Open(href), "Buat kunci API", ("Input.Note", ""), ("Input.Days", "400"), ("Input.Networks", "x"))).Text.ShouldSatisfyAllConditions(
            text => text.ShouldContain("Tulis sistem mana"), text => text.ShouldContain("1 dan 365"), text => text.ShouldContain("bukan alamat IP"));
        var made = await browse.Submit(await browse.Open(href), "Buat kunci API", ("Input.Note", "Situs"), ("Input.Networks", "203.0.113.7"));
        var key = made.Html.QuerySelector("[role=status] pre")!.TextContent.Trim();
        var told = (await hall.Snapshot(read => read.ApiKeys.Count == 1)).ApiKeys.Single();
        told.Prefix.ShouldBe(key.Split('.')[0]);
        told.Networks.ShouldBe(["203.0.113.7/32"]);
        told.Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(key))));
        (await browse.Open(href)).Body.ShouldNotContain(key.Split('.')[1]);
        (await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Select(one => one.Body).ToListAsync())).ShouldAllBe(body => !body.Contains(key.Split('.')[1], StringComparison.Ordinal));
        await browse.Submit(await browse.Open(href), "Buat kunci API", ("Input.Note", "Pengganti"));
        (await browse.Submit(await browse.Open(href), "Buat kunci API", ("Input.Note", "Ketiga"))).Text.ShouldContain("Sudah ada 2 kunci");
        (await browse.Submit(await browse.Open(href), $"Cabut kunci {told.Prefix}")).Text.ShouldContain("Kunci dicabut");
        (await hall.Snapshot(read => read.ApiKeys.Count == 1 && read.ApiKeys[0].Prefix != told.Prefix)).ApiKeys.ShouldHaveSingleItem();
    }
}
