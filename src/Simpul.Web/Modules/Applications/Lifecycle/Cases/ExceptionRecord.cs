using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;
using Application = Simpul.Web.Modules.Applications.Inventory.Application;

namespace Simpul.Web.Modules.Applications.Lifecycle.Cases;

/// <summary>
/// A step that grants the exception for an application similar to a general one. Who asks says to which one it is similar; that it was in use before the other
/// was set is asked when the case is opened and again when it is granted (decision 0232).
/// </summary>
internal sealed class ExceptionRecord(PlatformDb db, NationalData national, CurrentRegulation regulation, Today today, IServiceProvider services) : IStepRecord
{
    public const string Word = "exception";

    private const string General = "general";
    private const string SetOn = "generalSetOn";

    public string Record => Word;

    public IReadOnlyList<CaseField> Asked(Procedure procedure) =>
    [
        new(General, "Sejenis dengan aplikasi umum", FieldKind.Choice)
        {
            Choices = _ => [.. national.General.All.Where(one => one.IsGeneral).Select(one => new FieldChoice(one.Id, $"{one.Name} ({one.Owner})"))], Cite = regulation.Profile.CitationOf("general-application.use")?.ToString(),
        },
        new(SetOn, "Aplikasi umum itu ditetapkan pada", FieldKind.Date)
        {
            Required = false, Cite = UsedBefore?.Cite, Help = "Tanggal keputusan yang menetapkannya. Aplikasi yang dimohonkan harus sudah beroperasi sebelum hari itu.",
        },
    ];

    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        if (data.Id(ProposalFields.Application) is not { } id || national.General.Find(data.Text(General)) is not { } general)
        {
            return [];
        }
        if (general.Since is null && data.Date(SetOn) is null)
        {
            return [Refusal.At(SetOn, $"Isi tanggal {general.Name} ditetapkan sebagai aplikasi umum{(general.Decree is { } decree ? $" ({decree})" : "")}. Tanpa tanggal itu syarat beroperasi lebih dahulu tidak dapat diuji.")];
        }
        if (general.Since is null && data.Date(SetOn) > today.Date)
        {
            return [Refusal.At(SetOn, "Tanggal penetapan aplikasi umum belum tiba. Periksa tanggalnya.")];
        }
        return Late(await db.Set<Application>().AsNoTracking().SingleAsync(one => one.Id == id, cancel), general, data) is { } late ? [late] : [];
    }

    public IReadOnlyList<CaseField> Fields(Procedure procedure, Step step) => [];

    public async Task<IReadOnlyList<CasePanel>> Panels(Case item, CancellationToken cancel)
    {
        var data = new CaseData(CaseForm.Stored(item));
        if (item.State != CaseState.Running || await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == item.SubjectId, cancel) is not { } application)
        {
            return [];
        }
        application.General = data.Text(General) ?? application.General;
        return [new CasePanel("Syarat aplikasi sejenis", ConditionView.Partial, await ConditionView.Of(services, application, item.Id, Words(application, data), cancel))];
    }

    public Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        if (application is null || !turn.Done)
        {
            return Task.FromResult<IReadOnlyList<Refusal>>([]);
        }
        return Task.FromResult<IReadOnlyList<Refusal>>(national.General.Find(turn.Data.Text(General) ?? application.General) is not { } general
            ? [Refusal.Whole("Belum dicatat sejenis dengan aplikasi umum yang mana. Pemohon mengisinya pada data aplikasi, isian “Aplikasi Instansi Pusat”; sesudah itu putuskan lagi.")]
            : Late(application, general, turn.Data) is { } late ? [Refusal.Whole(late.Message)] : []);
    }

    /// <summary>The kind itself follows with the application's stage.</summary>
    public Task Decided(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        if (application is not null && turn.Done)
        {
            application.General = turn.Data.Text(General) ?? application.General;
        }
        return Task.CompletedTask;
    }

    private SimilarCondition? UsedBefore => SimilarConditions.Of(regulation.Profile).FirstOrDefault(one => one.Key == SimilarConditions.UsedBefore);

    /// <summary>Why the application was not in use before the general one was set, and at which field; null where it was, or the regulation does not ask it.</summary>
    private Refusal? Late(Application application, NationalApplication general, CaseData data)
    {
        if (UsedBefore is not { } condition)
        {
            return null;
        }
        if (application.Item.From is not { } from)
        {
            return Refusal.At(ProposalFields.Application, "Hari pertama aplikasi ini beroperasi belum tercatat. Isi “Ada sejak” pada data aplikasi, lalu ajukan lagi.");
        }
        return (general.Since ?? data.Date(SetOn)) is { } since && from >= since
            ? Refusal.At(ProposalFields.Application, $"Aplikasi ini beroperasi sejak {Indonesian.Date(from)}, tidak sebelum {general.Name} ditetapkan pada {Indonesian.Date(since)}{(condition.Cite is { } cite ? $" ({cite})" : "")}. Gunakan aplikasi umumnya, atau betulkan tanggal yang salah tercatat.")
            : null;
    }

    private string Words(Application application, CaseData data)
    {
        var general = national.General.Find(application.General);
        var used = application.Item.From is { } from ? $"beroperasi sejak {Indonesian.Date(from)}" : "belum tercatat sejak kapan beroperasi";
        var set = (general?.Since ?? data.Date(SetOn)) is { } on ? $"ditetapkan pada {Indonesian.Date(on)}" : "belum diketahui kapan ditetapkan";
        return general is null ? $"{application.Item.Name} {used}. Belum disebut sejenis dengan aplikasi umum yang mana."
            : $"{application.Item.Name}, {used}, dimohonkan sebagai aplikasi sejenis dengan {general.Name}, yang {set}.";
    }
}
