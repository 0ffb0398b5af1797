using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Simpul.Bus.Descriptions;
using Simpul.Web.Platform.Outcomes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>An OpenAPI document that was read.</summary>
/// <param name="Json">The bytes that are kept and hashed.</param>
internal sealed record ReadDescription(byte[] Json, string Sha256, ApiDescription Description);

/// <summary>Reads OpenAPI documents as people have them, in JSON or YAML, into the JSON that the gateway reads.</summary>
internal static class DescriptionReading
{
    private const int MaxDepth = 100;
    private const int MaxNodes = 300_000;

    public static Outcome<ReadDescription> Read(byte[] content, string field)
    {
        if (content.Length is 0 or > ApiDescription.MaxLength)
        {
            return Refusal.At(field, content.Length == 0 ? "Pilih berkas OpenAPI, berakhiran .json, .yaml, atau .yml." : "Dokumen lebih dari 8 MB. Pecah layanan ini menjadi beberapa layanan.");
        }
        try
        {
            if (content.AsSpan().StartsWith("\uFEFF"u8))
            {
                content = content[3..];
            }
            var json = IsJson(content) ? content : FromYaml(content);
            return new ReadDescription(json, Convert.ToHexStringLower(SHA256.HashData(json)), ApiDescription.Parse(json));
        }
        catch (YamlException problem)
        {
            return Refusal.At(field, $"Ini bukan JSON atau YAML yang utuh (baris {problem.Start.Line}). Periksa berkasnya.");
        }
        catch (FormatException problem)
        {
            return Refusal.At(field, $"Dokumen ini belum dapat dipakai. Sampaikan keterangan ini kepada penyusunnya: “{problem.Message}”");
        }
        catch (Exception problem) when (problem is DecoderFallbackException or InvalidOperationException or ArgumentException)
        {
            return Refusal.At(field, "Berkas ini bukan teks UTF-8 dalam JSON atau YAML.");
        }
    }

    private static bool IsJson(byte[] content) => content.FirstOrDefault(letter => letter is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) == (byte)'{';

    private static byte[] FromYaml(byte[] content)
    {
        var parser = new Parser(new Scanner(new StringReader(new UTF8Encoding(false, true).GetString(content))));
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            var nodes = 0;
            Write(parser, writer, 0, ref nodes);
        }
        return output.ToArray();
    }

    private static void Write(Parser parser, Utf8JsonWriter writer, int depth, ref int nodes)
    {
        // Aliases and anchors let a short file grow without bound.
        if (parser.Current is AnchorAlias || parser.Current is NodeEvent { Anchor.IsEmpty: false })
        {
            throw new FormatException($"anchors and aliases (&, *) are not read, line {parser.Current.Start.Line}");
        }
        if (depth > MaxDepth || ++nodes > MaxNodes)
        {
            throw new FormatException("the document is nested too deeply or too long");
        }
        switch (parser.Current)
        {
            case Scalar scalar:
                parser.MoveNext();
                Write(scalar, writer);
                break;
            case SequenceStart:
                parser.MoveNext();
                writer.WriteStartArray();
                while (parser.Current is not SequenceEnd)
                {
                    Write(parser, writer, depth + 1, ref nodes);
                }
                parser.MoveNext();
                writer.WriteEndArray();
                break;
            case MappingStart:
                parser.MoveNext();
                writer.WriteStartObject();
                while (parser.Current is not MappingEnd)
                {
                    writer.WritePropertyName(parser.Consume<Scalar>().Value);
                    Write(parser, writer, depth + 1, ref nodes);
                }
                parser.MoveNext();
                writer.WriteEndObject();
                break;
            default:
                throw new FormatException("a value is missing");
        }
    }

    /// <summary>By the core schema of YAML 1.2: what is quoted is text, and so is what is no number.</summary>
    private static void Write(Scalar scalar, Utf8JsonWriter writer)
    {
        if (scalar.Style != ScalarStyle.Plain)
        {
            writer.WriteStringValue(scalar.Value);
            return;
        }
        switch (scalar.Value)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                writer.WriteNullValue();
                break;
            case "true" or "True" or "TRUE":
                writer.WriteBooleanValue(true);
                break;
            case "false" or "False" or "FALSE":
                writer.WriteBooleanValue(false);
                break;
            case var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole):
                writer.WriteNumberValue(whole);
                break;
            // A version such as 3.1.0 has two points and is no number.
            case var text when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number):
                writer.WriteNumberValue(number);
                break;
            case var text:
                writer.WriteStringValue(text);
                break;
        }
    }
}
