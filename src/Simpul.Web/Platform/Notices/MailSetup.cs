using System.ComponentModel.DataAnnotations;
using Simpul.Web.Platform.Documents.Mail;

namespace Simpul.Web.Platform.Notices;

/// <summary>How mail leaves; section <c>Mail</c> of the settings. Without a server, messages lie in the data folder under <c>mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The sender; null for <c>simpul@</c> and the government's domain.</summary>
    public string? From { get; set; }

    /// <summary>The address under which people reach this instance, for links in mail: <c>https://simpul.palembang.go.id</c>.</summary>
    [Url] public string Site { get; set; } = ServerOptions.DefaultUrls;

    /// <summary>The mail server; null keeps mail in the data folder.</summary>
    public SmtpOptions? Smtp { get; set; }
}

internal static class MailSetup
{
    /// <exception cref="ValidationException">A setting is wrong; names it.</exception>
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        services.AddSingleton(options);
        if (options.Smtp is { } smtp)
        {
            Validator.ValidateObject(smtp, new ValidationContext(smtp), validateAllProperties: true);
            services.AddSingleton<IMailSink>(new SmtpSink(smtp));
        }
        else
        {
            services.AddSingleton<IMailSink>(provider => new FileMailSink(provider.GetRequiredService<DataFolder>().Mail));
        }
    }
}
