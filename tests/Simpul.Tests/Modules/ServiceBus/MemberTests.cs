using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Journal;
using Xunit;
using Case = Simpul.Web.Platform.Cases.Case;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>Members: registered, given keys and certificates, connected by a case, suspended, and let go.</summary>
public sealed class MemberTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_agency_joins_with_a_key_and_a_certificate_of_its_own_making(string database)
    {
        await using var hall = await BusHall.Open(database);
        var member = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        var browse = await hall.As(hall.Consumer);
        var page = await browse.Open($"/kerja/anggota-penghubung/{member}");
        page.Text.ShouldContain("Uji coba");
        page.Text.ShouldContain("Daftarkan kunci untuk menandatangani kontrak");
        using var key = await hall.AddKey(hall.Consumer, member, "dinsos");
        using var certificate = await hall.AddCertificate(hall.Consumer, member, "dinsos");
        page = await browse.Open($"/kerja/anggota-penghubung/{member}");
        page.Text.ShouldNotContain("Daftarkan kunci untuk menandatangani kontrak");
        page.Text.ShouldContain("Penghubung ini");

        // The name in it is the member's code, whatever the request says, and the authority's certificate proves it.
        certificate.GetNameInfo(X509NameType.SimpleName, false).ShouldBe("dinsos");
        using var visitor = new Browse(hall.App);
        using var authority = X509Certificate2.CreateFromPem(await visitor.Client.GetStringAsync(new Uri("/penghubung/ca.pem", UriKind.Relative)));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = hall.App.Clock.GetUtcNow().UtcDateTime;
        chain.Build(certificate).ShouldBeTrue(string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));

        var snapshot = await hall.Snapshot(read => read.Members.Any(one => one.Certificates.Count == 1));
        var told = BusHall.MemberOf(snapshot, "dinsos");
        told.State.ShouldBe("active");
        told.Certificates.Single().Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)));
        told.Keys.Single().Use.ShouldBe(["contract", "client"]);
        snapshot.Hub.ShouldBe("palembang.go.id/simpul");
        snapshot.UtcOffset.ShouldBe(420);
    }

    [Fact]
    public async Task A_key_whose_bearer_does_not_prove_it_is_refused()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        var browse = await hall.As(hall.Consumer);
        var form = await browse.Open($"/kerja/anggota-penghubung/{member}/kunci");
        async Task<string> Refused(string csr) => (await browse.Submit(form, "Daftarkan kunci", ("Input.Csr", csr))).Text;

        var (key, csr) = BusHall.Request("dinsos");
        using (key)
        {
            // Another key in the same request: its signature no longer fits.
            var der = Convert.FromBase64String(csr[PemEncoding.Find(csr).Base64Data]);
            using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var at = der.AsSpan().IndexOf((ReadOnlySpan<byte>)key.ExportSubjectPublicKeyInfo());
            other.ExportSubjectPublicKeyInfo().CopyTo(der.AsSpan(at));
            (await Refused(PemEncoding.WriteString("CERTIFICATE REQUEST", der))).ShouldContain("tanda tangannya tidak cocok");
            (await Refused(key.ExportPkcs8PrivateKeyPem())).ShouldContain("Ini kunci privat");
        }
        var (stranger, theirs) = BusHall.Request("bapenda");
        using (stranger)
        {
            (await Refused(theirs)).ShouldContain("Buat dengan nama (CN) dinsos");
        }
        using var weak = RSA.Create(1024);
        (await Refused(new CertificateRequest("CN=dinsos", weak, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem())).ShouldContain("2.048");
        using var rsa = RSA.Create(2048);
        (await Refused(new CertificateRequest("CN=dinsos", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem())).ShouldContain("kunci ECDSA P-256");
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        (await Refused(new CertificateRequest("CN=dinsos", curve, HashAlgorithmName.SHA256).CreateSigningRequestPem())).ShouldContain("P-256");
        (await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<MemberKey>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_is_changed_while_both_are_valid_and_a_revoked_one_ends_at_once()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        using var first = await hall.AddKey(hall.Consumer, member, "dinsos");
        using var second = await hall.AddKey(hall.Consumer, member, "dinsos");
        var browse = await hall.As(hall.Consumer);
        var (third, csr) = BusHall.Request("dinsos");
        using var _ = third;
        (await browse.Submit(await browse.Open($"/kerja/anggota-penghubung/{member}/kunci"), "Daftarkan kunci", ("Input.Csr", csr))).Text.ShouldContain("Sudah ada 2 kunci");
        var oldest = (await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<MemberKey>().OrderBy(key => key.Id).Select(key => key.Id).ToListAsync()))[0];
        var form = await browse.Open($"/kerja/anggota-penghubung/{member}/kunci/{oldest}/cabut");
        (await browse.Submit(form, "Cabut kunci")).Text.ShouldContain("Tulis mengapa dicabut");
        hall.App.Clock.Advance(TimeSpan.FromMinutes(1));
        (await browse.Submit(form, "Cabut kunci", ("Input.Reason", "Diganti"))).Text.ShouldContain("Dicabut");
        (await browse.Submit(await browse.Open($"/kerja/anggota-penghubung/{member}/kunci"), "Daftarkan kunci", ("Input.Csr", csr))).Text.ShouldContain("Kunci terdaftar");

        var keys = BusHall.MemberOf(await hall.Snapshot(read => read.Members[0].Keys.Count == 3), "dinsos").Keys;
        keys[0].Until.ShouldBe(hall.App.Clock.GetUtcNow());
        keys[1].Until.ShouldNotBe(hall.App.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_key_that_was_taken_from_a_member_comes_back_neither_as_a_certificate_nor_as_a_key()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        var browse = await hall.As(hall.Consumer);
        var (stolen, csr) = BusHall.Request("dinsos");
        var (spare, other) = BusHall.Request("dinsos");
        using var one = stolen;
        using var two = spare;
        async Task<string> Ask(string what, string button, string request) => (await browse.Submit(await browse.Open($"/kerja/anggota-penghubung/{member}/{what}"), button, ("Input.Csr", request))).Text;
        (await Ask("sertifikat", "Terbitkan sertifikat", csr)).ShouldContain("Sertifikat terbit");
        (await Ask("kunci", "Daftarkan kunci", other)).ShouldContain("Kunci terdaftar");
        var (certificate, key) = await hall.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            return (await db.Set<MemberCertificate>().Select(row => row.Id).SingleAsync(), await db.Set<MemberKey>().Select(row => row.Id).SingleAsync());
        });
        await browse.Submit(await browse.Open($"/kerja/anggota-penghubung/{member}/sertifikat/{certificate}/cabut"), "Cabut sertifikat", ("Input.Reason", "Kunci hilang"));
        await browse.Submit(await browse.Open($"/kerja/anggota-penghubung/{member}/kunci/{key}/cabut"), "Cabut kunci", ("Input.Reason", "Kunci hilang"));
        (await Ask("sertifikat", "Terbitkan sertifikat", csr)).ShouldContain("Sertifikat dengan kunci ini sudah dicabut. Buat kunci baru");
        (await Ask("kunci", "Daftarkan kunci", csr)).ShouldContain("Sertifikat dengan kunci ini sudah dicabut. Buat kunci baru");
        (await Ask("sertifikat", "Terbitkan sertifikat", other)).ShouldContain("Kunci ini sudah dicabut. Buat kunci baru");
        var (fresh, third) = BusHall.Request("dinsos");
        using var three = fresh;
        (await Ask("sertifikat", "Terbitkan sertifikat", third)).ShouldContain("Sertifikat terbit");
    }

    [Fact]
    public async Task What_is_of_one_key_is_revoked_together_and_no_other_member_brings_it()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        var browse = await hall.As(hall.Consumer);
        var (lost, csr) = BusHall.Request("dinsos");
        var (kept, spare) = BusHall.Request("dinsos");
        using var one = lost;
        using var two = kept;
        async Task<string> Ask(string what, string button, string request) => (await browse.Submit(await browse.Open($"/kerja/anggota-penghubung/{member}/{what}"), button, ("Input.Csr", request))).Text;
        (await Ask("kunci", "Daftarkan kunci", csr)).ShouldContain("Kunci terdaftar");
        (await Ask("sertifikat", "Terbitkan sertifikat", csr)).ShouldContain("Sertifikat terbit");
        // The certificate is renewed with its key; one of another key stays out of it.
        (await Ask("sertifikat", "Terbitkan sertifikat", csr)).ShouldContain("Sertifikat terbit");
        (await Ask("kunci", "Daftarkan kunci", spare)).ShouldContain("Kunci terdaftar");
        var other = await hall.Register(hall.Provider, "dukcapil", "Aplikasi Kependudukan");
        var theirs = await hall.As(hall.Provider);
        (await theirs.Submit(await theirs.Open($"/kerja/anggota-penghubung/{other}/sertifikat"), "Terbitkan sertifikat", ("Input.Csr", csr))).Text.ShouldContain("Kunci ini sudah dipakai anggota lain");

        var oldest = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<MemberCertificate>().OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());
        var form = await browse.Open($"/kerja/anggota-penghubung/{member}/sertifikat/{oldest}/cabut");
        form.Text.ShouldContain("Kunci yang sama juga dipakai");
        (await browse.Submit(form, "Cabut sertifikat", ("Input.Reason", "Laptop hilang"))).Text.ShouldContain("begitu juga yang memakai kunci yang sama");
        await hall.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            (await db.Set<MemberCertificate>().ToListAsync()).ShouldSatisfyAllConditions(all => all.Count.ShouldBe(2), all => all.ShouldAllBe(row => row.RevokedAt != null && row.RevokeReason == "Laptop hilang"));
            (await db.Set<MemberKey>().OrderBy(row => row.Id).Select(row => row.RevokedAt != null).ToListAsync()).ShouldBe([true, false]);
            (await db.Set<JournalEvent>().CountAsync(row => row.Action == "bus-certificates.revoked" || row.Action == "bus-keys.revoked")).ShouldBe(3);
        });
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_use_of_the_bus_is_a_case_with_the_documents_of_the_regulation(string database)
    {
        await using var hall = await BusHall.Open(database);
        var member = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        var page = await hall.Connect(hall.Consumer, member);
        page.Text.ShouldContain("Selesai", customMessage: page.Text);
        var stored = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<BusMember>().SingleAsync());
        (stored.State, stored.JoinedOn, stored.CaseNumber).ShouldBe((MemberState.Active, new DateOnly(2026, 11, 2), "K-2026-000001"));
        var opinion = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<BusOpinion>().SingleAsync());
        (opinion.Kind, opinion.By, opinion.Verdict, opinion.MemberId).ShouldBe((OpinionKind.SecurityFitness, "ict-agency", OpinionVerdict.Fit, (Guid?)member));

        var browse = await hall.As(hall.Consumer);
        (await browse.Submit(await browse.Open($"/kerja/urusan/baru/bus-connection?member={member}"), "Buka urusan", ("Input.Fields[need]", "Lagi"))).Text.ShouldContain("sudah terhubung");
        var stranger = await hall.As(hall.Provider);
        (await stranger.Submit(await stranger.Open($"/kerja/urusan/baru/bus-connection?member={member}"), "Buka urusan", ("Input.Fields[need]", "Orang lain"))).Text.ShouldContain("milik perangkat daerah lain");
    }

    [Theory, InlineData("bangka-tengah-74-2021", "interoperability", "pass"), InlineData("palangka-raya-9-2022", "conformance", "pass"), InlineData("baubau-68-2023", "security-fitness", "fit")]
    public async Task Every_regulation_connects_by_its_own_conditions(string regulation, string last, string outcome)
    {
        await using var hall = await BusHall.Open(Databases.Sqlite, regulation);
        var member = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        await hall.App.Do(async services =>
        {
            var (db, procedure) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Procedures>().Find("bus-connection")!);
            var part = services.GetRequiredService<Procedures>().Part("bus-connection")!;
            var item = new Case { Number = "K-2026-000009", Procedure = procedure.Key, SubjectKind = "bus-members", SubjectId = member, AgencyId = hall.Consumer.AgencyId };
            foreach (var step in procedure.Steps.TakeWhile(one => one.Id != last).Append(procedure.Step(last)))
            {
                var forward = step.Id == last ? step.Outcomes.Single(one => one.Key == outcome) : step.Outcomes[0];
                var data = new CaseData(new() { ["member"] = [member.ToString()], ["linkName"] = ["Penghubung nasional"], ["linkKind"] = [nameof(InterconnectionKind.NationalBus)] });
                var turn = new CaseTurn(item, new CaseStep { Step = step.Id }, procedure, step, forward, null, data);
                (await part.Deciding(turn, CancellationToken.None)).ShouldBeEmpty();
                await part.Decided(turn, CancellationToken.None);
                await db.SaveChangesAsync();
                (await db.Set<BusMember>().AsNoTracking().SingleAsync()).State.ShouldBe(step.Id == last ? MemberState.Active : MemberState.Trial);
            }
            (await db.Set<ConformanceTest>().SingleAsync()).Passed.ShouldBeTrue();
            var opinions = await db.Set<BusOpinion>().OrderBy(one => one.Kind).Select(one => new { one.Kind, one.By }).ToListAsync();
            List<(OpinionKind, string)> expected = regulation == "baubau-68-2023" ? [(OpinionKind.OperationFitness, "ict-agency"), (OpinionKind.SecurityFitness, "cyber-agency")] : new();
            opinions.ConvertAll(one => (one.Kind, one.By)).ShouldBe(expected);
        });
    }

    [Fact]
    public async Task A_suspended_member_is_told_of_at_once_and_one_that_left_stays_in_the_snapshot()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        (await (await hall.As(hall.Consumer)).Open($"/kerja/anggota-penghubung/{member}/keadaan")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var officer = await hall.As(hall.Ict);
        var form = await officer.Open($"/kerja/anggota-penghubung/{member}/keadaan");
        (await officer.Submit(form, "Ubah keadaan", ("Input.State", "Suspended"))).Text.ShouldContain("Tulis alasannya");
        (await officer.Submit(form, "Ubah keadaan", ("Input.State", "Suspended"), ("Input.Reason", "Kunci bocor"))).Text.ShouldContain("Ditangguhkan");
        var snapshot = await hall.Snapshot(read => BusHall.MemberOf(read, "dinsos").State == "suspended");
        snapshot.Blocks.ShouldContain(block => block.Kind == "member" && block.Id == "dinsos" && block.Reason == "Kunci bocor");
        form = await officer.Open($"/kerja/anggota-penghubung/{member}/keadaan");
        (await officer.Submit(form, "Ubah keadaan", ("Input.State", "Ended"), ("Input.Reason", "Aplikasi dihentikan"))).Text.ShouldContain("Keluar");
        (await hall.Snapshot(read => read.Blocks.Any(block => block.Reason == "Aplikasi dihentikan"))).Members.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_member_of_another_agency_is_nobody_elses_to_change()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        var stranger = await hall.As(hall.Provider);
        foreach (var page in new[] { "kunci", "sertifikat", "keadaan" })
        {
            (await stranger.Open($"/kerja/anggota-penghubung/{member}/{page}")).Status.ShouldBe(HttpStatusCode.Forbidden, page);
        }
        (await stranger.Submit(await stranger.Open("/kerja/anggota-penghubung/baru"), "Simpan anggota penghubung", ("Form.Input[name]", "Lain"), ("Form.Input[code]", "Huruf Besar"), ("Form.Input[kind]", "AgencyApplication"),
            ("Form.Input[agency]", hall.Provider.AgencyId.ToString()), ("Form.Input[state]", "Active"), ("Form.Input[networks]", "bukan alamat"))).Text.ShouldSatisfyAllConditions(
            text => text.ShouldContain("huruf kecil"), text => text.ShouldContain("Ajukan penggunaan penghubung"), text => text.ShouldContain("bukan alamat IP"));
    }

    [Fact]
    public void A_certificate_request_is_read_only_when_the_key_signed_it()
    {
        var (key, csr) = BusHall.Request("dinsos");
        using var _ = key;
        var read = BroughtKey.Read(csr, "Csr");
        read.Succeeded.ShouldBeTrue();
        (read.Value.CommonName, read.Value.IsElliptic).ShouldBe(("dinsos", true));
        // Any byte that is turned over makes it another request, or none.
        var der = Convert.FromBase64String(csr[PemEncoding.Find(csr).Base64Data]);
        for (var at = 4; at < der.Length; at++)
        {
            var changed = der.ToArray();
            changed[at] ^= 1;
            BroughtKey.Read(PemEncoding.WriteString("CERTIFICATE REQUEST", changed), "Csr").Succeeded.ShouldBeFalse($"byte {at}");
        }
    }
}
