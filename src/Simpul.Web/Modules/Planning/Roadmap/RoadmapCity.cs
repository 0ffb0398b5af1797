using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Planning.Roadmap;

/// <summary>The roadmap of a made-up city: activities that close some of the gaps of its architecture, some of them put off. Numbers stand for names.</summary>
internal static class RoadmapCity
{
    private const int PeoplePerActivity = 60;

    public static void Plan(City city)
    {
        var wanted = city.Steps.Select(step => step.Record).OfType<ArchitectureItem>().Where(item => item.State == ItemState.ToBe).ToList();
        var year = city.Today.Year;
        for (var number = 1; number <= city.Size.People / PeoplePerActivity && wanted.Count > 0; number++)
        {
            var item = wanted[city.Random.Next(wanted.Count)];
            var (from, ends) = (new DateOnly(year - 2 + city.Random.Next(5), 1, 1), new DateOnly(year + city.Random.Next(4), 12, 31));
            var on = city.Today.AddDays(-1);
            city.Add(on, new RoadmapActivity
            {
                Id = city.NewId(on),
                Code = $"K-PR-{number:000}",
                Programme = $"Program {1 + number % 12:00}",
                Name = $"Kegiatan {number:000}: {item.Name}",
                Area = (RoadmapArea)(number % 7),
                AgencyId = item.AgencyId,
                StartsOn = from,
                EndsOn = ends < from ? from.AddYears(1) : ends,
                FirstEndsOn = number % 6 == 0 ? ends.AddYears(-1) : ends < from ? from.AddYears(1) : ends,
                Target = $"{item.Name} dipakai",
                Budget = 1_000_000m * (25 + city.Random.Next(2_000)),
                Closes = number % 5 == 0 ? [] : [item.Code],
                After = number % 4 == 0 ? [$"K-PR-{number - 1:000}"] : [],
                Indicators = [$"{1 + city.Random.Next(20)}"],
                Progress = from <= city.Today ? city.Random.Next(101) : null,
                ProgressOn = from <= city.Today ? city.Today.AddDays(-14) : null,
            });
        }
    }
}
