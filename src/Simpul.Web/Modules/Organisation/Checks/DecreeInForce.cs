using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary><c>decree-in-force</c>: a legal document of the kind about the subject is in force, signed by whom the regulation says.</summary>
internal sealed class DecreeInForce(PlatformDb db) : ICheck
{
    public string Name => "decree-in-force";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var decrees = await Decrees.On(db, when.Date, cancel);
        return [.. questions.Select(question => Answer(question, decrees, when))];
    }

    private static Answer Answer(Question question, Decrees decrees, CheckTime when)
    {
        var (subject, kind) = (question.Key("subject")!, question.Key("kind", "head-decree"));
        // An agency's own decree is signed by its head, so the default signer does not fit it.
        var signer = question.Key("by") ?? (kind == "agency-decree" ? null : "head");
        var found = decrees.About(subject).Where(item => OfKind(item.Kind, kind) && (signer is null || item.SignedBy == signer)).ToList();
        var topic = ProfileChoices.SubjectTitle(question.Profile, subject);
        if (found.Count == 0)
        {
            return question.Is(State.Missing, decrees.Ever(subject).Any()
                ? $"Keputusan tentang {topic} tidak berlaku pada tanggal ini, atau jenis dan penandatangannya bukan yang diminta."
                : $"Keputusan tentang {topic} belum terdaftar.") with { Next = Decrees.Register(subject) };
        }
        // Several in force: what counts is the one that lasts longest.
        var decree = found.OrderByDescending(item => item.InForceUntil ?? DateOnly.MaxValue).First();
        return decree.InForceUntil is { } last && when.Within(last, Terms.Notice)
            ? question.Is(State.Due, $"{decree.Named} berakhir {Indonesian.Date(last)}.") with { Due = last, Evidence = [decree.Evidence], Next = Decrees.Register(subject) }
            : question.Is(State.Met, $"{decree.Named} tentang {decree.Title} berlaku sejak {Indonesian.Date(decree.InForceFrom)}.") with { Due = decree.InForceUntil, Since = decree.InForceFrom, Evidence = [decree.Evidence] };
    }

    private static bool OfKind(LegalDocumentKind kind, string wanted) => wanted switch
    {
        "any" => true,
        "head-regulation" => kind == LegalDocumentKind.HeadRegulation,
        "agency-decree" => kind == LegalDocumentKind.AgencyHeadDecree,
        _ => kind == LegalDocumentKind.HeadDecree,
    };
}
