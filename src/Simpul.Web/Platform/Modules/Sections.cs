namespace Simpul.Web.Platform.Modules;

/// <summary>
/// A part of the workspace's first page that a module brings: <c>services.AddScoped&lt;IHomeSection, Inbox&gt;()</c>. Each is loaded for the actor
/// at hand.
/// </summary>
public interface IHomeSection
{
    /// <summary>Indonesian heading.</summary>
    string Title { get; }

    /// <summary>Smaller comes first: tasks 10, obligations 20.</summary>
    int Order { get; }

    /// <summary>Address of the partial view: <c>/Modules/Cases/_Inbox.cshtml</c>.</summary>
    string Partial { get; }

    /// <summary>What the partial shows; null leaves the section out.</summary>
    Task<object?> Load(CancellationToken cancel);
}

/// <summary>As <see cref="IHomeSection"/>, on the public page: what it shows must be public.</summary>
public interface IPortalSection
{
    /// <inheritdoc cref="IHomeSection.Title"/>
    string Title { get; }

    /// <summary>Smaller comes first: services 10, obligations 50, legal documents 60.</summary>
    int Order { get; }

    /// <inheritdoc cref="IHomeSection.Partial"/>
    string Partial { get; }

    /// <inheritdoc cref="IHomeSection.Load"/>
    Task<object?> Load(CancellationToken cancel);
}
