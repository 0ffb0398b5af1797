using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>The other registers of the yearly budget. Pages of this part lead to them.</summary>
internal static class BudgetRegisters
{
    public const string CycleKind = "budget-cycles";
    public const string ProposalKind = "budget-proposals";

    public static readonly Register<BudgetCycle> Cycles = new()
    {
        Kind = CycleKind,
        Slug = "siklus-anggaran",
        Title = "Siklus anggaran SPBE",
        One = "siklus",
        Why = "Setiap tahun anggaran mempunyai satu siklus dengan tanggal tiap tahapnya.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.BudgetCycles,
        Adds = false,
        OrderedBy = "-year",
        TitleOf = item => "Anggaran " + item.Year,
        Of =
        [
            Fields.Number<BudgetCycle>("year", "Tahun anggaran", item => item.Year, BudgetCycle.LeastYear, BudgetCycle.MostYear, new() { Required = true, Listed = true, Fixed = true }),
            Fields.Date<BudgetCycle>("opensOn", "Dibuka", item => item.OpensOn, new() { Required = true, Listed = true }),
            Fields.Date<BudgetCycle>("proposalsUntil", "Usulan paling lambat", item => item.ProposalsUntil, new() { Required = true, Listed = true }),
            Fields.Date<BudgetCycle>("recommendationsUntil", "Rekomendasi paling lambat", item => item.RecommendationsUntil, new() { Required = true, Listed = true }),
            Fields.Date<BudgetCycle>("coordinationUntil", "Koordinasi paling lambat", item => item.CoordinationUntil, new() { Required = true, Listed = true }),
            Fields.Date<BudgetCycle>("closesOn", "Konsolidasi paling lambat", item => item.ClosesOn, new() { Required = true, Listed = true }),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>([.. BudgetRules.Cycle(item)]),
        Saving = (services, _, _, _) =>
        {
            services.GetRequiredService<BudgetRules>().Forget();
            return Task.CompletedTask;
        },
        More = BudgetSections.OfCycle,
    };

    public static readonly Register<BudgetProposal> Proposals = new()
    {
        Kind = ProposalKind,
        Slug = "usulan-perangkat-daerah",
        Title = "Usulan anggaran per perangkat daerah",
        One = "usulan",
        Why = "Usulan setiap perangkat daerah pada suatu siklus, beserta urusan yang memutuskannya.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Budget,
        Adds = false,
        OrderedBy = "title",
        TitleOf = item => item.Title,
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Text<BudgetProposal>("title", "Usulan", item => item.Title, BudgetProposal.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Reference<BudgetProposal>("cycle", "Siklus", item => item.CycleId, CycleKind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<BudgetProposal>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Fixed = true }),
            Fields.YesNo<BudgetProposal>("none", "Tidak mengusulkan apa pun tahun ini", item => item.None, new() { Listed = true, Filtered = true }),
            Fields.Date<BudgetProposal>("settledOn", "Disepakati di luar Simpul pada", item => item.SettledOn, new() { Help = "Hanya untuk usulan yang diputuskan sebelum Simpul dipakai." }),
            Fields.Text<BudgetProposal>("settledBy", "Dokumen kesepakatannya", item => item.SettledBy, BudgetProposal.NoteLength),
        ],
        Rules = (services, item, cancel) => services.GetRequiredService<BudgetRules>().Proposal(item, cancel),
        Saving = (services, item, _, _) =>
        {
            item.NoneOn = item.None ? item.NoneOn ?? services.GetRequiredService<Today>().Date : null;
            return Task.CompletedTask;
        },
        More = BudgetSections.OfProposal,
    };

