using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Components;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The sections of an application's page.</summary>
internal static class ApplicationSections
{
    private const string Folder = "/Modules/Applications/Inventory";
    private const string Short = $"{Folder}/_ShortList.cshtml";

    /// <summary>Rows of a short list.</summary>
    internal const int Most = 5;

    /// <summary>What needs doing; then what it must pass and where it stands; what it is; how it runs; what it costs; how it ends. The history follows.</summary>
    public static readonly IReadOnlyList<Section> All =
    [
        new("Keadaan", $"{Folder}/_Standing.cshtml", ApplicationStanding.Load, Above: true),
        Lifecycle.LifecycleSections.Next,
        Lifecycle.LifecycleSections.Gates,
        new("Aplikasi yang mirip", LikenessView.Partial, LikenessView.Load),
        new("Syarat aplikasi sejenis", ConditionView.Partial, ConditionView.Load),
        Lifecycle.LifecycleSections.Phases,
        Lifecycle.LifecycleSections.Documents,
        Lifecycle.LifecycleSections.Tests,
        new("Proses, layanan, data, dan integrasi", $"{Folder}/_Around.cshtml", ApplicationAround.Load),
        ArchitectureSections.MetadataOf(async (services, id, cancel) => (await services.GetRequiredService<ShownApplication>().Of(id, cancel))?.Item),
        Hosting.HostingOfApplication.Section,
        Repository.Pages.RepositorySection.OfApplication,
        new("Versi", Short, Versions),
        new("Komponen", $"{Folder}/Components/_Components.cshtml", ComponentSummary.Load),
        new("Kontrak", Short, Contracts),
        new("Biaya per tahun", $"{Folder}/_Costs.cshtml", CostView.Load),
        new("Pemakaian oleh pihak luar", Short, OutsideUses),
        Lifecycle.LifecycleSections.Running,
    ];

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<ApplicationVersion>>> versions = Prepared.List((PlatformDb db, Guid id) =>
        db.Set<ApplicationVersion>().AsNoTracking().Where(item => item.ApplicationId == id).OrderByDescending(item => item.ReleasedOn).ThenByDescending(item => item.Id).Take(Most));

    private static async Task<object?> Versions(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var newest = await versions(db, id, cancel);
        return await List(services, id, ApplicationVersionRegister.Href, "versi", newest.Count < Most ? newest.Count : await db.Set<ApplicationVersion>().CountAsync(item => item.ApplicationId == id, cancel), "Belum ada versi yang dicatat.",
            [.. newest.Select(item => new ShortRow($"Versi {item.Number}", $"{ApplicationVersionRegister.Href}/{item.Id}", Indonesian.ShortDate(item.ReleasedOn)))], cancel);
    }

    private static async Task<object?> Contracts(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var rows = services.GetRequiredService<PlatformDb>().Set<ApplicationContract>().AsNoTracking().Where(item => item.ApplicationId == id);
        var newest = await services.GetRequiredService<ShownApplication>().ContractsOf(id, cancel);
        return await List(services, id, ApplicationContractRegister.Href, "kontrak", newest.Count < Most ? newest.Count : await rows.CountAsync(cancel), "Belum ada kontrak yang dicatat.",
            [.. newest.Select(item => new ShortRow($"{item.Number}, {item.Vendor}", $"{ApplicationContractRegister.Href}/{item.Id}",
                $"berakhir {Indonesian.ShortDate(item.EndsOn)}{(item.WarrantyUntil is { } until ? $", garansi sampai {Indonesian.ShortDate(until)}" : "")}{(item.Value is { } value ? $", {Indonesian.Money(value)}" : "")}"))], cancel);
    }

    private static async Task<object?> OutsideUses(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var rows = services.GetRequiredService<PlatformDb>().Set<OutsideUse>().AsNoTracking().Where(item => item.ApplicationId == id);
        var newest = !(await services.GetRequiredService<ShownApplication>().Has(id, cancel)).OutsideUses ? [] : await rows.OrderByDescending(item => item.From).ThenByDescending(item => item.Id).Take(Most).ToListAsync(cancel);
        return await List(services, id, OutsideUseRegister.Href, "pemakaian", newest.Count < Most ? newest.Count : await rows.CountAsync(cancel), "Tidak ada pihak luar yang tercatat memakai aplikasi ini.",
            [.. newest.Select(item => new ShortRow(item.By, $"{OutsideUseRegister.Href}/{item.Id}",
                $"sejak {Indonesian.ShortDate(item.From)}, {(item.ApprovedOn is { } on ? $"disetujui {Indonesian.ShortDate(on)}" : "belum disetujui")}"))], cancel, Approval(services, id));
    }

    /// <summary>The case in which a use is approved, where the regulation has one.</summary>
    private static ShortLink? Approval(IServiceProvider services, Guid id) =>
        services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation
            && regulation.Profile.Procedures.FirstOrDefault(procedure => procedure.Steps.Any(step => step.Records.Contains(Lifecycle.Running.OutsideUseRecord.Word))) is { } found && services.GetRequiredService<Procedures>().MayOpen(found)
                ? new ShortLink($"Ajukan {char.ToLowerInvariant(found.Title[0])}{found.Title[1..]}", $"/kerja/urusan/baru/{found.Key}?application={id}") : null;

    /// <summary>A short list of an application's parts, with links to add one and to see all.</summary>
    private static async Task<ShortList> List(IServiceProvider services, Guid id, string href, string one, int total, string none, IReadOnlyList<ShortRow> rows, CancellationToken cancel, ShortLink? add = null) => new(
        rows, none,
        await services.GetRequiredService<ShownApplication>().MayEdit(id, cancel) ? add ?? new ShortLink($"Catat {one}", $"{href}/baru?application={id}") : null,
        total > rows.Count ? new ShortLink($"Semua {one} ({Indonesian.Number(total)})", $"{href}?application={id}") : null);
}
