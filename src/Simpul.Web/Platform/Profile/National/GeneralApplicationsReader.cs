namespace Simpul.Web.Platform.Profile.National;

internal static class GeneralApplicationsReader
{
    public static GeneralApplications? Read(string path, YamlErrors errors) => NationalFile.Read(path, errors, "", file =>
    {
        var map = file.Map;
        var areas = file.List(map, "areas", one => new NationalArea(one.Id("id"), one.Text("name")));
        List<(NationalApplication Item, YamlMap Map)> all = [];
        foreach (var entry in map.Maps("applications"))
        {
            var item = entry.Read(one => new NationalApplication(
                one.Id("id"), one.Text("name"), one.Text("owner"), one["standing"].OneOf("general", "sectoral") == "general", one["service"].OneOf("administration", "public"),
                one.Texts("areas"), one.Optional("decree")?.Text(), one.Optional("since")?.Date(), one.Text("does"), file.Provenance(one)));
            foreach (var unknown in item.Areas.Where(id => areas.All(area => area.Id != id))) entry.Report("areas", $"there is no area “{unknown}”");
            if (item.Areas.Count == 0 && item.IsGeneral) entry.Report("areas", "a general application serves an area");
            if (item.Provenance.Sources.Count == 0) entry.Report("source", "each application names where it is known from");
            all.Add((item, entry));
        }
        NationalFile.Unique(all.Select(one => (one.Item.Id, one.Map)), "id");
        return new GeneralApplications(file.Id, file.Title, file.Regulation, file.Sources, file.InForce, areas, [.. all.Select(one => one.Item)]);
    });
}
