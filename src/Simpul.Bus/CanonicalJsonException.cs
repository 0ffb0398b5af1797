namespace Simpul.Bus;

/// <summary>A value has no canonical JSON form; the message says what stands in the way.</summary>
public sealed class CanonicalJsonException : FormatException
{
    public CanonicalJsonException() { }

    public CanonicalJsonException(string message) : base(message) { }

    public CanonicalJsonException(string message, Exception inner) : base(message, inner) { }
}
