namespace Simpul.Bus.Descriptions;

/// <summary>The types of JSON Schema.</summary>
[Flags]
enum JsonKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    String = 16,
    Array = 32,
    Object = 64,
    Any = 127,
}
