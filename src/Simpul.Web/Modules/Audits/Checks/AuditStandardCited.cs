using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Audits.Checks;

/// <summary><c>audit-standard-cited</c>: every finished audit of the kind cites the standard, policy or law that is named, in force when it began.</summary>
internal sealed class AuditStandardCited(PlatformDb db, NationalData national) : ICheck
{
    public string Name => "audit-standard-cited";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await AuditBook.On(db, when.Date, cancel);
        var bases = national.Audits.SelectMany(edition => edition.Bases).DistinctBy(basis => basis.Id).ToDictionary(basis => basis.Id);
        return
        [
            .. questions.Select(question =>
            {
                var kind = question.Key("basis");
                var called = kind switch { "standard-procedure" => "standar dan tata cara", "general-audit-policy" => "kebijakan umum penyelenggaraan audit", _ => "peraturan perundang-undangan" };
                return AuditProofs.Every(question, book, $"menyebut {called} yang berlaku", audit =>
                    audit.Bases.Any(id => bases.TryGetValue(id, out var basis) && basis.Kind == kind && basis.Serves(audit.Kind.Key()) && basis.InForce.On(audit.StartsOn)) ? null : $"tidak menyebut {called} yang berlaku pada hari mulai");
            }),
        ];
    }
}
