using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Simpul.Web.Commands;
using Simpul.Web.Data;
using Simpul.Web.Modules;
using Simpul.Web.Modules.Workspace;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Search;
using Simpul.Web.Platform.Telemetry;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web;

/// <summary>Where an instance keeps its things and how it is reached.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Urls">Addresses to listen on, separated by semicolons; null for the framework's own settings.</param>
/// <param name="Database">A PostgreSQL connection string; null for the SQLite file in the data folder.</param>
public sealed record ServerOptions(DataFolder Data, string? Urls = null, string? Database = null)
{
    public const string DefaultUrls = "http://127.0.0.1:8080";

    /// <summary>The folder of the regulations' profiles: <c>SIMPUL_REGULATIONS</c>, or those that go out with the program.</summary>
    public string Regulations { get; init; } = Environment.GetEnvironmentVariable("SIMPUL_REGULATIONS") is { Length: > 0 } folder ? folder : RegulationsCommand.Folder;

    /// <summary>Settings that stand above the environment's, such as <c>Simpul:Logs</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The options of the command line and of <c>SIMPUL_DATABASE</c>.</summary>
    public static ServerOptions From(string? data, string? urls = null) =>
        new(new DataFolder(data ?? Environment.GetEnvironmentVariable("SIMPUL_DATA") ?? "data"), urls, Environment.GetEnvironmentVariable("SIMPUL_DATABASE") is { Length: > 0 } found ? found : null);
}

