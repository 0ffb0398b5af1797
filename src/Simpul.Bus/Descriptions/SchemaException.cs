namespace Simpul.Bus.Descriptions;

/// <summary>A value on its way does not fit its schema.</summary>
public sealed class SchemaException(IReadOnlyList<SchemaFault> faults) : Exception("The value does not fit its schema.")
{
    public IReadOnlyList<SchemaFault> Faults { get; } = faults;
}
