using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Simpul.Web.Platform.Access;

/// <summary>Deny by default, at start: the program does not start while a page or an endpoint does not say who may use it.</summary>
internal static class Declared
{
    /// <summary>Asked just before the server starts, when every endpoint is mapped.</summary>
    /// <exception cref="InvalidOperationException">Names every page and endpoint that says nothing, and every permission that no module declares.</exception>
    public static void Require(WebApplication app)
    {
        var catalogue = app.Services.GetRequiredService<PermissionCatalogue>();
        var wrong = Pages(catalogue).Concat(Bare(app)).Concat(Endpoints(app, catalogue)).ToList();
        if (wrong.Count > 0)
        {
            throw new InvalidOperationException("Without a permission, and so not started:\n" + string.Join('\n', wrong));
        }
    }

    private static IEnumerable<string> Pages(PermissionCatalogue catalogue)
    {
        foreach (var page in typeof(Declared).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PageModel)) && !type.IsAbstract))
        {
            if (Fault([.. page.GetCustomAttributes()], catalogue) is { } fault)
            {
                yield return $"{page.FullName}: {fault}";
            }
        }
    }

    /// <summary>Pages without a class of their own: they could say nothing, and the fallback would let in whoever has signed in.</summary>
    private static IEnumerable<string> Bare(WebApplication app)
    {
        var views = new ViewsFeature();
        app.Services.GetRequiredService<ApplicationPartManager>().PopulateFeature(views);
        foreach (var page in views.ViewDescriptors.Where(view => view.Type?.IsSubclassOf(typeof(PageBase)) == true))
        {
            if (page.Type!.GetProperty("Model")?.PropertyType.IsSubclassOf(typeof(PageModel)) != true)
            {
                yield return $"{page.RelativePath}: no class of its own that says who may open it";
            }
        }
    }

    private static IEnumerable<string> Endpoints(WebApplication app, PermissionCatalogue catalogue)
    {
        foreach (var endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor>() is null
                && Fault([.. endpoint.Metadata], catalogue) is { } fault)
            {
                yield return $"{endpoint.RoutePattern.RawText}: {fault}";
            }
        }
    }

    private static string? Fault(IReadOnlyList<object> metadata, PermissionCatalogue catalogue)
    {
        if (metadata.Any(item => item is IAllowAnonymous or SignedInAttribute or IDeclaredAccess))
        {
            return null;
        }
        var asked = metadata.OfType<PermissionAttribute>().ToList();
        return asked.Count == 0 ? "no [Permission], [SignedIn] or [Public]"
            : asked.FirstOrDefault(item => !catalogue.Knows(item.Permission)) is { } unknown ? $"the permission {unknown.Permission} is declared by no module"
            : null;
    }
}
