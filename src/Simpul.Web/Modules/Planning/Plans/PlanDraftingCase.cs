using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation.Contract;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>
/// Drafting and enactment of a version of a plan of one kind. Its steps record who drafted, coordinated and consulted; the decision that enacts
/// registers the legal document, freezes the version and replaces the one before.
/// </summary>
internal sealed class PlanDraftingCase(PlanKind kind, PlatformDb db, LegalDocuments legal, CurrentRegulation regulation, Today today, IServiceProvider services) : ICaseProcedure
{
    private static readonly string[] ConsultationOutcomes = ["aligned", "record"];

    public string Procedure { get; } = $"{PlanWords.Code(kind)}-drafting";

    public string? SubjectKind => PlanRegister.Kind;

    public IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step) =>
        legal.Enacts(procedure, step) ? [.. legal.Fields, new("until", "Jangka waktu berakhir", FieldKind.Date) { Required = false, Help = "Kosongkan untuk memakai akhir jangka waktu pada rancangan atau yang ditentukan peraturan." }]
        : Consults(step) ?
        [
            new("consultedWith", "Dikonsultasikan dengan", FieldKind.Choice) { Choices = PlanWords.Outside, Cite = step.Cite?.ToString() },
            new("consultedOn", "Tanggal konsultasi", FieldKind.Date),
            new("consultedOutcome", "Hasil konsultasi", FieldKind.LongText) { MaxLength = PlanConsultation.OutcomeLength },
        ]
        : [];

    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        if (!await db.Set<Plan>().AnyAsync(plan => plan.Id == item.SubjectId && plan.Kind == kind && plan.State == PlanState.Drafting, cancel))
        {
            return [Refusal.Whole($"Urusan ini dibuka dari rancangan {PlanWords.Kinds.Of(kind)} yang belum ditetapkan.")];
        }
        return await Running(db, Procedure, item.SubjectId, cancel) is { } number ? [Refusal.Whole($"Rancangan ini sedang berjalan dalam urusan {number}.")] : [];
    }

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Forward)
        {
            return [];
        }
        var refusals = new List<Refusal>();
        if (Consults(turn.Step) && turn.Data.Date("consultedOn") > today.Date)
        {
            refusals.Add(Refusal.At("consultedOn", "Tanggal konsultasi tidak mungkin sesudah hari ini."));
        }
        if (!legal.Enacts(turn.Procedure, turn.Step) || await Find(turn, cancel) is not { } plan)
        {
            return refusals;
        }
        if (plan.State != PlanState.Drafting)
        {
            refusals.Add(Refusal.Whole("Rencana ini sudah ditetapkan."));
        }
        if (turn.Data.Date("decreeDate") > today.Date)
        {
            refusals.Add(Refusal.At("decreeDate", "Tanggal penetapan tidak mungkin sesudah hari ini."));
        }
        var from = From(turn, plan);
        var until = Until(turn, plan, from);
        if (until < from)
        {
            refusals.Add(Refusal.At("until", "Hari terakhir lebih dahulu daripada hari pertama."));
        }
        if (PlanTerm.EndWanted(regulation, new Plan { Kind = kind, From = from, RpjmdUntil = plan.RpjmdUntil }) is { } end && until != end)
        {
            refusals.Add(Refusal.At("until", $"Peraturan mengakhiri rencana ini bersama RPJMD yang sedang berjalan: isi {Indonesian.Date(end)}."));
        }
        return refusals;
    }

    public async Task Decided(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Forward || await Find(turn, cancel) is not { State: PlanState.Drafting } plan)
        {
            return;
        }
        if (Consults(turn.Step))
        {
            await Consulted(turn, plan, cancel);
        }
        var changed = Attribute(turn, plan);
        if (legal.Enacts(turn.Procedure, turn.Step))
        {
            await Enact(turn, plan, cancel);
            changed = true;
        }
        if (changed)
        {
            await PlanRegister.Declared.Keep(services, plan, isNew: false, cancel, $"{turn.Item.Number}: {turn.Outcome.Label}");
        }
    }

    /// <summary>Once a decree was registered the plan is enacted.</summary>
    public Task<bool> MayWithdraw(Case item, CancellationToken cancel) => Task.FromResult(!CaseForm.Stored(item).ContainsKey("decreeNumber"));

    /// <summary>Number of the case that already runs about a record.</summary>
    internal static Task<string?> Running(PlatformDb db, string procedure, Guid? subject, CancellationToken cancel) =>
        db.Set<Case>().AsNoTracking().Where(other => other.Procedure == procedure && other.SubjectId == subject && other.State == CaseState.Running).Select(other => other.Number).FirstOrDefaultAsync(cancel);

    private static bool Consults(Step step) => step.Needs.Contains("coordination-record") || step.Outcomes.Any(outcome => ConsultationOutcomes.Contains(outcome.Key));

    /// <summary>Who had which part in the drafting, as the steps show it.</summary>
    private bool Attribute(CaseTurn turn, Plan plan)
    {
        if (turn.Step.Records.Contains($"{PlanWords.Code(kind)}-version") && plan.DraftedBy is null)
        {
            plan.DraftedBy = turn.Step.By;
            return true;
        }
        if (turn.Step.Needs.Contains("minutes") && !plan.Coordinators.Contains(turn.Step.By))
        {
            plan.Coordinators = [.. plan.Coordinators, turn.Step.By];
            return true;
        }
        if (turn.Outcome.Key == "complete" && !plan.Participants.Contains(PlanWords.AllAgencies))
        {
            plan.Participants = [.. plan.Participants, PlanWords.AllAgencies];
            return true;
        }
        return false;
    }

    private async Task Consulted(CaseTurn turn, Plan plan, CancellationToken cancel)
    {
        var consultation = new PlanConsultation
        {
            PlanId = plan.Id,
            With = turn.Data.Text("consultedWith")!,
            Through = turn.Step.By,
            HeldOn = turn.Data.Date("consultedOn")!.Value,
            Outcome = turn.Data.Text("consultedOutcome")!,
        };
        db.Add(consultation);
        await ConsultationRegister.Declared.Keep(services, consultation, isNew: true, cancel, turn.Item.Number);
    }

    private async Task Enact(CaseTurn turn, Plan plan, CancellationToken cancel)
    {
        plan.From = From(turn, plan);
        plan.Until = Until(turn, plan, plan.From.Value);
        var document = await legal.Register(turn, [], cancel);
        (plan.State, plan.EnactedOn, plan.EnactedById, plan.EnactedBy) = (PlanState.Enacted, turn.Data.Date("decreeDate"), document.Id, turn.Step.By);
        plan.Instrument = document.Regulation ? PlanInstrument.HeadRegulation : turn.Data.Text("decreeKind") == "HeadDecree" ? PlanInstrument.HeadDecree : PlanInstrument.Other;
    }

    private static DateOnly From(CaseTurn turn, Plan plan) => turn.Data.Date("inForceFrom") ?? plan.From ?? turn.Data.Date("decreeDate")!.Value;

    private DateOnly? Until(CaseTurn turn, Plan plan, DateOnly from) =>
        turn.Data.Date("until") ?? plan.Until
        ?? PlanTerm.EndWanted(regulation, new Plan { Kind = kind, From = from, RpjmdUntil = plan.RpjmdUntil })
        ?? PlanTerm.Validity(regulation.Profile, kind)?.After(from).AddDays(-1);

    private async Task<Plan?> Find(CaseTurn turn, CancellationToken cancel) => turn.Item.SubjectId is { } id ? await db.FindAsync<Plan>([id], cancel) : null;
}
