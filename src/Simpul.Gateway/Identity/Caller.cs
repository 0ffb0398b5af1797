using Simpul.Gateway.Plan;

namespace Simpul.Gateway.Identity;

/// <summary>Who calls.</summary>
/// <param name="HasCertificate">Whether it came with its own certificate, or a token bound to it.</param>
/// <param name="OnlyContract">The one contract that an API key is for; null where any of the member's may be meant.</param>
readonly record struct Caller(PlanMember Member, bool HasCertificate, string? OnlyContract = null);
