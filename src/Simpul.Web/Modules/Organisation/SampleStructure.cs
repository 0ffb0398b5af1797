using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The agencies and offices of a made-up government of usual shape, named as the regulation at hand names them.</summary>
internal sealed class SampleStructure
{
    private static readonly Kind[] Kinds =
    [
        new("4.01.01", "Sekretariat Daerah", "Setda", AgencyKind.Secretariat),
        new("4.01.01.01", "Bagian Pemerintahan Sekretariat Daerah", "Bagian Pemerintahan", AgencyKind.SecretariatDivision, Parent: "4.01.01"),
        new("4.01.01.02", "Bagian Hukum Sekretariat Daerah", "Bagian Hukum", AgencyKind.SecretariatDivision, "legal-unit", "4.01.01"),
        new("4.01.01.03", "Bagian Organisasi Sekretariat Daerah", "Bagian Organisasi", AgencyKind.SecretariatDivision, "organisation-unit", "4.01.01"),
        new("4.01.01.04", "Bagian Pengadaan Barang dan Jasa Sekretariat Daerah", "Bagian PBJ", AgencyKind.SecretariatDivision, "procurement-unit", "4.01.01"),
        new("4.01.01.05", "Bagian Umum Sekretariat Daerah", "Bagian Umum", AgencyKind.SecretariatDivision, Parent: "4.01.01"),
        new("4.02.01", "Sekretariat Dewan Perwakilan Rakyat Daerah", "Setwan", AgencyKind.CouncilSecretariat),
        new("6.01.01", "Inspektorat Daerah", "Inspektorat", AgencyKind.Inspectorate, "inspectorate"),
        new("2.16.01", "Dinas Komunikasi dan Informatika", "Diskominfo", AgencyKind.Department, "ict-agency"),
        new("1.01.01", "Dinas Pendidikan", "Disdik", AgencyKind.Department),
        new("1.02.01", "Dinas Kesehatan", "Dinkes", AgencyKind.Department),
        new("1.02.02", "Rumah Sakit Umum Daerah", "RSUD", AgencyKind.Hospital, Parent: "1.02.01"),
        new("1.03.01", "Dinas Pekerjaan Umum dan Penataan Ruang", "DPUPR", AgencyKind.Department),
        new("1.04.01", "Dinas Perumahan dan Kawasan Permukiman", "Disperkim", AgencyKind.Department),
        new("1.05.01", "Satuan Polisi Pamong Praja", "Satpol PP", AgencyKind.Other),
        new("1.05.02", "Badan Penanggulangan Bencana Daerah", "BPBD", AgencyKind.Board),
        new("1.06.01", "Dinas Sosial", "Dinsos", AgencyKind.Department),
        new("2.07.01", "Dinas Tenaga Kerja", "Disnaker", AgencyKind.Department),
        new("2.08.01", "Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "DPPPA", AgencyKind.Department),
        new("2.11.01", "Dinas Lingkungan Hidup", "DLH", AgencyKind.Department),
        new("2.12.01", "Dinas Kependudukan dan Pencatatan Sipil", "Disdukcapil", AgencyKind.Department),
        new("2.15.01", "Dinas Perhubungan", "Dishub", AgencyKind.Department),
        new("2.17.01", "Dinas Koperasi, Usaha Kecil dan Menengah", "Diskop UKM", AgencyKind.Department),
        new("2.18.01", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "DPMPTSP", AgencyKind.Department, "licensing-agency"),
        new("2.19.01", "Dinas Pemuda dan Olahraga", "Dispora", AgencyKind.Department),
        new("2.23.01", "Dinas Perpustakaan dan Kearsipan", "Dispusip", AgencyKind.Department, "archive-agency"),
        new("3.26.01", "Dinas Pariwisata dan Kebudayaan", "Disparbud", AgencyKind.Department),
        new("3.27.01", "Dinas Pertanian dan Ketahanan Pangan", "Distan", AgencyKind.Department),
        new("3.30.01", "Dinas Perdagangan dan Perindustrian", "Disperindag", AgencyKind.Department),
        new("5.01.01", "Badan Perencanaan Pembangunan Daerah", "Bappeda", AgencyKind.Board, "planning-agency"),
        new("5.02.01", "Badan Pengelolaan Keuangan dan Aset Daerah", "BPKAD", AgencyKind.Board, "finance-agency"),
        new("5.02.02", "Badan Pendapatan Daerah", "Bapenda", AgencyKind.Board),
        new("5.03.01", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM", AgencyKind.Board, "personnel-agency"),
        new("8.01.01", "Badan Kesatuan Bangsa dan Politik", "Kesbangpol", AgencyKind.Board),
        new("7.01.01", "Kecamatan Contoh Utara", null, AgencyKind.District),
        new("7.01.02", "Kecamatan Contoh Timur", null, AgencyKind.District),
        new("7.01.03", "Kecamatan Contoh Selatan", null, AgencyKind.District),
        new("7.01.04", "Kecamatan Contoh Barat", null, AgencyKind.District),
    ];

    public SampleStructure(EffectiveProfile profile)
    {
        foreach (var kind in Kinds)
        {
            // "Perangkat Daerah bidang …" is a description; a government gives the agency a name.
            var named = kind.Role is { } role && profile.Offices.TryGet(role, out var office) ? office : null;
            Agencies.Add(new Agency
            {
                Code = kind.Code,
                Name = named is null || named.Title.StartsWith("Perangkat Daerah", StringComparison.Ordinal) ? kind.Name : named.Title,
                ShortName = kind.ShortName,
                Kind = kind.Of,
                ParentId = kind.Parent is { } parent ? Agencies.Single(agency => agency.Code == parent).Id : null,
                Holds = named is null ? [] : [named.Key],
            });
        }
        Head = Add(profile.Office("head").Title, null, ["head"], [Role.Leader], Classification.Secret);
        foreach (var agency in Agencies)
        {
            AddHead(agency, profile);
        }
        Assistant = profile.Offices.TryGet("assistant", out var assistant) ? Add(assistant.Title, Code("4.01.01"), [assistant.Key], [Role.Leader]) : null;
        Administrator = Add("Pengelola Sistem Elektronik", Code("2.16.01"), [], [Role.Administrator, Role.IctAgency], Classification.Secret);
        Add("Kepala Bidang Aplikasi Informatika", Code("2.16.01"), [], [Role.IctAgency]);
        Add("Kepala Bidang Infrastruktur Teknologi Informasi", Code("2.16.01"), [], [Role.IctAgency]);
        IctOperator = Add("Pranata Komputer Dinas Komunikasi dan Informatika", Code("2.16.01"), [], [Role.IctAgency, Role.Operator]);
        Operator = Add("Operator SPBE Dinas Kesehatan", Code("1.02.01"), [], [Role.Operator]);
        Auditor = Add("Auditor Ahli Muda", Code("6.01.01"), [], [Role.Auditor], Classification.Secret);
        Assessor = Add("Analis Kebijakan Ahli Muda", Code("4.01.01.03"), [], [Role.Assessor]);
    }

    public List<Agency> Agencies { get; } = [];

    public List<Office> Offices { get; } = [];

    public Office Head { get; }

    public Office? Assistant { get; }

    public Office Administrator { get; }

    public Office IctOperator { get; }

    public Office Operator { get; }

    public Office Auditor { get; }

    public Office Assessor { get; }

    public Agency Code(string code) => Agencies.Single(agency => agency.Code == code);

    public Office HeadOf(Agency agency) => Offices.Single(office => office.AgencyId == agency.Id && office.HeadsAgency);

    /// <summary>The office that the profile's key means here.</summary>
    public Office? Keyed(string key) => Offices.FirstOrDefault(office => office.Keys.Contains(key))
        ?? (Agencies.FirstOrDefault(agency => agency.Holds.Contains(key)) is { } holder ? HeadOf(holder) : null);

    /// <summary>The offices that hold a seat, as the regulation's words for its holder fit this government.</summary>
    public IReadOnlyList<Office> Holding(Seat seat)
    {
        if (seat.Office is { } key && Keyed(key) is { } keyed)
        {
            return [keyed];
        }
        var named = Agencies.Where(agency => seat.Holder.Contains(agency.Name, StringComparison.OrdinalIgnoreCase) || (agency.ShortName is { } name && seat.Holder.Contains(name, StringComparison.Ordinal))).Select(HeadOf).ToList();
        var usual = named.Count >= seat.Minimum ? named
            : seat.Holder.Contains("Kepala Bidang", StringComparison.Ordinal) ? [.. Offices.Where(office => office.Title.StartsWith("Kepala Bidang", StringComparison.Ordinal))]
            : seat.Holder.Contains("Kepala Bagian", StringComparison.Ordinal) ? [.. Agencies.Where(agency => agency.Kind == AgencyKind.SecretariatDivision).Select(HeadOf)]
            : Agencies.Where(agency => agency.Kind is AgencyKind.Department or AgencyKind.Board && agency.Holds.Count == 0).Select(HeadOf).ToList();
        return [.. usual.Take(Math.Max(seat.Minimum, named.Count))];
    }

    private void AddHead(Agency agency, EffectiveProfile profile)
    {
        var title = agency.Kind switch
        {
            AgencyKind.Secretariat => profile.Office("secretary").Title,
            AgencyKind.CouncilSecretariat => "Sekretaris Dewan Perwakilan Rakyat Daerah",
            AgencyKind.Inspectorate => "Inspektur Daerah",
            AgencyKind.District => "Camat" + agency.Name["Kecamatan".Length..],
            AgencyKind.Hospital => "Direktur " + agency.Name,
            _ => "Kepala " + agency.Name,
        };
        List<string> roles = agency.Kind switch
        {
            AgencyKind.Secretariat => [Role.Leader, Role.AgencyHead],
            AgencyKind.Inspectorate => [Role.AgencyHead, Role.Auditor],
            _ when agency.Holds.Contains("ict-agency") => [Role.AgencyHead, Role.IctAgency],
            _ when agency.Holds.Contains("legal-unit") => [Role.AgencyHead, Role.Legal],
            _ => [Role.AgencyHead],
        };
        Add(title, agency, agency.Kind == AgencyKind.Secretariat ? ["secretary"] : [], roles, agency.Kind is AgencyKind.Secretariat or AgencyKind.Inspectorate ? Classification.Secret : Classification.Restricted).HeadsAgency = true;
    }

    private Office Add(string title, Agency? agency, List<string> keys, List<string> roles, Classification clearance = Classification.Restricted)
    {
        var office = new Office { Title = title, AgencyId = agency?.Id, Keys = keys, Roles = roles, Clearance = clearance };
        Offices.Add(office);
        return office;
    }

    private sealed record Kind(string Code, string Name, string? ShortName, AgencyKind Of, string? Role = null, string? Parent = null);
}
