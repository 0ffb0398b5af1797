namespace Simpul.Web.Platform.Profile.National;

/// <summary>What the description of an interface (OpenAPI) has to say before a service is published.</summary>
public sealed record ApiRules(string Id, string Title, string Regulation, IReadOnlyList<Source> Sources, InForce InForce, IReadOnlyList<ApiRule> Rules);

/// <param name="Severity"><c>error</c> stops the publication; <c>warning</c> and <c>hint</c> do not.</param>
/// <param name="Standards">Standards of the check <c>bus-standards-applied</c> that the rule is part of.</param>
/// <param name="Given">Paths to the places that it looks at: <c>$.paths[*][get,put].responses[/^4/]</c>, aliases resolved.</param>
/// <param name="Field">Member of such a place, or <c>@key</c>, its own name; null for the place itself.</param>
/// <param name="When">What members of the place must match for the rule to be asked.</param>
/// <param name="Message">What to do, in Indonesian.</param>
public sealed record ApiRule(string Id, string Severity, IReadOnlyList<string> Standards, IReadOnlyList<string> Given, string? Field, IReadOnlyList<ApiRuleCondition> When, ApiRuleCheck Check, string Title,
    string Message, string Cite)
{
    public const string Error = "error";
    public const string Warning = "warning";
    public const string Hint = "hint";

    /// <summary>The place's own name, as <see cref="Field"/> and conditions have it.</summary>
    public const string Key = "@key";
}

/// <param name="Match">Regular expression.</param>
public sealed record ApiRuleCondition(string Member, string Match);

/// <param name="Function">Name of a function of the linter.</param>
/// <param name="Type">Casing: <c>camel</c>, <c>pascal</c>, <c>kebab</c>, <c>snake</c>.</param>
public sealed record ApiRuleCheck(string Function, string? Match, string? Not, string? Type, int? Min, int? Max, IReadOnlyList<string> Values)
{
    internal static readonly string[] Functions = ["truthy", "defined", "undefined", "pattern", "casing", "length", "enumeration", "key", "unique", "inherited", "paged"];
}
