using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Organisation;

/// <summary>
/// A made-up city's organisation over four years: agencies, districts and urban villages, offices and who held them when, everybody who works
/// there. Numbers stand for names: nobody real is meant.
/// </summary>
internal sealed class OrganisationCity(City city, PlatformDb db, Sealer sealer)
{
    private static readonly string[] places = ["Kepala", "Sekretaris", "Kepala Bidang I", "Kepala Bidang II", "Kepala Bidang III", "Kepala Bidang IV", "Kepala Subbagian Umum", "Kepala Subbagian Keuangan", "Kepala Subbagian Program", "Pengelola Data"];
    private static readonly AgencyKind[] kinds = [AgencyKind.Department, AgencyKind.Department, AgencyKind.Department, AgencyKind.Board, AgencyKind.SecretariatDivision];

    private readonly List<Agency> agencies = [];
    private readonly List<Office> offices = [];
    private readonly List<Person> people = [];
    private readonly List<Office> positions = [];

    public async Task Plan(CancellationToken cancel)
    {
        await PlanAgencies(cancel);
        await PlanOffices(cancel);
        PlanPeople();
        PlanAppointments();
        await new OrganisationCityWork(city, db, agencies, offices, people).Plan(cancel);
        foreach (var office in offices.Take(400))
        {
            city.Works(people[city.Random.Next(people.Count)].Id, office.Id, office.AgencyId);
        }
    }

    /// <summary>The roles that the regulation gives to agencies go to the first that the small sample left without.</summary>
    private async Task PlanAgencies(CancellationToken cancel)
    {
        var there = await db.Set<Agency>().AsNoTracking().ToListAsync(cancel);
        var free = ProfileChoices.AgencyRoles(city.Services).Select(role => role.Value).Except(there.SelectMany(agency => agency.Holds)).ToList();
        for (var at = 1; at <= city.Size.Agencies - there.Count(agency => agency.ParentId is null && agency.Kind is not AgencyKind.District); at++)
        {
            List<string> holds = free.Count >= at ? [free[at - 1]] : [];
            agencies.Add(Made($"K{at:00}", $"Dinas {at:00}", $"D{at:00}", kinds[at % kinds.Length], null, holds));
        }
        for (var at = 1; at <= city.Size.Districts; at++)
        {
            agencies.Add(Made($"C{at:00}", $"Kecamatan {at:00}", null, AgencyKind.District, null, []));
        }
        var districts = agencies.Where(agency => agency.Kind == AgencyKind.District).ToList();
        for (var at = 1; at <= city.Size.Wards; at++)
        {
            agencies.Add(Made($"L{at:000}", $"Kelurahan {at:000}", null, AgencyKind.Ward, districts[at % districts.Count].Id, []));
        }
    }

    private Agency Made(string code, string name, string? shortName, AgencyKind kind, Guid? parent, List<string> holds) => city.Add(city.First, new Agency
    {
        Id = city.NewId(city.First),
        Code = code,
        Name = name,
        ShortName = shortName,
        Kind = kind,
        ParentId = parent,
        Holds = holds,
        Functions = [.. Enumerable.Range(1, 1 + city.Random.Next(5)).Select(number => $"Urusan pemerintahan {number}")],
    });

    private async Task PlanOffices(CancellationToken cancel)
    {
        var held = (await db.Set<Office>().AsNoTracking().Select(office => office.Keys).ToListAsync(cancel)).SelectMany(keys => keys).ToHashSet(StringComparer.Ordinal);
        foreach (var position in ProfileChoices.Positions(city.Services).Where(position => !held.Contains(position.Value)))
        {
            positions.Add(Placed(position.Title, null, false, [position.Value], [Role.Leader]));
        }
        foreach (var agency in agencies)
        {
            var (count, role) = agency.Kind is AgencyKind.Ward ? (4, Role.Operator) : agency.Kind is AgencyKind.District ? (8, Role.Operator) : (40, Role.Operator);
            for (var at = 0; at < count; at++)
            {
                var title = at < places.Length ? places[at] : $"Jabatan Fungsional {at:00}";
                Placed($"{title} {agency.Name}", agency.Id, at == 0, [], at == 0 ? [Role.AgencyHead] : [role]);
            }
        }
    }

    private Office Placed(string title, Guid? agency, bool heads, List<string> keys, List<string> roles)
    {
        var office = city.Add(city.First, new Office { Id = city.NewId(city.First), Title = title, AgencyId = agency, HeadsAgency = heads, Keys = keys, Roles = roles });
        offices.Add(office);
        return office;
    }

    private void PlanPeople()
    {
        for (var at = 1; at <= city.Size.People; at++)
        {
            var from = at % 5 == 0 ? city.Day(city.First.AddDays(1), city.Today.AddDays(-200)) : city.First.AddDays(1 + (at % 20));
            var nip = NipOf(at);
            var person = city.Add(from, new Person
            {
                Id = city.NewId(from),
                Name = $"Pegawai {at:00000}",
                Employment = at % 4 == 0 ? Employment.ContractCivilServant : Employment.CivilServant,
                AgencyId = agencies[city.Random.Next(agencies.Count)].Id,
            }.Seal(sealer, nip, $"pegawai{at:00000}@contoh.go.id", $"0800-0{at:00000}"));
            people.Add(person);
            if (at % 16 == 0)
            {
                var left = city.Day(from.AddDays(100), city.Today.AddDays(-1));
                city.Change(left, person, gone => gone.LeftOn = left);
            }
        }
    }

    /// <summary>Sound by its structure and different for each: the birth day, then the appointment, then a sequence.</summary>
    private static string NipOf(int number)
    {
        var born = new DateOnly(1970, 1, 1).AddDays(number % 9000);
        return string.Create(CultureInfo.InvariantCulture, $"{born:yyyyMMdd}{born.Year + 24}{1 + (number % 12):00}{1 + (number % 2)}{700 + (number / 9000):000}");
    }

    /// <summary>Each office has had one to three holders, one after the other.</summary>
    private void PlanAppointments()
    {
        // Those who have been there since the first month and stay.
        var lasting = people.Where((_, at) => (at + 1) % 5 != 0 && (at + 1) % 16 != 0).ToList();
        var next = 0;
        foreach (var office in offices)
        {
            var from = city.First.AddDays(30 + city.Random.Next(30));
            Appointment? before = null;
            for (var turn = city.Random.Next(3); turn >= 0 && from < city.Today.AddDays(-30); turn--)
            {
                var (person, start) = (lasting[next++ % lasting.Count], from);
                if (before is { } earlier)
                {
                    city.Change(start, earlier, ended => (ended.Until, ended.EndReason) = (start.AddDays(-1), "Mutasi"));
                }
                before = city.Add(start, new Appointment { Id = city.NewId(start), PersonId = person.Id, OfficeId = office.Id, From = start, Kind = turn == 2 ? AppointmentKind.Acting : AppointmentKind.Definitive });
                from = city.Day(from.AddDays(200), from.AddDays(800));
            }
        }
    }
}
