using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>Names: asked for, set, in the zone file, ended.</summary>
public sealed class DomainTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_name_is_asked_for_set_and_exported_and_leaves_the_zone_when_it_ends(string database)
    {
        await using var app = await App.StartWith("palangka-raya-9-2022", database);
        var (agency, ict) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Kominfo", "ict-agency"));
        var staff = await app.Staff("Operator", agency, [], [Role.Operator]);
        using var clerk = await app.As(staff);
        using var officer = await app.As(await app.Staff("Pengelola", ict, ["ict-agency"], [Role.IctAgency]));

        var form = await clerk.Follow(await clerk.Open("/kerja/hosting"), "Ajukan nama domain");
        var refused = await clerk.Submit(form, "Simpan nama domain", ("Form.Input[name]", "dinkes.contoh.com"), ("Form.Input[purpose]", "Application"), ("Form.Input[state]", "Requested"), ("Form.Input[type]", "A"), ("Form.Input[target]", "203.0.113"));
        refused.Text.ShouldContain("di bawah domain pemerintah daerah: palangkaraya.go.id");
        refused = await clerk.Submit(refused, "Simpan nama domain", ("Form.Input[name]", "www.palangkaraya.go.id"), ("Form.Input[further]", "CNAME dinkes.palangkaraya.go.id\nSURAT x"));
        foreach (var words in new[] { "disediakan untuk situs", "alamat IPv4", "Pilih aplikasi", "Pilih pegawai", "tidak diawali jenis rekaman", "CNAME tidak dapat bersama" })
        {
            refused.Text.ShouldContain(words);
        }
        var asked = await clerk.Submit(refused, "Simpan nama domain", ("Form.Input[name]", "Dinkes.PalangkaRaya.go.id."), ("Form.Input[purpose]", "AgencySite"), ("Form.Input[target]", "203.0.113.7"),
            ("Form.Input[contentOwner]", staff.PersonId.ToString()), ("Form.Input[further]", "AAAA 2001:db8::7"));
        asked.Title.ShouldBe("dinkes.palangkaraya.go.id");
        asked.Text.ShouldContain("Menunggu penetapan");
        (await clerk.Submit(form, "Simpan nama domain", ("Form.Input[name]", "d1nkes.palangkaraya.go.id"), ("Form.Input[purpose]", "AgencySite"), ("Form.Input[state]", "Requested"), ("Form.Input[target]", "203.0.113.8"), ("Form.Input[contentOwner]", staff.PersonId.ToString())))
            .Text.ShouldContain("mudah disangka dinkes.palangkaraya.go.id");

        // Changed by who asked for it after the officer had opened the page: the officer reads it again before deciding.
        var read = await officer.Open($"{asked.Href}/tindakan");
        await clerk.Submit(await clerk.Open($"{asked.Href}/ubah"), "Simpan perubahan", ("Form.Input[target]", "203.0.113.9"));
        (await officer.Submit(read, "Tetapkan nama domain")).Text.ShouldContain("telah diubah sejak Anda membukanya");
        await clerk.Submit(await clerk.Open($"{asked.Href}/ubah"), "Simpan perubahan", ("Form.Input[target]", "203.0.113.7"));
        var set = await officer.Submit(await officer.Open($"{asked.Href}/tindakan"), "Tetapkan nama domain");
        set.Text.ShouldContain("Berjalan, diperpanjang sebelum 2 November 2027");
        set.Text.ShouldContain("Ditetapkan oleh");
        (await clerk.Submit(await clerk.Open($"{asked.Href}/ubah"), "Simpan perubahan", ("Form.Input[target]", "198.51.100.1"))).Text.ShouldContain("Hanya pengelola nama domain");

        var zone = await officer.Follow(set, "palangkaraya.go.id");
        zone.Text.ShouldContain("Zona ini belum punya server nama");
        zone = await officer.Submit(await officer.Open($"{zone.Href}/ubah"), "Simpan perubahan", ("Form.Input[nameServers]", "ns1.contoh.id"));
        var first = await officer.Client.GetStringAsync($"{zone.Href}/berkas");
        first.ShouldContain("dinkes\t3600\tIN\tA\t203.0.113.7\n");
        first.ShouldContain("dinkes\t3600\tIN\tAAAA\t2001:db8::7\n");
        (await officer.Client.GetStringAsync($"{zone.Href}/berkas")).ShouldBe(first);
        (await Exported(app)).ShouldBe(first);

        (await officer.Submit(await officer.Open($"{asked.Href}/tindakan"), "Akhiri nama domain")).Text.ShouldContain("Tulis mengapa");
        var ended = await officer.Submit(await officer.Open($"{asked.Href}/tindakan"), "Akhiri nama domain", ("Input.Reason", "Situs dipindahkan"));
        ended.Text.ShouldContain("Alasan: Situs dipindahkan");
        var second = await officer.Client.GetStringAsync($"{zone.Href}/berkas");
        second.ShouldNotContain("dinkes");
        Serial(second).ShouldBeGreaterThan(Serial(first));
        (await officer.Submit(await officer.Open($"{asked.Href}/tindakan"), "Tetapkan nama domain", ("Input.RenewOn", "2027-06-30"))).Text.ShouldContain("30 Juni 2027");
        Serial(await officer.Client.GetStringAsync($"{zone.Href}/berkas")).ShouldBeGreaterThan(Serial(second));

        // Whoever asked for a name neither sets nor refuses it.
        var own = await officer.Submit(await officer.Open($"/kerja/nama-domain/baru?agency={ict}"), "Simpan nama domain", ("Form.Input[name]", "kominfo.palangkaraya.go.id"), ("Form.Input[purpose]", "AgencySite"),
            ("Form.Input[state]", "Requested"), ("Form.Input[type]", "A"), ("Form.Input[target]", "203.0.113.8"), ("Form.Input[contentOwner]", staff.PersonId.ToString()));
        var act = await officer.Open($"{own.Href}/tindakan");
        (await officer.Submit(act, "Tetapkan nama domain")).Text.ShouldContain("Anda sendiri yang mengajukan nama ini");
        (await officer.Submit(act, "Tolak permintaan", ("Input.Reason", "Keliru"))).Text.ShouldContain("Anda sendiri yang mengajukan nama ini");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_second_domain_has_a_zone_of_its_own_and_a_name_stays_in_its_zone(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var agency = await app.Agency("Dinas Kesehatan");
        var person = (await app.Staff("Operator", agency, [], [Role.Operator])).PersonId;
        using var admin = await app.SignInAs(Role.Administrator);
        var form = await admin.Open("/kerja/zona-dns/baru");
        var refused = await admin.Submit(form, "Simpan zona", ("Form.Input[name]", "*.id"), ("Form.Input[mailbox]", "x"), ("Form.Input[nameServers]", "ns1.contoh.id\nns1.contoh.id"), ("Form.Input[formerSerial]", "9999999999"));
        foreach (var words in new[] { "bintang", "alamat surel", "setiap server nama sekali", "4.000.000.000" })
        {
            refused.Text.ShouldContain(words);
        }
        (await admin.Submit(refused, "Simpan zona", ("Form.Input[name]", "contoh-wisata.id"), ("Form.Input[mailbox]", "hostmaster@contoh-wisata.id"), ("Form.Input[nameServers]", "ns1.contoh.id"), ("Form.Input[formerSerial]", "2026110299"))).Title.ShouldBe("contoh-wisata.id");
        await app.Keep(HostingKit.Name("museum.contoh-wisata.id", agency, person), HostingKit.Name("dinkes.palembang.go.id", agency, person));
        (await Exported(app, "contoh-wisata.id")).ShouldContain("museum\t");
        Serial(await Exported(app, "contoh-wisata.id")).ShouldBeGreaterThan(2026110299);
        (await Should.ThrowAsync<InvalidDataException>(() => Exported(app))).Message.ShouldContain("server nama");
        (await Should.ThrowAsync<InvalidDataException>(() => Exported(app, "lain.id"))).Message.ShouldContain("There is no zone");
        (await admin.Submit(form, "Simpan zona", ("Form.Input[name]", "dinkes.palembang.go.id"), ("Form.Input[mailbox]", "hostmaster@palembang.go.id"))).Text.ShouldContain("Nama tidak berpindah zona");
        var other = await admin.Submit(await admin.Open("/kerja/nama-domain/baru"), "Simpan nama domain", ("Form.Input[name]", "dinkes.palembang.go.id"), ("Form.Input[purpose]", "Infrastructure"), ("Form.Input[state]", "Active"), ("Form.Input[type]", "A"),
            ("Form.Input[target]", "203.0.113.9"), ("Form.Input[agency]", agency.ToString()), ("Form.Input[renewOn]", "2027-01-01"));
        other.Text.ShouldContain("sudah dipakai nama domain lain");

        // A zone below the zone: its parent's file leads to its servers, with the addresses of those that stand in it.
        var main = (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<DnsZone>().AsNoTracking().ToListAsync())).Single(zone => zone.Name == "palembang.go.id");
        await admin.Submit(await admin.Open($"/kerja/zona-dns/{main.Id}/ubah"), "Simpan perubahan", ("Form.Input[nameServers]", "ns1.contoh.id"));
        var before = await Exported(app);
        before.ShouldNotContain("rsud");
        (await admin.Submit(form, "Simpan zona", ("Form.Input[name]", "rsud.palembang.go.id"), ("Form.Input[mailbox]", "hostmaster@palembang.go.id"), ("Form.Input[nameServers]", "ns1.rsud.palembang.go.id\nns2.contoh.id"))).Title.ShouldBe("rsud.palembang.go.id");
        var half = await Exported(app);
        half.ShouldContain("rsud\t3600\tIN\tNS\tns2.contoh.id.\n");
        half.ShouldNotContain("ns1.rsud", customMessage: "It has no address yet.");
        var site = HostingKit.Name("daftar.rsud.palembang.go.id", agency, person);
        await app.Keep(HostingKit.Name("ns1.rsud.palembang.go.id", agency, person, DomainPurpose.Infrastructure), site);
        var led = await Exported(app);
        led.ShouldContain("rsud\t3600\tIN\tNS\tns1.rsud.palembang.go.id.\n");
        led.ShouldContain("ns1.rsud\t3600\tIN\tA\t203.0.113.7\n");
        led.ShouldNotContain("daftar");
        (await Exported(app, "rsud.palembang.go.id")).ShouldContain("daftar\t3600\tIN\tA\t203.0.113.7\n");
        long[] serials = [Serial(before), Serial(half), Serial(led)];
        serials.ShouldBe(serials.Order().Distinct());
        (await admin.Client.GetStringAsync($"/kerja/zona-dns/{main.Id}/berkas")).ShouldBe(led);
    }

    [Fact]
    public async Task Where_the_regulation_has_a_procedure_an_agency_is_sent_there()
    {
        await using var app = await App.StartWith("bangka-tengah-74-2021");
        var agency = await app.Agency("Dinas Kesehatan");
        var staff = await app.Staff("Operator", agency, [], [Role.Operator]);
        using var clerk = await app.As(staff);
        var refused = await clerk.Submit(await clerk.Open("/kerja/nama-domain/baru"), "Simpan nama domain", ("Form.Input[name]", "dinkes.bangkatengahkab.go.id"), ("Form.Input[purpose]", "AgencySite"), ("Form.Input[state]", "Requested"),
            ("Form.Input[target]", "203.0.113.7"), ("Form.Input[contentOwner]", staff.PersonId.ToString()));
        refused.Text.ShouldContain("Permohonan sub domain");
        refused.Text.ShouldContain("Pasal 27");
        var application = await app.Application("Antrean", agency, ApplicationStage.Building);
        (await clerk.Open($"/kerja/aplikasi/{application}")).Text.ShouldContain("Belum ada nama domain");
    }

    private static Task<string> Exported(App app, string? part = null) => app.Do(async services =>
    {
        var output = new MemoryStream();
        await services.GetServices<IDocumentExchange>().Single(item => item.Name == "zone").Write(part, output, CancellationToken.None);
        return Encoding.ASCII.GetString(output.ToArray());
    });

    private static long Serial(string zone) => long.Parse(zone.Split('(')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], System.Globalization.CultureInfo.InvariantCulture);
}
