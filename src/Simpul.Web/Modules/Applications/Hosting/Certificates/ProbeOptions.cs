using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Simpul.Web.Modules.Applications.Hosting.Certificates;

/// <summary>How certificates are looked at; section <c>Hosting:Probe</c> of the settings.</summary>
public sealed class ProbeOptions
{
    [Range(1, 65535)] public int Port { get; set; } = 443;

    /// <summary>For one name, from the look-up to the handshake's end.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Networks of the inside that may be reached all the same, such as <c>10.20.0.0/16</c>, parted by commas. None, unless somebody says so.</summary>
    public string Networks { get; set; } = "";

    /// <summary>A PEM file with roots that the government trusts beside the system's, for certificates of its own authority; null where there is none.</summary>
    public string? Roots { get; set; }

    /// <exception cref="FormatException">One is no network.</exception>
    internal IReadOnlyList<IPNetwork> Allowed => [.. Networks.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => IPNetwork.Parse(text))];

    internal X509Certificate2Collection Trusted()
    {
        var roots = new X509Certificate2Collection();
        if (Roots is { } file)
        {
            roots.ImportFromPemFile(file);
        }
        return roots;
    }

    /// <summary>Whether the program can look with these settings.</summary>
    internal bool AreSound => Patience > TimeSpan.Zero && (Roots is null || File.Exists(Roots))
        && Networks.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(text => IPNetwork.TryParse(text, out _));
}
