using Microsoft.AspNetCore.RateLimiting;
using Simpul.Web.Modules.ServiceBus.Lint;
using Simpul.Web.Modules.ServiceBus.Services;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <summary>Reference, sandbox and reviews of descriptions: what this part of the module brings.</summary>
internal static class DeveloperParts
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ApiLint>();
        services.AddScoped<IServiceReview, RuleReview>();
        services.AddScoped<IServiceReview, ChangeReview>();
        services.AddScoped<Sandbox>();
        services.AddScoped<ISandboxAddress, SandboxAddress>();
        services.Configure<RateLimiterOptions>(limiter => limiter.AddPolicy<string, SandboxLimit>(SandboxLimit.Name));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        Sandbox.Map(routes);
        DescriptionFile.Map(routes);
    }
}
