using System.Text.Json;
using System.Text.Json.Serialization;
using Simpul.Bus.Contracts;
using Simpul.Bus.Snapshots;

namespace Simpul.Bus;

/// <summary>How the records of the bus are read and written: strictly, in camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false, NumberHandling = JsonNumberHandling.Strict, PropertyNameCaseInsensitive = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Contract))]
[JsonSerializable(typeof(StatementContent))]
[JsonSerializable(typeof(Snapshot))]
sealed partial class BusJson : JsonSerializerContext
{
    internal static readonly JsonDocumentOptions Strict = new() { MaxDepth = CanonicalJson.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>A member that must be there and be a text, of a file that somebody brings.</summary>
    /// <exception cref="FormatException">It is null. Where it is missing or something else, the exceptions are those of <see cref="JsonElement"/>.</exception>
    internal static string Text(JsonElement from, string name) => from.GetProperty(name).GetString() ?? throw new FormatException($"\"{name}\" must be a text.");
}
