namespace Simpul.Web.Platform.Jobs;

internal static class JobsSetup
{
    public static void AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Jobs").Get<JobOptions>() ?? new JobOptions();
        if (options.Lease < TimeSpan.FromSeconds(10) || options.StartAfter < TimeSpan.Zero)
        {
            throw new InvalidOperationException("Settings: Jobs:Lease must be at least 10 seconds and Jobs:StartAfter not negative.");
        }
        services.AddSingleton(options);
        services.AddSingleton<JobRunner>();
        services.AddHostedService<JobScheduler>();
    }
}
