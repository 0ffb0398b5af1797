using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;
using Application = Simpul.Web.Modules.Applications.Inventory.Application;

namespace Simpul.Web.Modules.Applications.Lifecycle.Cases;

/// <summary>
/// What stands against a stage, or a first or last day, that somebody types into the register. An application that was proposed here, or that a case is
/// about, comes from stage to stage by what is decided; only the ICT agency may set right what was recorded. Where no procedure brings its kind into use,
/// its owner says how far it has come once it is being built. What runs stops by its retirement alone, because data, placements and names depend on it.
/// </summary>
internal static class RecordedStage
{
    public static async Task<IReadOnlyList<Refusal>> Against(IServiceProvider services, Application application, CancellationToken cancel)
    {
        var (db, actor, regulation) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Acting>().Actor, services.GetRequiredService<CurrentRegulation>());
        var (entry, item) = (db.Entry(application), db.Entry(application.Item));
        if (actor.Via is "job" or "command" || !regulation.IsSetUp || entry.State is EntityState.Detached or EntityState.Added)
        {
            // One that comes from elsewhere is registered as it is.
            return [];
        }
        var before = entry.Property(one => one.Stage).OriginalValue;
        var (from, until) = (item.Property(one => one.From).OriginalValue, item.Property(one => one.Until).OriginalValue);
        var refusals = new List<Refusal>();
        var stops = before == ApplicationStage.Running && application.Stage == ApplicationStage.Retired;
        if (stops)
        {
            refusals.Add(Refusal.At("stage", "Aplikasi yang beroperasi dihentikan melalui penghentian aplikasi, supaya data, penempatan, dan nama domainnya ikut diputuskan. Tekan “Usulkan penghentian” pada halaman aplikasi ini, bagian Evaluasi dan penghentian."));
        }
        var agreed = application.Item.Until != until && await db.Set<Retirement>().AsNoTracking().AnyAsync(one => one.ApplicationId == application.Id && one.State == RetirementState.Approved, cancel);
        if (agreed)
        {
            refusals.Add(Refusal.At("until", "Hari terakhir aplikasi ini ditetapkan oleh penghentian yang sudah disetujui. Tunda atau batalkan penghentian itu dari halamannya: tautannya ada pada halaman aplikasi ini, bagian Evaluasi dan penghentian."));
        }
        if (actor.MayEverywhere(ApplicationsPermissions.Edit))
        {
            return refusals;
        }
        if (!stops && !agreed && before == ApplicationStage.Running && application.Item.Until != until && application.Item.Until is not null)
        {
            refusals.Add(Refusal.At("until", "Hari terakhir aplikasi yang beroperasi ditetapkan dengan penghentian aplikasi. Tekan “Usulkan penghentian” pada halaman aplikasi ini, bagian Evaluasi dan penghentian."));
        }
        var moved = application.Stage != before && !stops;
        var older = application.Item.From < regulation.Profile.Regulation.InForce && !(from < regulation.Profile.Regulation.InForce);
        if (!moved && !older)
        {
            return refusals;
        }
        var cases = await db.Set<Case>().AsNoTracking().Where(one => one.SubjectKind == ApplicationRegister.Kind && one.SubjectId == application.Id).OrderByDescending(one => one.Id)
            .Select(one => new { one.Number, one.Procedure, one.State }).ToListAsync(cancel);
        if (cases.Count == 0 && before != ApplicationStage.Retired && entry.Property(one => one.ProposedOn).OriginalValue is null)
        {
            if (moved && application.Stage == ApplicationStage.Retired && from <= services.GetRequiredService<Today>().Date)
            {
                // What was in use ends as all that was, even where it is recorded as tested again.
                refusals.Add(Refusal.At("stage", "Aplikasi ini pernah beroperasi, jadi dihentikan melalui penghentian aplikasi. Kembalikan tahapnya ke “Beroperasi”, lalu tekan “Usulkan penghentian” pada halaman aplikasi ini, bagian Evaluasi dan penghentian."));
            }
            return refusals;
        }
        var keeper = regulation.Profile.Offices.TryGet("ict-agency", out var office) ? office.Name : "dinas yang membidangi komunikasi dan informatika";
        var kind = entry.Property(one => one.Kind).OriginalValue;
        var running = cases.FirstOrDefault(one => one.State == CaseState.Running);
        var mayRecord = running is null && cases.All(one => ProposalFields.IsFor(one.Procedure, kind)) && IsUndecided(regulation.Profile, kind, before, application.Stage);
        if (moved && !mayRecord)
        {
            var title = running is not null && regulation.Profile.Procedures.TryGet(running.Procedure, out var procedure) ? $" ({procedure.Title})" : "";
            refusals.Add(Refusal.At("stage", before == ApplicationStage.Retired
                ? $"Aplikasi ini sudah dihentikan. Bila ternyata masih beroperasi, minta {keeper} membetulkan tahapnya."
                : running is not null
                    ? $"Tahap aplikasi ini berubah dengan keputusan dalam urusannya. Lanjutkan urusan {running.Number}{title}; bila tahapnya salah tercatat, minta {keeper} membetulkannya."
                    : $"Tahap aplikasi ini berubah dengan keputusan dalam urusannya. Ajukan urusannya dari halaman aplikasi ini, bagian Tahapan dan syarat; bila tahapnya salah tercatat, minta {keeper} membetulkannya."));
        }
        if (older)
        {
            refusals.Add(Refusal.At("from", $"Aplikasi ini diusulkan atau diurus di sini, sedangkan tanggal ini mendahului berlakunya peraturan ({Indonesian.Date(regulation.Profile.Regulation.InForce)}). Isi tanggal sesudahnya, atau minta {keeper} mencatatnya."));
        }
        return refusals;
    }

    /// <summary>Whether no decision makes this move: the application is being built, and no procedure of the regulation brings its kind into use.</summary>
    private static bool IsUndecided(EffectiveProfile profile, ApplicationKind kind, ApplicationStage before, ApplicationStage now) =>
        before is ApplicationStage.Building or ApplicationStage.Testing
        && now is ApplicationStage.Building or ApplicationStage.Testing or ApplicationStage.Running
        && !ApplicationProcedures.Of(profile.Stated).Any(procedure => procedure.HasTests() && ProposalFields.IsFor(procedure.Key, kind));
}
