using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Checks;

/// <summary><c>bus-opinion-held</c>: the bus, every active member or every published version has the opinion of fitness asked for, not negative and valid.</summary>
internal sealed class BusOpinionHeld(PlatformDb db, Zone zone) : ICheck
{
    /// <summary>Days before its end at which a valid opinion is due.</summary>
    private const int Warned = 60;

    private const string Href = "/kerja/pertimbangan-kelaikan";

    public string Name => "bus-opinion-held";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var opinions = await db.Set<BusOpinion>().AsNoTracking().Where(one => one.GivenOn <= when.Date).ToListAsync(cancel);
        var members = (await db.Set<BusMember>().AsNoTracking().Where(one => one.State == MemberState.Active).ToListAsync(cancel)).Where(one => one.JoinedOn is null || one.JoinedOn <= when.Date)
            .Select(one => new Subject(one.Id, one.Name)).OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
        var versions = (await db.Set<BusServiceVersion>().AsNoTracking().Where(one => one.Environment == ServiceEnvironment.Production && (one.State == ServiceVersionState.Published || one.State == ServiceVersionState.Deprecated))
            .Join(db.Set<BusService>(), version => version.ServiceId, service => service.Id, (version, service) => new { version, service.Title, service.Classification }).ToListAsync(cancel))
            .Where(one => one.version.PublishedAt is { } at && Indonesian.DateIn(at, zone.Info) <= when.Date).Select(one => new Subject(one.version.Id, CheckedService.Name(one.Title, one.version.Label, one.Classification))).OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
        return [.. questions.Select(question => Of(question, when, opinions, members, versions))];
    }

    private static Answer Of(Question question, CheckTime when, List<BusOpinion> opinions, List<Subject> members, List<Subject> versions)
    {
        var kind = question.Key("opinion") == "operation-fitness" ? OpinionKind.OperationFitness : OpinionKind.SecurityFitness;
        var level = question.Key("level", "bus");
        List<Subject> subjects = level switch { "member" => members, "service" => versions, _ => [new Subject(null, "penghubung layanan")] };
        if (subjects.Count == 0) return question.Is(State.NotApplicable, level == "member" ? "Belum ada anggota yang terhubung." : "Belum ada layanan yang terbit.");

        var given = opinions.Where(one => one.Kind == kind && one.By == question.Key("by")).ToList();
        var standing = subjects.Select(subject => (Subject: subject, Last: given.Where(one => level switch
        {
            "member" => one.MemberId == subject.Id,
            "service" => one.ServiceVersionId == subject.Id,
            _ => one.MemberId is null && one.ServiceVersionId is null,
        }).MaxBy(one => (one.GivenOn, one.Id)))).ToList();
        var missing = standing.Where(one => one.Last is null || one.Last.Verdict == OpinionVerdict.Unfit).ToList();
        var over = standing.Where(one => one.Last is { Verdict: not OpinionVerdict.Unfit } last && last.ValidUntil < when.Date).ToList();
        var soon = standing.Where(one => one.Last is { Verdict: not OpinionVerdict.Unfit, ValidUntil: { } until } && when.Within(until, Warned)).ToList();
        // Where the regulation names a guideline, an opinion that follows none is not the one asked for.
        var silent = question.Key("guideline") is not null ? standing.Where(one => one.Last is { Verdict: not OpinionVerdict.Unfit } last && string.IsNullOrWhiteSpace(last.Guideline)).ToList() : [];
        var words = $"pertimbangan {OpinionWords.Of(kind)}";
        Evidence[] evidence = [.. standing.Where(one => one.Last is not null).Take(Platform.Checks.Answer.MostEvidence)
            .Select(one => new Evidence($"{one.Subject.Name}, {OpinionWords.Of(one.Last!.Verdict).ToLowerInvariant()} {Indonesian.ShortDate(one.Last.GivenOn)}", $"{Href}/{one.Last.Id}", "bus-opinions", one.Last.Id))];
        var next = new NextStep("Catat pertimbangan", $"{Href}/baru", ServiceBusPermissions.Connect);
        if (over.Count > 0)
        {
            return question.Is(State.Overdue, $"{Capital(words)} sudah berakhir: {Named(over)}.{(missing.Count > 0 ? $" Belum ada atau belum laik: {Named(missing)}." : "")}") with
            {
                Since = over.Min(one => one.Last!.ValidUntil!.Value).AddDays(1), Due = over.Min(one => one.Last!.ValidUntil), Evidence = evidence, Next = next,
            };
        }
        if (missing.Count > 0)
        {
            return question.Is(State.Missing, level == "bus" ? missing[0].Last is null ? $"Penghubung layanan belum memperoleh {words}." : $"{Capital(words)} terakhir menyatakan belum laik."
                : $"{subjects.Count - missing.Count} dari {subjects.Count} {(level == "member" ? "anggota" : "versi layanan")} mempunyai {words}. Belum ada atau belum laik: {Named(missing)}.") with { Evidence = evidence, Next = next };
        }
        if (silent.Count > 0)
        {
            return question.Is(State.Missing, $"{Capital(words)} belum menyebut pedoman yang diikutinya: {Named(silent)}.") with
            {
                Evidence = evidence, Next = new NextStep("Sebut pedomannya", $"{Href}/{silent[0].Last!.Id}/ubah", ServiceBusPermissions.Connect),
            };
        }
        var text = level == "bus" ? $"{Capital(words)} diberikan {Indonesian.Date(standing[0].Last!.GivenOn)}." : $"{subjects.Count} {(level == "member" ? "anggota" : "versi layanan")} mempunyai {words} yang berlaku.";
        return soon.Count > 0 ? question.Is(State.Due, $"{text} Segera berakhir: {Named(soon)}.") with { Due = soon.Min(one => one.Last!.ValidUntil), Evidence = evidence, Next = next }
            : question.Is(State.Met, text) with { Since = standing.Max(one => one.Last!.GivenOn), Evidence = evidence };
    }

    private static string Named(List<(Subject Subject, BusOpinion? Last)> all) => all.Count <= 3 ? Indonesian.List([.. all.Select(one => one.Subject.Name)]) : $"{string.Join(", ", all.Take(3).Select(one => one.Subject.Name))} dan {all.Count - 3} lainnya";

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private sealed record Subject(Guid? Id, string Name);
}
