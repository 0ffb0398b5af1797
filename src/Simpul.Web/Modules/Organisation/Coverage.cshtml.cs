using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Which agencies have an official of a kind, and which do not; those without come first.</summary>
[Permission(OrganisationPermissions.View)]
public sealed class CoverageModel(PlatformDb db, IOrganisation organisation, Acting acting, Today today) : PageModel
{
    public const string Href = "/kerja/pejabat-per-perangkat-daerah";

    public OfficialKind Kind { get; private set; }

    public string Title => Words.OfficialKinds.Of(Kind);

    public IReadOnlyList<CoverageRow> Rows { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Kinds => [.. Words.OfficialKinds.Select(kind => new SelectListItem(kind.Item2, Words.Code(kind.Item1), kind.Item1 == Kind))];

    public bool MayAppoint(Guid agency) => acting.Actor.May(OrganisationPermissions.Officials, agency);

    public async Task<IActionResult> OnGetAsync(string? jenis, CancellationToken cancel)
    {
        if (Words.OfficialKindOf(jenis ?? "ict-officer") is not { } kind)
        {
            return NotFound();
        }
        Kind = kind;
        var date = today.Date;
        var officials = await (
            from official in db.Set<Official>().AsNoTracking()
            where official.Kind == kind && official.AgencyId != null && official.From <= date && (official.Until == null || official.Until >= date)
            join person in db.Set<Person>().AsNoTracking() on official.PersonId equals person.Id
            join decree in db.Set<LegalDocument>().AsNoTracking() on official.DecreeId equals decree.Id into decrees
            from decree in decrees.DefaultIfEmpty()
            orderby person.Name
            select new { Agency = official.AgencyId!.Value, person.Name, Decreed = decree != null && decree.InForceFrom <= date && (decree.InForceUntil == null || decree.InForceUntil >= date) }).ToListAsync(cancel);
        var byAgency = officials.ToLookup(official => official.Agency);
        Rows =
        [
            .. (await organisation.Agencies(date, cancel)).Where(agency => agency.AnswersForItself)
                .Select(agency => new CoverageRow(agency.Id, agency.Name, [.. byAgency[agency.Id].Select(one => one.Name)], byAgency[agency.Id].Count(one => !one.Decreed)))
                .OrderBy(row => row.Names.Count > 0),
        ];
        return Page();
    }
}

/// <summary>An agency and its officials of the kind.</summary>
public sealed record CoverageRow(Guid Agency, string AgencyName, IReadOnlyList<string> Names, int WithoutDecree);
