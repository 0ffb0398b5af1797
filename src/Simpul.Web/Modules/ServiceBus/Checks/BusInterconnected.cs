using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Checks;

/// <summary><c>bus-interconnected</c>: a link with each counterpart named is recorded whose last test, or trial, was passed.</summary>
internal sealed class BusInterconnected(PlatformDb db) : ICheck
{
    private const string Href = "/kerja/keterhubungan-penghubung";

    public string Name => "bus-interconnected";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var links = await db.Set<Interconnection>().AsNoTracking().Where(one => one.TestedOn != null && one.TestedOn <= when.Date).OrderByDescending(one => one.TestedOn).ToListAsync(cancel);
        return [.. questions.Select(question => Of(question, links))];
    }

    private static Answer Of(Question question, List<Interconnection> links)
    {
        List<string> wanting = [];
        List<Interconnection> proofs = [];
        foreach (var key in question.List("with"))
        {
            var found = links.Where(one => one.Kind == KindOf(key)).ToList();
            var good = found.Find(one => one.IsWorking);
            if (good is not null) proofs.Add(good);
            else wanting.Add(found.Count == 0 ? Word(key) : $"{Word(key)} (uji terakhir {Indonesian.ShortDate(found[0].TestedOn!.Value)} tidak berhasil)");
        }
        Evidence[] evidence = [.. proofs.Select(one => new Evidence($"{one.Name}, diuji {Indonesian.ShortDate(one.TestedOn!.Value)}", $"{Href}/{one.Id}", "bus-interconnections", one.Id))];
        return wanting.Count == 0
            ? question.Is(State.Met, $"Terhubung dengan {Indonesian.List([.. proofs.Select(one => one.Name)])}.") with { Since = proofs.Max(one => one.TestedOn), Evidence = evidence }
            : question.Is(State.Missing, $"Belum ada keterhubungan yang teruji dengan {Indonesian.List(wanting)}.") with { Evidence = evidence, Next = new NextStep("Catat keterhubungan", $"{Href}/baru", ServiceBusPermissions.Connect) };
    }

    private static InterconnectionKind KindOf(string key) => key switch { "national-bus" => InterconnectionKind.NationalBus, "other-regions" => InterconnectionKind.OtherRegion, _ => InterconnectionKind.GovernmentIntranet };

    private static string Word(string key) => key switch { "national-bus" => "penghubung nasional", "other-regions" => "penghubung pemerintah daerah lain", _ => "jaringan intra pemerintah" };
}
