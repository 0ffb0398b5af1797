namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>
/// Reads one profile in the order in which its sections refer to each other. What refers forward (a choice to an obligation, a task to a row) is
/// looked at once everything is read.
/// </summary>
internal sealed class ProfileReader(YamlMap top, YamlErrors errors, ParameterCatalogue parameters, CheckCatalogue checks)
{
    /// <summary>Null where anything is wrong; the errors say what.</summary>
    public RegulationProfile? Read()
    {
        var id = top.Id("id");
        var region = IdentityReader.Region(top.Map("region"));
        var scope = new ProfileScope(parameters, checks);
        var regulation = IdentityReader.Regulation(top.Map("regulation"), scope);
        var offices = OfficeReader.Read(top.Map("offices"), scope);
        var readings = ReadingReader.Read(top.Map("readings"), scope);
        var values = ParameterReader.Read(top.Map("parameters"), scope);
        var teams = TeamReader.Read(top.Map("teams"), scope);
        var policies = PolicyReader.Read(top.Map("policies"), scope);
        var procedures = ProcedureReader.Read(top.Map("procedures"), scope);
        var obligations = ObligationReader.Read(top["obligations"], scope);
        var provisions = ProvisionReader.Read(top["provisions"], scope);
        var glossary = ProvisionReader.Glossary(top["glossary"], scope);
        top.Close();
        scope.Finish();
        return errors.Any ? null : new RegulationProfile
        {
            Id = id,
            Region = region,
            Regulation = regulation,
            Offices = new Keyed<Office>(offices, office => office.Key),
            Parameters = new Keyed<ProfileParameter>(values, value => value.Key),
            Teams = new Keyed<Team>(teams, team => team.Key),
            Policies = new Keyed<Policy>(policies, policy => policy.Key),
            Procedures = new Keyed<Procedure>(procedures, procedure => procedure.Key),
            Readings = new Keyed<Reading>(readings, reading => reading.Id),
            Obligations = new Keyed<Obligation>(obligations, obligation => obligation.Id),
            Provisions = new Keyed<ProfileProvision>(provisions, provision => provision.Id),
            Glossary = new Keyed<GlossaryTerm>(glossary, term => term.Id),
        };
    }
}
