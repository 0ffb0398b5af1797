using System.Text.Json.Serialization;

namespace Simpul.Bus.Descriptions;

/// <summary>Texts as JSON values, for schemas that are asked about a part of a URL.</summary>
[JsonSerializable(typeof(string))]
sealed partial class TextJson : JsonSerializerContext;
