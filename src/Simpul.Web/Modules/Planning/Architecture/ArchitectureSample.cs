using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>
/// A made-up architecture with which a person tries the pictures and reports: an overlap, a process without application, targets that replace
/// what there is, a dataset that nobody uses.
/// </summary>
internal sealed class ArchitectureSample(IServiceProvider services, IReadOnlyList<AgencyFacts> agencies, DateOnly today)
{
    private readonly ReferenceTree tree = services.GetRequiredService<ReferenceTree>();
    private readonly Dictionary<string, ArchitectureItem> items = new(StringComparer.Ordinal);
    private readonly List<ArchitectureRelation> relations = [];

    public static async Task Add(IServiceProvider services, CancellationToken cancel)
    {
        var today = services.GetRequiredService<Today>().Date;
        var agencies = (await services.GetRequiredService<IOrganisation>().Agencies(today, cancel)).Where(agency => agency.AnswersForItself).ToList();
        if (agencies.Count == 0)
        {
            return;
        }
        var sample = new ArchitectureSample(services, agencies, today);
        sample.AddItems();
        sample.AddRelations();
        await sample.Keep([.. sample.items.Values], cancel);
        await sample.Keep(sample.relations, cancel);
    }

    private void AddItems()
    {
        var (process, data, service, application) = (ArchitectureDomain.Process, ArchitectureDomain.Data, ArchitectureDomain.Service, ArchitectureDomain.Application);
        var (infrastructure, security) = (ArchitectureDomain.Infrastructure, ArchitectureDomain.Security);
        Item(process, "DAB-001", "Pencatatan kelahiran dan kematian", "09.01.07", "Kependudukan", "jenis-proses=inti");
        Item(process, "DAB-002", "Penerbitan kartu tanda penduduk", "09.01.07", "Kependudukan", "jenis-proses=inti");
        Item(process, "DAB-003", "Pelayanan pasien rawat jalan", "04.01.04", "Kesehatan", "jenis-proses=inti");
        Item(process, "DAB-004", "Pemantauan gizi balita", "04.01.06", "Kesehatan", "jenis-proses=inti");
        Item(process, "DAB-005", "Penerbitan perizinan berusaha", "02.08.06", "Penanaman Modal", "jenis-proses=inti");
        Item(process, "DAB-006", "Penerimaan peserta didik baru", "06.01.02", "Pendidikan", "jenis-proses=inti");
        Item(process, "DAB-007", "Penatausahaan keuangan daerah", "09.02.08", "Keuangan", "jenis-proses=pendukung");
        Item(process, "DAB-008", "Penatakelolaan aplikasi", "09.03.02", "Komunikasi", "jenis-proses=manajemen");
        Item(data, "DAD-001", "Data kependudukan", "09.01.07", "Kependudukan", "sifat-data=Terbatas", "validitas-data=Realtime", "interoperabilitas=Ya");
        Item(data, "DAD-002", "Rekam medis pasien", "04.01.04", "Kesehatan", "sifat-data=Tertutup", "validitas-data=Realtime", "interoperabilitas=Tidak");
        Item(data, "DAD-003", "Data gizi balita", "04.01.06", "Kesehatan", "sifat-data=Terbatas", "jenis-data=Statistik", "validitas-data=Bulanan");
        Item(data, "DAD-004", "Data izin usaha", "02.08.06", "Penanaman Modal", "sifat-data=Terbuka", "interoperabilitas=Ya");
        Item(data, "DAD-005", "Data pokok siswa", "06.01.02", "Pendidikan", "sifat-data=Terbatas");
        Item(data, "DAD-006", "Realisasi anggaran", "09.02.08", "Keuangan", "sifat-data=Terbuka", "jenis-data=Keuangan");
        Item(data, "DAD-007", "Daftar menara telekomunikasi", "09.03.01", "Komunikasi", "jenis-data=Geospasial");
        Item(service, "DAL-001", "Layanan akta kelahiran", "09.01.07", "Kependudukan", "target-layanan=Masyarakat", "metode-layanan=Hybrid");
        Item(service, "DAL-002", "Layanan kartu tanda penduduk", "09.01.07", "Kependudukan", "target-layanan=Masyarakat", "metode-layanan=Tatap muka");
        Item(service, "DAL-003", "Layanan rawat jalan puskesmas", "04.01.04", "Kesehatan", "target-layanan=Masyarakat", "metode-layanan=Hybrid");
        Item(service, "DAL-004", "Layanan izin usaha", "02.08.06", "Penanaman Modal", "target-layanan=Pelaku Usaha", "metode-layanan=Elektronik");
        Item(service, "DAL-005", "Layanan pendaftaran sekolah", "06.01.02", "Pendidikan", "target-layanan=Masyarakat", "metode-layanan=Elektronik");
        Item(application, "DAA-001", "Aplikasi administrasi kependudukan", "01.01", "Kependudukan", "basis-aplikasi=Web", "tipe-lisensi=Proprietary");
        Item(application, "DAA-002", "Aplikasi antrean puskesmas", "02.02", "Kesehatan", "basis-aplikasi=Web");
        Item(application, "DAA-003", "Aplikasi rekam medis", "02.02", "Kesehatan", "basis-aplikasi=Web");
        Item(application, "DAA-004", "Portal antrean layanan", "02.02", "Komunikasi", "basis-aplikasi=Mobile");
        Item(application, "DAA-005", "Aplikasi perizinan", "01.01", "Penanaman Modal", "basis-aplikasi=Web");
        Item(application, "DAA-006", "Aplikasi penerimaan siswa", "02.02", "Pendidikan", "basis-aplikasi=Web");
        Item(application, "DAA-007", "Aplikasi keuangan daerah", "01.02", "Keuangan", "basis-aplikasi=Web");
        Target(application, "DAA-101", "Portal layanan terpadu", "01.01", "Komunikasi", 8, "basis-aplikasi=Web");
        Target(application, "DAA-102", "Aplikasi pemantauan gizi", "02.02", "Kesehatan", 14, "basis-aplikasi=Mobile");
        Item(infrastructure, "DAI-001", "Pusat komputasi Diskominfo", "01.02", "Komunikasi", "status-kepemilikan=Milik Sendiri");
        Item(infrastructure, "DAI-002", "Server aplikasi 1", "03.01.01", "Komunikasi", "jenis-server=Virtual", "status-kepemilikan=Milik Sendiri");
        Item(infrastructure, "DAI-003", "Server basis data", "03.01.01", "Komunikasi", "jenis-server=Fisik", "jenis-penggunaan=Database");
        Item(infrastructure, "DAI-004", "Server rumah sakit", "03.01.01", "Kesehatan", "jenis-server=Fisik").Until = today.AddYears(1);
        Item(infrastructure, "DAI-005", "Jaringan intra pemerintah daerah", "02.01", "Komunikasi");
        Item(infrastructure, "DAI-006", "Sistem penghubung layanan", "02.02", "Komunikasi");
        Target(infrastructure, "DAI-101", "Komputasi awan pemerintah", "03.02", "Komunikasi", 20);
        Item(security, "DAK-001", "Standar keamanan aplikasi", "01.02", "Komunikasi");
        Item(security, "DAK-002", "Penerapan enkripsi data pribadi", "02.01", "Komunikasi");
        Item(security, "DAK-003", "Kelaikan keamanan pusat komputasi", "03.03", "Komunikasi");
        Target(security, "DAK-101", "Penilaian kerentanan berkala", "02.02", "Komunikasi", 5);
    }

