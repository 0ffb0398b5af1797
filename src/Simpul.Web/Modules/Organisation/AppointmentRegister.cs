using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The register of appointments to offices.</summary>
internal static class AppointmentRegister
{
    public static readonly Register<Appointment> Declared = new()
    {
        Kind = "appointments",
        Slug = "penunjukan-jabatan",
        Title = "Penunjukan jabatan",
        One = "penunjukan",
        Why = "Siapa menjabat apa, sejak kapan, dan dengan keputusan apa. Kewenangan di Simpul mengikuti penunjukan ini.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Structure,
        Chapter = "Organisasi",
        Icon = "person-badge",
        OrderedBy = "-from",
        TitledBy = ["person", "office"],
        Of =
        [
            Fields.Reference<Appointment>("person", "Pegawai", item => item.PersonId, "people", new() { Required = true, Listed = true, Fixed = true }),
            Fields.Reference<Appointment>("office", "Jabatan", item => item.OfficeId, "offices", new() { Required = true, Listed = true, Fixed = true, Filtered = true }),
            Fields.Choice<Appointment, AppointmentKind>("kind", "Sebagai", item => item.Kind, Words.AppointmentKinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<Appointment>("from", "Mulai", item => item.From, new() { Required = true, Listed = true }),
            Fields.Date<Appointment>("until", "Hari terakhir", item => item.Until, new() { Listed = true, Help = "Kosongkan selama masih menjabat." }),
            Fields.Reference<Appointment>("decree", "Keputusan", item => item.DecreeId, "legal-documents"),
            Fields.Text<Appointment>("endReason", "Alasan berakhir", item => item.EndReason, 500),
        ],
        Rules = Check,
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, Appointment item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var refusals = new List<Refusal>(PeriodRules.Term(item.From, item.Until));
        if (services.GetRequiredService<Acting>().Actor.PersonId == item.PersonId)
        {
            refusals.Add(Refusal.At("person", "Penunjukan diri sendiri dicatat oleh administrator lain."));
        }
        if (await db.Set<Person>().AsNoTracking().Where(person => person.Id == item.PersonId).Select(person => person.LeftOn).SingleOrDefaultAsync(cancel) is { } left && left <= item.From)
        {
            refusals.Add(Refusal.At("person", $"Pegawai ini sudah berhenti pada {Indonesian.Date(left)}."));
        }
        if (await db.Set<Office>().AsNoTracking().Where(office => office.Id == item.OfficeId).Select(office => office.AbolishedOn).SingleOrDefaultAsync(cancel) is { } abolished && abolished <= item.From)
        {
            refusals.Add(Refusal.At("office", $"Jabatan ini sudah dihapus pada {Indonesian.Date(abolished)}."));
        }
        var others = await (
            from other in db.Set<Appointment>().AsNoTracking()
            where other.OfficeId == item.OfficeId && other.Id != item.Id && other.Kind == item.Kind
            join person in db.Set<Person>().AsNoTracking() on other.PersonId equals person.Id
            select new { other.PersonId, other.From, other.Until, person.Name }).ToListAsync(cancel);
        var overlapping = others.FirstOrDefault(other => (item.Kind == AppointmentKind.Definitive || other.PersonId == item.PersonId) && PeriodRules.Overlap(item.From, item.Until, other.From, other.Until));
        if (overlapping is not null)
        {
            refusals.Add(Refusal.At("from", item.Kind == AppointmentKind.Definitive
                ? $"{overlapping.Name} sudah menjabat definitif sejak {Indonesian.Date(overlapping.From)}. Akhiri dahulu penunjukan itu, atau tunjuk sebagai Plt., Plh., atau wakil."
                : $"{overlapping.Name} sudah ditunjuk dengan cara yang sama sejak {Indonesian.Date(overlapping.From)}."));
        }
        return refusals;
    }
}
