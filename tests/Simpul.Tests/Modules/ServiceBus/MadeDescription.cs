using System.Text.Json.Nodes;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>Descriptions that nobody wrote: the same seed makes the same one, and every schema in it has a value.</summary>
internal sealed class MadeDescription(int seed)
{
    private static readonly string[] formats = ["date", "date-time", "uuid", "email", "ipv4", "ipv6", "uri", "hostname", "byte", "custom"];
    private static readonly string[] patterns = ["^[0-9]{16}$", "^[A-Z]{2,4}-\\d{3}$", "^(?:ya|tidak)$", "^[a-z]+(?:-[a-z]+)*$", "\\w{3,}", "^SK\\.[0-9]+/[IVX]{1,4}/20\\d\\d$", "^[^,;]{5,}$", "[a-f0-9]{8}", "^x?y*z+$", "^(a|b(c|d)){2}$"];
    private readonly Random chance = new(seed);

    public byte[] Bytes() => System.Text.Encoding.UTF8.GetBytes(Document().ToJsonString());

    public JsonObject Document()
    {
        var paths = new JsonObject();
        for (var i = 0; i < 1 + chance.Next(4); i++)
        {
            // Numbers that two seeds share, so that two documents share operations.
            var number = chance.Next(8);
            paths[$"/barang{number}/{{id}}"] = new JsonObject { ["get"] = Operation($"baca{number}", body: false), ["post"] = chance.Next(2) == 0 ? Operation($"tulis{number}", body: true) : null };
            if (paths[$"/barang{number}/{{id}}"]!["post"] is null) paths[$"/barang{number}/{{id}}"]!.AsObject().Remove("post");
        }
        return new JsonObject
        {
            ["openapi"] = chance.Next(2) == 0 ? "3.1.0" : "3.0.3",
            ["info"] = new JsonObject { ["title"] = "Contoh", ["version"] = "1" },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject
                {
                    ["Person"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["required"] = new JsonArray("name"),
                        ["properties"] = new JsonObject { ["name"] = Schema(8), ["children"] = new JsonObject { ["type"] = "array", ["items"] = Reference("Person") }, ["spouse"] = Reference("Person") },
                    },
                    ["Place"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = Schema(8), ["minProperties"] = chance.Next(3) },
                },
            },
        };
    }

    private JsonObject Operation(string id, bool body)
    {
        var parameters = new JsonArray(new JsonObject { ["name"] = "id", ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" } });
        for (var i = 0; i < chance.Next(3); i++)
            parameters.Add(new JsonObject { ["name"] = $"q{i}", ["in"] = chance.Next(3) == 0 ? "header" : "query", ["required"] = chance.Next(2) == 0, ["schema"] = new JsonObject { ["type"] = chance.Next(2) == 0 ? "string" : "integer" } });
        var operation = new JsonObject
        {
            ["operationId"] = id,
            ["parameters"] = parameters,
            ["responses"] = new JsonObject { [chance.Next(3) == 0 ? "201" : "200"] = new JsonObject { ["description"] = "Baik", ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Schema(0) } } } },
        };
        if (body) operation["requestBody"] = new JsonObject { ["required"] = chance.Next(2) == 0, ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Schema(0) } } };
        if (chance.Next(3) == 0) operation["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() });
        return operation;
    }

    public JsonObject Schema(int depth)
    {
        var kind = chance.Next(depth > 3 ? 5 : 11);
        return kind switch
        {
            0 => Text(),
            1 => Number(),
            2 => new JsonObject { ["type"] = "boolean" },
            3 => new JsonObject { ["enum"] = new JsonArray([.. Enumerable.Range(0, 1 + chance.Next(4)).Select(_ => (JsonNode)$"nilai{chance.Next(9)}").DistinctBy(one => one.ToString())]) },
            4 => new JsonObject { ["type"] = new JsonArray("null", "string"), ["maxLength"] = 5 },
            5 => Reference(chance.Next(2) == 0 ? "Person" : "Place"),
            6 => List(depth),
            7 => new JsonObject { ["allOf"] = new JsonArray(Members(depth, "a"), Members(depth, "b")) },
            8 => new JsonObject
            {
                ["oneOf"] = new JsonArray(
                    new JsonObject { ["type"] = "object", ["required"] = new JsonArray("kind", "left"), ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = "l" }, ["left"] = Schema(depth + 1) } },
                    new JsonObject { ["type"] = "object", ["required"] = new JsonArray("kind"), ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["enum"] = new JsonArray("r") }, ["right"] = Schema(depth + 1) } }),
            },
            9 => new JsonObject { ["anyOf"] = new JsonArray(Schema(depth + 1), Schema(depth + 1)) },
            _ => Members(depth, "m"),
        };
    }

    private JsonObject Members(int depth, string prefix)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        for (var i = 0; i < 1 + chance.Next(4); i++)
        {
            var name = $"{prefix}{chance.Next(6)}";
            properties[name] = Schema(depth + 1);
            if (chance.Next(2) == 0 && !required.Any(one => one!.ToString() == name)) required.Add(name);
        }
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) schema["required"] = required;
        if (prefix == "m" && chance.Next(3) == 0) schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject List(int depth)
    {
        var least = chance.Next(3);
        var schema = new JsonObject { ["type"] = "array", ["items"] = Schema(depth + 1), ["minItems"] = least, ["maxItems"] = least + chance.Next(1, 4) };
        if (chance.Next(4) == 0) (schema["uniqueItems"], schema["items"]) = (true, new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = 9 });
        return schema;
    }

    private JsonObject Text()
    {
        var schema = new JsonObject { ["type"] = "string" };
        switch (chance.Next(4))
        {
            case 0: schema["format"] = formats[chance.Next(formats.Length)]; break;
            case 1: schema["pattern"] = patterns[chance.Next(patterns.Length)]; break;
            case 2:
                var least = chance.Next(60);
                (schema["minLength"], schema["maxLength"]) = (least, least + chance.Next(40));
                break;
        }
        return schema;
    }

    private JsonObject Number()
    {
        var schema = new JsonObject { ["type"] = chance.Next(2) == 0 ? "integer" : "number" };
        var least = chance.Next(-50, 50);
        switch (chance.Next(4))
        {
            case 0: (schema["minimum"], schema["maximum"]) = (least, least + chance.Next(20)); break;
            case 1: (schema["exclusiveMinimum"], schema["exclusiveMaximum"]) = (least, least + 2 + chance.Next(20)); break;
            case 2: schema["multipleOf"] = schema["type"]!.ToString() == "number" ? 0.25 : 1 + chance.Next(7); break;
        }
        return schema;
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
