using Simpul.Web.Modules.Obligations.Checks;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Telemetry;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations;

/// <summary>Computes a board: asks each check once for all obligations that share it, then the attestations, then the sums of others.</summary>
internal sealed class BoardReading(IEnumerable<ICheck> checks, IOrganisation organisation, AttestedAnswers attested, ModuleTitles titles)
{
    private readonly Dictionary<string, ICheck> checks = checks.ToDictionary(check => check.Name, StringComparer.Ordinal);

    public async Task<BoardView> Read(EffectiveProfile profile, DateOnly date, CancellationToken cancel)
    {
        using var timed = Signals.Time("board", Signals.BoardSeconds);
        var agencies = await organisation.Agencies(date, cancel);
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        foreach (var group in profile.Obligations.Where(item => item.Check is not null).GroupBy(item => item.Check!.Check, StringComparer.Ordinal))
        {
            if (!checks.TryGetValue(group.Key, out var check)) continue;
            List<Question> questions = [.. group.Select(item => new Question(item, item.Check!, profile)).Where(check.Decides)];
            if (questions.Count == 0) continue;
            foreach (var answer in await check.Answer(questions, new CheckTime(date), cancel))
            {
                answers[answer.Obligation] = answer;
            }
            foreach (var question in questions)
            {
                answers.TryAdd(question.Id, question.Is(State.Missing, "Pemeriksaan belum menjawab kewajiban ini."));
            }
        }

        var open = profile.Obligations.Where(item => !answers.ContainsKey(item.Id) && item.Check?.Check != ObligationsMet.Check).Select(item => Blank(profile, item)).ToList();
        foreach (var answer in await attested.Answer(open, agencies, date, cancel))
        {
            answers[answer.Obligation] = answer;
        }
        new ObligationsMet(profile, answers).AnswerAll();
        return new BoardView(date, profile, new Keyed<BoardRow>(profile.Obligations.Select(item => Blank(profile, item) with { Answer = answers[item.Id] }), row => row.Id), agencies);
    }

    private BoardRow Blank(EffectiveProfile profile, EffectiveObligation obligation)
    {
        var by = obligation.Check is null ? AnsweredBy.Attestation
            : obligation.Check.Check == ObligationsMet.Check || (checks.TryGetValue(obligation.Check.Check, out var check) && check.Decides(new Question(obligation, obligation.Check, profile))) ? AnsweredBy.Check
            : AnsweredBy.Awaited;
        var offices = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in obligation.Actors)
        {
            offices.Add(key);
            offices.Add(profile.AnsweringOffice(key).Key);
        }
        var actor = profile.AnsweringOffice(obligation.Actors[0]);
        var attesting = actor.Kind == OfficeKind.EveryAgency ? offices : offices.Where(key => profile.Office(key).Kind != OfficeKind.EveryAgency).ToHashSet(StringComparer.Ordinal);
        return new BoardRow(
            obligation, new Answer(obligation.Id, State.Missing, ""), by, profile.Regulation.ChapterOf(obligation.Cite)!, actor, offices, attesting, titles.Of(obligation.Module));
    }
}