    private void AddRelations()
    {
        Join(RelationKind.GivenBy, "DAL-001 DAB-001", "DAL-002 DAB-002", "DAL-003 DAB-003", "DAL-004 DAB-005");
        Join(RelationKind.Uses, "DAB-001 DAD-001", "DAB-002 DAD-001", "DAB-003 DAD-002", "DAB-003 DAD-001", "DAB-004 DAD-003", "DAB-005 DAD-004", "DAB-006 DAD-005", "DAB-007 DAD-006", "DAA-001 DAD-001", "DAA-003 DAD-002", "DAA-007 DAD-006");
        Join(RelationKind.ServedBy, "DAB-001 DAA-001", "DAB-002 DAA-001", "DAB-003 DAA-002", "DAB-003 DAA-003", "DAB-003 DAA-004", "DAB-005 DAA-005", "DAB-005 DAA-101", "DAB-006 DAA-006", "DAB-007 DAA-007", "DAL-005 DAA-006", "DAB-004 DAA-102");
        Join(RelationKind.RunsOn, "DAA-001 DAI-002", "DAA-002 DAI-002", "DAA-003 DAI-004", "DAA-004 DAI-002", "DAA-005 DAI-002", "DAA-006 DAI-002", "DAA-007 DAI-002", "DAA-101 DAI-101", "DAA-102 DAI-101", "DAI-002 DAI-001", "DAI-003 DAI-001", "DAD-001 DAI-003", "DAD-004 DAI-003", "DAI-001 DAI-005");
        Join(RelationKind.ProtectedBy, "DAA-001 DAK-001", "DAA-005 DAK-001", "DAD-001 DAK-002", "DAD-002 DAK-002", "DAI-001 DAK-003", "DAA-101 DAK-101");
        Join(RelationKind.Exchanges, "DAA-001 DAA-003", "DAA-001 DAA-006", "DAA-002 DAA-003", "DAA-005 DAA-007", "DAA-101 DAA-001", "DAA-101 DAA-005");
        Join(RelationKind.Replaces, "DAA-101 DAA-004", "DAI-101 DAI-004");
    }

