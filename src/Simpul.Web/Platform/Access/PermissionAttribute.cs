using Microsoft.AspNetCore.Authorization;

namespace Simpul.Web.Platform.Access;

/// <summary>
/// What an office must have been given before its holder may open this page or call this endpoint. A page or endpoint with neither this
/// nor <see cref="PublicAttribute"/> keeps the program from starting.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PermissionAttribute(string permission) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public string Permission => permission;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>An attribute that says who may open a page, other than the plain ones of this file.</summary>
public interface IDeclaredAccess;

/// <summary>Open to everyone, signed in or not; what it shows must be public.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicAttribute : AllowAnonymousAttribute;

/// <summary>Open to whoever has signed in, whatever their office: their own account, notices, sign-out.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : AuthorizeAttribute;

/// <summary>Allows what the acting office was given. Whether it reaches the record at hand is asked again where the record is known.</summary>
internal sealed class PermissionHandler(Acting acting) : AuthorizationHandler<PermissionAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionAttribute requirement)
    {
        if (acting.Actor.May(requirement.Permission))
        {
            context.Succeed(requirement);
        }
        return Task.CompletedTask;
    }
}
