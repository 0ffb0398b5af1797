namespace Simpul.Web.Modules.Applications.Repository;

/// <summary>Limits of repositories; section <c>Repository</c> of the settings.</summary>
public sealed class RepositoryOptions
{
    /// <summary>The git to start.</summary>
    public string Git { get; set; } = "git";

    /// <summary>Bytes that one repository may take on the disk.</summary>
    public long MaxRepositoryBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Bytes that one push may bring, packed.</summary>
    public long MaxPushBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Bytes of one file in the repository, unpacked.</summary>
    public long MaxFileBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>Clones, fetches and pushes that are served at once; each is a process of git with memory of its own.</summary>
    public int ServesAtOnce { get; set; } = Math.Max(8, Environment.ProcessorCount * 4);

    /// <summary>How long git may take to answer a page.</summary>
    public TimeSpan ReadWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one clone, fetch or push may take.</summary>
    public TimeSpan ServeWithin { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long checking one repository may take.</summary>
    public TimeSpan CheckWithin { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether anything could be served with these settings.</summary>
    internal bool AreSound => Git.Length > 0 && MaxRepositoryBytes > 0 && MaxPushBytes > 0 && MaxFileBytes > 0 && ServesAtOnce > 0
        && ReadWithin > TimeSpan.Zero && ServeWithin > TimeSpan.Zero && CheckWithin > TimeSpan.Zero;
}
