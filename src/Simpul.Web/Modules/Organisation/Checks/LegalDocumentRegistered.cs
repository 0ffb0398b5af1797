using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary><c>legal-document-registered</c>: the rule in question can be shown, with its status.</summary>
internal sealed class LegalDocumentRegistered(PlatformDb db) : ICheck
{
    public string Name => "legal-document-registered";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var decrees = await Decrees.On(db, when.Date, cancel);
        return [.. questions.Select(question => Answer(question, decrees, when))];
    }

    private static Answer Answer(Question question, Decrees decrees, CheckTime when)
    {
        var subject = question.Key("subject")!;
        var topic = ProfileChoices.SubjectTitle(question.Profile, subject);
        var found = decrees.Ever(subject).ToList();
        var evidence = found.Take(Platform.Checks.Answer.MostEvidence).Select(item => item.Evidence).ToList();
        if (found.Count == 0)
        {
            return question.Is(State.Missing, $"Belum ada produk hukum tentang {topic} yang terdaftar.") with { Next = Decrees.Register(subject) };
        }
        if (question.Key("status") == "assessed")
        {
            var open = found.Where(item => string.IsNullOrWhiteSpace(item.ConflictNote)).ToList();
            return open.Count > 0
                ? question.Is(State.Missing, $"{open.Count} dari {found.Count} produk hukum tentang {topic} belum diberi catatan kesesuaian.") with { Evidence = evidence, Next = new NextStep("Beri catatan kesesuaian", $"/kerja/produk-hukum/{open[0].Id}/ubah") }
                : question.Is(State.Met, $"{found.Count} produk hukum tentang {topic} terdaftar dengan catatan kesesuaiannya.") with { Evidence = evidence };
        }
        var inForce = found.Where(item => item.InForceOn(when.Date)).ToList();
        return inForce.Count == 0
            ? question.Is(State.Missing, $"Produk hukum tentang {topic} terdaftar, tetapi tidak ada yang berlaku.") with { Evidence = evidence, Next = Decrees.Register(subject) }
            : question.Is(State.Met, $"{inForce[0].Named} tentang {inForce[0].Title} terdaftar dan berlaku.") with { Since = inForce.Min(item => item.InForceFrom), Evidence = [.. inForce.Take(Platform.Checks.Answer.MostEvidence).Select(item => item.Evidence)] };
    }
}
