namespace Simpul.Gateway.Calls;

/// <summary>The bus's own header fields.</summary>
static class HeaderNames
{
    internal const string Transaction = "Simpul-Transaction";
    internal const string Contract = "Simpul-Contract";
    internal const string Purpose = "Simpul-Purpose";
    internal const string Officer = "Simpul-Officer";
    internal const string Caller = "Simpul-Caller";
    internal const string Environment = "Simpul-Environment";
    internal const string ApiKey = "X-Api-Key";
}
