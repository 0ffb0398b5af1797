using Simpul.Web.Platform;

namespace Simpul.Tests.Kit;

/// <summary>Puts into an instance what a test starts from, as the program itself would: with its events.</summary>
public static class Make
{
    public const string Palembang = "palembang-25-2023";

    /// <summary>Sets the instance up for a regulation.</summary>
    public static Task SetUp(this App app, string regulation = Palembang) => app.Do(services => Setup.Run(services, regulation, isSample: false, CancellationToken.None));
}
