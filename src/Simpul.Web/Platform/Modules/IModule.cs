using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Platform.Modules;

/// <summary>
/// A part of the house: a folder under Modules that serves a chapter of the regulation. Program.cs lists them by hand; there is no scanning.
/// </summary>
public interface IModule
{
    /// <summary>The module's name in profiles and check catalogues: <c>Organisation</c>.</summary>
    string Name { get; }

    /// <summary>The chapter as people know it: <c>Organisasi</c>.</summary>
    string Title { get; }

    /// <summary>Where the module stands in the rail, and what it holds.</summary>
    IReadOnlyList<RailLink> Rail { get; }

    /// <summary>What offices can be allowed to do here.</summary>
    IReadOnlyList<Permission> Permissions { get; }

    void AddServices(IServiceCollection services);

    /// <summary>Endpoints beside the pages: JSON API, downloads, feeds.</summary>
    void Map(IEndpointRouteBuilder routes);

    /// <summary>Made-up data with which a person tries the program, made by the module's own operations, in the transaction at hand.</summary>
    Task AddSample(IServiceProvider services, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Plans this module's part of a made-up city, by which the program is measured; the small sample is there already.</summary>
    Task AddCity(City city, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>A link of the rail.</summary>
/// <param name="Chapter">The heading under which it stands: Tata Kelola, Data, Aplikasi…</param>
/// <param name="Permission">Shown to those who have it; null to everyone who signed in.</param>
public sealed record RailLink(string Chapter, string Title, string Href, string Icon, string? Permission = null);

/// <summary>How much waits behind a link of the rail: <c>services.AddScoped&lt;IRailCount, OpenTasks&gt;()</c>. Asked for each page, so it must be one quick query.</summary>
public interface IRailCount
{
    /// <summary>The link's address, as its <see cref="RailLink"/> gives it.</summary>
    string Href { get; }

    /// <summary>What waits for the actor at hand; zero shows nothing.</summary>
    Task<int> Count(CancellationToken cancel);
}

/// <summary>Something that an office can be allowed to do, and the roles that come with it.</summary>
/// <param name="Key"><c>organisation.agencies.edit</c>.</param>
/// <param name="Title">Indonesian, a verb and what: "Mengubah data perangkat daerah".</param>
/// <param name="Grants">Which roles have it, and how far it reaches for each.</param>
public sealed record Permission(string Key, string Title, params Grant[] Grants);

/// <summary>That a role has a permission.</summary>
public sealed record Grant(string Role, Reach Reach);
