using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>The national reference codes as a tree that is walked down level by level, and searched by words.</summary>
[Permission(PlanningPermissions.View)]
public sealed class ReferencesModel(ReferenceTree tree, Acting acting) : PageModel
{
    public const string Href = "/kerja/referensi-arsitektur";

    /// <summary>Codes whose words hold what is being typed, of the domain that the form has chosen.</summary>
    public const string SuggestHref = Href + "?handler=Suggest&domain={domain}";

    private const int MostSuggestions = 20;

    public Reference? Reference { get; private set; }

    public ReferenceCode? Code { get; private set; }

    public IReadOnlyList<ReferenceCode> Above { get; private set; } = [];

    public Listed<ReferenceCode>? Rows { get; private set; }

    public IReadOnlyList<MetadataAttribute> Asked { get; private set; } = [];

    public bool Searching { get; private set; }

    public ReferenceArchitecture Architecture => tree.Architecture;

    public bool MayAdd => acting.Actor.May(PlanningPermissions.Architecture);

    public int Below(ReferenceCode code) => Reference!.Codes.Count(one => one.Parent == code.Code);

    /// <summary>The form of a new item that bears the code.</summary>
    public static string Use(Reference reference, ReferenceCode code) => $"{ItemRegister.Href}/baru?domain={ArchitectureWords.DomainOf(reference.Domain)}&reference={code.Code}";

    public IActionResult OnGetSuggest(string? domain, string? q)
    {
        var typed = q is { Length: > 100 } ? q[..100] : q ?? "";
        var among = ArchitectureWords.DomainOf(domain) is { } known ? tree.Codes(known) : Architecture.References.SelectMany(reference => reference.Codes);
        Response.Headers.CacheControl = "private, no-store";
        return new JsonResult((string.IsNullOrWhiteSpace(typed) ? [] : Matches(among, typed)).Take(MostSuggestions).Select(code => $"{code.Code} {code.Name}"));
    }

    /// <summary>The codes that begin as typed; where none does, those whose words come near.</summary>
    private static List<ReferenceCode> Matches(IEnumerable<ReferenceCode> among, string typed)
    {
        var exact = among.Where(code => code.Code.StartsWith(typed.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return exact.Count > 0 ? exact : [.. ReferenceTree.Search(among, typed)];
    }

    public IActionResult OnGet(string? referensi, string? kode, string? q)
    {
        Reference = referensi is null ? null : Architecture.References.FirstOrDefault(one => one.Id == referensi);
        Code = kode is null ? null : Architecture.Find(kode);
        if ((referensi is not null && Reference is null) || (kode is not null && Code is null))
        {
            return NotFound();
        }
        Reference ??= Code is { } named ? Architecture.References.First(one => one.Codes.Contains(named)) : null;
        Searching = !string.IsNullOrWhiteSpace(q);
        if (Searching)
        {
            var among = Reference is { } one ? one.Codes : Architecture.References.SelectMany(reference => reference.Codes);
            Rows = Listed.Of(Matches(among, q!), Request);
        }
        else if (Reference is { } reference)
        {
            Rows = Listed.Of([.. reference.Codes.Where(code => code.Parent == Code?.Code)], Request, 50);
            Asked = Code is null && ArchitectureWords.DomainOf(reference.Domain) is { } domain ? tree.Attributes(domain) : [];
            var above = new List<ReferenceCode>();
            for (var at = Code?.Parent; at is not null && Architecture.Find(at) is { } parent; at = parent.Parent)
            {
                above.Insert(0, parent);
            }
            Above = above;
        }
        return Page();
    }
}
