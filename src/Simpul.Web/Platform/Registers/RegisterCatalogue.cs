using Microsoft.AspNetCore.Authorization;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Registers;

/// <summary>All registers of all modules.</summary>
public sealed class RegisterCatalogue(IEnumerable<Register> registers)
{
    private readonly Dictionary<string, Register> bySlug = registers.ToDictionary(register => register.Slug, StringComparer.Ordinal);
    private readonly Dictionary<string, Register> byKind = registers.ToDictionary(register => register.Kind, StringComparer.Ordinal);

    public IReadOnlyCollection<Register> All => byKind.Values;

    public Register? BySlug(string slug) => bySlug.GetValueOrDefault(slug);

    public Register? ByKind(string kind) => byKind.GetValueOrDefault(kind);
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
