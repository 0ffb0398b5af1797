namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>Reads <c>teams</c>.</summary>
internal static class TeamReader
{
    private const int MostHolders = 1000;

    public static IReadOnlyList<Team> Read(YamlMap map, ProfileScope scope)
    {
        List<Team> teams = [];
        foreach (var (key, value) in map.Values())
        {
            if (!ReadingReader.IsKey(key)) map.Report(key, $"“{key}” must be lower-case words joined by hyphens");
            scope.Teams.Add(key);
            teams.Add(One(key, value.Map(), scope));
        }
        scope.Later(() => CheckParents(map, teams));
        return teams;
    }

    private static Team One(string key, YamlMap map, ProfileScope scope)
    {
        var reading = scope.OptionalReading(map);
        var seats = map["seats"];
        HashSet<string> ids = new(StringComparer.Ordinal);
        var team = new Team(
            key,
            map.Text("title"),
            scope.OptionalOffice(map, "office"),
            scope.OptionalOffice(map, "appointed-by"),
            map.Optional("instrument")?.Text(),
            map.Optional("reports-to") is { IsNull: false } line ? Line(line.Map(), scope) : null,
            map.Optional("parent") is { IsNull: false } parent ? parent.Text() : null,
            scope.Cite(map),
            [.. seats.Maps().Select(seat => Seat(seat, ids, citeNeeded: reading is null, scope))],
            [.. (map.Optional("tasks")?.Maps() ?? []).Select(task => Task(task, scope))],
            reading);
        if (seats.IsList && team.Seats.Count == 0) seats.Report("a team needs at least one seat");
        map.Close();
        return team;
    }

    private static ReportingLine Line(YamlMap map, ProfileScope scope)
    {
        var line = new ReportingLine(scope.Office(map["office"]), scope.OptionalOffice(map, "through"));
        map.Close();
        return line;
    }

    private static Seat Seat(YamlMap map, HashSet<string> ids, bool citeNeeded, ProfileScope scope)
    {
        var seat = new Seat(
            map.Id("id"),
            map.Text("title"),
            map.Text("holder"),
            scope.OptionalOffice(map, "office"),
            map.Optional("minimum") is { } minimum ? IdentityReader.Between(minimum, 1, MostHolders) : 1,
            map.Optional("remit")?.Text(),
            citeNeeded ? scope.Cite(map) : scope.OptionalCite(map));
        if (seat.Id.Length > 0 && !ids.Add(seat.Id)) map.Report("id", $"seat “{seat.Id}” is given twice");
        map.Close();
        return seat;
    }

    private static TeamTask Task(YamlMap map, ProfileScope scope)
    {
        var task = new TeamTask(map.Text("id"), map.Text("text"), scope.Cite(map));
        scope.Later(() =>
        {
            if (task.Id.Length > 0 && !scope.Rows.Contains(task.Id)) map.Report("id", $"there is no obligation or provision “{task.Id}”");
        });
        map.Close();
        return task;
    }

    private static void CheckParents(YamlMap map, List<Team> teams)
    {
        var parents = teams.ToDictionary(team => team.Key, team => team.Parent, StringComparer.Ordinal);
        foreach (var team in teams.Where(team => team.Parent is not null))
        {
            if (!parents.ContainsKey(team.Parent!)) map.Report(team.Key, $"its parent “{team.Parent}” is no team");
            var (above, steps) = (team.Parent, 0);
            while (above is not null && above != team.Key && steps++ < teams.Count) above = parents.GetValueOrDefault(above);
            if (above == team.Key) map.Report(team.Key, "is its own parent");
        }
    }
}
