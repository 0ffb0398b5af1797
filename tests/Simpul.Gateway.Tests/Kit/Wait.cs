using Shouldly;

namespace Simpul.Gateway.Tests.Kit;

/// <summary>For what another thread or process does in its own time.</summary>
public static class Wait
{
    /// <summary>Five seconds at most, then it must hold.</summary>
    public static async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < 250 && !holds(); i++) await Task.Delay(20);
        holds().ShouldBeTrue();
    }
}
