using Simpul.Web.Data;

namespace Simpul.Web.Modules.Evaluation;

/// <summary>A record at hand beside the one that is stored.</summary>
internal static class Stored
{
    /// <summary>Whether one of these is another one than is stored.</summary>
    public static bool Differs<T>(IServiceProvider services, T item, params IEnumerable<string> properties)
        where T : class
    {
        var entry = services.GetRequiredService<PlatformDb>().Entry(item);
        return properties.Any(name => !Equals(entry.Property(name).OriginalValue, entry.Property(name).CurrentValue));
    }
}
