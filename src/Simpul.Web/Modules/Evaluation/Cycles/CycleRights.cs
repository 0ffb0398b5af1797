using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>Who may speak when in a cycle, and who signs its minutes.</summary>
public sealed class CycleRights(Acting acting, CurrentRegulation regulation)
{
    internal const string Ended = "Berita acara putaran ini sudah ditandatangani, jadi nilai mandirinya tidak berubah lagi.";

    /// <summary>Who may speak for a stage about this indicator; null where the actor may, else why not.</summary>
    public string? WhyNot(CycleBook book, IndicatorEntry entry, JudgementStage stage)
    {
        var (actor, item) = (acting.Actor, entry.Item);
        var own = book.Cycle.State == CycleState.Running;
        return stage switch
        {
            JudgementStage.Agency when !actor.May(EvaluationPermissions.Answer, item.AgencyId) => item.AgencyId is null ? "Indikator ini belum dibagikan kepada perangkat daerah." : "Indikator ini dijawab perangkat daerah lain.",
            JudgementStage.Agency when own && item.State is not (IndicatorState.Answering or IndicatorState.Returned) => "Jawaban sudah diajukan. Bila perlu diubah, minta asesor mengembalikannya.",
            JudgementStage.Assessor when !actor.May(EvaluationPermissions.Assess) => "Dinilai oleh asesor internal.",
            JudgementStage.Assessor when own && item.State is not (IndicatorState.Submitted or IndicatorState.Assessed) => "Belum diajukan perangkat daerah, atau sudah divalidasi.",
            JudgementStage.Assessor when Same(item.SubmittedById) => "Anda sendiri yang mengajukan jawaban ini, jadi dinilai asesor lain.",
            JudgementStage.Officer when !actor.May(EvaluationPermissions.Validate) => "Divalidasi oleh penanggung jawab.",
            JudgementStage.Officer when own && item.State is not (IndicatorState.Assessed or IndicatorState.Validated) => "Belum dinilai asesor internal.",
            JudgementStage.Officer when Same(item.SubmittedById) || Same(entry.Judgements.GetValueOrDefault(JudgementStage.Assessor)?.PersonId) => "Anda sendiri yang menjawab atau menilai indikator ini, jadi divalidasi orang lain.",
            >= JudgementStage.Documents when !actor.MayEverywhere(EvaluationPermissions.Cycles) => "Hasil asesor eksternal dicatat oleh yang mengelola putaran.",
            >= JudgementStage.Documents when book.Cycle.State != CycleState.SignedOff => book.Cycle.State == CycleState.Closed ? "Putaran ini sudah selesai." : "Hasil asesor eksternal dicatat sesudah berita acara ditandatangani.",
            < JudgementStage.Documents when !own => Ended,
            _ => null,
        };

        bool Same(Guid? person) => actor.PersonId is { } me && me == person;
    }

    /// <summary>Why the actor may not add or take back evidence here; null where they may.</summary>
    public string? WhyNotEvidence(CycleBook book, IndicatorEntry entry) => WhyNot(book, entry, JudgementStage.Agency);

    /// <summary>
    /// Offices under which the minutes are signed: those that the regulation has evaluate, and for the team also the secretary and the head, who coordinate and direct it; all three where it says nothing.
    /// </summary>
    public IReadOnlyList<string> Signers
    {
        get
        {
            string[] known = ["coordination-team", "secretary", "head"];
            var by = (regulation.IsSetUp ? regulation.Profile.List("evaluation.by") : null) ?? [];
            return by.Contains("coordination-team") || !known.Any(office => by.Contains(office)) ? known : [.. known.Where(office => by.Contains(office))];
        }
    }

    /// <summary>The signers by the names that the government's regulation has for them.</summary>
    public IEnumerable<string> SignerNames => Signers.Select(key => regulation.IsSetUp && regulation.Profile.Offices.TryGet(key, out var office) ? office.Name : key);

    /// <summary>Those of the signers who are told: the head only where nobody else signs.</summary>
    public IEnumerable<string> Coordinators => Signers.Where(office => office != "head" || Signers.Count == 1);

    /// <summary>The office under which the actor signs the minutes; null where they may not.</summary>
    public string? Signer() => acting.Actor.Via is "job" or "command" ? "coordination-team"
        : !acting.Actor.May(EvaluationPermissions.Sign) ? null
        : Signers.FirstOrDefault(acting.Actor.ActsFor);
}
