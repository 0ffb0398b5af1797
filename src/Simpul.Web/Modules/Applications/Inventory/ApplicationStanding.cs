using Simpul.Web.Modules.Applications.Inventory.Components;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>How an application stands, in one line, and what is wanting in its record.</summary>
/// <param name="Line">Kind, stage, criticality, and since when.</param>
public sealed record ApplicationStanding(string Line, IReadOnlyList<Wanting> Wanted, bool MayEdit)
{
    /// <summary>Days before a contract's end in which it is told.</summary>
    public const int ContractNotice = 90;

    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var shown = services.GetRequiredService<ShownApplication>();
        var today = services.GetRequiredService<Today>().Date;
        if (await shown.Of(id, cancel) is not { } item)
        {
            return null;
        }
        var edit = $"{ApplicationRegister.Href}/{id}/ubah";
        List<Wanting> wanted = [];
        if (item.Stage != ApplicationStage.Retired)
        {
            wanted.AddRange(Fields(item, edit));
            wanted.AddRange(await Records(shown, item, today, cancel));
        }
        return new ApplicationStanding(Words(item, today), wanted, await shown.MayEdit(id, cancel));
    }

    private static string Words(Application item, DateOnly today)
    {
        var stage = ApplicationWords.Stages.Of(item.Stage).ToLowerInvariant();
        var since = item.Item.From is { } from && item.Stage == ApplicationStage.Running ? $" sejak {Indonesian.Date(from)}"
            : item.ProposedOn is { } on && item.Stage == ApplicationStage.Proposed ? $" {Indonesian.Date(on)} ({Indonesian.Relative(on, today)})" : "";
        return $"{ApplicationWords.Kinds.Of(item.Kind)}, {stage}{since}, kekritisan {ApplicationWords.Criticalities.Of(item.Criticality).ToLowerInvariant()}";
    }

    /// <summary>What only the application's own form can mend.</summary>
    private static IEnumerable<Wanting> Fields(Application item, string edit)
    {
        if (item.Functions.Count == 0)
        {
            yield return new("Tulis fungsinya, supaya kemiripan dengan aplikasi lain terlihat.", edit, "Tulis fungsi");
        }
        if (item.Licence == LicenceKind.Unrecorded)
        {
            yield return new("Catat apakah kode sumbernya terbuka atau tertutup.", edit, "Catat lisensi");
        }
        if (item.Licence == LicenceKind.Closed && (string.IsNullOrEmpty(item.OpenWeighed) || string.IsNullOrEmpty(item.ClosedReason)))
        {
            yield return new("Kode sumbernya tertutup: tulis alternatif terbuka yang ditimbang dan alasan tidak memakainya.", edit, "Tulis pertimbangannya");
        }
        if (item.Stage == ApplicationStage.Running && item.Copyright == CopyrightHolder.Unrecorded)
        {
            yield return new("Catat pemegang hak cipta dan siapa yang memegang kode sumbernya.", edit, "Catat hak cipta");
        }
        if (item.ContactOfficeId is null)
        {
            yield return new("Tetapkan jabatan yang dapat dihubungi tentang aplikasi ini.", edit, "Tetapkan narahubung");
        }
    }

    private static async Task<IReadOnlyList<Wanting>> Records(ShownApplication shown, Application item, DateOnly today, CancellationToken cancel)
    {
        List<Wanting> wanted = [];
        var soon = today.AddDays(ContractNotice);
        var has = await shown.Has(item.Id, cancel);
        if (item.Stage == ApplicationStage.Running && await shown.ContractsOf(item.Id, cancel) is [var last, ..] && last.EndsOn <= soon && last.EndsOn >= today)
        {
            wanted.Add(new($"Kontrak {last.Number} dengan {last.Vendor} berakhir {Indonesian.Date(last.EndsOn)} ({Indonesian.Relative(last.EndsOn, today)}).", $"{ApplicationContractRegister.Href}/{last.Id}", "Buka kontrak"));
        }
        if (!has.Served)
        {
            wanted.Add(new("Hubungkan dengan proses bisnis atau layanan yang didukungnya.", "#proses", "Lihat hubungan"));
        }
        if (item.Stage == ApplicationStage.Running && item.Kind != ApplicationKind.General && !has.Components)
        {
            wanted.Add(new("Unggah daftar komponennya, supaya celah keamanan pada komponen dapat ditelusuri.", ComponentSummary.HrefOf(item.Id), "Unggah daftar komponen"));
        }
        return wanted;
    }

    /// <summary>What the line's mark says.</summary>
    public State State => Wanted.Count == 0 ? State.Met : State.Due;
}

/// <summary>Something that is wanting in a record.</summary>
/// <param name="Href">Where it is mended.</param>
/// <param name="Link">A verb and what.</param>
public sealed record Wanting(string What, string Href, string Link);
