using Simpul.Web.Platform.Jobs;

namespace Simpul.Web.Platform.Journal;

internal static class JournalSetup
{
    public static void AddJournal(this IServiceCollection services)
    {
        services.AddSingleton(provider => JournalKeys.Open(provider.GetRequiredService<DataFolder>()));
        services.AddSingleton<JournalWriter>();
        services.AddScoped<Journal>();
        services.AddScoped<JournalPublication>();
        services.AddScoped<JournalVerification>();
        services.AddScoped<RecordCheck>();
        services.AddScoped<JournalRotation>();
        services.AddScoped<JournalProofs>();
        services.AddSingleton<JournalWords>();
        services.AddScoped<EventWords>();
        services.AddScoped<History>();
        services.AddScoped<JournalList>();
        foreach (var words in PlatformWords.All)
        {
            services.AddSingleton(words);
        }
        services.AddSingleton(new ScheduledJob("journal.publish", "Menerbitkan titik periksa jurnal", "0 0 * * * ?", async (provider, cancel) =>
            await provider.GetRequiredService<JournalPublication>().Publish(cancel) is { } size ? $"Titik periksa atas {size} peristiwa diterbitkan." : "Tidak ada peristiwa baru."));
        services.AddHostedService<PublishAtShutdown>();
    }
}
