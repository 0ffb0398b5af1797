using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Testing;

/// <summary>The register of findings. They come from tests; their owner answers and a tester closes them on pages of their own.</summary>
internal static class FindingRegister
{
    public const string Href = "/kerja/temuan-aplikasi";

    public static readonly Register<Finding> Declared = new()
    {
        Kind = "application-findings",
        Slug = "temuan-aplikasi",
        Title = "Temuan pengujian aplikasi",
        One = "temuan",
        Under = OverviewModel.Parent,
        Why = "Yang ditemukan ketika aplikasi diuji: keparahannya, tenggatnya, dan hasil uji ulangnya.",
        View = ApplicationsPermissions.Findings,
        Edit = ApplicationsPermissions.Edit,
        Icon = "exclamation-triangle-fill",
        Adds = false,
        OrderedBy = "dueOn",
        TitleOf = item => item.Title,
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settling<Finding>(item => item.ApplicationId),
        Of =
        [
            Fields.Text<Finding>("title", "Temuan", item => item.Title, Finding.TitleLength, new() { Required = true, Listed = true, Searched = true, Fixed = true }),
            Fields.Reference<Finding>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<Finding, Severity>("severity", "Keparahan", item => item.Severity, TestWords.Severities, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Text<Finding>("description", "Uraian", item => item.Description, Finding.TextLength, new() { Required = true, Searched = true, Fixed = true }, longText: true),
            Fields.Date<Finding>("foundOn", "Ditemukan", item => item.FoundOn, new() { Required = true, Fixed = true }),
            Fields.Date<Finding>("dueOn", "Tenggat perbaikan", item => item.DueOn, new() { Required = true, Listed = true, Fixed = true }),
            Fields.Choice<Finding, FindingState>("state", "Keadaan", item => item.State, TestWords.States, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Text<Finding>("answer", "Perbaikan yang dilakukan", item => item.Answer, Finding.AnswerLength, new() { Help = "Apa yang diubah dan pada versi mana. Mengisinya meminta uji ulang." }, longText: true),
            Fields.Text<Finding>("retest", "Hasil uji ulang", item => item.Retest, Finding.AnswerLength, new() { Fixed = true }, longText: true),
            Fields.Date<Finding>("retestedOn", "Diuji ulang", item => item.RetestedOn, new() { Fixed = true }),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(item.State == FindingState.Closed ? [Refusal.Whole("Temuan ini sudah selesai, jadi tidak dapat diubah lagi.")] : []),
        Saving = Saving,
    };

    private static async Task Saving(IServiceProvider services, Finding item, bool isNew, CancellationToken cancel)
    {
        item.AgencyId ??= await LifecycleApplications.AgencyOf(services, item.ApplicationId, cancel);
        var db = services.GetRequiredService<Data.PlatformDb>();
        var entry = db.Entry(item);
        if (!isNew && (entry.Property(one => one.DueOn).IsModified || (entry.Property(one => one.State).IsModified && item.State == FindingState.Open)))
        {
            // Another day, or open again: its reminders start anew.
            item.Reminded = null;
        }
        // What its owner writes asks for a re-test; a tester's own change says the state itself.
        var answer = entry.Property(one => one.Answer);
        if (!isNew && answer.IsModified && item.State == FindingState.Open && item.Answer is not null)
        {
            (item.State, item.AnsweredOn) = (FindingState.Mended, services.GetRequiredService<Platform.Calendar.Today>().Date);
        }
    }
}
