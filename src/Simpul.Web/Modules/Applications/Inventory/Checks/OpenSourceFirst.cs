using System.Globalization;
using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Inventory.Checks;

/// <summary><c>open-source-first</c>: every application proposed since the regulation records its licence and, where closed, what was weighed.</summary>
internal sealed class OpenSourceFirst(PlatformDb db) : ICheck
{
    public string Name => "open-source-first";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await ApplicationBook.On(db, when.Date, cancel);
        return [.. questions.Select(question => Of(question, book))];
    }

    private static Answer Of(Question question, ApplicationBook book)
    {
        // One without a day of proposal counts from its first day of use; without either it is being proposed now.
        var asked = book.All.Where(item => !((item.ProposedOn ?? item.Item.From) < question.Profile.Regulation.InForce)).ToList();
        if (asked.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada aplikasi yang diusulkan sejak peraturan ini berlaku.");
        }
        var unrecorded = asked.Where(item => item.Licence == LicenceKind.Unrecorded).ToList();
        var unweighed = asked.Where(item => item.Licence == LicenceKind.Closed && (string.IsNullOrEmpty(item.OpenWeighed) || string.IsNullOrEmpty(item.ClosedReason))).ToList();
        var open = asked.Count(item => item.Licence == LicenceKind.Open);
        var share = string.Create(CultureInfo.InvariantCulture, $"{open} dari {asked.Count} aplikasi memakai kode sumber terbuka{(question.Number("share") is { } aim ? $" (sasaran {aim:0.##}%)" : "")}.");
        if (unrecorded.Count + unweighed.Count == 0)
        {
            return question.Is(State.Met, $"{share} Setiap aplikasi yang tertutup mencatat alternatif terbuka yang ditimbang.") with { Evidence = ApplicationBook.Proofs(asked) };
        }
        List<string> sentences = [];
        if (unrecorded.Count > 0)
        {
            sentences.Add($"Belum mencatat lisensi: {ApplicationBook.Named([.. unrecorded.Select(item => item.Item.Name)])}.");
        }
        if (unweighed.Count > 0)
        {
            sentences.Add($"Tertutup tanpa alternatif terbuka yang ditimbang atau alasannya: {ApplicationBook.Named([.. unweighed.Select(item => item.Item.Name)])}.");
        }
        return question.Is(State.Missing, $"{string.Join(' ', sentences)} {share}") with { Evidence = ApplicationBook.Proofs([.. unweighed, .. unrecorded]), Next = ApplicationBook.Complete(unweighed.Concat(unrecorded).First()) };
    }
}
