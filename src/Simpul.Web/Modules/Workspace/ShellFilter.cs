using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Workspace;

/// <summary>Fills what layouts show around a page, after the page has done its work and before it is written.</summary>
internal sealed class ShellFilter(
    Shell shell, Acting acting, CurrentRegulation regulation, Zone zone, IEnumerable<IModule> modules, RegisterCatalogue registers,
    IEnumerable<IRailCount> counts, NoticeBoard notices) : IAsyncResultFilter
{
    /// <summary>Links by what somebody may do: the same object for all with the same roles.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyDictionary<string, Reach>, List<RailLink>> byPermissions = [];

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is PageResult && regulation.IsSetUp)
        {
            Government();
            if (acting.Actor.SignedIn)
            {
                await Person(context.HttpContext);
            }
        }
        await next();
    }

    private void Government()
    {
        var (profile, instance) = (regulation.Profile, regulation.Instance);
        shell.GovernmentName = profile.Region.Government;
        shell.Zone = TimeZoneInfo.FindSystemTimeZoneById(zone.Name);
        shell.ThemeUrl = instance.Colour is { } colour ? "/tema.css?warna=" + colour.TrimStart('#') : null;
        shell.CrestUrl = instance.CrestSha256 is { } crest ? $"/lambang/{crest}.png" : null;
        shell.Contact = ContactLines.Read(instance.Contact, profile.Region.Government);
    }

    private async Task Person(HttpContext http)
    {
        shell.PersonName = acting.Actor.Name;
        shell.Offices =
        [
            .. acting.Offices.Select(office => new ActingOffice(
                office.OfficeId.ToString(), office.Holding.Length == 0 ? office.Title : $"{office.Holding} {office.Title}", office.AgencyName ?? shell.GovernmentName)),
        ];
        shell.ActingAs = acting.Actor.OfficeId?.ToString();
        shell.NoticeCount = await notices.Unread(http.RequestAborted);
        shell.Rail = await Rail(http);
    }

    private async Task<List<RailEntry>> Rail(HttpContext http)
    {
        var links = acting.Actor.Permissions is { } permissions ? byPermissions.GetValue(permissions, _ => Links()) : Links();
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var count in counts.Where(count => links.Any(link => link.Href == count.Href)))
        {
            open[count.Href] = open.GetValueOrDefault(count.Href) + await count.Count(http.RequestAborted);
        }
        var path = http.Request.Path.Value ?? "/";
        // A register that another page leads to is a part of that page.
        path = registers.All.FirstOrDefault(register => register.Under is not null && (path == register.Href || path.StartsWith(register.Href + "/", StringComparison.Ordinal)))?.Under?.Href ?? path;
        var current = links.Where(link => path == link.Href || path.StartsWith(link.Href + "/", StringComparison.Ordinal)).MaxBy(link => link.Href.Length)?.Href;
        var rail = new List<RailEntry>(links.Count);
        foreach (var link in links)
        {
            var begins = rail.Count == 0 || links[rail.Count - 1].Chapter != link.Chapter;
            rail.Add(new RailEntry(link.Title, link.Href, link.Icon, open.GetValueOrDefault(link.Href), link.Href == current, begins, begins ? link.Chapter : null));
        }
        return rail;
    }

    /// <summary>The links that the actor may follow, chapter by chapter.</summary>
    private List<RailLink> Links() =>
    [
        .. modules.SelectMany(module => module.Rail)
            .Concat(registers.All.Where(register => register.Chapter is not null).Select(register => new RailLink(register.Chapter!, register.Title, register.Href, register.Icon, register.View)))
            .Where(link => link.Permission is null || acting.Actor.May(link.Permission))
            .GroupBy(link => link.Chapter).OrderBy(group => Place(group.Key)).SelectMany(group => group),
    ];

    private static int Place(string chapter)
    {
        for (var at = 0; at < House.Chapters.Count; at++)
        {
            if (House.Chapters[at] == chapter)
            {
                return at * 2;
            }
        }
        return (House.Chapters.Count * 2) - 3;
    }
}
