using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using Xunit;

namespace Simpul.Tests.Rules;

/// <summary>Every address of the program, as a visitor and as somebody of each role: who may is let in, who may not is not.</summary>
public sealed class SegregationTests
{
    [Fact]
    public async Task Every_address_lets_in_whom_it_declares_and_nobody_else()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var asked = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint => Requests(app, endpoint)).DistinctBy(request => (request.Method, request.Path)).ToList();
        asked.Count.ShouldBeGreaterThan(50);
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync([null, .. Role.All.Select(role => role.Key)], async (string? role, CancellationToken _) => await Ask(app, role, asked, wrong));
        wrong.ShouldBeEmpty();
    }

    /// <param name="Permission">Empty where signing in is enough; null where it is open to everyone.</param>
    private sealed record Request(HttpMethod Method, string Path, string? Permission);

    private static async Task Ask(App app, string? role, List<Request> requests, ConcurrentBag<string> wrong)
    {
        var held = role is null ? null : app.Services.GetRequiredService<PermissionCatalogue>().Of([role]);
        var member = role is null ? null : await app.Member([role]);
        using var browse = member is null ? null : await app.SignIn(member);
        // Each request starts with the cookies of the sign-in, whatever an answer before it set; signing out comes last.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Address };
        var cookies = browse?.Cookies.GetCookieHeader(app.Address);
        foreach (var request in requests.OrderBy(request => request.Path == "/keluar"))
        {
            using var message = new HttpRequestMessage(request.Method, request.Path);
            if (cookies is { Length: > 0 })
            {
                message.Headers.Add("Cookie", cookies);
            }
            message.Headers.Add("X-Forwarded-For", $"10.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}");
            if (request.Method != HttpMethod.Get)
            {
                message.Content = new StringContent("{}", null, "application/json");
            }
            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
            var expected = request.Permission is null ? Answer.In : held is null ? Answer.SignIn : request.Permission.Length == 0 || held.ContainsKey(request.Permission) ? Answer.In : Answer.Refused;
            var found = Read(answer);
            if (found != expected || (int)answer.StatusCode >= 500)
            {
                wrong.Add($"{role ?? "visitor"}: {request.Method} {request.Path} ({request.Permission ?? "public"}): {expected} declared, {found} answered ({(int)answer.StatusCode})");
            }
        }
    }

    private enum Answer
    {
        In,
        SignIn,
        Refused,
    }

    private static Answer Read(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized => Answer.SignIn,
        HttpStatusCode.Redirect when answer.Headers.Location!.ToString().Contains("/masuk?kembali=", StringComparison.Ordinal) => Answer.SignIn,
        HttpStatusCode.Forbidden => Answer.Refused,
        _ => Answer.In,
    };

    private static IEnumerable<Request> Requests(App app, RouteEndpoint endpoint)
    {
        HttpMethod[] methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } stated
            ? [.. stated.HttpMethods.Select(name => new HttpMethod(name))]
            : endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null ? [HttpMethod.Get] : [HttpMethod.Get, HttpMethod.Post];
        var catalogue = app.Services.GetRequiredService<RegisterCatalogue>();
        var byRegister = endpoint.Metadata.GetMetadata<RegisterPermissionAttribute>();
        foreach (var method in methods)
        {
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            {
                yield return new Request(method, Path(endpoint.RoutePattern, null), null);
            }
            else if (byRegister is not null)
            {
                foreach (var register in catalogue.All)
                {
                    yield return new Request(method, Path(endpoint.RoutePattern, register), byRegister.Edit ? register.Edit : register.View);
                }
            }
            else
            {
                yield return new Request(method, Path(endpoint.RoutePattern, catalogue.All.First()), endpoint.Metadata.GetMetadata<PermissionAttribute>()?.Permission ?? "");
            }
        }
    }

    private static string Path(RoutePattern pattern, Register? register) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => Value(parameter, register),
        _ => "",
    }))));

    private static string Value(RoutePatternParameterPart parameter, Register? register)
    {
        var rules = parameter.ParameterPolicies.Select(policy => policy.Content ?? "").ToList();
        return parameter.Name is "register" ? register?.Slug ?? "x"
            : parameter.Name is "kind" ? register?.Kind ?? "x"
            : rules.Any(rule => rule == "guid") ? "0190a000-0000-7000-8000-000000000000"
            : rules.Any(rule => rule is "int" or "long") ? "404"
            : rules.FirstOrDefault(rule => rule.StartsWith("length(", StringComparison.Ordinal)) is { } length ? new string('0', int.Parse(length[7..^1], System.Globalization.CultureInfo.InvariantCulture))
            : parameter.Name is "documentName" ? "v1"
            : "x";
    }
}
