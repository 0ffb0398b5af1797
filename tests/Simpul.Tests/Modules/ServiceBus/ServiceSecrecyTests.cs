using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>Secret services, and all that is said of them.</summary>
public sealed class ServiceSecrecyTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_said_of_a_secret_service_shows_to_those_who_are_cleared_and_follows_its_classification(string database)
    {
        await using var hall = await BusHall.Open(database);
        var (provider, consumer, version) = await hall.Ready();
        var contract = BusHall.IdOf(await hall.Compose(hall.Consumer, version, consumer, ["/properties/nik"]));
        var hash = (await hall.Contract(contract)).Hash;
        var service = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<BusService>().Select(one => one.Id).SingleAsync());
        var cleared = await hall.As(hall.Ict);
        using var clerk = await hall.App.SignInAs(Role.IctAgency);
        string[] pages = [$"/kerja/layanan-penghubung/{service}", $"/kerja/versi-layanan/{version}", $"/kerja/kontrak-pertukaran/{contract}", "/kerja/direktori-layanan/penduduk/v1", "/kerja/direktori-layanan/penduduk/v1/pemeriksaan",
            $"/kerja/kontrak-pertukaran/{contract}/kontrak.json", "/kerja/direktori-layanan/penduduk/v1/openapi.json", $"/kerja/versi-layanan/{version}/dokumen", $"/kerja/versi-layanan/{version}/terbit",
            $"/kerja/kontrak-pertukaran/{contract}/tanda-tangan", $"/kerja/kontrak-pertukaran/susun?versi={version}", $"/kerja/layanan-penghubung/{service}/versi-baru", $"/api/v1/bus-services/{service}", $"/api/v1/bus-service-versions/{version}", $"/api/v1/bus-contracts/{contract}"];
        foreach (var href in pages)
        {
            (await clerk.Open(href)).Status.ShouldBe(HttpStatusCode.OK, href);
        }

        // Who is not cleared does not raise it above their own head.
        var own = await clerk.Open($"/kerja/layanan-penghubung/{service}/ubah");
        (await clerk.Submit(own, "Simpan perubahan", ("Form.Input[classification]", nameof(Classification.Secret)))).Text.ShouldContain("Jabatan Anda belum diberi akses membaca data rahasia");
        var form = await cleared.Open($"/kerja/layanan-penghubung/{service}/ubah");
        (await cleared.Submit(form, "Simpan perubahan", ("Form.Input[classification]", nameof(Classification.Secret)))).Title.ShouldBe("Data penduduk");

        foreach (var href in pages)
        {
            (await clerk.Open(href)).Status.ShouldBe(HttpStatusCode.NotFound, href);
            (await cleared.Open(href)).Status.ShouldBe(HttpStatusCode.OK, href);
        }
        foreach (var href in new[] { "/kerja/layanan-penghubung", "/kerja/versi-layanan", "/kerja/kontrak-pertukaran", "/kerja/direktori-layanan", "/kerja/elemen-data", "/kerja/skema-layanan", "/kerja/cari?q=penduduk", $"/kerja/anggota-penghubung/{provider}",
            "/api/v1/bus-services", "/api/v1/bus-service-versions", "/api/v1/bus-contracts" })
        {
            var body = (await clerk.Open(href)).Body;
            body.ShouldNotContain("Data penduduk", Case.Sensitive, href);
            body.ShouldNotContain(version.ToString(), Case.Sensitive, href);
            body.ShouldNotContain(hash, Case.Sensitive, href);
            body.ShouldNotContain(contract.ToString(), Case.Sensitive, href);
        }
        (await cleared.Open("/kerja/direktori-layanan")).Text.ShouldContain("Data penduduk");

        form = await cleared.Open($"/kerja/layanan-penghubung/{service}/ubah");
        await cleared.Submit(form, "Simpan perubahan", ("Form.Input[classification]", nameof(Classification.Restricted)));
        (await clerk.Open($"/kerja/kontrak-pertukaran/{contract}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_stored_before_its_secrecy_was_known_is_mended_by_the_next_run()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (_, version) = await app.BusService(await app.BusMember("intel"), "sandi", Classification.Secret, change: one => one.HeldAs = Classification.Restricted);
        using var clerk = await app.SignInAs(Role.IctAgency);
        (await clerk.Open($"/kerja/versi-layanan/{version}")).Status.ShouldBe(HttpStatusCode.OK);
        await app.Do(services => Web.Modules.ServiceBus.Catalogue.DirectoryText.Run(services, CancellationToken.None));
        (await clerk.Open($"/kerja/versi-layanan/{version}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
