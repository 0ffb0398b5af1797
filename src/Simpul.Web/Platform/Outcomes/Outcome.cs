namespace Simpul.Web.Platform.Outcomes;

/// <summary>Why something was not done, in words that say what to do next.</summary>
/// <param name="Field">The input it concerns, as the form and the API name it; empty where it concerns the whole.</param>
/// <param name="Message">Indonesian, a sentence or two, shown as it is.</param>
public sealed record Refusal(string Field, string Message)
{
    public static Refusal At(string field, string message) => new(field, message);

    public static Refusal Whole(string message) => new("", message);
}

/// <summary>What came of an operation: done, or the reasons why not. Anything unexpected is an exception instead.</summary>
public readonly record struct Outcome
{
    private Outcome(IReadOnlyList<Refusal> refusals) => Refusals = refusals;

    public static readonly Outcome Done = new([]);

    /// <summary>All the reasons, not only the first. Empty when it was done.</summary>
    public IReadOnlyList<Refusal> Refusals => field ?? [];

    public bool Succeeded => Refusals.Count == 0;

    public static implicit operator Outcome(Refusal refusal) => new([refusal]);

    public static implicit operator Outcome(List<Refusal> refusals) => new([.. refusals]);
}

/// <summary>As <see cref="Outcome"/>, with what was made when it was done.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, IReadOnlyList<Refusal> refusals)
    {
        this.value = value;
        Refusals = refusals;
    }

    public IReadOnlyList<Refusal> Refusals => field ?? [];

    public bool Succeeded => Refusals.Count == 0;

    /// <exception cref="InvalidOperationException">It was refused: ask <see cref="Succeeded"/> first.</exception>
    public T Value => Succeeded ? value! : throw new InvalidOperationException("A refused outcome has no value.");

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal]);

    public static implicit operator Outcome<T>(List<Refusal> refusals) => new(default, [.. refusals]);
}
