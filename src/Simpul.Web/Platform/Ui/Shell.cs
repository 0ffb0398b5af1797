namespace Simpul.Web.Platform.Ui;

/// <summary>
/// What a layout shows around a page: the government, the person, the rail. One per request; filled before a page renders
/// and only read by layouts, so that they ask no database.
/// </summary>
public sealed class Shell
{
    public string GovernmentName { get; set; } = "Simpul";

    /// <summary>Address of the government's crest on this origin, or null.</summary>
    public string? CrestUrl { get; set; }

    /// <summary>A style sheet on this origin with the government's own action colour (<see cref="Palette"/>), or null.</summary>
    public string? ThemeUrl { get; set; }

    /// <summary>Null when nobody is signed in.</summary>
    public string? PersonName { get; set; }

    /// <summary>The offices that the person holds. The selector shows from two on.</summary>
    public IReadOnlyList<ActingOffice> Offices { get; set; } = [];

    /// <summary><see cref="ActingOffice.Id"/> of the office that the person acts for.</summary>
    public string? ActingAs { get; set; }

    public IReadOnlyList<RailEntry> Rail { get; set; } = [];

    public int NoticeCount { get; set; }

    /// <summary>Links at the top of the portal: one level, few.</summary>
    public IReadOnlyList<PortalLink> PortalLinks { get; set; } = [];

    /// <summary>At the bottom of every portal page.</summary>
    public Contact? Contact { get; set; }

    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
}

/// <param name="Id">Posted as <c>jabatan</c> to <c>/kerja/jabatan</c> when chosen.</param>
/// <param name="Name">The office: "Kepala Bidang Aplikasi Informatika".</param>
/// <param name="Agency">Its agency: "Dinas Komunikasi dan Informatika".</param>
public sealed record ActingOffice(string Id, string Name, string Agency);

/// <param name="Title">The chapter as the person knows it: "Tata Kelola".</param>
/// <param name="Href">Its page.</param>
/// <param name="Icon">A name of <c>Assets/icons.txt</c>.</param>
/// <param name="OpenCount">What waits there; zero shows nothing.</param>
/// <param name="Current">The page at hand belongs to it.</param>
/// <param name="StartsGroup">A line is drawn above this entry.</param>
/// <param name="Chapter">The heading of the group that it starts.</param>
public sealed record RailEntry(string Title, string Href, string Icon, int OpenCount = 0, bool Current = false, bool StartsGroup = false, string? Chapter = null);

public sealed record PortalLink(string Title, string Href, bool Current = false);

public sealed record Contact(string Office, string? Address = null, string? Phone = null, string? Email = null);
