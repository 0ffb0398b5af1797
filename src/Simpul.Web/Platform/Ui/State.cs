namespace Simpul.Web.Platform.Ui;

/// <summary>The five ways in which a duty, a deadline or a record stands. Each has a word, an icon, a colour and a pattern.</summary>
public enum State
{
    Met,
    Due,
    Overdue,
    Missing,
    NotApplicable,
}

public static class States
{
    /// <summary>In the order in which bars and legends show them.</summary>
    public static IReadOnlyList<State> All { get; } = [State.Met, State.Due, State.Overdue, State.Missing, State.NotApplicable];

    /// <summary>The word a person reads.</summary>
    public static string Word(this State state) => state switch
    {
        State.Met => "Terpenuhi",
        State.Due => "Segera",
        State.Overdue => "Terlambat",
        State.Missing => "Belum ada",
        _ => "Tidak berlaku",
    };

    /// <summary>The word in addresses, JSON and CSS classes: <c>not-applicable</c>.</summary>
    public static string Code(this State state) => state switch
    {
        State.Met => "met",
        State.Due => "due",
        State.Overdue => "overdue",
        State.Missing => "missing",
        _ => "not-applicable",
    };

    public static string Icon(this State state) => state switch
    {
        State.Met => "check-circle-fill",
        State.Due => "clock",
        State.Overdue => "exclamation-triangle-fill",
        State.Missing => "circle",
        _ => "dash-circle",
    };

    /// <summary>Reads a code or an enum name of any kind, whatever its case and hyphens: <c>not-applicable</c>, <c>NotApplicable</c>.</summary>
    public static bool TryParse(string? text, out State state) => Enum.TryParse(text?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out state) && Enum.IsDefined(state);
}

/// <summary>How many of something stand in each state.</summary>
public readonly record struct StateCounts(int Met, int Due, int Overdue, int Missing, int NotApplicable)
{
    public int Total => Met + Due + Overdue + Missing + NotApplicable;

    public int this[State state] => state switch
    {
        State.Met => Met,
        State.Due => Due,
        State.Overdue => Overdue,
        State.Missing => Missing,
        _ => NotApplicable,
    };

    public static StateCounts operator +(StateCounts a, StateCounts b) =>
        new(a.Met + b.Met, a.Due + b.Due, a.Overdue + b.Overdue, a.Missing + b.Missing, a.NotApplicable + b.NotApplicable);

    public static StateCounts Add(StateCounts left, StateCounts right) => left + right;
}

/// <summary>One row of a picture of states. <paramref name="Href"/> leads to its rows; a count adds <c>status=</c> to it.</summary>
public sealed record StateRow(string Label, string? Href, StateCounts Counts);
