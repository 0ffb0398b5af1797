namespace Simpul.Bus.Descriptions;

/// <summary>Where a value does not fit its schema. It never quotes the value, which may be somebody's name.</summary>
/// <param name="At">JSON Pointer to the place in the value.</param>
/// <param name="Rule">The keyword that it breaks.</param>
/// <param name="Expected">What the keyword says, where that is short.</param>
public sealed record SchemaFault(string At, string Rule, string Expected = "");
