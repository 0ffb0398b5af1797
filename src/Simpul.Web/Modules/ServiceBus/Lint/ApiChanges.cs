using System.Globalization;
using System.Text.Json;
using Simpul.Bus.Descriptions;

namespace Simpul.Web.Modules.ServiceBus.Lint;

/// <summary>What a change of a description means for those who call.</summary>
public enum ChangeImpact
{
    /// <summary>A caller that was right becomes wrong, or no longer finds what it reads.</summary>
    Breaking,

    /// <summary>Most callers will not notice; some may.</summary>
    Careful,

    /// <summary>Whoever called before goes on as before.</summary>
    Harmless,
}

/// <param name="Kind">Such as <c>operation-removed</c>. Its mirror, seen from the other version, is of the kind with the other ending.</param>
/// <param name="Operation">operationId, or method and path.</param>
/// <param name="Path">Where in the operation, for people; empty for all of it.</param>
/// <param name="Text">Indonesian sentence.</param>
public sealed record ApiChange(ChangeImpact Impact, string Kind, string Operation, string Path, string Text);

/// <summary>Compares two descriptions of a service, as those see it who call it through the bus: the gateway refuses what the newer one does not describe.</summary>
public sealed class ApiChanges
{
    private const int MaxDepth = 40;
    private const int MaxChanges = 2_000;

    private readonly OpenApiDocument before;
    private readonly OpenApiDocument after;
    private readonly List<ApiChange> changes = [];
    private readonly HashSet<(string, string, bool)> compared = [];
    private string operation = "";

    private ApiChanges(OpenApiDocument before, OpenApiDocument after) => (this.before, this.after) = (before, after);

    /// <summary>What is different in the second, most serious first. A description against itself gives nothing.</summary>
    /// <exception cref="FormatException">One of them is not JSON, or too long.</exception>
    public static IReadOnlyList<ApiChange> Between(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var comparison = new ApiChanges(OpenApiDocument.Parse(before), OpenApiDocument.Parse(after));
        comparison.Compare();
        return [.. comparison.changes.Distinct().OrderBy(one => one.Impact).ThenBy(one => one.Operation, StringComparer.Ordinal).ThenBy(one => one.Path, StringComparer.Ordinal).ThenBy(one => one.Kind, StringComparer.Ordinal)];
    }

    private void Compare()
    {
        var old = Operations(before);
        var fresh = Operations(after);
        foreach (var (key, one) in old)
        {
            operation = one.Name;
            if (!fresh.TryGetValue(key, out var other)) Add(ChangeImpact.Breaking, "operation-removed", "", $"Operasi {one.Method} {one.Path} dihapus.");
            else CompareOperations(one, other);
        }
        foreach (var (key, one) in fresh)
        {
            operation = one.Name;
            if (!old.ContainsKey(key)) Add(ChangeImpact.Harmless, "operation-added", "", $"Operasi {one.Method} {one.Path} ditambahkan.");
        }
    }

