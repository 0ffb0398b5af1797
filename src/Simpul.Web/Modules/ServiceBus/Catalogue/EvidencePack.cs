using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.ServiceBus.Developer;
using Simpul.Web.Modules.ServiceBus.Lint;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Documents.Pdf;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>What an assessor of the SPBE evaluation's indicator 18 (use of the service bus) asks to see, in one ZIP: a summary, the services, contracts, traffic, links, the architecture's picture of who exchanges with whom, and the descriptions.</summary>
internal sealed class EvidencePack(PlatformDb db, ServiceCatalogue catalogue, RecipientBook recipients, TrafficBook traffic, ExchangeBook exchanges, IArchitecturePictures pictures, Acting acting, IOrganisation organisation, CurrentRegulation regulation, BusOptions bus, Today today, Zone zone, TimeProvider clock)
{
    public const string Href = "/kerja/bukti-penghubung.zip";

    private const string Json = "dokumentasi";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Href, async (EvidencePack pack, Today today, CancellationToken cancel) =>
        Results.Bytes(await pack.Make(cancel), "application/zip", $"bukti-penghubung-layanan-{today.Date:yyyy-MM-dd}.zip")).WithMetadata(new PermissionAttribute(ServiceBusPermissions.View)).ExcludeFromDescription();

    public async Task<byte[]> Make(CancellationToken cancel)
    {
        var services = await Services(cancel);
        var (received, _) = await recipients.Read(null, 0, 0, cancel);
        var span = TrafficSpan.Of("365hari");
        // What is tried in the sandbox is no use of the bus.
        var calls = (await traffic.ByContract(span, cancel)).Where(row => !row.IsTrial).ToList();
        var faults = await traffic.BusFaults(span, cancel);
        var course = await traffic.Course(span, null, cancel);
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await Add(zip, "ringkasan.pdf", to => Summary(to, services, received, calls, faults, cancel));
            Sheet(zip, "1-daftar-layanan.xlsx", "Daftar layanan", workbook => ServiceList(workbook, services));
            Sheet(zip, "2-kontrak-dan-elemen-data.xlsx", "Penerima data", workbook => RecipientSheet.Write(workbook, received, zone.Info));
            Sheet(zip, "3-lalu-lintas.xlsx", "Lalu lintas", workbook => TrafficSheet.Write(workbook, calls, course, zone.Info, span.Title));
            var fitness = await Fitness(cancel);
            Sheet(zip, "4-kelaikan-dan-keterhubungan.xlsx", "Kelaikan dan keterhubungan", fitness);
            if (await pictures.Integrations(today.Date, cancel) is { } picture)
            {
                using var to = zip.CreateEntry("5-integrasi-aplikasi.svg").Open();
                to.Write(picture);
            }
            foreach (var (entry, version) in services)
            {
                if (await Documents.Of(db, version.DescriptionSha256, cancel) is not { } document) continue;
                using var to = zip.CreateEntry($"{Json}/{entry.Service.Code}-{version.Label}.json").Open();
                // As callers get it: whoever reads this file has the gateway, not the provider's own address.
                to.Write(GivenDocument.Of(document, bus.AddressOf(entry.Service.Code, version.Label), sandbox: null));
            }
        }
        return file.ToArray();
    }

    private async Task<List<(ServiceEntry Entry, BusServiceVersion Version)>> Services(CancellationToken cancel)
    {
        List<(ServiceEntry, BusServiceVersion)> all = [];
        for (var number = 1; ; number++)
        {
            var (entries, total) = await catalogue.List(publicOnly: false, null, number, cancel);
            all.AddRange(entries.SelectMany(entry => entry.Versions.Where(version => version.Environment == ServiceEnvironment.Production).Select(version => (entry, version))));
            if (number * ServiceCatalogue.PageSize >= total) return all;
        }
    }

    private async Task Summary(Stream to, List<(ServiceEntry Entry, BusServiceVersion Version)> services, IReadOnlyList<DataRecipient> received, IReadOnlyList<TrafficRow> calls, TrafficCounts faults, CancellationToken cancel)
    {
        var agencies = (await organisation.Agencies(today.Date, cancel)).Where(one => one.AnswersForItself).ToList();
        var members = await db.Set<BusMember>().AsNoTracking().Where(one => one.State == MemberState.Active).ToListAsync(cancel);
        var joined = agencies.Count(agency => members.Any(one => one.AgencyId == agency.Id));
        var links = await db.Set<Interconnection>().AsNoTracking().OrderBy(one => one.Name).ToListAsync(cancel);
        var (known, _, _) = await exchanges.Read(today.Date, cancel);
        var whole = calls.Aggregate(faults, (sum, row) => sum.Plus(row.Counts));
        var government = regulation.Profile.Region.Government;
        var report = new PdfReport(new PdfInfo("Bukti penggunaan Sistem Penghubung Layanan", clock.GetUtcNow()) { Author = government, Subtitle = $"{government}, keadaan {Indonesian.Date(today.Date)}" });
        report.Paragraph("Berkas ini disusun dari catatan penghubung layanan untuk penilaian indikator penggunaan sistem penghubung layanan pada evaluasi SPBE. Rinciannya ada pada lembar kerja yang menyertainya. Uji coba tidak ikut dihitung; waktu ketika gerbang tidak berjalan sama sekali tidak terhitung dalam ketersediaan.");
        report.Facts(
        [
            ("Layanan yang terbit", Indonesian.Number(services.Select(one => one.Entry.Service.Id).Distinct().Count())),
            ("Perangkat daerah yang terhubung", $"{Indonesian.Number(joined)} dari {Indonesian.Number(agencies.Count)}"),
            ("Anggota aktif", Indonesian.Number(members.Count)),
            ("Kontrak pertukaran yang berlaku", Indonesian.Number(received.Count)),
            ("Pertukaran menurut arsitektur yang lewat penghubung", $"{Indonesian.Number(known.Count(one => one.Standing == ExchangeStanding.OnBus))} dari {Indonesian.Number(known.Count)}"),
            ("Panggilan dalam 365 hari", Indonesian.Number(whole.Calls)),
            ("Ketersediaan dalam 365 hari", $"{TrafficWords.Share(whole.Availability)} dari panggilan yang sampai"),
            ("Keterhubungan yang berfungsi", Indonesian.Number(links.Count(one => one.IsWorking))),
        ]);
        report.Heading("Layanan pada penghubung");
        report.Table([new("Layanan", 2.4), new("Penyedia", 2), new("Alamat", 2), new("Sifat", 1)],
            services.Select(one => (IReadOnlyList<PdfCell>)[new(one.Entry.Service.Title), new(one.Entry.Provider.Name), new($"/layanan/{one.Entry.Service.Code}/{one.Version.Label}"), new(one.Entry.Service.Classification.Word())]), "Belum ada layanan yang terbit.");
        report.Heading("Pertukaran antaraplikasi");
        if (known.Count > 0)
        {
            report.Paragraph("Gambar pertukaran menurut arsitektur ada pada berkas 5-integrasi-aplikasi.svg.");
        }
        report.Table([new("Aplikasi", 2), new("Dengan", 2), new("Keadaan", 1.4)], known.Select(one => (IReadOnlyList<PdfCell>)[new(one.From), new(one.To), new(ExchangesModel.Shown(one.Standing).Word)]), "Arsitektur belum mencatat pertukaran antaraplikasi.");
        report.Heading("Keterhubungan dengan penghubung lain");
        report.Table([new("Dengan", 2), new("Jenis", 2), new("Berfungsi", 1), new("Diuji terakhir", 1.2)],
            links.Select(one => (IReadOnlyList<PdfCell>)[new(one.Name), new(Word(one.Kind)), new(one.IsWorking ? "ya" : "tidak"), new(one.TestedOn is { } day ? Indonesian.ShortDate(day) : "belum diuji")]), "Belum ada keterhubungan yang tercatat.");
        report.Save(to);
    }

    private void ServiceList(WorkbookWriter workbook, List<(ServiceEntry Entry, BusServiceVersion Version)> services)
    {
        var sheet = workbook.Sheet("Daftar layanan", [new("Nama"), new("Deskripsi"), new("Alamat"), new("Atribut"), new("Keluaran"), new("Penyedia"), new("Versi"), new("Keadaan"), new("Terbit", CellKind.Date), new("SHA-256 dokumentasi")]);
        foreach (var (entry, version) in services)
            sheet.Row([entry.Service.Title, entry.Service.Description, $"/layanan/{entry.Service.Code}/{version.Label}", entry.Service.Classification.Word(), "JSON (OpenAPI)", entry.Provider.Name, version.Label, version.State.Word(),
                version.PublishedAt is { } at ? Indonesian.DateIn(at, zone.Info) : null, version.DescriptionSha256]);
    }

    private async Task<Action<WorkbookWriter>> Fitness(CancellationToken cancel)
    {
        var readable = acting.Actor.Readable();
        var components = await db.Set<BusComponent>().AsNoTracking().OrderBy(one => one.Name).ToListAsync(cancel);
        var opinions = await db.Set<BusOpinion>().AsNoTracking().Where(one => readable.Contains(one.HeldAs)).OrderByDescending(one => one.GivenOn).ToListAsync(cancel);
        var tests = await db.Set<ConformanceTest>().AsNoTracking().Where(one => readable.Contains(one.HeldAs)).OrderByDescending(one => one.TestedOn).ToListAsync(cancel);
        var links = await db.Set<Interconnection>().AsNoTracking().OrderBy(one => one.Name).ToListAsync(cancel);
        var members = await db.Set<BusMember>().AsNoTracking().ToDictionaryAsync(one => one.Id, one => one.Name, cancel);
        return workbook =>
        {
            var parts = workbook.Sheet("Komponen", [new("Komponen"), new("Jenis"), new("Perangkat lunak"), new("Dasar penetapan"), new("Sejak", CellKind.Date), new("Sampai", CellKind.Date)]);
            foreach (var one in components) parts.Row([one.Name, BusComponentRegister.Kinds.First(kind => kind.Value == one.Kind).Title, one.Software, one.SoftwareRule, one.From, one.Until]);
            var fit = workbook.Sheet("Pertimbangan kelaikan", [new("Pertimbangan"), new("Anggota"), new("Pemberi"), new("Hasil"), new("Nomor"), new("Pedoman"), new("Diberikan", CellKind.Date), new("Berlaku sampai", CellKind.Date)]);
            foreach (var one in opinions) fit.Row([OpinionWords.Of(one.Kind), one.MemberId is { } member ? members.GetValueOrDefault(member) : "Penghubung seluruhnya", one.By, OpinionWords.Of(one.Verdict), one.Number, one.Guideline, one.GivenOn, one.ValidUntil]);
            var tried = workbook.Sheet("Uji kesesuaian", [new("Standar"), new("Anggota"), new("Memenuhi", CellKind.Boolean), new("Diuji", CellKind.Date), new("Temuan")]);
            foreach (var one in tests) tried.Row([one.Standard, one.MemberId is { } member ? members.GetValueOrDefault(member) : null, one.Passed, one.TestedOn, one.Findings]);
            var linked = workbook.Sheet("Keterhubungan", [new("Dengan"), new("Jenis"), new("Berfungsi", CellKind.Boolean), new("Diuji terakhir", CellKind.Date), new("Catatan")]);
            foreach (var one in links) linked.Row([one.Name, Word(one.Kind), one.IsWorking, one.TestedOn, one.Note]);
        };
    }

    private static string Word(InterconnectionKind kind) => kind switch { InterconnectionKind.NationalBus => "Penghubung nasional", InterconnectionKind.OtherRegion => "Penghubung pemerintah daerah lain", _ => "Jaringan intra pemerintah" };

    private static async Task Add(ZipArchive zip, string name, Func<Stream, Task> write)
    {
        using var held = new MemoryStream();
        await write(held);
        using var to = zip.CreateEntry(name).Open();
        to.Write(held.ToArray());
    }

    private static void Sheet(ZipArchive zip, string name, string title, Action<WorkbookWriter> write)
    {
        using var held = new MemoryStream();
        using (var workbook = new WorkbookWriter(held, title)) write(workbook);
        using var to = zip.CreateEntry(name).Open();
        to.Write(held.ToArray());
    }
}

/// <summary>Opinions of fitness as people read them.</summary>
internal static class OpinionWords
{
    public static string Of(OpinionKind kind) => kind == OpinionKind.OperationFitness ? "kelaikan operasi" : "kelaikan keamanan";

    public static string Of(OpinionVerdict verdict) => verdict switch { OpinionVerdict.Fit => "Laik", OpinionVerdict.FitWithConditions => "Laik dengan syarat", _ => "Belum laik" };
}