/// <summary>Puts the program together. The command line, the web server and the tests all start from here, so that there is one program.</summary>
public static class Server
{
    /// <summary>Builds the program without starting it: commands take a scope of its services and are done.</summary>
    /// <param name="configure">For tests: another clock, another mail sink.</param>
    public static WebApplication Build(ServerOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Server).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            // Settings are read once: nothing here reacts to a changed file, and watching takes one of the system's few watches.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        if (options.Urls is not null)
        {
            builder.WebHost.UseUrls(options.Urls);
        }
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 32L * 1024 * 1024;
        });
        builder.Configuration.AddInMemoryCollection(options.Settings);
        Logs.Add(builder);
        Exporting.Add(builder);
        AddPlatform(builder, options);
        AddAccess(builder.Services, options.Data);
        AddPages(builder.Services);
        foreach (var module in House.Modules)
        {
            builder.Services.AddSingleton(module);
            module.AddServices(builder.Services);
        }
        configure?.Invoke(builder);

        var app = builder.Build();
        // The database's model and the routes take equally long to build, and neither needs the other.
        _ = Task.Run(() =>
        {
            using var scope = app.Services.CreateScope();
            return scope.ServiceProvider.GetRequiredService<PlatformDb>().Model;
        });
        Pipeline.Use(app);
        app.MapFiles();
        foreach (var module in House.Modules)
        {
            module.Map(app);
        }
        HealthEndpoints.Map(app);
        RegisterApi.Map(app, app.Services.GetRequiredService<RegisterCatalogue>());
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new PublicAttribute());
        Declared.Require(app);
        return app;
    }

    private static void AddPlatform(WebApplicationBuilder builder, ServerOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(options.Data);
        services.AddSingleton(TimeProvider.System);
        services.AddDatabase(options);
        services.AddSingleton(_ => ProfileSet.Load(options.Regulations));
        services.AddSingleton<Zone>();
        services.AddScoped<Today>();
        services.AddSingleton(_ => NationalHolidays.Load(Path.Combine(RegulationsCommand.Folder, "national", NationalHolidays.FileName)));
        services.AddScoped<WorkCalendar>();
        services.AddJobs(builder.Configuration);
        services.AddMail(builder.Configuration);
        services.AddScoped<NoticeBoard>();
        services.AddScoped<Digest>();
        services.AddSingleton(Digest.Job);
        services.AddFiles(builder.Configuration);
        services.AddSingleton<CurrentRegulation>();
        services.AddJournal();
        services.AddHttpContextAccessor();
        services.AddSingleton<Health>();
        services.AddScoped<SearchIndex>();
        services.AddScoped<RecordTitles>();
        services.AddSingleton<KeptByJournal<SeenChoices, IReadOnlyList<FieldChoice>>>();
        services.AddSingleton<RegisterCatalogue>();
        services.AddSingleton<Imports>();
        services.AddSingleton(Imports.Cleaning);
        services.AddScoped<RegisterSheets>();
        services.AddOpenApi("v1", ApiDocument.Configure);
        services.AddScoped<IAuthorizationHandler, RegisterPermissionHandler>();
        services.Configure<RouteOptions>(routing => routing.ConstraintMap["register"] = typeof(RegisterSlug));
        services.AddUi();
    }

    private static void AddAccess(IServiceCollection services, DataFolder data)
    {
        services.AddSingleton(_ => new Sealer(data.DataKey()));
        services.AddSingleton<PermissionCatalogue>();
        services.AddScoped<Acting>();
        services.AddScoped<SignIn>();
        services.AddDataProtection().SetApplicationName("simpul").PersistKeysToFileSystem(new DirectoryInfo(data.Keys));
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = Passwords.Rounds);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddScoped<AccountStore>();
        services.AddScoped<Attempts>();
        services.AddScoped<Credentials>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<Accounts>();
        services.AddScoped<AccessTokens>();
        services.AddScoped<Entrance>();
        services.AddSingleton(AccessCleaning.Job);
        services.AddOpenId();
        BearerToken.Add(services.AddAuthentication(BearerToken.CookieOrToken)).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "simpul";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/masuk";
            cookie.ReturnUrlParameter = "kembali";
            cookie.ExpireTimeSpan = SignIn.Longest;
            cookie.SlidingExpiration = false;
            cookie.Events = new SessionCookie();
        });
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refused>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddRazorPages().WithRazorPagesRoot("/Modules");
        services.Configure<MvcOptions>(mvc => mvc.Filters.Add<ShellFilter>());
        services.AddExceptionHandler<Unexpected>();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "simpul-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<CookieTempDataProviderOptions>(message => message.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddProblemDetails();
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddRateLimiter(limiter => SignInLimit.Add(limiter));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.KebabCaseLower));
        });
    }

    /// <summary>
    /// What the connection string does not say. Fewer connections than a server of PostgreSQL allows by itself (100), for two web nodes and whoever looks beside them: in a rush
    /// requests wait for a connection, which they get in milliseconds, instead of being turned away. Nothing is set on a connection that outlives its transaction, so that none is
    /// cleaned between two queries; and the statements that come most often are parsed and planned once for each connection.
    /// </summary>
    internal static string Pooled(string postgres)
    {
        var settings = new NpgsqlConnectionStringBuilder(postgres);
        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            settings.MaxPoolSize = Math.Max(40, settings.MinPoolSize);
        }
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = 60;
        }
        if (!settings.ShouldSerialize("No Reset On Close"))
        {
            settings.NoResetOnClose = true;
        }
        return settings.ConnectionString;
    }

    /// <summary>A list reaches the database as one parameter: the statement is the same for lists of every length, and need not be written anew each time.</summary>
    private static void Sqlite(SqliteDbContextOptionsBuilder sqlite) => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    private static void AddDatabase(this IServiceCollection services, ServerOptions options)
    {
        if (options.Database is { } postgres)
        {
            services.AddDbContext<PlatformDb, PostgresDb>((provider, db) => db.UseNpgsql(Pooled(postgres)).AddInterceptors(provider.GetServices<IInterceptor>()), optionsLifetime: ServiceLifetime.Singleton);
        }
        else
        {
            services.AddDbContext<PlatformDb, SqliteDb>((provider, db) => db.UseSqlite($"Data Source={options.Data.Database}", Sqlite).AddInterceptors(provider.GetServices<IInterceptor>()), optionsLifetime: ServiceLifetime.Singleton);
        }
    }
}
