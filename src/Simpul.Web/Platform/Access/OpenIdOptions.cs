using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Simpul.Web.Platform.Access;

/// <summary>Sign-in by an OpenID Connect provider, such as a government's own single sign-on: <c>Simpul:OpenId</c>. Off while there is no authority.</summary>
public sealed class OpenIdOptions : IValidatableObject
{
    public const string Section = "Simpul:OpenId";

    /// <summary>The provider's address, whose <c>/.well-known/openid-configuration</c> tells the rest. https, or http on this machine.</summary>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>What people call it, on the button "Masuk dengan …".</summary>
    public string Title { get; set; } = "akun pemerintah";

    public bool IsOn => !string.IsNullOrEmpty(Authority);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
        {
            yield break;
        }
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            yield return new ValidationResult($"{Section}:Authority must be an https address; http only on this machine.");
        }
        if (string.IsNullOrEmpty(ClientId) || string.IsNullOrEmpty(ClientSecret))
        {
            yield return new ValidationResult($"{Section}:ClientId and {Section}:ClientSecret are needed with {Section}:Authority.");
        }
        if (string.IsNullOrWhiteSpace(Title))
        {
            yield return new ValidationResult($"{Section}:Title is empty: say what people call the provider.");
        }
    }
}

internal static class OpenIdSetup
{
    public static void AddOpenId(this IServiceCollection services)
    {
        services.AddOptions<OpenIdOptions>().BindConfiguration(OpenIdOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<OpenIdOptions>>().Value);
        services.AddHttpClient(OpenId.Http, client => client.Timeout = TimeSpan.FromSeconds(15))
            // Every address is the provider's own word; one that sends on elsewhere is not followed there, with the client's secret in hand.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<OpenId>();
    }
}
