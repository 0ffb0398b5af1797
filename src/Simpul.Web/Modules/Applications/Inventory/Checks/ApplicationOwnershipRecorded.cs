using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Inventory.Checks;

/// <summary><c>application-ownership-recorded</c>: what the government paid for is its own, and whoever else uses it, or reads its source, was allowed to.</summary>
internal sealed class ApplicationOwnershipRecorded(PlatformDb db, IEnumerable<IRepositoryAccess> repositories) : ICheck
{
    public string Name => "application-ownership-recorded";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await ApplicationBook.On(db, when.Date, cancel);
        var uses = await (
            from use in db.Set<OutsideUse>().AsNoTracking()
            where use.From <= when.Date && (use.Until == null || use.Until >= when.Date)
            orderby use.By, use.Id
            select use).ToListAsync(cancel);
        List<RepositoryAccess> accesses = [];
        foreach (var repository in repositories)
        {
            accesses.AddRange(await repository.On(when.Date, cancel));
        }
        return [.. questions.Select(question => question.Key("access") == "repository-access" ? OfRepository(question, accesses) : OfOwners(question, book, uses, when.Date))];
    }

    private static Answer OfOwners(Question question, ApplicationBook book, List<OutsideUse> uses, DateOnly date)
    {
        var running = book.Of(question).Where(item => item.Stage == ApplicationStage.Running && item.Kind != ApplicationKind.General).ToList();
        var unknown = running.Where(item => item.Funding == Funding.Unrecorded).ToList();
        var paid = running.Where(item => item.Funding is Funding.OwnBudget or Funding.Shared).ToList();
        var unowned = paid.Where(item => item.Copyright is not (CopyrightHolder.Government or CopyrightHolder.GovernmentAndMaker) || (item.Funding == Funding.OwnBudget && item.Copyright != CopyrightHolder.Government)).ToList();
        var names = book.All.ToDictionary(item => item.Id, item => item.Item.Name);
        var unallowed = question.Key("access") != "outside-use" ? []
            : uses.Where(use => names.ContainsKey(use.ApplicationId) && !(use.ApprovedOn <= date && (question.Key("approver") is not { } approver || use.ApprovedBy == approver))).ToList();
        if (paid.Count + unknown.Count + unallowed.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada aplikasi beroperasi yang dibiayai pemerintah daerah.");
        }
        if (unknown.Count + unowned.Count + unallowed.Count == 0)
        {
            return question.Is(State.Met, $"{paid.Count} aplikasi yang dibiayai pemerintah daerah tercatat sebagai miliknya.{(question.Key("access") == "outside-use" ? " Setiap pemakaian oleh pihak luar sudah disetujui." : "")}") with { Evidence = ApplicationBook.Proofs(paid) };
        }
        List<string> sentences = [];
        if (unowned.Count > 0)
        {
            sentences.Add($"Hak ciptanya belum tercatat milik pemerintah daerah: {ApplicationBook.Named([.. unowned.Select(item => item.Item.Name)])}.");
        }
        if (unknown.Count > 0)
        {
            sentences.Add($"Sumber biayanya belum dicatat: {ApplicationBook.Named([.. unknown.Select(item => item.Item.Name)])}.");
        }
        if (unallowed.Count > 0)
        {
            sentences.Add($"Dipakai pihak luar tanpa persetujuan yang berwenang: {ApplicationBook.Named([.. unallowed.Select(use => $"{names[use.ApplicationId]} oleh {use.By}")])}.");
        }
        return question.Is(State.Missing, string.Join(' ', sentences)) with
        {
            Evidence = [.. ApplicationBook.Proofs(unowned.Concat(unknown)), .. unallowed.Take(3).Select(use => new Evidence($"{names[use.ApplicationId]} oleh {use.By}", $"{OutsideUseRegister.Href}/{use.Id}", "outside-uses", use.Id))],
            Next = unowned.Concat(unknown).FirstOrDefault() is { } first ? ApplicationBook.Complete(first) : new NextStep("Catat persetujuannya", $"{OutsideUseRegister.Href}/{unallowed[0].Id}/ubah", ApplicationsPermissions.Edit),
        };
    }

    private static Answer OfRepository(Question question, List<RepositoryAccess> accesses)
    {
        if (accesses.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada yang diberi hak akses ke repositori.");
        }
        var wrong = accesses.Where(access => (question.Key("approver") is { } approver && access.ApprovedBy != approver) || (question.Key("holders") == "civil-servants" && !access.IsCivilServant)).ToList();
        return wrong.Count == 0
            ? question.Is(State.Met, $"{accesses.Count} hak akses repositori diberikan kepada yang berhak dengan persetujuan.") with { Evidence = [.. accesses.Take(Platform.Checks.Answer.MostEvidence).Select(access => access.Evidence)] }
            : question.Is(State.Missing, $"{wrong.Count} dari {accesses.Count} hak akses repositori diberikan tanpa persetujuan yang berwenang, atau bukan kepada ASN: {ApplicationBook.Named([.. wrong.Select(access => access.Evidence.Title)])}.") with
            {
                Evidence = [.. wrong.Take(Platform.Checks.Answer.MostEvidence).Select(access => access.Evidence)],
                Next = new NextStep("Periksa hak akses", wrong[0].Evidence.Href, ApplicationsPermissions.View),
            };
    }
}