    private ArchitectureItem Item(ArchitectureDomain domain, string code, string name, string reference, string agency, params string[] metadata) => items[code] = new ArchitectureItem
    {
        Domain = domain, Code = code, Name = name, Reference = Code(domain, reference, name), AgencyId = Agency(agency), From = today.AddYears(-3).AddDays(-7 * items.Count), Metadata = [.. metadata],
        Description = $"{name}, butir contoh.",
    };

    private void Target(ArchitectureDomain domain, string code, string name, string reference, string agency, int months, params string[] metadata)
    {
        var item = Item(domain, code, name, reference, agency, metadata);
        (item.State, item.From) = (ItemState.ToBe, today.AddMonths(months));
    }

    private void Join(RelationKind kind, params string[] pairs) => relations.AddRange(pairs.Select(pair => pair.Split(' ')).Select(ends =>
        new ArchitectureRelation { Kind = kind, FromId = items[ends[0]].Id, ToId = items[ends[1]].Id, AgencyId = items[ends[0]].AgencyId }));

    /// <summary>The code of that number or, where the domain's reference counts otherwise, the nearest to the name.</summary>
    private string Code(ArchitectureDomain domain, string number, string name) =>
        tree.Allows(domain, $"{domain.Reference()}.{number}") ? $"{domain.Reference()}.{number}" : tree.Nearest(domain, name, 1)[0].Code;

    /// <summary>The agency that does such work here; where there is none of that name, the one that does everything else.</summary>
    private Guid Agency(string word) => (agencies.FirstOrDefault(agency => agency.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
        ?? agencies.FirstOrDefault(agency => agency.Holds.Contains("ict-agency")) ?? agencies[0]).Id;

    /// <exception cref="InvalidOperationException">The sample breaks a rule of the register: a mistake in this file.</exception>
    private async Task Keep<T>(IReadOnlyList<T> records, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        var register = services.RegisterOf<T>();
        var outcome = await new RegisterWork<T>(register, services).Keep(records, cancel);
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException($"The sample's {register.Kind} break their rules: {string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message).Distinct())}");
        }
        services.GetRequiredService<PlatformDb>().ChangeTracker.Clear();
    }
}
