using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Platform.Profile;

public enum PolicyKind
{
    Policy,
    Guideline,
    Standard,
    Sop,
}

/// <summary>An internal policy, guideline, standard or procedure that the regulation wants the government to have.</summary>
/// <param name="Author">Office key.</param>
/// <param name="Enactor">Office key.</param>
/// <param name="Review">Null where the text is silent.</param>
public sealed record Policy(string Key, string Title, PolicyKind Kind, string Author, string Enactor, Citation Cite, PolicyReview? Review);

/// <summary>How often a policy is reviewed: a period of its own, or that of a parameter (<c>policy.review</c> where a reading decides).</summary>
public sealed record PolicyReview(Period? Every, string? Parameter);
