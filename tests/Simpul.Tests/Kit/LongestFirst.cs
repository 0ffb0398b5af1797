using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Keeping;
using Simpul.Tests.Platform.Profile;
using Simpul.Tests.Rules;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Simpul.Tests.Kit;

/// <summary>The classes that take minutes begin at once, so that the run does not end with one of them alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] longest = [nameof(KillTests), nameof(LinkTests), nameof(ProfileFuzzTests), nameof(SegregationTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => longest.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
