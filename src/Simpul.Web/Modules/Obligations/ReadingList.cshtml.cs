using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Obligations;

/// <summary>Where the regulation contradicts itself or is silent, and how this government reads it.</summary>
[Permission(ObligationsModule.View)]
public sealed class ReadingListModel(CurrentRegulation regulation) : PageModel
{
    public EffectiveProfile Profile => regulation.Profile;

    /// <summary>Those first for which the government chose otherwise than the profile.</summary>
    public IReadOnlyList<(Reading Reading, Choice Chosen, bool IsOwn)> Readings =>
        [.. Profile.Readings.Select(reading => (reading, Profile.Chosen(reading.Id), Profile.Chosen(reading.Id).Key != reading.Chosen)).OrderByDescending(item => item.Item3)];

    public void OnGet()
    {
    }
}
