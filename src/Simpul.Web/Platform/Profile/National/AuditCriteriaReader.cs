namespace Simpul.Web.Platform.Profile.National;

internal sealed class AuditCriteriaReader(NationalFile file)
{
    private static readonly string[] kinds = ["infrastructure", "application", "security"];

    public static AuditCriteria? Read(string path, YamlErrors errors) =>
        NationalFile.Read(path, errors, Path.GetFileNameWithoutExtension(path), file => new AuditCriteriaReader(file).Criteria());

    private AuditCriteria Criteria()
    {
        List<(string Id, YamlMap Map)> bases = [];
        List<(string Id, YamlMap Map)> sets = [];
        List<(string Id, YamlMap Map)> criteria = [];
        var rests = file.List(file.Map, "bases", basis =>
        {
            bases.Add((basis.Id("id"), basis));
            var (from, until) = (basis.Optional("from")?.Date(), basis.Optional("until")?.Date());
            if (from >= until) basis.Report("until", "“until” must be after “from”");
            return new AuditBasis(basis.Id("id"), basis["kind"].OneOf("legislation", "general-audit-policy", "standard-procedure"), basis.Text("title"), Words(basis, "kinds", kinds),
                new InForce(from, until, null, null, new Provenance([], basis.Optional("note")?.Text())));
        });
        var read = file.List(file.Map, "sets", set =>
        {
            sets.Add((set.Id("id"), set));
            return new CriteriaSet(
                set.Id("id"), set.Text("title"), set["subject"].OneOf([.. AuditCriteria.Subjects]), Words(set, "kinds", kinds), Words(set, "objects", [.. AuditCriteria.Objects]),
                set.Has("tests") ? set.Texts("tests") : [], set.Text("cite"),
                !set.Has("criteria") ? [] : set.Each("criteria", criterion =>
                {
                    criteria.Add((criterion.Id("id"), criterion));
                    return new AuditCriterion(criterion.Id("id"), criterion.Text("title"), criterion.Text("text"), criterion.Optional("proof")?.Text());
                }));
        });
        NationalFile.Unique(bases, "id");
        NationalFile.Unique(sets, "id");
        NationalFile.Unique(criteria, "id");
        foreach (var kind in kinds)
        {
            foreach (var subject in AuditCriteria.Subjects.Where(subject => !read.Any(set => set.Kinds.Contains(kind) && set.Subject == subject)))
            {
                file.Map.Report("sets", $"no set examines “{subject}” in an audit of kind “{kind}”");
            }
        }
        foreach (var (_, map) in sets.Where(set => !set.Map.Has("tests") && !set.Map.Has("criteria")))
        {
            map.Report("criteria", "a set has criteria, or takes those of “tests”");
        }
        return new AuditCriteria(file.Id, file.Title, file.Regulation, file.Sources, file.InForce, rests, read);
    }

    private static IReadOnlyList<string> Words(YamlMap map, string key, string[] known)
    {
        if (!map.Has(key)) return [];
        foreach (var word in map.List(key)) word.OneOf(known);
        return map.Texts(key);
    }
}
