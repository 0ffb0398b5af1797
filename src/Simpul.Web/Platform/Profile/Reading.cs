using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Platform.Profile;

/// <summary>A place where the text contradicts itself or is silent: the question, what was chosen and why, and what else is possible.</summary>
/// <param name="Oddity">Its number in the reading notes of the regulation, kept as provenance.</param>
/// <param name="Chosen">Key of the choice that holds unless an instance chooses another.</param>
public sealed record Reading(
    string Id,
    IReadOnlyList<Citation> About,
    string Question,
    string Because,
    string? Oddity,
    string Chosen,
    IReadOnlyDictionary<string, Choice> Choices);

/// <summary>One way to read it.</summary>
/// <param name="Weights">The weight of obligations under this choice, by id.</param>
/// <param name="Sets">The value of parameters under this choice, by key.</param>
public sealed record Choice(
    string Key,
    string Says,
    IReadOnlyDictionary<string, ObligationWeight> Weights,
    IReadOnlyDictionary<string, ProfileValue> Sets);
