using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Simpul.Web.Modules.Audits.Reports;

/// <summary>The small parts that OSCAL is written of: ids, moments, tokens, and objects that occur in many places.</summary>
internal static class OscalParts
{
    /// <summary>RFC 9562 version 5 of a record's id and what of it is meant.</summary>
    public static string Uuid(Guid id, string part)
    {
        // SHA-1 is what the version is made of; nothing is kept secret or proved by it.
#pragma warning disable CA5350
        var hash = SHA1.HashData([.. id.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(part)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }

    public static void Related(Utf8JsonWriter json, string name, string key, string[] uuids)
    {
        if (uuids.Length == 0)
        {
            return;
        }
        json.WriteStartArray(name);
        foreach (var uuid in uuids)
        {
            json.WriteStartObject();
            json.WriteString(key, uuid);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Methods(Utf8JsonWriter json, string method)
    {
        json.WriteStartArray("methods");
        json.WriteStringValue(method);
        json.WriteEndArray();
    }

    public static void Types(Utf8JsonWriter json, string type)
    {
        json.WriteStartArray("types");
        json.WriteStringValue(type);
        json.WriteEndArray();
    }

    public static void Prop(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("ns", "urn:simpul:oscal");
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    public static void Party(Utf8JsonWriter json, string uuid, string name)
    {
        json.WriteStartObject();
        json.WriteString("uuid", uuid);
        json.WriteString("type", "organization");
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    public static void Responsible(Utf8JsonWriter json, string role, string party)
    {
        json.WriteStartObject();
        json.WriteString("role-id", role);
        json.WriteStartArray("party-uuids");
        json.WriteStringValue(party);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>OSCAL's tokens begin with a letter or an underscore and hold no blanks.</summary>
    public static string Token(string text)
    {
        var token = string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
        return token.Length > 0 && (char.IsLetter(token[0]) || token[0] == '_') ? token : "_" + token;
    }

    public static string Text(string? text, string otherwise) => string.IsNullOrWhiteSpace(text) ? otherwise.Length > 0 ? otherwise : "-" : text;

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";
}