    private static Dictionary<string, Operation> Operations(OpenApiDocument document)
    {
        Dictionary<string, Operation> all = new(StringComparer.Ordinal);
        foreach (var (method, path, operation, item) in document.Operations())
        {
            // What a parameter in the path is called is nobody's business but the provider's.
            var shape = string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "{}" : part));
            all.TryAdd($"{method} {shape}", new Operation(method, path, operation.Text("operationId") ?? $"{method} {path}", operation, document.Parameters(operation, item), Security(document, operation)));
        }
        return all;
    }

    private void CompareOperations(Operation old, Operation fresh)
    {
        if (old.Name != fresh.Name) Add(ChangeImpact.Breaking, "operation-renamed", "", $"operationId berubah dari {old.Name} menjadi {fresh.Name}. Kontrak yang menyebut nama lama tidak lagi cocok.");
        if (!old.Place.Truth("deprecated") && fresh.Place.Truth("deprecated")) Add(ChangeImpact.Careful, "deprecated", "", "Operasi ditandai akan dihentikan.");
        if (old.Security != fresh.Security)
        {
            if (old.Security.Length == 0) Add(ChangeImpact.Breaking, "security-added", "pengamanan", "Operasi yang semula tanpa pengamanan kini menuntut pengamanan.");
            else if (fresh.Security.Length == 0) Add(ChangeImpact.Careful, "security-removed", "pengamanan", "Pengamanan operasi dihapus. Pastikan datanya memang terbuka.");
            else Add(ChangeImpact.Breaking, "security-changed", "pengamanan", "Cara pengamanan operasi berubah.");
        }
        CompareParameters(old, fresh);
        CompareBodies(old, fresh);
        CompareResponses(old, fresh);
    }

    private void CompareParameters(Operation old, Operation fresh)
    {
        // Parameters in the path are matched by their order, all others by their name.
        var was = Keyed(old);
        var now = Keyed(fresh);
        foreach (var (key, parameter) in was)
        {
            var name = parameter.Text("name") ?? "";
            var at = $"parameter {name}";
            if (!now.TryGetValue(key, out var other))
            {
                if (key.Item1 != "path") Add(key.Item1 == "query" ? ChangeImpact.Breaking : ChangeImpact.Careful, "parameter-removed", at, key.Item1 == "query"
                    ? $"Parameter {name} dihapus. Gerbang menolak permintaan yang masih mengirimnya." : $"Parameter {name} di {PlaceOf(key.Item1)} dihapus.");
                continue;
            }
            var (needed, needs) = (Required(parameter), Required(other));
            if (!needed && needs) Add(ChangeImpact.Breaking, "parameter-required", at, $"Parameter {name} kini wajib.");
            if (needed && !needs) Add(ChangeImpact.Harmless, "parameter-optional", at, $"Parameter {name} kini boleh dikosongkan.");
            CompareSchemas(parameter.Member("schema"), other.Member("schema"), at, request: true, 0);
        }
        foreach (var (key, parameter) in now.Where(one => !was.ContainsKey(one.Key) && one.Key.Item1 != "path"))
        {
            var name = parameter.Text("name") ?? "";
            if (Required(parameter)) Add(ChangeImpact.Breaking, "parameter-added-required", $"parameter {name}", $"Parameter wajib {name} ditambahkan di {PlaceOf(key.Item1)}.");
            else Add(ChangeImpact.Harmless, "parameter-added", $"parameter {name}", $"Parameter {name} ditambahkan di {PlaceOf(key.Item1)}, boleh dikosongkan.");
        }
    }

    private static Dictionary<(string, string), DocumentPlace> Keyed(Operation operation)
    {
        Dictionary<(string, string), DocumentPlace> keyed = [];
        List<string> inPath = [.. operation.Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'))];
        foreach (var parameter in operation.Parameters)
        {
            var (place, name) = (parameter.Text("in") ?? "", parameter.Text("name") ?? "");
            keyed.TryAdd((place, place == "path" ? inPath.IndexOf(name).ToString(CultureInfo.InvariantCulture) : place == "header" ? name.ToLowerInvariant() : name), parameter);
        }
        return keyed;
    }

    private static bool Required(DocumentPlace parameter) => parameter.Text("in") == "path" || parameter.Truth("required");

    private static string PlaceOf(string place) => place switch { "query" => "alamat", "header" => "header", "cookie" => "cookie", _ => "jalur" };

    private void CompareBodies(Operation old, Operation fresh)
    {
        const string at = "badan permintaan";
        var (was, now) = (before.Member(old.Place, "requestBody"), after.Member(fresh.Place, "requestBody"));
        if (was is null && now is null) return;
        if (was is not { } given)
        {
            if (now!.Value.Truth("required")) Add(ChangeImpact.Breaking, "body-added-required", at, "Permintaan kini wajib berbadan.");
            else Add(ChangeImpact.Harmless, "body-added", at, "Permintaan kini boleh berbadan.");
            return;
        }
        if (now is not { } taken)
        {
            Add(ChangeImpact.Breaking, "body-removed", at, "Permintaan tidak lagi boleh berbadan.");
            return;
        }
        if (!given.Truth("required") && taken.Truth("required")) Add(ChangeImpact.Breaking, "body-required", at, "Badan permintaan kini wajib.");
        if (given.Truth("required") && !taken.Truth("required")) Add(ChangeImpact.Harmless, "body-optional", at, "Badan permintaan kini boleh dikosongkan.");
        CompareMedia(given, taken, at, request: true);
        CompareSchemas(before.JsonSchema(given), after.JsonSchema(taken), at, request: true, 0);
    }

    private void CompareResponses(Operation old, Operation fresh)
    {
        var was = before.Member(old.Place, "responses")?.Members().ToDictionary(one => one.Name, one => before.Resolve(one.Place)) ?? [];
        var now = after.Member(fresh.Place, "responses")?.Members().ToDictionary(one => one.Name, one => after.Resolve(one.Place)) ?? [];
        foreach (var (status, response) in was)
        {
            var at = $"jawaban {status}";
            if (!now.TryGetValue(status, out var other))
            {
                Add(status.StartsWith('2') ? ChangeImpact.Breaking : ChangeImpact.Careful, "response-removed", at, $"Jawaban {status} tidak lagi diuraikan.");
                continue;
            }
            CompareMedia(response, other, at, request: false);
            CompareSchemas(before.JsonSchema(response), after.JsonSchema(other), at, request: false, 0);
        }
        foreach (var status in now.Keys.Where(status => !was.ContainsKey(status)))
            Add(status.StartsWith('2') ? ChangeImpact.Careful : ChangeImpact.Harmless, "response-added", $"jawaban {status}", $"Jawaban {status} ditambahkan.");
    }

    private void CompareMedia(DocumentPlace old, DocumentPlace fresh, string at, bool request)
    {
        var was = (before.Member(old, "content")?.Members() ?? []).Select(one => one.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var now = (after.Member(fresh, "content")?.Members() ?? []).Select(one => one.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var type in was.Where(type => !now.Contains(type))) Add(ChangeImpact.Breaking, "media-removed", at, $"Jenis isi {type} tidak lagi {(request ? "diterima" : "dijawab")}.");
        foreach (var type in now.Where(type => !was.Contains(type))) Add(request || was.Count > 0 ? ChangeImpact.Harmless : ChangeImpact.Careful, "media-added", at, $"Jenis isi {type} ditambahkan.");
    }

    private void CompareSchemas(DocumentPlace? old, DocumentPlace? fresh, string at, bool request, int depth)
    {
        if (old is null && fresh is null) return;
        if (old is null || fresh is null)
        {
            if (fresh is not null) Add(request ? ChangeImpact.Breaking : ChangeImpact.Careful, "schema-added", at, "Skema ditambahkan; isi yang semula bebas kini diperiksa.");
            else Add(request ? ChangeImpact.Harmless : ChangeImpact.Breaking, "schema-removed", at, request ? "Skema dihapus; isi tidak lagi diperiksa." : "Skema jawaban dihapus. Kontrak yang menyebut elemen datanya tidak lagi cocok.");
            return;
        }
        var (left, right) = (before.Resolve(old.Value), after.Resolve(fresh.Value));
        // A person has children, who are persons.
        if (depth > MaxDepth || changes.Count >= MaxChanges || (depth > 0 && !compared.Add((operation + " " + left.At, right.At, request)))) return;
        if (JsonElement.DeepEquals(left.Value, right.Value) && !left.Value.GetRawText().Contains("\"$ref\"", StringComparison.Ordinal)) return;
        var (was, now) = (SchemaShape.Of(before, left), SchemaShape.Of(after, right));
        CompareTypes(was, now, at, request);
        CompareValues(was, now, at, request);
        CompareBounds(was, now, at, request);
        CompareMembers(was, now, at, request, depth);
        if (was.Items is not null && now.Items is not null) CompareSchemas(was.Items, now.Items, $"{at}, tiap butir", request, depth + 1);
        else if (was.Items is not null != now.Items is not null && was.Types.Contains("array") && now.Types.Contains("array")) CompareSchemas(was.Items, now.Items, $"{at}, tiap butir", request, depth + 1);
        CompareChoices(was, now, at, request, depth);
    }

    private void CompareTypes(SchemaShape was, SchemaShape now, string at, bool request)
    {
        var (gone, come) = (was.Types.Except(now.Types).ToList(), now.Types.Except(was.Types).ToList());
        if (gone.Count == 0 && come.Count == 0) return;
        var text = $"Jenis berubah dari {Types(was)} menjadi {Types(now)}.";
        if (gone.Count > 0 && come.Count > 0) Add(ChangeImpact.Breaking, "type-changed", at, text);
        else if (gone.Count > 0) Add(request ? ChangeImpact.Breaking : ChangeImpact.Harmless, "type-narrowed", at, text);
        else Add(request ? ChangeImpact.Harmless : ChangeImpact.Breaking, "type-widened", at, text);

        static string Types(SchemaShape shape) => string.Join(" atau ", shape.Types.Where(type => type != "integer" || !shape.Types.Contains("number")).Order(StringComparer.Ordinal));
    }

    private void CompareValues(SchemaShape was, SchemaShape now, string at, bool request)
    {
        if (was.Values is null && now.Values is null) return;
        if (was.Values is null) Add(request ? ChangeImpact.Breaking : ChangeImpact.Harmless, "values-bound", at, "Nilai yang semula bebas kini dibatasi pada sebuah daftar.");
        else if (now.Values is null) Add(request ? ChangeImpact.Harmless : ChangeImpact.Breaking, "values-freed", at, "Nilai yang semula dari sebuah daftar kini bebas.");
        else
        {
            foreach (var value in was.Values.Except(now.Values)) Add(request ? ChangeImpact.Breaking : ChangeImpact.Harmless, "value-removed", at, $"Nilai {Cut(value)} dihapus dari daftar.");
            foreach (var value in now.Values.Except(was.Values)) Add(request ? ChangeImpact.Harmless : ChangeImpact.Breaking, "value-added", at, $"Nilai {Cut(value)} ditambahkan ke daftar{(request ? "" : "; pemakai yang belum mengenalnya dapat gagal")}.");
        }
    }

    private void CompareBounds(SchemaShape was, SchemaShape now, string at, bool request)
    {
        foreach (var name in was.Bounds.Keys.Union(now.Bounds.Keys).Order(StringComparer.Ordinal))
        {
            double? old = was.Bounds.TryGetValue(name, out var left) ? left : null;
            double? fresh = now.Bounds.TryGetValue(name, out var right) ? right : null;
            if (old == fresh) continue;
            var least = name.StartsWith("min", StringComparison.Ordinal);
            var tighter = old is null || (fresh is not null && (least ? fresh > old : fresh < old));
            var text = $"Batas {name} berubah dari {Bound(old)} menjadi {Bound(fresh)}.";
            if (tighter) Add(request ? ChangeImpact.Breaking : ChangeImpact.Harmless, "bound-tightened", at, text);
            else Add(request ? ChangeImpact.Harmless : ChangeImpact.Careful, "bound-loosened", at, text);
        }
        foreach (var name in was.Words.Keys.Union(now.Words.Keys).Order(StringComparer.Ordinal))
        {
            var (old, fresh) = (was.Words.GetValueOrDefault(name), now.Words.GetValueOrDefault(name));
            if (old == fresh) continue;
            if (old is null) Add(request ? ChangeImpact.Breaking : ChangeImpact.Harmless, $"{name}-added", at, $"Kini harus menurut {name} {Cut(fresh!)}.");
            else if (fresh is null) Add(request ? ChangeImpact.Harmless : ChangeImpact.Careful, $"{name}-removed", at, $"Tidak lagi harus menurut {name} {Cut(old)}.");
            else Add(request ? ChangeImpact.Breaking : ChangeImpact.Careful, $"{name}-changed", at, $"{name} berubah dari {Cut(old)} menjadi {Cut(fresh)}.");
        }
    }

    private void CompareMembers(SchemaShape was, SchemaShape now, string at, bool request, int depth)
    {
        foreach (var (name, member) in was.Properties)
        {
            var place = $"{at}, {name}";
            if (!now.Properties.TryGetValue(name, out var other))
            {
                if (request) Add(now.IsClosed ? ChangeImpact.Breaking : ChangeImpact.Careful, "property-removed", place, $"Elemen {name} tidak lagi diuraikan{(now.IsClosed ? " dan ditolak" : "")}.");
                else Add(ChangeImpact.Breaking, "property-removed", place, $"Elemen {name} dihapus dari jawaban.");
                continue;
            }
            CompareSchemas(member, other, place, request, depth + 1);
        }
        foreach (var name in now.Properties.Keys.Where(name => !was.Properties.ContainsKey(name)))
        {
            var place = $"{at}, {name}";
            if (request && now.Required.Contains(name)) Add(ChangeImpact.Breaking, "property-added-required", place, $"Elemen wajib {name} ditambahkan.");
            else Add(ChangeImpact.Harmless, "property-added", place, $"Elemen {name} ditambahkan.");
        }
        foreach (var name in was.Required.Where(name => !now.Required.Contains(name) && now.Properties.ContainsKey(name)))
            Add(request ? ChangeImpact.Harmless : ChangeImpact.Breaking, "property-optional", $"{at}, {name}", request ? $"Elemen {name} kini boleh dikosongkan." : $"Elemen {name} tidak lagi selalu ada dalam jawaban.");
        foreach (var name in now.Required.Where(name => !was.Required.Contains(name) && was.Properties.ContainsKey(name)))
            Add(request ? ChangeImpact.Breaking : ChangeImpact.Harmless, "property-required", $"{at}, {name}", request ? $"Elemen {name} kini wajib." : $"Elemen {name} kini selalu ada.");
        if (was.IsClosed != now.IsClosed)
            Add(now.IsClosed == request ? ChangeImpact.Breaking : ChangeImpact.Harmless, now.IsClosed ? "closed" : "opened", at, now.IsClosed ? "Elemen lain kini tidak diterima." : "Elemen lain kini diterima.");
        if (was.Others is not null && now.Others is not null) CompareSchemas(was.Others, now.Others, $"{at}, elemen lain", request, depth + 1);
    }

    private void CompareChoices(SchemaShape was, SchemaShape now, string at, bool request, int depth)
    {
        // Branches that are referred to by name are matched by it, others by where they stand.
        var (left, right) = (Named(was), Named(now));
        foreach (var (name, branch) in left)
        {
            if (right.TryGetValue(name, out var other)) CompareSchemas(branch, other, at, request, depth + 1);
            else Add(request ? ChangeImpact.Breaking : ChangeImpact.Harmless, "choice-removed", at, $"Pilihan bentuk {name} dihapus.");
        }
        foreach (var name in right.Keys.Where(name => !left.ContainsKey(name))) Add(request ? ChangeImpact.Harmless : ChangeImpact.Breaking, "choice-added", at, $"Pilihan bentuk {name} ditambahkan.");

        static Dictionary<string, DocumentPlace> Named(SchemaShape shape)
        {
            Dictionary<string, DocumentPlace> named = new(StringComparer.Ordinal);
            foreach (var (branch, index) in shape.Choices.Select((branch, index) => (branch, index)))
                named.TryAdd(branch.Text("$ref") is { } reference ? reference[(reference.LastIndexOf('/') + 1)..] : $"ke-{index + 1}", branch);
            return named;
        }
    }

    private static string Security(OpenApiDocument document, DocumentPlace operation)
    {
        var wanted = operation.Member("security") ?? document.Root.Member("security");
        if (wanted is not { } list || list.Value.ValueKind != JsonValueKind.Array) return "";
        var ways = list.Elements().Select(way => string.Join('+', way.Members().Select(one => one.Name + "(" + string.Join(',', one.Place.Elements().Select(scope => scope.Value.ToString()).Order(StringComparer.Ordinal)) + ")").Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal).ToList();
        // A way that asks for nothing lets everybody in.
        return ways.Contains("") ? "" : string.Join('|', ways);
    }

    private void Add(ChangeImpact impact, string kind, string at, string text)
    {
        if (changes.Count < MaxChanges) changes.Add(new ApiChange(impact, kind, operation, at, text));
    }

    private static string Bound(double? value) => value is { } number ? number.ToString("0.######", CultureInfo.GetCultureInfo("id-ID")) : "tanpa batas";

    private static string Cut(string value) => value.Length <= 60 ? value : value[..59] + "…";

    private sealed record Operation(string Method, string Path, string Name, DocumentPlace Place, IReadOnlyList<DocumentPlace> Parameters, string Security);
}
