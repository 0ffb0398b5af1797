using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Obligations.Checks;

/// <summary><c>transition-conformed</c>: what ran before the regulation conforms to it, by the day that it gives.</summary>
internal sealed class TransitionConformed(PlatformDb db) : ICheck
{
    private const string Register = "/kerja/" + LegacyRegister.Slug;

    public string Name => "transition-conformed";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var listed = await db.Set<LegacySystem>().AsNoTracking().OrderBy(item => item.Name).ToListAsync(cancel);
        return [.. questions.Select(question => One(question, listed, when))];
    }

    private static Answer One(Question question, List<LegacySystem> listed, CheckTime when)
    {
        var kind = question.Key("what", "agencies") switch
        {
            "applications" => LegacyKind.Applications,
            "infrastructure" => LegacyKind.Infrastructure,
            "rules" => LegacyKind.Rules,
            _ => LegacyKind.Agencies,
        };
        var own = listed.Where(item => item.Kind == kind).ToList();
        var by = question.Date("by");
        if (own.Count == 0 && listed.FirstOrDefault(item => item.Kind == LegacyKind.Nothing) is { } nothing)
        {
            return question.Is(State.NotApplicable, "Dicatat bahwa tidak ada yang berjalan sebelum peraturan ini.") with { Evidence = [Shown(nothing)] };
        }
        if (own.Count == 0)
        {
            return question.Is(State.Missing, "Belum ada daftar yang berjalan sebelum peraturan ini, dan belum dinyatakan tidak ada.") with
            {
                Due = by,
                Next = new NextStep("Susun daftarnya", Register),
            };
        }
        var open = own.Where(item => !(item.ConformedOn <= when.Date)).ToList();
        var done = own.Where(item => item.ConformedOn <= when.Date).Select(Shown).Take(Platform.Checks.Answer.MostEvidence).ToList();
        if (open.Count == 0)
        {
            return question.Is(State.Met, $"Semua {own.Count} yang tercatat sudah disesuaikan.") with { Since = own.Max(item => item.ConformedOn), Evidence = done };
        }
        var late = by < when.Date;
        var until = by is { } day ? $" Batasnya {Indonesian.Date(day)}." : "";
        return question.Is(late ? State.Overdue : State.Due, $"{own.Count - open.Count} dari {own.Count} sudah disesuaikan.{Answers.Wanting([.. open.Select(item => item.Name)])}{until}") with
        {
            Due = by,
            Since = late ? by!.Value.AddDays(1) : null,
            Evidence = done,
            Next = new NextStep("Selesaikan penyesuaiannya", Register),
        };
    }

    private static Evidence Shown(LegacySystem item) => new(item.Name, $"{Register}/{item.Id}", "legacy-systems", item.Id);
}
