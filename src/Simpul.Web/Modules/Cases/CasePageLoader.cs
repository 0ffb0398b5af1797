using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Cases;

/// <summary>Reads what the page of a case shows to the actor at hand.</summary>
public sealed class CasePageLoader(
    PlatformDb db, CaseFlow flow, Procedures procedures, CaseForm forms, FileSubjects subjects, RecordTitles titles, WorkCalendar calendar, Today today, Zone zone, Acting acting, IServiceProvider services)
{
    private readonly Actor actor = acting.Actor;
    private IReadOnlyDictionary<Guid, string> names = new Dictionary<Guid, string>();

    /// <summary>The case of that number; null when there is none that the actor sees.</summary>
    public async Task<CaseScreen?> Load(string number, CancellationToken cancel)
    {
        if (await flow.Seen().AsNoTracking().SingleOrDefaultAsync(item => item.Number == number, cancel) is not { } item)
        {
            return null;
        }
        var steps = await db.Set<CaseStep>().AsNoTracking().Where(row => row.CaseId == item.Id).OrderBy(row => row.Number).ToListAsync(cancel);
        var words = await db.Set<CaseMessage>().AsNoTracking().Where(word => word.CaseId == item.Id).OrderBy(word => word.At).ToListAsync(cancel);
        var row = steps.FirstOrDefault(other => other.DoneAt is null);
        var (profile, procedure) = procedures.Of(item);
        var step = row is null ? null : procedure?.Steps.FirstOrDefault(other => other.Id == row.Step);
        var part = procedures.Part(item.Procedure);
        names = await Names(item, steps, words, cancel);
        var agencies = await titles.Of("agencies", [.. steps.Select(other => other.AgencyId).Append(item.AgencyId).OfType<Guid>().Distinct()], cancel);
        var acts = row is not null && actor.May(CaseRules.Work) && CaseRules.MayAct(actor, row);
        var whyNot = row is null || procedure is null || step is null ? null : flow.WhyNot(item, procedure, step, row, steps);
        var files = await FileList.Of(services, (await subjects.Find("cases", item.Id, cancel))!, cancel);
        return new CaseScreen
        {
            Item = item,
            Procedure = procedure,
            Line = Line(item, profile, procedure, steps, step, agencies),
            Rounds = [.. steps.Where(other => other.DoneAt is not null).GroupBy(other => other.Round).Select(round => new CaseRound(round.Key, [.. round.Select(Deed)]))],
            Row = row,
            Step = step,
            Links = part is null ? [] : await part.Links(item, cancel),
            Results = part is null ? [] : await part.Results(item, cancel),
            Panels = part is null || step is null ? [] : await part.Panels(item, step, cancel),
            Office = row is null ? null : CaseInbox.Called(profile, row, agencies),
            TakenBy = row?.TakenBy is { } taker ? names.GetValueOrDefault(taker) ?? "seorang petugas" : null,
            TakenByMe = row?.TakenBy is { } person && person == actor.PersonId,
            Left = row?.DueOn is { } due ? (await calendar.Days(cancel)).Count(today.Date, due) : null,
            Facts = await Facts(item, procedure, part, cancel),
            Subject = item.SubjectKind is { } kind && item.SubjectId is { } subject ? await titles.Of(kind, subject, cancel) : null,
            OpenedBy = Person(item.OpenedByPersonId, item.OpenedByOfficeId),
            Words = [.. words.Select(word => new CaseWord(Person(word.ByPersonId, word.ByOfficeId), word.At, word.Text, word.ByPersonId == actor.PersonId))],
            Documents = procedure is null ? [] : Documents(procedure, step, row, steps, files, step is null ? null : await CaseDocuments.Uploaded(db, item.Id, step, cancel), acts),
            Files = new FileList { Subject = files.Subject, Classifications = files.Classifications, Documents = [.. files.Documents.Where(document => procedure?.Documents.ContainsKey(document.Slot) != true)] },
            Choices = procedure is null || step is null ? [] : Choices(profile, procedure, step),
            Fields = acts && procedure is not null && step is not null ? await FieldsOf(part?.FieldsAt(procedure, step) ?? [], cancel) : [],
            WhyNot = whyNot,
            MayAct = acts,
            MaySay = actor.May(CaseRules.Work),
            MayWithdraw = row is not null && actor.May(CaseRules.Work) && CaseRules.IsApplicant(actor, item.OpenedByOfficeId, item.AgencyId)
                && step?.Outcomes.Any(outcome => outcome.To == "withdrawn") != true && (part is null || await part.MayWithdraw(item, cancel)),
        };
    }

    /// <summary>Fields with the choices that they offer.</summary>
    public async Task<IReadOnlyList<FormField>> FieldsOf(IReadOnlyList<CaseField> fields, CancellationToken cancel)
    {
        var found = new List<FormField>();
        foreach (var field in fields)
        {
            var choices = field.Kind is FieldKind.Choice or FieldKind.Choices or FieldKind.Reference ? await forms.ChoicesOf(field, cancel) : null;
            found.Add(new FormField(field, choices is null ? null : [.. choices.Select(choice => new SelectListItem(choice.Title, choice.Value))]));
        }
        return found;
    }

    private List<LineStep> Line(Case item, RegulationProfile profile, Procedure? procedure, List<CaseStep> steps, Step? step, IReadOnlyDictionary<Guid, string> agencies)
    {
        var line = new List<LineStep>();
        foreach (var row in steps.Where(other => other.Round == item.Round))
        {
            line.Add(row.DoneAt is { } done
                ? new LineStep(item.State is CaseState.Refused or CaseState.Withdrawn && row == steps[^1] ? "returned" : "done", row.Title, $"{row.OutcomeLabel}, {Indonesian.ShortDate(Indonesian.DateIn(done, zone.Info))}")
                : new LineStep("current", row.Title, $"{CaseInbox.Called(profile, row, agencies)}, sejak {Indonesian.ShortDate(Indonesian.DateIn(row.StartedAt, zone.Info))}"));
        }
        if (procedure is not null && step is not null)
        {
            line.AddRange(CaseRules.Ahead(procedure, step).Select(next => new LineStep("todo", next.Title, Procedures.NameOf(profile, next.By))));
        }
        return line;
    }

    private CaseDeed Deed(CaseStep row) => new(row.Title, row.OutcomeLabel ?? row.Outcome!, Person(row.ByPersonId, row.ByOfficeId), row.DoneAt!.Value, row.Reason);

    private static List<DocumentSlot> Documents(Procedure procedure, Step? step, CaseStep? row, List<CaseStep> steps, FileList files, ILookup<string, DateTimeOffset>? uploaded, bool acts)
    {
        var slots = new List<DocumentSlot>();
        var since = step is null ? null : CaseDocuments.Since(procedure, step, row!, steps);
        foreach (var (key, document) in procedure.Documents)
        {
            var there = files.Documents.FirstOrDefault(item => item.Slot == key);
            var needed = step?.Needs.Contains(key) == true;
            if (needed || there is not null)
            {
                slots.Add(new DocumentSlot(document, there, needed, needed && acts, needed && row!.Round > 1 && there?.Current?.UploadedAt < row.StartedAt, needed && CaseDocuments.IsWanting(uploaded![key], since)));
            }
        }
        return slots;
    }

    private static IReadOnlyList<CaseChoice> Choices(RegulationProfile profile, Procedure procedure, Step step) =>
    [
        .. step.Outcomes.Select(outcome => new CaseChoice(outcome.Key, outcome.Label, Follows(profile, procedure, step, outcome), !CaseRules.IsForward(procedure, step, outcome), outcome.NeedsReason)),
    ];

    /// <summary>What will happen, in a sentence under the button.</summary>
    private static string Follows(RegulationProfile profile, Procedure procedure, Step step, Outcome outcome)
    {
        switch (outcome.To)
        {
            case "done":
                return "Urusan selesai.";
            case "refused":
                return "Urusan berakhir ditolak. Pemohon mendapat alasan Anda.";
            case "withdrawn":
                return "Urusan berakhir tanpa keputusan.";
            default:
                var next = procedure.Step(outcome.To);
                var who = Procedures.NameOf(profile, next.By);
                return CaseRules.IsReturn(procedure, step, outcome)
                    ? $"Urusan kembali ke {next.Title} ({who}) dengan alasan Anda. Yang sudah dikerjakan tetap tersimpan."
                    : $"Urusan berlanjut ke {next.Title}, dikerjakan {who}{(next.Within is { } within ? $" dalam {Indonesian.WorkingDays(within)}" : "")}.";
        }
    }

    private async Task<IReadOnlyList<CaseFact>> Facts(Case item, Procedure? procedure, ICaseProcedure? part, CancellationToken cancel)
    {
        var facts = new List<CaseFact>();
        var values = CaseForm.Stored(item);
        IEnumerable<CaseField> fields = [.. part?.Fields ?? [], .. procedure?.Steps.SelectMany(step => part?.FieldsAt(procedure, step) ?? []) ?? []];
        foreach (var field in fields.DistinctBy(field => field.Key).Where(field => values.ContainsKey(field.Key)))
        {
            facts.Add(new CaseFact(field.Label, field.Cite, await forms.Shown(field, values[field.Key], cancel), field.Kind is FieldKind.LongText or FieldKind.Lines));
        }
        return facts;
    }

    private async Task<IReadOnlyDictionary<Guid, string>> Names(Case item, List<CaseStep> steps, List<CaseMessage> words, CancellationToken cancel)
    {
        List<Guid> people = [.. steps.SelectMany(step => new[] { step.ByPersonId, step.TakenBy }).Concat(words.Select(word => word.ByPersonId)).Append(item.OpenedByPersonId).OfType<Guid>().Distinct()];
        List<Guid> offices = [.. steps.Select(step => step.ByOfficeId).Concat(words.Select(word => word.ByOfficeId)).Append(item.OpenedByOfficeId).OfType<Guid>().Distinct()];
        return (await titles.Of("people", people, cancel)).Concat(await titles.Of("offices", offices, cancel)).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private string Person(Guid? person, Guid? office)
    {
        var name = person is { } id ? names.GetValueOrDefault(id) : null;
        var title = office is { } at ? names.GetValueOrDefault(at) : null;
        return (name, title) switch
        {
            (not null, not null) => $"{name} ({title})",
            (not null, null) => name,
            (null, not null) => title,
            _ => person is null && office is null ? "program" : "seorang petugas",
        };
    }
}
