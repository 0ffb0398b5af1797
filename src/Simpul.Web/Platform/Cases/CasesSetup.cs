using Simpul.Web.Platform.Files;

namespace Simpul.Web.Platform.Cases;

internal static class CasesSetup
{
    public static void AddCases(this IServiceCollection services)
    {
        services.AddScoped<Procedures>();
        services.AddScoped<CaseForm>();
        services.AddScoped<CaseNotices>();
        services.AddScoped<CaseFlow>();
        services.AddScoped<CaseInbox>();
        services.AddScoped<Deadlines>();
        services.AddScoped<IFileSubjects, CaseSubjects>();
        services.AddSingleton(Deadlines.Job);
    }
}
