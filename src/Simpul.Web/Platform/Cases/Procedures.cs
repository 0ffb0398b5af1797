using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Platform.Cases;

/// <summary>The procedures of the regulation that the instance runs by, with what modules add to them.</summary>
public sealed class Procedures(CurrentRegulation regulation, ServerOptions options, IEnumerable<ICaseProcedure> parts, Acting acting)
{
    /// <summary>Those that can be opened now, in the order of the profile.</summary>
    public IReadOnlyList<Procedure> All => regulation.Profile.Procedures;

    public RegulationProfile Profile => regulation.Profile.Stated;

    /// <summary>A procedure of the regulation in force here; null when it has none of that key.</summary>
    public Procedure? Find(string key) => regulation.Profile.Procedures.TryGet(key, out var procedure) ? procedure : null;

    /// <summary>The regulation and the procedure by which a case runs: those under which it was opened.</summary>
    public (RegulationProfile Profile, Procedure? Procedure) Of(Case item)
    {
        var profile = item.RegulationId == regulation.Profile.Id ? regulation.Profile.Stated : CurrentRegulation.Read(options.Regulations, item.RegulationId).Profile;
        return (profile, profile.Procedures.TryGet(item.Procedure, out var procedure) ? procedure : null);
    }

    /// <summary>What a module adds to a procedure; null where none does.</summary>
    public ICaseProcedure? Part(string procedure) => parts.FirstOrDefault(part => part.Procedure == procedure);

    /// <summary>Whether the actor's office may open a case of it: its first step must be theirs.</summary>
    public bool MayOpen(Procedure procedure)
    {
        var actor = acting.Actor;
        var by = procedure.First.By;
        return actor.May(CaseRules.Work) && actor.OfficeId is not null
            && (by == Vocabulary.Applicant || actor.ActsFor(by) || actor.ActsFor(CaseRules.DeskOf(Profile, by)));
    }

    /// <summary>What people call an office of a profile.</summary>
    public static string NameOf(RegulationProfile profile, string office) =>
        office == Vocabulary.Applicant ? "Pemohon" : profile.Offices.TryGet(office, out var found) ? found.Name : office;
}
