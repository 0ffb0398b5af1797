using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Processes.Bpmn;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>
/// A dozen made-up processes in a hierarchy, two of them drawn. Some have no legal basis, one agency has not taken part in a design: the board has
/// something to show.
/// </summary>
internal sealed class ProcessSample(IServiceProvider services, IReadOnlyList<AgencyFacts> agencies, EffectiveProfile profile)
{
    private static readonly string[] drafters = ["organisation-unit", "ict-agency"];

    private readonly DateOnly today = services.GetRequiredService<Today>().Date;

    public static async Task Add(IServiceProvider services, CancellationToken cancel)
    {
        var agencies = await services.GetRequiredService<IOrganisation>().Agencies(services.GetRequiredService<Today>().Date, cancel);
        if (agencies.Count > 0)
        {
            await new ProcessSample(services, agencies, services.GetRequiredService<CurrentRegulation>().Profile).Add(cancel);
        }
    }

    private async Task Add(CancellationToken cancel)
    {
        var (kominfo, health, civil) = (Of("ict-agency", "Komunikasi"), Of(null, "Kesehatan"), Of(null, "Kependudukan"));
        var planning = Of("planning-agency", "Perencanaan");
        var government = Process("PB-01", "Tata kelola pemerintahan", null, null, ["planning", "performance"]);
        var chain = Process("PB-01.01", "Perencanaan dan penganggaran terpadu", government, null, ["planning", "budgeting"], "Peraturan Menteri Dalam Negeri tentang perencanaan pembangunan daerah");
        var plan = Process("PB-01.01.01", "Penyusunan rencana kerja perangkat daerah", chain, planning, ["planning"], "Peraturan Menteri Dalam Negeri tentang perencanaan pembangunan daerah");
        var archives = Process("PB-01.02", "Pengelolaan arsip dinamis", government, null, ["archives"]);
        var service = Process("PB-02", "Pelayanan publik", null, null, []);
        var complaints = Process("PB-02.01", "Penanganan pengaduan", service, kominfo, ["complaints"], "Peraturan Presiden Nomor 76 Tahun 2013");
        var birth = Process("PB-02.02", "Penerbitan akta kelahiran", service, civil, [], "Undang-Undang tentang administrasi kependudukan");
        var referral = Process("PB-02.03", "Rujukan pasien", service, health, []);
        var drafted = Process("PB-02.04", "Perizinan praktik tenaga kesehatan", service, health, []);
        (drafted.State, drafted.InForceFrom) = (ProcessState.Drafting, null);
        var support = Process("PB-03", "Dukungan SPBE", null, kominfo, []);
        var desk = Process("PB-03.01", "Penanganan gangguan layanan TIK", support, kominfo, []);
        var hosting = Process("PB-03.02", "Penempatan aplikasi di pusat data", support, kominfo, []);
        List<BusinessProcess> all = [government, chain, plan, archives, service, complaints, birth, referral, drafted, support, desk, hosting];
        foreach (var process in all)
        {
            await Keep(process, cancel);
        }
        await Actors(cancel, (chain, planning, true), (chain, kominfo, true), (complaints, health, true), (complaints, civil, false), (birth, health, true));
        await Draw(complaints, "Penanganan pengaduan", ["Terima pengaduan", "Teruskan ke perangkat daerah", "Sampaikan jawaban"], cancel);
        await Draw(birth, "Penerbitan akta kelahiran", ["Periksa berkas", "Catat kelahiran", "Terbitkan akta"], cancel);
        await Keep(new Reengineering
        {
            ProcessId = complaints.Id, AgencyId = complaints.AgencyId, Date = today.AddMonths(-4), Before = "Pengaduan ditulis di buku, lalu diantar ke perangkat daerah.", After = "Pengaduan diteruskan lewat aplikasi pada hari yang sama.",
            Gained = "Jawaban lebih cepat dan dapat diikuti pengadu.", DaysBefore = 14, DaysAfter = 5, StepsBefore = 9, StepsAfter = 4,
        }, cancel);
    }

    private BusinessProcess Process(string code, string name, BusinessProcess? parent, AgencyFacts? agency, List<string> areas, string? legalBasis = null) => new()
    {
        Code = code,
        Name = name,
        ParentId = parent?.Id,
        AgencyId = agency?.Id,
        Areas = areas,
        State = ProcessState.Enacted,
        InForceFrom = today.AddMonths(-9),
        LegalBasis = legalBasis is null ? [] : [legalBasis],
        ArchitectureBasis = code.Length > 5 ? $"Domain arsitektur proses bisnis, {name.ToLowerInvariant()}" : null,
        DraftedBy = [.. drafters.Where(office => profile.Offices.TryGet(office, out _))],
        Inputs = ["Permohonan atau usulan"],
        Outputs = [$"{name} selesai"],
    };

    /// <summary>The agency that holds an office of the profile or, where none does, the one whose name has the word.</summary>
    private AgencyFacts Of(string? office, string word) =>
        agencies.FirstOrDefault(agency => office is not null && agency.Holds.Contains(office)) ?? agencies.FirstOrDefault(agency => agency.Name.Contains(word, StringComparison.Ordinal)) ?? agencies[0];

    private async Task Actors(CancellationToken cancel, params (BusinessProcess Process, AgencyFacts Agency, bool Took)[] parts)
    {
        var db = services.GetRequiredService<PlatformDb>();
        foreach (var group in parts.DistinctBy(part => (part.Process.Id, part.Agency.Id)).GroupBy(part => part.Process.Id))
        {
            foreach (var (process, agency, took) in group)
            {
                db.Add(new ProcessActor { ProcessId = process.Id, AgencyId = agency.Id, Role = "Terlibat dalam pelaksanaan", TookPartOn = took ? today.AddMonths(-10) : null });
            }
            services.GetRequiredService<Platform.Journal.Journal>().Record("business-processes.actor-kept", (await db.FindAsync<BusinessProcess>([group.Key], cancel))!);
        }
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private async Task Draw(BusinessProcess process, string name, string[] tasks, CancellationToken cancel)
    {
        var kept = await services.GetRequiredService<Diagrams>().Keep(process.Id, PlainDiagram.Of(name, tasks), $"{process.Code}.bpmn", "Diagram contoh", basedOn: null, cancel);
        if (!kept.Succeeded)
        {
            throw new InvalidOperationException($"The sample's diagram is refused: {string.Join(' ', kept.Refusals.Select(refusal => refusal.Message))}");
        }
        services.GetRequiredService<PlatformDb>().ChangeTracker.Clear();
    }

    /// <exception cref="InvalidOperationException">The sample breaks a rule of the register: a mistake in this file.</exception>
    private async Task Keep<T>(T record, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        var register = services.RegisterOf<T>();
        var outcome = await new RegisterWork<T>(register, services).Keep([record], cancel);
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException($"The sample's {register.Kind} break their rules: {string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message))}");
        }
        services.GetRequiredService<PlatformDb>().ChangeTracker.Clear();
    }
}
