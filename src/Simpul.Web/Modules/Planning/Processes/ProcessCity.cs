using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>The business processes of a made-up city: a chain of its own for every agency, three levels deep, and some that run across agencies.</summary>
internal static class ProcessCity
{
    private const int AcrossAgencies = 6;
    private const int OfAgency = 3;
    private const int OfEach = 4;

    private static readonly string[] works = ["Penerimaan", "Pemeriksaan", "Penetapan", "Pelaporan"];

    public static async Task Plan(City city, CancellationToken cancel)
    {
        var there = (await city.Services.GetRequiredService<IOrganisation>().Agencies(city.Today, cancel)).Where(agency => agency.AnswersForItself).Select(agency => agency.Id);
        var planned = city.Steps.Where(step => step.Change is null && RecordKindAttribute.Of(step.Record.GetType()) == "agencies").Select(step => step.Record.Id);
        List<Guid?> owners = [.. Enumerable.Repeat<Guid?>(null, AcrossAgencies), .. there.Concat(planned).Take(city.Size.Agencies).Select(agency => (Guid?)agency)];
        for (var at = 0; at < owners.Count; at++)
        {
            var top = Made(city, $"PB-K{at + 1:00}", owners[at] is null ? $"Urusan lintas perangkat daerah {at + 1:00}" : $"Urusan perangkat daerah {at + 1 - AcrossAgencies:00}", null, owners[at]);
            for (var part = 1; part <= OfAgency; part++)
            {
                var middle = Made(city, $"{top.Code}.{part:00}", $"Kelompok kegiatan {at + 1:00}.{part}", top, owners[at]);
                for (var step = 1; step <= OfEach; step++)
                {
                    Made(city, $"{middle.Code}.{step:00}", $"{works[step - 1]} berkas {at + 1:00}.{part}", middle, owners[at]);
                }
            }
        }
    }

    /// <summary>Each after the one that it is part of; two in three have a legal basis and a place in the architecture.</summary>
    private static BusinessProcess Made(City city, string code, string name, BusinessProcess? parent, Guid? agency)
    {
        var on = parent is null ? city.Day(city.First.AddMonths(1), city.Today.AddYears(-1)) : city.Day(parent.InForceFrom!.Value, city.Today.AddDays(-1));
        var traced = city.Random.Next(3) > 0;
        return city.Add(on, new BusinessProcess
        {
            Id = city.NewId(on), Code = code, Name = name, ParentId = parent?.Id, AgencyId = agency, State = ProcessState.Enacted, InForceFrom = on, Inputs = ["Permohonan atau usulan"], Outputs = [$"{name} selesai"],
            LegalBasis = traced ? ["Peraturan kepala daerah tentang tata laksana"] : [], ArchitectureBasis = traced ? $"Domain arsitektur proses bisnis, {name.ToLowerInvariant()}" : null,
        });
    }
}
