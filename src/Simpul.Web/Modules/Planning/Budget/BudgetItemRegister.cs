using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.Planning.Roadmap;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>The register of what agencies propose.</summary>
internal static class BudgetItemRegister
{
    public const string Kind = "budget-items";
    public const string Slug = "usulan-anggaran";

    public static readonly Register<BudgetItem> Declared = new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Butir usulan anggaran SPBE",
        One = "butir usulan",
        Why = "Setiap belanja SPBE diusulkan sebagai satu butir, supaya terlihat untuk apa, berapa, dan bagian Arsitektur serta Peta Rencana mana yang diwujudkannya.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Budget,
        OrderedBy = "name",
        // The code makes a name unique that several agencies give: approvals and realisations name their item by it.
        TitleOf = item => item.Code == null ? item.Name : item.Code + " " + item.Name,
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Reference<BudgetItem>("cycle", "Siklus", item => item.CycleId, BudgetRegisters.CycleKind, new() { Required = true, Listed = true, Filtered = true, Fixed = true, Help = "Tahun anggaran yang direncanakan." }),
            Fields.Reference<BudgetItem>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Required = true, Listed = true, Filtered = true }),
            Fields.Text<BudgetItem>("code", "Kode usulan", item => item.Code, BudgetItem.CodeLength, new() { Searched = true, Unique = true, Help = "Nomor dari perangkat daerah, misalnya 2027-DINKES-001. Dengan kode, unggahan ulang dari Excel memperbarui butir yang sama." }),
            Fields.Text<BudgetItem>("name", "Nama belanja", item => item.Name, BudgetItem.NameLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Choice<BudgetItem, SpendingKind>("kind", "Jenis belanja", item => item.Kind, BudgetWords.Kinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Choice<BudgetItem, RoadmapArea>("content", "Muatan", item => item.Content, ActivityRegister.Areas, new() { Required = true, Filtered = true, CitedBy = "roadmap.contents" }),
            Fields.Text<BudgetItem>("need", "Kebutuhan dan alasannya", item => item.Need, BudgetItem.NeedLength, new() { Required = true, Searched = true, Help = "Masalah apa yang diselesaikan, dan mengapa yang sudah ada tidak cukup." }, longText: true),
            Fields.Number<BudgetItem>("quantity", "Banyaknya", item => item.Quantity, 1, BudgetItem.MostQuantity),
            Fields.Text<BudgetItem>("unit", "Satuan", item => item.Unit, BudgetItem.UnitLength, new() { Help = "Misalnya unit, lisensi, orang bulan." }),
            Fields.Money<BudgetItem>("unitPrice", "Harga satuan", item => item.UnitPrice),
            Fields.Money<BudgetItem>("amount", "Jumlah", item => item.Amount, new() { Listed = true, Help = "Kosongkan bila banyaknya dan harga satuan diisi: jumlahnya dihitung sendiri." }),
            Fields.Key<BudgetItem>("fund", "Sumber dana", item => item.Fund, BudgetItem.KeyLength, _ => BudgetWords.Funds, new() { Required = true, Filtered = true }),
            Fields.Key<BudgetItem>("programme", "Program khusus", item => item.Programme, BudgetItem.KeyLength, _ => BudgetWords.Programmes, new() { Help = "Hanya bila peraturan mengatur pendanaannya tersendiri." }),
            Fields.Text<BudgetItem>("account", "Kode rekening", item => item.Account, BudgetItem.AccountLength, new() { Searched = true, Help = "Bila sudah diketahui." }),
            Fields.Lines<BudgetItem>("architecture", "Butir arsitektur", item => item.Architecture, BudgetItem.MostTraces, ArchitectureItem.CodeLength, new() { Help = "Kode butir arsitektur yang diwujudkan atau dipelihara.", CitedBy = "budget.basis" }),
            Fields.Reference<BudgetItem>("activity", "Kegiatan Peta Rencana", item => item.ActivityId, ActivityRegister.Declared.Kind, new() { Help = "Kegiatan yang dibiayai.", CitedBy = "budget.basis" }),
        ],
        Rules = (services, item, cancel) => services.GetRequiredService<BudgetRules>().Item(item, cancel),
        Saving = async (services, item, isNew, cancel) =>
        {
            services.GetRequiredService<BudgetRules>().Saving(item, isNew);
            services.GetRequiredService<PlatformDb>().HoldToOpen(item.CycleId);
            if (isNew)
            {
                await services.GetRequiredService<BudgetOpening>().Ensure(item, cancel);
            }
        },
        More = BudgetSections.OfItem,
    };
}
