using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Search;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Platform.Cases;

/// <summary>What somebody asks for when they open a case.</summary>
/// <param name="Procedure">Key of the procedure.</param>
/// <param name="Subject">The record that it is about, where the procedure is about one.</param>
public sealed record CaseOpening(string Procedure, string? Title, Guid? Subject, Typed Typed);

/// <summary>What somebody decides at a step.</summary>
/// <param name="Version">The version of the case that was read before deciding; another one meanwhile is a refusal under <c>Version</c>.</param>
public sealed record CaseDecision(int Version, string Outcome, string? Reason, Typed Typed);

/// <summary>
/// Opens cases and moves them along their procedure. Each operation checks everything first and says all that stands against it, then changes
/// the case, lets the module do what follows, tells who is next, and saves once, with its event.
/// </summary>
public sealed class CaseFlow(
    PlatformDb db, Procedures procedures, CaseForm forms, CaseNotices notices, WorkCalendar calendar, Today today,
    Journal.Journal journal, SearchIndex search, Acting acting, TimeProvider clock)
{
    private readonly Actor actor = acting.Actor;

    /// <summary>Opens a case at the first step of its procedure.</summary>
    /// <returns>The case, or refusals at <c>Title</c>, at a field's key, or on the whole.</returns>
    public async Task<Outcome<Case>> Open(CaseOpening opening, CancellationToken cancel)
    {
        if (procedures.Find(opening.Procedure) is not { } procedure)
        {
            return Refusal.Whole("Peraturan yang berlaku di sini tidak mengenal prosedur ini.");
        }
        if (!procedures.MayOpen(procedure))
        {
            return Refusal.Whole($"Urusan ini hanya dapat dibuka oleh {Procedures.NameOf(procedures.Profile, procedure.First.By)}. Pilih jabatan yang sesuai, atau minta yang berwenang membukanya.");
        }
        var part = procedures.Part(procedure.Key);
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var refusals = new List<Refusal>(await forms.Read(part?.Fields ?? [], opening.Typed, values, cancel));
        var title = opening.Title?.Trim() ?? "";
        if (title.Length is 0 or > Case.TitleLength)
        {
            refusals.Add(Refusal.At("Title", title.Length == 0 ? "Isi perihal urusan ini." : $"Paling banyak {Case.TitleLength} huruf."));
        }
        if (part?.SubjectKind is not null && opening.Subject is null)
        {
            refusals.Add(Refusal.Whole("Buka urusan ini dari halaman data yang dimaksud."));
        }
        var item = new Case
        {
            RegulationId = procedures.Profile.Id,
            Procedure = procedure.Key,
            Title = title,
            SubjectKind = part?.SubjectKind,
            SubjectId = part?.SubjectKind is null ? null : opening.Subject,
            AgencyId = actor.AgencyId,
            OpenedByOfficeId = actor.OfficeId,
            OpenedByPersonId = actor.PersonId,
            OpenedAt = clock.GetUtcNow(),
        };
        if (refusals.Count == 0 && part is not null)
        {
            refusals.AddRange(await part.Opening(item, new CaseData(values), cancel));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        item.Data = CaseForm.Store(values);
        db.Add(item);
        await Enter(item, procedures.Profile, procedure.First, 1, cancel);
        journal.Record("cases.opened", item);
        return await SaveNumbered(item, cancel);
    }

    /// <summary>Decides the step at which a case stands.</summary>
    /// <returns>Done, or refusals at <c>Outcome</c>, <c>Reason</c>, <c>Version</c>, <c>Documents.</c> and a document's key, a field's key, or on the whole.</returns>
    public async Task<Outcome> Decide(Guid id, CaseDecision decision, CancellationToken cancel)
    {
        var loaded = await Load(id, decision.Version, cancel);
        if (loaded.Refusal is { } refusal)
        {
            return refusal;
        }
        var item = loaded.Item!;
        var (profile, procedure) = procedures.Of(item);
        var row = loaded.Current!;
        if (procedure?.Steps.FirstOrDefault(other => other.Id == row.Step) is not { } step)
        {
            return Refusal.Whole("Langkah ini tidak ada lagi dalam prosedurnya. Tarik urusan ini dan buka yang baru.");
        }
        if (WhyNot(item, procedure, step, row, loaded.Steps) is { } not)
        {
            return Refusal.Whole(not);
        }
        if (step.Outcomes.FirstOrDefault(other => other.Key == decision.Outcome) is not { } outcome)
        {
            return Refusal.At("Outcome", "Pilih salah satu keputusan yang tersedia.");
        }
        var part = procedures.Part(item.Procedure);
        var values = CaseForm.Stored(item);
        var reason = string.IsNullOrWhiteSpace(decision.Reason) ? null : decision.Reason.Trim();
        var refusals = AgainstReason(outcome, reason);
        if (CaseRules.IsForward(procedure, step, outcome))
        {
            refusals.AddRange(await CaseDocuments.Against(db, item, procedure, step, row, loaded.Steps, cancel));
            refusals.AddRange(await forms.Read(part?.FieldsAt(procedure, step) ?? [], decision.Typed, values, cancel));
        }
        var turn = new CaseTurn(item, row, procedure, step, outcome, reason, new CaseData(values));
        if (refusals.Count == 0 && part is not null)
        {
            refusals.AddRange(await part.Deciding(turn, cancel));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        Leave(row, outcome.Key, outcome.Label, reason);
        await Move(turn, profile, cancel);
        if (part is not null)
        {
            await part.Decided(turn, cancel);
        }
        item.Data = CaseForm.Store(values);
        journal.Record("cases.decided", item, reason, new JsonObject { ["step"] = step.Id, ["outcome"] = outcome.Key, ["to"] = outcome.To, ["round"] = row.Round });
        return await Save(item, cancel);
    }

    /// <summary>Withdraws a running case, for whoever opened it.</summary>
    public async Task<Outcome> Withdraw(Guid id, int version, string? reason, CancellationToken cancel)
    {
        var loaded = await Load(id, version, cancel);
        if (loaded.Refusal is { } refusal)
        {
            return refusal;
        }
        var item = loaded.Item!;
        if (!actor.May(CaseRules.Work) || !CaseRules.IsApplicant(actor, item.OpenedByOfficeId, item.AgencyId))
        {
            return Refusal.Whole("Hanya pembuka urusan atau rekan seperangkat daerahnya yang dapat menariknya.");
        }
        if (procedures.Part(item.Procedure) is { } part && !await part.MayWithdraw(item, cancel))
        {
            return Refusal.Whole("Urusan ini sudah menghasilkan ketetapan, jadi tidak dapat ditarik lagi.");
        }
        reason = reason?.Trim();
        if (string.IsNullOrEmpty(reason) || reason.Length > CaseStep.ReasonLength)
        {
            return Refusal.At("WithdrawReason", "Tulis alasan menarik urusan ini.");
        }
        var row = loaded.Current!;
        Leave(row, "withdrawn", "Ditarik oleh pemohon", reason);
        End(item, CaseState.Withdrawn);
        notices.Withdrawn(item, row);
        journal.Record("cases.withdrawn", item, reason);
        return await Save(item, cancel);
    }

    /// <summary>Adds a sentence to the conversation and tells the other side.</summary>
    public async Task<Outcome> Say(Guid id, string? text, CancellationToken cancel)
    {
        var item = await Seen().SingleOrDefaultAsync(other => other.Id == id, cancel);
        if (item is null || !actor.May(CaseRules.Work))
        {
            return Refusal.Whole(NotFound);
        }
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > CaseMessage.TextLength)
        {
            return Refusal.At("Message", string.IsNullOrEmpty(text) ? "Tulis pesan Anda." : $"Paling banyak {CaseMessage.TextLength} huruf.");
        }
        db.Add(new CaseMessage { CaseId = item.Id, At = clock.GetUtcNow(), ByPersonId = actor.PersonId, ByOfficeId = actor.OfficeId, Text = text });
        journal.Record("cases.said", item);
        var current = await db.Set<CaseStep>().AsNoTracking().SingleOrDefaultAsync(step => step.CaseId == id && step.DoneAt == null, cancel);
        notices.Said(item, current, actor);
        return await Save(item, cancel);
    }

    /// <summary>Says that the actor works on the current step, or no longer does. Nobody else is kept from it; they only see it.</summary>
    public async Task<Outcome> Take(Guid id, bool take, CancellationToken cancel)
    {
        var loaded = await Load(id, null, cancel);
        if (loaded.Refusal is { } refusal)
        {
            return refusal;
        }
        var row = loaded.Current!;
        if (!actor.May(CaseRules.Work) || !CaseRules.MayAct(actor, row))
        {
            return Refusal.Whole("Langkah ini bukan tugas jabatan Anda.");
        }
        (row.TakenBy, row.TakenAt) = take ? (actor.PersonId, clock.GetUtcNow()) : ((Guid?)null, (DateTimeOffset?)null);
        journal.Record(take ? "cases.taken" : "cases.released", loaded.Item!);
        return await Save(loaded.Item!, cancel);
    }

    /// <summary>Why this actor may not decide at the step; null when they may.</summary>
    public string? WhyNot(Case item, Procedure procedure, Step step, CaseStep row, IReadOnlyList<CaseStep> steps)
    {
        if (!actor.May(CaseRules.Work) || !CaseRules.MayAct(actor, row))
        {
            var (profile, _) = procedures.Of(item);
            return $"Langkah ini diputuskan oleh {Procedures.NameOf(profile, row.Office)}.";
        }
        return !CaseRules.IsOwn(procedure, step) && Submitted(item, procedure, steps)
            ? "Anda sendiri yang mengajukan urusan ini. Keputusan langkah ini harus diambil oleh rekan Anda yang berwenang."
            : null;
    }

    /// <summary>The cases that the actor sees.</summary>
    public IQueryable<Case> Seen() => CaseRules.Sees(db.Set<Case>(), db.Set<CaseStep>(), actor);

    private const string NotFound = "Urusan ini tidak ditemukan, atau bukan untuk jabatan Anda.";

    /// <summary>Whether the actor, as a person, opened the case or decided one of the applicant's own steps: segregation of duties is between persons.</summary>
    private bool Submitted(Case item, Procedure procedure, IReadOnlyList<CaseStep> steps) =>
        actor.PersonId is { } person
        && (item.OpenedByPersonId == person
            || steps.Any(step => step.ByPersonId == person && (step.Office == Vocabulary.Applicant || step.Step == procedure.First.Id)));

    private async Task<(Case? Item, CaseStep? Current, IReadOnlyList<CaseStep> Steps, Refusal? Refusal)> Load(Guid id, int? version, CancellationToken cancel)
    {
        var item = await Seen().SingleOrDefaultAsync(other => other.Id == id, cancel);
        if (item is null)
        {
            return (null, null, [], Refusal.Whole(NotFound));
        }
        if (item.State != CaseState.Running)
        {
            return (item, null, [], Refusal.Whole("Urusan ini sudah selesai, jadi tidak ada lagi yang diputuskan."));
        }
        if (version is not null && version != item.Version)
        {
            return (item, null, [], Refusal.At("Version", "Urusan ini berubah sejak Anda membukanya. Yang tampil sekarang adalah keadaan terbaru; periksa, lalu putuskan lagi."));
        }
        var steps = await db.Set<CaseStep>().Where(step => step.CaseId == id).OrderBy(step => step.Number).ToListAsync(cancel);
        return (item, steps.Single(step => step.DoneAt is null), steps, null);
    }

    private static List<Refusal> AgainstReason(Profile.Outcome outcome, string? reason)
    {
        var refusals = new List<Refusal>();
        if (outcome.NeedsReason && reason is null)
        {
            refusals.Add(Refusal.At("Reason", $"Tulis alasan untuk “{outcome.Label}”."));
        }
        if (reason?.Length > CaseStep.ReasonLength)
        {
            refusals.Add(Refusal.At("Reason", $"Paling banyak {CaseStep.ReasonLength} huruf."));
        }
        return refusals;
    }

    private void Leave(CaseStep row, string outcome, string label, string? reason)
    {
        (row.DoneAt, row.Outcome, row.OutcomeLabel, row.Reason) = (clock.GetUtcNow(), outcome, label, reason);
        (row.ByPersonId, row.ByOfficeId) = (actor.PersonId, actor.OfficeId);
    }

    private async Task Move(CaseTurn turn, RegulationProfile profile, CancellationToken cancel)
    {
        var item = turn.Item;
        if (turn.Outcome.Ends)
        {
            End(item, CaseRules.StateOf(turn.Outcome.To));
            notices.Ended(item, turn.Row, actor);
            return;
        }
        var returned = CaseRules.IsReturn(turn.Procedure, turn.Step, turn.Outcome);
        if (returned)
        {
            item.Round++;
        }
        var next = await Enter(item, profile, turn.Procedure.Step(turn.Outcome.To), turn.Row.Number + 1, cancel);
        if (returned)
        {
            notices.Returned(item, turn.Row, next, actor);
        }
        else
        {
            notices.Arrived(item, next);
        }
    }

    private void End(Case item, CaseState state) => (item.State, item.Step, item.ClosedAt) = (state, null, clock.GetUtcNow());

    private async Task<CaseStep> Enter(Case item, RegulationProfile profile, Step step, int number, CancellationToken cancel)
    {
        var row = new CaseStep
        {
            CaseId = item.Id,
            Number = number,
            Round = item.Round,
            Step = step.Id,
            Title = step.Title,
            Office = step.By,
            Desk = CaseRules.DeskOf(profile, step.By),
            StartedAt = clock.GetUtcNow(),
            DueOn = step.Within is { } within ? (await calendar.Days(cancel)).Add(today.Date, within) : null,
            EscalatesTo = step.EscalatesTo is { } office ? CaseRules.DeskOf(profile, office) : null,
        };
        if (step.By == Vocabulary.Applicant)
        {
            (row.OfficeId, row.AgencyId) = (item.OpenedByOfficeId, item.AgencyId);
        }
        else if (CaseRules.IsOfEachAgency(profile, step.By))
        {
            row.AgencyId = procedures.Part(item.Procedure) is { } part ? await part.AgencyAt(item, step, cancel) ?? item.AgencyId : item.AgencyId;
        }
        item.Step = step.Id;
        db.Add(row);
        return row;
    }

    private async Task<Outcome<Case>> SaveNumbered(Case item, CancellationToken cancel)
    {
        item.Year = today.Date.Year;
        for (var attempt = 1; ; attempt++)
        {
            item.Sequence = (await db.Set<Case>().Where(other => other.Year == item.Year).MaxAsync(other => (int?)other.Sequence, cancel) ?? 0) + 1;
            item.Number = Case.NumberOf(item.Year, item.Sequence);
            await Found(item, cancel);
            try
            {
                await db.SaveChangesAsync(cancel);
                return item;
            }
            catch (DbUpdateException taken) when (db.Dialect.IsDuplicate(taken) && attempt < 20)
            {
                // Somebody opened a case in the same moment: the next number is ours, or the one after.
            }
        }
    }

    private async Task<Outcome> Save(Case item, CancellationToken cancel)
    {
        await Found(item, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (OvertakenException overtaken)
        {
            return overtaken.Refusal;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.At("Version", "Orang lain baru saja memutuskan urusan ini. Buka kembali dan periksa keadaannya.");
        }
    }

    private Task Found(Case item, CancellationToken cancel) => search.Put(new SearchEntry
    {
        Kind = "cases",
        SubjectId = item.Id,
        Title = item.Title,
        Code = item.Number,
        Text = $"{item.Number} {procedures.Of(item).Procedure?.Title}",
        Href = item.Href,
        AgencyId = item.AgencyId,
        Permission = CaseRules.View,
    }, cancel);
}