    public static readonly Register<BudgetCoordination> Coordinations = new()
    {
        Kind = "budget-coordinations",
        Slug = "koordinasi-anggaran",
        Title = "Koordinasi anggaran SPBE",
        One = "koordinasi",
        Why = "Siapa mengoordinasikan rencana dan anggaran, kapan, dan apa hasilnya. Langkah urusan mencatatnya sendiri; rapat bersama dicatat di sini.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.BudgetWork,
        OrderedBy = "-heldOn",
        TitledBy = ["office", "heldOn"],
        Of =
        [
            Fields.Reference<BudgetCoordination>("cycle", "Siklus", item => item.CycleId, CycleKind, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Key<BudgetCoordination>("office", "Oleh", item => item.Office, 60, Offices, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<BudgetCoordination>("proposal", "Tentang usulan", item => item.ProposalId, ProposalKind, new() { Listed = true, Help = "Kosongkan bila tentang seluruh usulan tahun ini." }),
            Fields.Date<BudgetCoordination>("heldOn", "Tanggal", item => item.HeldOn, new() { Required = true, Listed = true }),
            Fields.Text<BudgetCoordination>("result", "Notula atau hasil", item => item.Result, BudgetCoordination.ResultLength, new() { Required = true, Searched = true }, longText: true),
        ],
        Rules = (services, item, cancel) => services.GetRequiredService<BudgetRules>().Coordination(item, cancel),
    };

    public static readonly Register<BudgetApproval> Approvals = new()
    {
        Kind = "budget-approvals",
        Slug = "persetujuan-anggaran",
        Title = "Anggaran SPBE yang disetujui",
        One = "persetujuan",
        Why = "Angka yang diberikan kepada setiap butir sesudah anggaran daerah ditetapkan.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.BudgetWork,
        OrderedBy = "-approvedOn",
        TitledBy = ["item"],
        Of =
        [
            Fields.Reference<BudgetApproval>("item", "Butir usulan", item => item.ItemId, BudgetItemRegister.Kind, new() { Required = true, Listed = true, Fixed = true, Help = "Nama belanja atau kode usulannya." }),
            Fields.Money<BudgetApproval>("amount", "Disetujui", item => item.Amount, new() { Required = true, Listed = true, Help = "Isi 0 bila dicoret." }),
            Fields.Date<BudgetApproval>("approvedOn", "Tanggal persetujuan", item => item.ApprovedOn, new() { Required = true, Listed = true }),
            Fields.Text<BudgetApproval>("document", "Dokumen", item => item.Document, BudgetApproval.NoteLength, new() { Listed = true, Searched = true, Help = "Misalnya DPA atau peraturan tentang APBD." }),
        ],
        Rules = (services, item, cancel) => services.GetRequiredService<BudgetRules>().Approval(item, cancel),
    };

    public static readonly Register<BudgetRealisation> Realisations = new()
    {
        Kind = "budget-realisations",
        Slug = "realisasi-anggaran",
        Title = "Realisasi anggaran SPBE",
        One = "realisasi",
        Why = "Uang yang sudah dibelanjakan untuk setiap butir, menurut tanggalnya.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Budget,
        OrderedBy = "-spentOn",
        TitledBy = ["item", "spentOn"],
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Reference<BudgetRealisation>("item", "Butir usulan", item => item.ItemId, BudgetItemRegister.Kind, new() { Required = true, Listed = true, Fixed = true }),
            Fields.Reference<BudgetRealisation>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<BudgetRealisation>("spentOn", "Tanggal", item => item.SpentOn, new() { Required = true, Listed = true }),
            Fields.Money<BudgetRealisation>("amount", "Jumlah", item => item.Amount, new() { Required = true, Listed = true, Help = "Yang dibelanjakan kali ini, bukan jumlah sampai hari ini." }),
            Fields.Text<BudgetRealisation>("note", "Keterangan", item => item.Note, BudgetRealisation.NoteLength, new() { Listed = true, Searched = true }),
        ],
        Rules = async (services, item, cancel) =>
        {
            var agency = await services.GetRequiredService<PlatformDb>().Set<BudgetItem>().AsNoTracking().Where(one => one.Id == item.ItemId).Select(one => one.AgencyId).SingleOrDefaultAsync(cancel);
            List<Refusal> refusals = [.. await services.GetRequiredService<BudgetRules>().Realisation(item, cancel)];
            if (agency is not null && agency != item.AgencyId)
            {
                refusals.Add(Refusal.At("agency", "Butir ini milik perangkat daerah lain."));
            }
            return refusals;
        },
        Saving = (services, item, _, _) =>
        {
            // Two who save at once each see what was spent before the other.
            services.GetRequiredService<PlatformDb>().HoldTo((nameof(BudgetRealisation), item.Id), async cancel => await services.GetRequiredService<BudgetRules>().Realisation(item, cancel) is [var refusal, ..] ? refusal : null);
            return Task.CompletedTask;
        },
    };

    private static IReadOnlyList<FieldChoice> Offices(IServiceProvider services) => services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true, Profile: var profile }
        ? [.. profile.Offices.Select(office => new FieldChoice(office.Key, office.Title))] : [];
}
