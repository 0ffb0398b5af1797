using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>
/// One object or array being held against one schema while its parts go by. It comes to the verdict of <see cref="Schema.Check(JsonElement)"/> without the value ever being whole.
/// A schema that must hold says so at once where it does not; one that is only tried, of <c>anyOf</c>, <c>oneOf</c> or <c>not</c>, keeps its verdict for the end.
/// </summary>
sealed class SchemaTrial(Schema schema)
{
    readonly List<Schema> asked = [];
    readonly List<SchemaTrial> below = [];
    SchemaTrial[] all = [];
    SchemaTrial[] any = [];
    SchemaTrial[] one = [];
    SchemaTrial? not;
    HashSet<string>? missing;
    HashSet<UInt128>? seen;
    long count;
    bool failed;
    bool? passed;

    /// <summary>Whether the value is wrong where this one says so.</summary>
    internal bool MustHold { get; private set; }

    /// <summary>The schemas that the part now going by is held against for this one.</summary>
    internal IReadOnlyList<Schema> Asked => asked;

    /// <summary>Trials of one value: one for each schema that is asked about it, however many ask it.</summary>
    /// <param name="roots">The schemas, and whether they must hold.</param>
    internal static List<SchemaTrial> Of(IEnumerable<(Schema Schema, bool MustHold)> roots)
    {
        var made = new Dictionary<Schema, SchemaTrial>(ReferenceEqualityComparer.Instance);
        foreach (var (root, mustHold) in roots)
        {
            var trial = Made(root, made);
            if (mustHold) trial.Must();
        }
        return [.. made.Values];
    }

    static SchemaTrial Made(Schema schema, Dictionary<Schema, SchemaTrial> made)
    {
        if (made.TryGetValue(schema, out var known)) return known;
        var trial = made[schema] = new SchemaTrial(schema);
        SchemaTrial[] Each(IEnumerable<Schema> list) => [.. list.Select(one => Made(one, made))];
        trial.all = Each(schema.Reference is { } reference ? [reference, .. schema.AllOf] : schema.AllOf);
        trial.any = Each(schema.AnyOf);
        trial.one = Each(schema.OneOf);
        trial.not = schema.Not is { } other ? Made(other, made) : null;
        if (schema.Required.Count > 0) trial.missing = [.. schema.Required];
        return trial;
    }

    void Must()
    {
        if (MustHold) return;
        MustHold = true;
        foreach (var trial in all) trial.Must();
    }

    /// <summary>Whether this is a trial of that schema.</summary>
    internal bool IsOf(Schema other) => ReferenceEquals(schema, other);

    /// <summary>Whether a member may have to be held whole to be checked.</summary>
    internal bool MayNeedWhole => schema.MayNeedWhole;

    /// <summary>Whether elements are compared with each other.</summary>
    internal bool IsUnique => schema.Unique;

    /// <summary>Whether the member of that name has to be; asked before it is noted.</summary>
    internal bool NeedsWhole(string name)
    {
        if (failed) return false;
        var ahead = new List<Schema>();
        schema.Member(name, ahead);
        return ahead.Exists(one => one.NeedsWhole);
    }

    /// <returns>What is wrong already, where this one must hold; else null, and a failure is remembered.</returns>
    internal SchemaFault? Begin(bool isArray)
    {
        if (schema.Never) return Fails("false");
        if ((schema.Kinds & (isArray ? JsonKinds.Array : JsonKinds.Object)) == 0) return Fails("type", schema.Kinds.ToString().ToLowerInvariant());
        // One that names values which hold others is never asked this way.
        return schema.Enum is null ? null : Fails("enum");
    }

    /// <summary>A member begins; <see cref="Asked"/> is then what its value is held against.</summary>
    internal SchemaFault? Member(string name)
    {
        asked.Clear();
        if (failed) return null;
        count++;
        missing?.Remove(name);
        return schema.Member(name, asked) ? null : Fails("propertyNames");
    }

    /// <summary>An element begins.</summary>
    internal void Element()
    {
        asked.Clear();
        if (!failed && schema.Element(count) is { } expected) asked.Add(expected);
        count++;
    }

    /// <summary>The part that was going by is here, whole.</summary>
    internal IReadOnlyList<SchemaFault> Part(JsonElement value, bool isElement)
    {
        if (failed) return [];
        foreach (var expected in asked)
        {
            if (!MustHold)
            {
                if (!expected.Fits(value)) failed = true;
            }
            else if (expected.Check(value) is { Count: > 0 } faults) return faults;
        }
        if (!isElement || !schema.Unique) return [];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Schema.Same(value)));
        if ((seen ??= []).Add(BinaryPrimitives.ReadUInt128BigEndian(hash)) && count <= Schema.MaxUnique) return [];
        return Fails("uniqueItems") is { } fault ? [fault] : [];
    }

    /// <summary>The part that was going by is one that holds others, and is tried by itself.</summary>
    internal void Part(SchemaTrial trial) => below.Add(trial);

    /// <summary>That part has ended.</summary>
    internal void Ended()
    {
        // What must hold has said so itself.
        foreach (var trial in below) failed |= !trial.Passed;
        below.Clear();
    }

    /// <summary>The value ends: what could not be known before.</summary>
    internal SchemaFault? End(bool isArray)
    {
        if (failed) return null;
        if (!isArray && missing?.Count > 0) return Fails("required", missing.First());
        var (min, max) = isArray ? schema.ItemCount : schema.MemberCount;
        if (count < min) return Fails(isArray ? "minItems" : "minProperties", min.ToString(CultureInfo.InvariantCulture));
        return count > max ? Fails(isArray ? "maxItems" : "maxProperties", max.ToString(CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>Once every trial of the value has ended: what they say together.</summary>
    internal SchemaFault? Together()
    {
        if (failed || !MustHold) return null;
        if (any.Length > 0 && !Array.Exists(any, trial => trial.Passed)) return new("", "anyOf");
        if (one.Length > 0 && one.Count(trial => trial.Passed) is var fitting && fitting != 1) return new("", "oneOf", fitting.ToString(CultureInfo.InvariantCulture));
        return not?.Passed == true ? new("", "not") : null;
    }

    /// <summary>The verdict; asked once the value has ended.</summary>
    internal bool Passed => passed ??= !failed && Array.TrueForAll(all, trial => trial.Passed) && (any.Length == 0 || Array.Exists(any, trial => trial.Passed))
        && (one.Length == 0 || one.Count(trial => trial.Passed) == 1) && not?.Passed != true;

    SchemaFault? Fails(string rule, string expected = "")
    {
        failed = true;
        return MustHold ? new("", rule, expected) : null;
    }
}
