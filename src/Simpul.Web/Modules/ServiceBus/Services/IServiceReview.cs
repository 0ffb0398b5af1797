namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>How much a finding weighs.</summary>
public enum ReviewSeverity
{
    /// <summary>Stops the publication.</summary>
    Error,
    Warning,
    Note,
}

/// <param name="Rule">Key of the rule that found it.</param>
/// <param name="Path">Where in the document: a JSON Pointer, or <c>GET /penduduk/{nik}</c>.</param>
/// <param name="Message">Indonesian: what is wrong and what to do.</param>
public sealed record ReviewFinding(ReviewSeverity Severity, string Rule, string Path, string Message);

/// <summary>Looks at a version before it is published: <c>services.AddScoped&lt;IServiceReview, …&gt;()</c>. All that are registered are asked.</summary>
public interface IServiceReview
{
    /// <summary>Indonesian, as the heading over its findings.</summary>
    string Title { get; }

    /// <param name="before">The version of the same service and environment that was published last, of the same first number where there is one; null for the first.</param>
    Task<IReadOnlyList<ReviewFinding>> ReviewAsync(BusServiceVersion candidate, BusServiceVersion? before, CancellationToken cancel);
}

/// <summary>Answers sandbox versions that name no address of their own: <c>services.AddScoped&lt;ISandboxAddress, …&gt;()</c>, at most one.</summary>
public interface ISandboxAddress
{
    /// <summary>The base address that the gateway calls for it.</summary>
    Uri Of(string service, string label);
}
