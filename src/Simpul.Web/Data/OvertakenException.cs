using Microsoft.EntityFrameworkCore;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Data;

/// <summary>What a save was held to no longer holds: somebody else was faster. Nothing was saved.</summary>
public sealed class OvertakenException(Refusal refusal) : DbUpdateConcurrencyException(refusal.Message)
{
    /// <summary>What to say to whoever saves.</summary>
    public Refusal Refusal => refusal;
}
