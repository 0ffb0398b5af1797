using Microsoft.AspNetCore.Authorization;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Platform.Registers;

/// <summary>All registers of all modules.</summary>
public sealed class RegisterCatalogue
{
    /// <summary>Names that the API's records and the addresses of lists have already.</summary>
    private static readonly HashSet<string> Taken = ["id", "version", "q", "sort", "page", "size", ListAddress.Search, ListAddress.Sort, ListAddress.Page];

    private readonly Dictionary<string, Register> bySlug = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Register> byKind = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Names every fault of every declaration.</exception>
    public RegisterCatalogue(IEnumerable<Register> registers, PermissionCatalogue permissions)
    {
        var faults = new List<string>();
        foreach (var register in registers)
        {
            var own = register.Faults().Concat(Faults(register, permissions));
            if (!byKind.TryAdd(register.Kind, register) | !bySlug.TryAdd(register.Slug, register))
            {
                own = own.Append("another register has its kind or its slug");
            }
            faults.AddRange(own.Select(fault => $"{register.Kind}: {fault}"));
        }
        if (faults.Count > 0)
        {
            throw new InvalidOperationException("Registers that cannot work:\n" + string.Join('\n', faults));
        }
    }

    public IReadOnlyCollection<Register> All => byKind.Values;

    public Register? BySlug(string slug) => bySlug.GetValueOrDefault(slug);

    public Register? ByKind(string kind) => byKind.GetValueOrDefault(kind);

    private static IEnumerable<string> Faults(Register register, PermissionCatalogue permissions)
    {
        foreach (var twice in register.Fields.GroupBy(field => field.Key).Where(group => group.Count() > 1 || Taken.Contains(group.Key)))
        {
            yield return $"the key {twice.Key} is taken";
        }
        foreach (var twice in register.Fields.GroupBy(field => field.Label, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1 || group.Key == RegisterSheets.IdHeading))
        {
            yield return $"the label {twice.Key} is taken, and a sheet finds its columns by them";
        }
        if (register.Fields.Count(field => field.Listed) is 0 or > 7)
        {
            yield return "one to seven fields make a list";
        }
        if (register.Fields.FirstOrDefault(field => field.Listed) is { Kind: FieldKind.Personal })
        {
            yield return "its list begins with personal data";
        }
        // Where records belong to no agency, an office that reaches its own agency only would see nothing and could change nothing.
        foreach (var permission in permissions.All.Where(item => !register.HasAgency && (item.Key == register.View || item.Key == register.Edit) && item.Grants.Any(grant => grant.Reach == Reach.OwnAgency)))
        {
            yield return $"{permission.Key} is granted for the own agency, and AgencyOf does not say whose a record is";
        }
    }
}

/// <summary>Matches a path segment that is a register's slug, so that <c>/kerja/{register}</c> leaves other pages alone.</summary>
internal sealed class RegisterSlug(RegisterCatalogue catalogue) : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && value is string slug && catalogue.BySlug(slug) is not null;
}

/// <summary>What the register in the address asks for: its own permission to view or to edit.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RegisterPermissionAttribute(bool edit = false) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData, IDeclaredAccess
{
    public bool Edit => edit;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

internal sealed class RegisterPermissionHandler(Acting acting, RegisterCatalogue catalogue, IHttpContextAccessor http) : AuthorizationHandler<RegisterPermissionAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RegisterPermissionAttribute requirement)
    {
        var values = http.HttpContext?.GetRouteData().Values;
        var register = values?["register"] is string slug ? catalogue.BySlug(slug) : values?["kind"] is string kind ? catalogue.ByKind(kind) : null;
        if (register is not null && acting.Actor.May(requirement.Edit ? register.Edit : register.View))
        {
            context.Succeed(requirement);
        }
        return Task.CompletedTask;
    }
}

/// <summary>Finds a register by its records, for an operation that keeps one without the form.</summary>
public static class RegisterServices
{
    /// <exception cref="InvalidOperationException">No module declares a register of such records.</exception>
    public static Register<T> RegisterOf<T>(this IServiceProvider services)
        where T : class, IRecord, new() => services.GetServices<Register>().OfType<Register<T>>().Single();
}
