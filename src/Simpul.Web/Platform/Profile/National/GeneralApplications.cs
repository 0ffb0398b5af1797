namespace Simpul.Web.Platform.Profile.National;

/// <summary>Applications of the central government that regions use: general applications (Aplikasi Umum), and those of a sector that another rule asks for.</summary>
public sealed record GeneralApplications(
    string Id, string Title, string Regulation, IReadOnlyList<Source> Sources, InForce InForce, IReadOnlyList<NationalArea> Areas, IReadOnlyList<NationalApplication> All)
{
    public NationalApplication? Find(string? id) => All.FirstOrDefault(item => item.Id == id);

    public string AreaTitle(string id) => Areas.FirstOrDefault(area => area.Id == id)?.Name ?? id;
}

/// <summary>An area in which general applications are set.</summary>
/// <param name="Id">As checks write it: <c>archives</c>.</param>
public sealed record NationalArea(string Id, string Name);

/// <param name="Owner">The institution that runs it.</param>
/// <param name="IsGeneral">Whether it was set as a general application; otherwise it belongs to a sector, and a rule of that sector asks for it.</param>
/// <param name="Service"><c>administration</c> or <c>public</c>.</param>
/// <param name="Decree">By which it was set, or the rule that asks for it; null where no source gives it.</param>
/// <param name="Since">First day on which it was set; null where no source gives it.</param>
/// <param name="Does">What it does, in words by which a proposal for the same is recognised.</param>
public sealed record NationalApplication(
    string Id, string Name, string Owner, bool IsGeneral, string Service, IReadOnlyList<string> Areas, string? Decree, DateOnly? Since, string Does, Provenance Provenance);
