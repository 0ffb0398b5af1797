using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Modules.ServiceBus;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>Records of Simpul itself as evidence: services of the bus, registered services and the applications that give them.</summary>
public sealed class OfferedEvidenceTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Services_of_the_bus_prove_its_indicator_as_they_stood_and_secret_ones_are_offered_to_nobody(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var provider = await hall.App.BusMember("pangan");
        var (service, _) = await hall.App.BusService(provider, "harga");
        await hall.App.BusService(provider, "intel", Classification.Secret);
        var cycle = await hall.Cycle();
        var address = $"/kerja/evaluasi/{cycle.Id}/indikator/18";
        using var ict = await hall.App.As(hall.Ict);
        var page = await ict.Open($"{address}/bukti?tingkat=2");
        page.Text.ShouldContain("Layanan penghubung Layanan harga");
        page.Text.ShouldNotContain("intel");
        var offered = page.Html.QuerySelectorAll("input[name='Record.Which']").Select(input => input.GetAttribute("value")!).Single(value => value.StartsWith("bus-services:", StringComparison.Ordinal));
        (await ict.Submit(page, "Pakai catatan ini", ("Record.Which", offered))).Text.ShouldContain("dibekukan saat diajukan");
        (await ict.Submit(await ict.Open(address), "Ajukan kepada asesor", ("Input.Value", "2"), ("Input.Met", "2"), ("Input.Reason", "Layanan berjalan."))).Text.ShouldContain("diajukan");
        var document = (await hall.App.All<EvidenceDocument>()).ShouldHaveSingleItem();
        document.Snapshot!.ShouldContain("Kode harga");
        document.Snapshot!.ShouldContain("SHA-256 dokumen");
        var last = (await hall.App.All<JournalEvent>()).Where(item => item.SubjectKind == "bus-services" && item.SubjectId == document.RecordId).Max(item => item.Index);
        document.JournalIndex.ShouldBe(last);
        // Sent back and handed in again it is the same evidence, until the record says something else.
        using var assessor = await hall.App.As(hall.Assessor);
        await Again();
        (await hall.App.All<EvidenceDocument>()).ShouldHaveSingleItem();
        await hall.App.Edited<BusService>(service, "bus-services.changed", one => one.Title = "Harga pangan harian");
        await Again();
        var documents = await hall.App.All<EvidenceDocument>();
        documents.Single(one => one.Id == document.Id).Snapshot.ShouldBe(document.Snapshot, "What stood there then is kept.");
        var renewed = documents.Single(one => one.Id != document.Id);
        renewed.Snapshot!.ShouldContain("Harga pangan harian");
        (renewed.RecordId, renewed.AgencyId, renewed.JournalIndex > document.JournalIndex).ShouldBe((document.RecordId, document.AgencyId, true));
        renewed.SnapshotDigest.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(renewed.Snapshot!))));
        (await hall.App.All<EvidenceUse>()).ShouldHaveSingleItem().DocumentId.ShouldBe(renewed.Id);
        (await ict.Open(renewed.Href)).Text.ShouldContain("begini bunyi catatannya ketika jawaban diajukan");

        async Task Again()
        {
            (await assessor.Submit(await assessor.Open(address), "Kembalikan jawaban ini", ("ReturnBecause", "Lengkapi."))).Text.ShouldContain("Jawaban dikembalikan.");
            (await ict.Submit(await ict.Open(address), "Ajukan kepada asesor")).Text.ShouldContain("diajukan");
        }

        // Other indicators have no use for it.
        (await ict.Open($"/kerja/evaluasi/{cycle.Id}/indikator/16/bukti?tingkat=2")).Html.QuerySelectorAll("input[value^='bus-services:']").ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Registered_services_and_the_applications_that_give_them_prove_a_public_service(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var application = await hall.App.Application("Antrean", item =>
        {
            (item.Item.AgencyId, item.ServesPublic) = (hall.Health.AgencyId, true);
            item.Functions = ["Ambil nomor", "Lihat giliran"];
        });
        await hall.App.Application("Gaji", item => item.Item.AgencyId = hall.Health.AgencyId);
        var service = new ArchitectureItem { Domain = ArchitectureDomain.Service, Name = "Pendaftaran puskesmas", Code = "LYN-1", Reference = "RAL.01.01", AgencyId = hall.Health.AgencyId };
        await hall.App.Hold(service, new ArchitectureItem { Domain = ArchitectureDomain.Service, Name = "Layanan lain", Code = "LYN-2", Reference = "RAL.01.01", AgencyId = hall.Ict.AgencyId }, new ArchitectureItem { Domain = ArchitectureDomain.Service, Name = "Layanan nanti", Code = "LYN-3", Reference = "RAL.01.01", AgencyId = hall.Health.AgencyId, State = ItemState.ToBe });
        await hall.App.Serves(service.Id, application);
        var cycle = await hall.Cycle();
        await hall.App.Do(async services =>
        {
            var item = await services.GetRequiredService<PlatformDb>().Set<CycleIndicator>().SingleAsync(one => one.CycleId == cycle.Id && one.Key == "45");
            item.AgencyId = hall.Health.AgencyId;
            services.GetRequiredService<Journal>().Record("evaluation-indicators.delegated", item);
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });
        using var health = await hall.App.As(hall.Health);
        var page = await health.Open($"/kerja/evaluasi/{cycle.Id}/indikator/45/bukti?tingkat=2");
        page.Text.ShouldContain("Menyediakan: Ambil nomor; Lihat giliran");
        page.Text.ShouldContain("Layanan Pendaftaran puskesmas");
        page.Text.ShouldContain("Didukung aplikasi Antrean");
        foreach (var hidden in new[] { "Layanan lain", "Layanan nanti" })
        {
            page.Text.ShouldNotContain(hidden);
        }
        // What serves the public comes before what does not.
        page.Html.QuerySelectorAll("input[name='Record.Which']").Select(input => input.GetAttribute("value")!).First(value => value.StartsWith("applications:", StringComparison.Ordinal)).ShouldBe($"applications:{application}");
    }
}
