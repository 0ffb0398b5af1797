using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Checks;

/// <summary><c>bus-operated</c>: the bus is in service, by the office named, with the parts and the software asked for.</summary>
internal sealed class BusOperated(PlatformDb db, IOrganisation organisation, Zone zone) : ICheck
{
    public string Name => "bus-operated";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var parts = (await db.Set<BusComponent>().AsNoTracking().ToListAsync(cancel)).Where(one => one.InServiceOn(when.Date)).OrderBy(one => one.Kind).ThenBy(one => one.From).ToList();
        var gateways = (await db.Set<BusGateway>().AsNoTracking().ToListAsync(cancel)).FindAll(one => Indonesian.DateIn(one.FoundAt, zone.Info) <= when.Date);
        // One that was retired by that day is no bus in service any more.
        var running = gateways.Exists(one => one.RetiredAt is not { } retired || Indonesian.DateIn(retired, zone.Info) > when.Date);
        var without = running ? null : gateways.Count == 0 ? "gerbang penghubung belum pernah terhubung dengan platform ini" : "semua gerbang penghubung yang pernah terhubung dengan platform ini sudah dipensiunkan";
        var agencies = await organisation.Agencies(when.Date, cancel);
        return [.. questions.Select(question => Of(question, parts, without, agencies))];
    }

    /// <param name="without">Why no gateway serves; null where one does.</param>
    private static Answer Of(Question question, List<BusComponent> parts, string? without, IReadOnlyList<AgencyFacts> agencies)
    {
        var asked = question.List("components") is { Count: > 0 } named ? named : ["bus"];
        List<string> wanting = [];
        List<BusComponent> proofs = [];
        foreach (var kind in asked.Select(KindOf))
        {
            var found = parts.Where(one => one.Kind == kind).ToList();
            if (found.Count == 0) wanting.Add($"{Word(kind)} belum tercatat beroperasi");
            proofs.AddRange(found);
        }
        if (asked.Contains("bus") && without is not null) wanting.Add(without);
        if (question.Key("operator") is { } office)
        {
            var operators = agencies.Where(one => one.Holds.Contains(office)).Select(one => one.Id).ToHashSet();
            var elsewhere = proofs.Where(one => one.OperatorId is not { } agency || !operators.Contains(agency)).Select(one => one.Name).ToList();
            if (operators.Count == 0) wanting.Add("perangkat daerah yang wajib menyelenggarakannya belum ditandai pada daftar perangkat daerah");
            else if (elsewhere.Count > 0) wanting.Add($"{Indonesian.List(elsewhere)} tidak diselenggarakan oleh {Indonesian.List([.. agencies.Where(one => operators.Contains(one.Id)).Select(one => one.Called)])}");
        }
        if (question.Flag("software"))
        {
            var unnamed = proofs.Where(one => string.IsNullOrWhiteSpace(one.Software) || string.IsNullOrWhiteSpace(one.SoftwareRule)).Select(one => one.Name).ToList();
            if (unnamed.Count > 0) wanting.Add($"perangkat lunak dan dasar penetapannya belum dicatat pada {Indonesian.List(unnamed)}");
        }
        Evidence[] evidence = [.. proofs.Take(Platform.Checks.Answer.MostEvidence).Select(one => new Evidence(one.Name, $"{BusComponentRegister.Href}/{one.Id}", "bus-components", one.Id))];
        if (wanting.Count == 0)
        {
            return question.Is(State.Met, $"{Indonesian.List([.. proofs.Select(one => one.Name)])} beroperasi.") with { Since = proofs.Max(one => one.From), Evidence = evidence };
        }
        var open = proofs.FirstOrDefault(one => question.Flag("software") && string.IsNullOrWhiteSpace(one.SoftwareRule)) ?? proofs.FirstOrDefault(one => one.OperatorId is null);
        return question.Is(State.Missing, $"{char.ToUpperInvariant(wanting[0][0])}{string.Join("; ", wanting)[1..]}.") with
        {
            Evidence = evidence,
            Next = open is not null ? new NextStep($"Lengkapi {open.Name}", $"{BusComponentRegister.Href}/{open.Id}/ubah", ServiceBusPermissions.Connect)
                : proofs.Count == 0 ? new NextStep("Catat komponen penghubung", $"{BusComponentRegister.Href}/baru", ServiceBusPermissions.Connect) : new NextStep("Periksa komponen penghubung", BusComponentRegister.Href, ServiceBusPermissions.View),
        };
    }

    private static ComponentKind KindOf(string key) => key switch { "metadata-repository" => ComponentKind.MetadataRepository, "service-directory" => ComponentKind.ServiceDirectory, _ => ComponentKind.Bus };

    private static string Word(ComponentKind kind) => kind switch { ComponentKind.MetadataRepository => "repositori metadata", ComponentKind.ServiceDirectory => "direktori layanan", _ => "penghubung layanan" };
}
