namespace Simpul.Gateway.Calls;

/// <summary>A call ends here with an answer of the gateway's own.</summary>
sealed class RefusedException(Refusal refusal) : Exception(refusal.Code)
{
    internal Refusal Refusal { get; } = refusal;
}
