using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation.Checks;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation;

/// <summary>A team of the regulation: its seats and who holds them, what appoints it, its work.</summary>
[Permission(OrganisationPermissions.View)]
public sealed class TeamModel(PlatformDb db, CurrentRegulation regulation, Acting acting, Today today) : PageModel
{
    /// <summary>The team that has the short address.</summary>
    public const string Main = "coordination-team";

    public Team Team { get; private set; } = null!;

    public IReadOnlyList<SeatState> Seats { get; private set; } = [];

    public IReadOnlyList<SeatState> Vacant => [.. Seats.Where(seat => !seat.Filled)];

    internal Decree? Decree { get; private set; }

    public IReadOnlyList<TeamPart> Parts { get; private set; } = [];

    public IReadOnlyList<Team> Others { get; private set; } = [];

    public bool CanEdit => acting.Actor.MayEverywhere(OrganisationPermissions.Teams);

    public static string HrefOf(string team) => team == Main ? "/kerja/tim-koordinasi" : $"/kerja/tim-koordinasi/{team}";

    public string HrefOfSeat(SeatState seat) => $"/kerja/tim-koordinasi/{seat.Team.Key}/{seat.Seat.Id}";

    public string? OfficeTitle(string? key) => key is not null && regulation.Profile.Offices.TryGet(key, out var office) ? office.Title : key;

    public async Task<IActionResult> OnGetAsync(string? key, CancellationToken cancel)
    {
        if (!regulation.Profile.Teams.TryGet(key ?? Main, out var team))
        {
            return NotFound();
        }
        Team = team;
        Seats = [.. (await TeamSeats.Of(db, [team], today.Date, cancel))[team.Key]];
        Decree = (await Decrees.On(db, today.Date, cancel)).About(team.Key).FirstOrDefault();
        Others = [.. regulation.Profile.Teams.Where(other => other.Key != team.Key)];
        var query = $"team={Uri.EscapeDataString(team.Key)}";
        Parts =
        [
            new TeamPart("program-kerja", "Program kerja", "Belum ada program kerja.", await Programmes(cancel), "Susun program kerja", $"/kerja/program-kerja/baru?{query}", $"/kerja/program-kerja?{query}"),
            new TeamPart("rapat", "Rapat", "Belum ada rapat yang dicatat.", await Meetings(cancel), "Catat rapat", $"/kerja/rapat-tim/baru?{query}", $"/kerja/rapat-tim?{query}"),
            new TeamPart("laporan", "Laporan", "Belum ada laporan.", await Reports(cancel), "Susun laporan", $"/kerja/laporan/baru?sender={Uri.EscapeDataString(team.Office ?? team.Key)}{Line(team)}", "/kerja/laporan"),
        ];
        return Page();
    }

    /// <summary>The reporting line, so that the report's form already has it.</summary>
    private static string Line(Team team) =>
        team.ReportsTo is { } line ? $"&receiver={line.Office}{(line.Through is { } through ? $"&through={through}" : "")}" : "";

    private async Task<List<TeamRow>> Programmes(CancellationToken cancel) =>
    [
        .. (await db.Set<Programme>().AsNoTracking().Where(item => item.Team == Team.Key).OrderByDescending(item => item.From).Take(3)
            .Select(item => new { item.Id, item.Title, item.From, item.Until, item.AdoptedOn }).ToListAsync(cancel))
            .Select(item => new TeamRow($"/kerja/program-kerja/{item.Id}", item.Title, $"{Indonesian.Period(item.From, item.Until)}{(item.AdoptedOn is null ? ", rancangan" : "")}")),
    ];

    private async Task<List<TeamRow>> Meetings(CancellationToken cancel) =>
    [
        .. (await db.Set<Meeting>().AsNoTracking().Where(item => item.Team == Team.Key).OrderByDescending(item => item.HeldOn).Take(5)
            .Select(item => new { item.Id, item.Title, item.HeldOn, HasMinutes = item.Minutes != null }).ToListAsync(cancel))
            .Select(item => new TeamRow($"/kerja/rapat-tim/{item.Id}", item.Title, $"{Indonesian.Date(item.HeldOn)}{(item.HasMinutes ? "" : ", notula belum ditulis")}")),
    ];

    private async Task<List<TeamRow>> Reports(CancellationToken cancel)
    {
        var sender = Team.Office ?? Team.Key;
        return
        [
            .. (await db.Set<Report>().AsNoTracking().Where(item => item.Sender == sender).OrderByDescending(item => item.PeriodUntil).Take(3).ToListAsync(cancel))
                .Select(item => new TeamRow($"/kerja/laporan/{item.Id}", item.Title,
                    item.SentOn is null ? "rancangan" : item.ReceivedOn is { } received ? $"diterima {Indonesian.Date(received)}" : $"menunggu penerimaan oleh {OfficeTitle(item.AwaitedFrom)}")),
        ];
    }
}

/// <summary>A short list of what the team works by.</summary>
public sealed record TeamPart(string Id, string Title, string Empty, IReadOnlyList<TeamRow> Rows, string Add, string AddHref, string AllHref);

/// <summary>A line of such a list.</summary>
public sealed record TeamRow(string Href, string Title, string Note);
