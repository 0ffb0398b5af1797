using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Platform.Calendar;

/// <summary>A day off for the whole country.</summary>
/// <param name="JointLeave">Cuti bersama: decreed for civil servants beside the holidays.</param>
/// <param name="Estimated">Not decreed yet when the file was written: days of the lunar calendars may move.</param>
public sealed record NationalHoliday(DateOnly Date, string Name, bool JointLeave, bool Estimated);

/// <summary>National holidays and joint leave, from <c>regulations/national/holidays.yaml</c>.</summary>
/// <param name="Years">The years that the file knows; beyond them only weekends and the instance's own days are off.</param>
public sealed record NationalHolidays(IReadOnlyList<int> Years, IReadOnlyList<NationalHoliday> Days)
{
    public const string FileName = "holidays.yaml";

    /// <exception cref="InvalidDataException">Something is wrong in the file; the message lists every error with its line.</exception>
    public static NationalHolidays Load(string file)
    {
        var errors = new YamlErrors(FileName);
        var read = YamlReader.ReadFile(file, errors)?.Read(map => Read(map));
        return errors.Any || read is null ? throw new InvalidDataException($"The national holidays cannot be used:\n{string.Join('\n', errors.All)}") : read;
    }

    private static NationalHolidays Read(YamlMap map)
    {
        map.Id("id");
        map.Text("title");
        HashSet<string> sources = new(StringComparer.Ordinal);
        map.Each("sources", source =>
        {
            source["kind"].OneOf("primary", "secondary", "memory", "derived");
            source.Text("title");
            source.Optional("where")?.Text();
            return sources.Add(source.Id("id"));
        });
        var days = new List<NationalHoliday>();
        var years = map.Each("years", block =>
        {
            var year = block.Whole("year");
            foreach (var source in block.List("source").Where(source => !sources.Contains(source.Text())))
            {
                source.Report($"source “{source.Text()}” is not listed under “sources”");
            }
            foreach (var (key, joint) in new[] { ("holidays", false), ("joint-leave", true) })
            {
                days.AddRange(block.EachOptional(key, day => Day(day, year, joint)));
            }
            return year;
        });
        return new NationalHolidays(years, days);
    }

    private static NationalHoliday Day(YamlMap map, int year, bool joint)
    {
        var date = map.Date("date");
        if (date.Year != year && date != default)
        {
            map.Report("date", $"{date:yyyy-MM-dd} is not in {year}");
        }
        return new NationalHoliday(date, map.Text("name"), joint, map.Optional("estimated")?.Bool() ?? false);
    }
}
