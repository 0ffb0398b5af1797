using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Modules.Organisation.Contract;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>Whether whoever is to carry an audit out may: by the regulation's rules, with the decree or the accreditation that they ask for.</summary>
internal sealed class Eligibility(PlatformDb db, LegalDocuments documents, EffectiveProfile? profile)
{
    /// <summary>The performers that the regulation lets audit; all where it names none.</summary>
    public static IReadOnlyList<Performer> Allowed(EffectiveProfile? profile)
    {
        if (profile?.List("audit.performers") is not { Count: > 0 } offices)
        {
            return Enum.GetValues<Performer>();
        }
        List<Performer> allowed = [.. offices.SelectMany(Of).Distinct()];
        // It may audit itself beside those; such an audit never stands in for theirs.
        if (profile.Flag("audit.self-performed") == true && !allowed.Contains(Performer.IctAgency))
        {
            allowed.Add(Performer.IctAgency);
        }
        return allowed;
    }

    /// <summary>Whether an audit by its performer is one that the regulation asks for, and not one held beside it.</summary>
    public static bool Counts(EffectiveProfile? profile, Audit audit) =>
        profile?.List("audit.performers") is not { Count: > 0 } offices || (offices.SelectMany(Of).Contains(audit.Performer) && !IsKeptFrom(profile, audit));

    /// <summary>Whether an obligation that says who performs the audits of this kind names others: a reading may accept the ICT agency's security audits and no further ones.</summary>
    private static bool IsKeptFrom(EffectiveProfile profile, Audit audit) => profile.Obligations.Where(item => item.Check?.Check == "audit-performed-by").Select(item => new Question(item, item.Check!, profile))
        .Any(question => question.List("kinds").Contains(audit.Kind.Key()) && !question.List("performers").Contains(audit.Performer.Key()));

    /// <summary>What stands against the performer, at the fields of the audit's form.</summary>
    public async Task<IReadOnlyList<Refusal>> OfPerformer(Audit audit, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        var allowed = Allowed(profile);
        if (!allowed.Contains(audit.Performer))
        {
            refusals.Add(Refusal.At("performer", $"Peraturan tidak membolehkan pelaksana ini{(profile!.CitationOf("audit.performers") is { } cite ? $" ({cite})" : "")}. Pilih {string.Join(" atau ", allowed.Select(one => one.InSentence()))}."));
        }
        switch (audit.Performer)
        {
            case Performer.DecreeTeam when audit.DecreeId is null:
                refusals.Add(Refusal.At("decree", "Tim auditor bekerja dengan keputusan. Pilih keputusannya, atau daftarkan dahulu pada produk hukum."));
                break;
            case Performer.DecreeTeam when (await documents.Of([audit.DecreeId!.Value], cancel)).GetValueOrDefault(audit.DecreeId.Value) is not { } decree || !decree.InForceOn(audit.StartsOn):
                refusals.Add(Refusal.At("decree", $"Keputusan ini tidak berlaku pada {Indonesian.Date(audit.StartsOn)}. Pilih yang berlaku pada hari mulai."));
                break;
            case Performer.GovernmentBody or Performer.AccreditedBody when audit.BodyId is null:
                refusals.Add(Refusal.At("body", "Pilih lembaga yang melaksanakan, atau daftarkan dahulu."));
                break;
            case Performer.GovernmentBody or Performer.AccreditedBody when await db.Set<AuditBody>().AsNoTracking().SingleOrDefaultAsync(body => body.Id == audit.BodyId, cancel) is { } body:
                if (body.Kind == BodyKind.Government != (audit.Performer == Performer.GovernmentBody))
                {
                    refusals.Add(Refusal.At("body", $"{body.Name} terdaftar sebagai {(body.Kind == BodyKind.Government ? "lembaga pemerintah" : "lembaga terakreditasi")}. Sesuaikan pelaksananya."));
                }
                else if (body.WhyNotOn(audit.StartsOn) is { } why)
                {
                    refusals.Add(Refusal.At("body", why));
                }
                break;
        }
        return refusals;
    }

    private static IEnumerable<Performer> Of(string office) => office switch
    {
        "auditors" => [Performer.DecreeTeam],
        "external-auditor" => [Performer.GovernmentBody, Performer.AccreditedBody],
        "ict-agency" => [Performer.IctAgency],
        _ => [],
    };
}
